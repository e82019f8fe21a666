"""A proposal meets the ledger of its round: what is new, what stands there already, what a person must decide.

Verdicts are never stored; they follow from the proposal, a person's decisions in it, and the ledger of this moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from zhenggai.core import matching
from zhenggai.ledger.intake import doubts
from zhenggai.ledger.intake.shape import (
    NEW,
    UNDECIDED,
    FindingItem,
    MeasureItem,
    Proposal,
    RecommendationItem,
)
from zhenggai.ledger.intake.verdict import (
    CHANGE,
    DOUBTFUL,
    LEFT,
    NEW_ROW,
    SAME,
    Known,
    Verdict,
    Verdicts,
)
from zhenggai.ledger.models import Finding, Measure, Recommendation

# Measures of one finding are alike by nature; only very alike ones are asked about.
MEASURE_LIKELY = 0.7
# Numbers beyond this are misread figures.
HIGHEST = 9999


@dataclass
class Ledger:
    """What a round holds already; empty for a round that is yet to be made."""

    findings: list[Known] = field(default_factory=list)
    measures: dict[str, list[Known]] = field(default_factory=dict)
    recommendations: list[Known] = field(default_factory=list)


def ledger_of(round_id: UUID | str | None) -> Ledger:
    """Read what the round holds: three queries, whatever its size."""
    if not round_id:
        return Ledger()
    found = Ledger(
        findings=[
            Known(str(pk), number, wording or text, kind)
            for pk, number, wording, text, kind in Finding.objects.filter(
                round_id=round_id
            ).values_list("pk", "number", "wording", "text", "kind")
        ],
        recommendations=[
            Known(str(pk), number, text)
            for pk, number, text in Recommendation.objects.filter(round_id=round_id).values_list(
                "pk", "number", "text"
            )
        ],
    )
    measures = Measure.objects.filter(round_id=round_id).values_list(
        "finding_id", "pk", "number", "title", "text"
    )
    for finding_id, pk, number, title, text in measures:
        found.measures.setdefault(str(finding_id), []).append(
            Known(str(pk), number, text, title=title)
        )
    return found


def _items(proposal: Proposal, kind: str) -> list[FindingItem]:
    return [item for item in proposal.findings if item.take and item.kind == kind]


def verdicts(proposal: Proposal, ledger: Ledger, *, answers: bool) -> Verdicts:
    """The verdict of every finding, measure and recommendation, by key.

    `answers`: the document says what was done (a notice, a plan), so that a finding without measures is worth a look.
    """
    result: Verdicts = {}
    for kind in ("problem", "clues"):
        known = [record for record in ledger.findings if record.kind == kind]
        _meet(_items(proposal, kind), known, result)
    for item in proposal.findings:
        verdict = result.setdefault(item.key, Verdict(LEFT))
        if verdict.kind != LEFT:
            verdict.reasons += doubts.of_finding(item, answers=answers)
            _settle(item, verdict)
        _measures(item, verdict, ledger, result)
    _recommendations(proposal, ledger, result)
    _numbers(proposal, ledger, result)
    doubts.gaps(proposal, result)
    return result


def _words(item: FindingItem) -> str:
    return item.wording or item.text


def _meet(items: Sequence[FindingItem], known: Sequence[Known], result: Verdicts) -> None:
    """Matches of findings: what a person decided, then what the wordings say."""
    by_id = {record.id: record for record in known}
    decided = {item.meets for item in items if item.meets in by_id}
    open_ = [item for item in items if item.meets not in by_id]
    free = [record for record in known if record.id not in decided]
    asked = [item for item in open_ if item.meets == UNDECIDED]
    found = matching.matches([_words(item) for item in asked], [record.text for record in free])
    for item in items:
        result[item.key] = Verdict()
        if item.meets in by_id:
            result[item.key].kind, result[item.key].meets = SAME, by_id[item.meets]
    for at, item in enumerate(asked):
        match = found.get(at)
        if match is not None:
            verdict = result[item.key]
            verdict.meets = free[match.known]
            verdict.kind = SAME
            if not match.exact:
                verdict.reasons.append("rival" if match.rival else "similar")


def _settle(item: FindingItem, verdict: Verdict) -> None:
    """From reasons and decisions to the kind of the verdict."""
    verdict.blocks = any(reason in doubts.BLOCKING for reason in verdict.reasons)
    if item.seen:
        verdict.reasons = [reason for reason in verdict.reasons if reason in doubts.BLOCKING]
    if verdict.reasons:
        verdict.kind = DOUBTFUL
    elif verdict.meets is not None:
        same = matching.normal(verdict.meets.text) == matching.normal(_words(item))
        verdict.kind = SAME if same else CHANGE


def settled(verdict: Verdict) -> Known | None:
    """The record that an item is, once nothing stands in the way."""
    return None if verdict.blocks else verdict.meets


def _measure_words(title: str, text: str) -> str:
    return title or text


def _measures(item: FindingItem, verdict: Verdict, ledger: Ledger, result: Verdicts) -> None:
    """Measures of a finding that meets one of the ledger; elsewhere all of them are new."""
    there = ledger.measures.get(verdict.meets.id, []) if verdict.meets else []
    taken = [each for each in item.measures if each.take and verdict.kind != LEFT]
    for each in item.measures:
        result[each.key] = Verdict(NEW_ROW if each in taken else LEFT)
    if there:
        _meet_measures([each for each in taken if each.meets != NEW], there, result)


def _meet_measures(taken: list[MeasureItem], there: list[Known], result: Verdicts) -> None:
    by_id = {record.id: record for record in there}
    for each in taken:
        if each.meets in by_id:
            result[each.key].kind, result[each.key].meets = SAME, by_id.pop(each.meets)
    asked = [each for each in taken if each.meets == UNDECIDED]
    free = list(by_id.values())
    found = matching.matches(
        [_measure_words(each.title, each.text) for each in asked],
        [_measure_words(record.title, record.text) for record in free],
        MEASURE_LIKELY,
    )
    for at, match in found.items():
        verdict = result[asked[at].key]
        verdict.meets, verdict.kind = free[match.known], SAME if match.exact else DOUBTFUL
        if not match.exact:
            verdict.reasons, verdict.blocks = ["similar"], True


def _recommendations(proposal: Proposal, ledger: Ledger, result: Verdicts) -> None:
    by_id = {record.id: record for record in ledger.recommendations}
    taken = [item for item in proposal.recommendations if item.take]
    asked = [item for item in taken if item.meets == UNDECIDED]
    found = matching.matches(
        [item.text for item in asked], [record.text for record in ledger.recommendations]
    )
    for item in proposal.recommendations:
        result[item.key] = Verdict(NEW_ROW if item.take else LEFT)
        if item.take and item.meets in by_id:
            result[item.key].kind, result[item.key].meets = SAME, by_id[item.meets]
    for at, match in found.items():
        verdict = result[asked[at].key]
        verdict.meets = ledger.recommendations[match.known]
        verdict.kind = SAME if match.exact else DOUBTFUL
        if not match.exact:
            verdict.reasons, verdict.blocks = ["similar"], True
    for item in taken:
        if not item.text.strip():
            verdict = result[item.key]
            verdict.kind, verdict.blocks = DOUBTFUL, True
            verdict.reasons.append("empty")


def _numbers(proposal: Proposal, ledger: Ledger, result: Verdicts) -> None:
    """The numbers that new rows will have: as printed where that is free, else the next; never one that is taken."""
    findings = [item for item in proposal.findings if item.take]
    assign(findings, {record.number for record in ledger.findings}, result)
    recommendations = [item for item in proposal.recommendations if item.take]
    assign(recommendations, {record.number for record in ledger.recommendations}, result)
    for item in proposal.findings:
        record = result[item.key].meets
        there = ledger.measures.get(record.id, []) if record else []
        last = max((known.number for known in there), default=0)
        for each in item.measures:
            verdict = result[each.key]
            if verdict.meets is not None:
                verdict.number = verdict.meets.number
            elif verdict.kind != LEFT:
                last += 1
                verdict.number = last


def assign(
    items: Sequence[FindingItem] | Sequence[RecommendationItem], used: set[int], result: Verdicts
) -> None:
    """Give numbers to items that are not in the ledger yet.

    A document that counts anew in each part (a number printed twice) is counted through.
    """
    fresh = []
    for item in items:
        verdict = result[item.key]
        if verdict.meets is not None:
            verdict.number = verdict.meets.number
        else:
            fresh.append(item)
    printed = [item.printed for item in fresh]
    through = len(set(printed)) < len(printed) or any(
        not 1 <= number <= HIGHEST for number in printed
    )
    taken = set(used)
    for item in fresh:
        verdict = result[item.key]
        free = not through and item.printed not in taken
        number = item.printed if free else max(taken | ({0} if through else set(printed))) + 1
        taken.add(number)
        verdict.number = number
        if not through and number != item.printed:
            verdict.reasons.append("number")
