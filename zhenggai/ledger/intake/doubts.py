"""What is doubtful in what was read, as codes. Pure."""

from __future__ import annotations

from zhenggai.ledger.intake.shape import FindingItem, Proposal
from zhenggai.ledger.intake.verdict import DOUBTFUL, Verdicts

# similar, rival: it may stand in the ledger; empty: there is no wording; aspects: the text promises another number of
# measures; bare: nothing was done about it; long: the wording may have run on; gap: a number before it is missing;
# number: its printed number is taken, it gets another.
BLOCKING = frozenset({"similar", "rival", "empty"})
HARMLESS = frozenset({"number"})
LONG = 160


def of_finding(item: FindingItem, *, answers: bool) -> list[str]:
    """The doubts that one finding raises by itself."""
    if item.kind == "clues":
        return [] if (item.text or item.wording).strip() else ["empty"]
    found = []
    taken = sum(measure.take for measure in item.measures)
    if not item.wording.strip():
        found.append("empty")
    if len(item.wording) > LONG:
        found.append("long")
    if item.aspects is not None and item.aspects != taken:
        found.append("aspects")
    if answers and not taken:
        found.append("bare")
    return found


def gaps(proposal: Proposal, result: Verdicts) -> None:
    """Mark a finding before which a printed number is missing: the reader may have overlooked one."""
    before = None
    for item in proposal.findings:
        verdict = result[item.key]
        jumped = before is not None and item.printed > before + 1
        before = item.printed or before
        if jumped and item.take and not item.seen:
            verdict.reasons.append("gap")
            verdict.kind = DOUBTFUL
