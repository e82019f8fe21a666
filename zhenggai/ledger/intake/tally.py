"""The numbers of an import: what it would write, what stands in its way. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from zhenggai.ledger import milestones
from zhenggai.ledger.intake.shape import Proposal
from zhenggai.ledger.intake.verdict import DOUBTFUL, LEFT, Verdicts


@dataclass
class Tally:
    """How many rows an import writes, by kind; findings by verdict; what blocks it, as codes with how many."""

    findings: int = 0
    clues: int = 0
    measures: int = 0
    recommendations: int = 0
    institutions: int = 0
    met: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    blocks: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """New rows and findings met again: nothing of either means that there is nothing to bring in."""
        return self.findings + self.clues + self.measures + self.recommendations + self.met

    @property
    def mark(self) -> str:
        """The numbers as one word, sent with the form: what the button named is what is done."""
        return (
            f"{self.findings}-{self.clues}-{self.measures}-{self.recommendations}-"
            f"{self.institutions}-{self.met}"
        )


def tally(proposal: Proposal, verdicts: Verdicts) -> Tally:
    """Count what the proposal would write."""
    result = Tally()
    for item in proposal.findings:
        verdict = verdicts[item.key]
        result.kinds[verdict.kind] += 1
        if verdict.kind == LEFT:
            continue
        if verdict.meets is not None:
            result.met += 1
        elif item.kind == "clues":
            result.clues += 1
        else:
            result.findings += 1
        result.measures += sum(
            verdicts[each.key].kind != LEFT and verdicts[each.key].meets is None
            for each in item.measures
        )
    for each in proposal.recommendations:
        verdict = verdicts[each.key]
        result.recommendations += verdict.kind != LEFT and verdict.meets is None
        result.met += verdict.meets is not None
    taken = {item.key for item in proposal.findings if item.take}
    result.institutions = sum(
        item.take and bool(taken & set(item.findings)) for item in proposal.institutions
    )
    _blocks(proposal, verdicts, result)
    return result


def _blocks(proposal: Proposal, verdicts: Verdicts, result: Tally) -> None:
    """What a person must still do."""
    undecided = sum(
        verdict.blocks and verdict.kind == DOUBTFUL and "empty" not in verdict.reasons
        for verdict in verdicts.values()
    )
    empty = sum("empty" in verdict.reasons for verdict in verdicts.values())
    undated = sum(
        node.take and not node.due_on and not milestones.lasting(node.name)
        for node in proposal.nodes
    )
    seen = proposal.round
    checks = {
        "undecided": undecided,
        "empty": empty,
        "undated": undated,
        "body": int(not seen.id and not seen.inspected_body.strip()),
        "unit": int(not seen.id and not seen.unit and not seen.unit_name.strip()),
        "nothing": int(result.rows == 0),
    }
    result.blocks = {code: count for code, count in checks.items() if count}
