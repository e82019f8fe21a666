"""What the three panes of an import show: the marked source, the items in order of doubt, the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from zhenggai.core.matching import normal
from zhenggai.ledger.intake import confirm
from zhenggai.ledger.intake.shape import (
    CategoryItem,
    FindingItem,
    MeasureItem,
    Proposal,
    RecommendationItem,
    from_json,
)
from zhenggai.ledger.intake.tally import Tally
from zhenggai.ledger.intake.verdict import DOUBTFUL, Known, Verdict
from zhenggai.ledger.models import CIRCLED, Intake, Mention
from zhenggai.web import intake_words as words
from zhenggai.web.marked import Mark, source


@dataclass
class Line:
    """A measure in a card."""

    item: MeasureItem
    verdict: Verdict
    mark: str
    reasons: list[str]


@dataclass
class Card:
    """A finding or a recommendation with its verdict in words."""

    item: FindingItem | RecommendationItem
    verdict: Verdict
    reasons: list[str]
    lines: list[Line] = field(default_factory=list)
    category: CategoryItem | None = None
    first: bool = False

    @property
    def differs(self) -> bool:
        """Whether the ledger has another wording, to be shown beside this one."""
        met = self.verdict.meets
        return met is not None and normal(met.text) != normal(
            getattr(self.item, "wording", "") or self.item.text
        )

    @property
    def waiting(self) -> bool:
        """Whether a person looked at it would be enough: nothing blocks."""
        return self.verdict.kind == DOUBTFUL and not self.verdict.blocks

    @property
    def claim(self) -> str:
        """What the text claims of the state."""
        return str(words.CLAIMS.get(getattr(self.item, "status", ""), ""))


@dataclass
class Group:
    """A category with its cards."""

    category: CategoryItem
    cards: list[Card]


@dataclass
class Desk:
    """Everything that the page of a staged document shows."""

    proposal: Proposal
    tally: Tally
    doubtful: list[Card]
    groups: list[Group]
    recommendations: list[Card]
    source: SafeString
    withheld: list[dict[str, Any]]
    unread: int
    known: list[Known]

    @property
    def blocks(self) -> list[tuple[str, int]]:
        """What stands in the way, in words with how many."""
        return [(str(words.BLOCKS[code]), count) for code, count in self.tally.blocks.items()]

    @property
    def kinds(self) -> list[tuple[str, str, str, int]]:
        """Verdict, its words, its look, how many findings have it."""
        return [
            (kind, str(label), words.LOOKS[kind], self.tally.kinds[kind])
            for kind, label in words.VERDICTS.items()
            if self.tally.kinds[kind]
        ]

    @property
    def written(self) -> str:
        """The numbers that the button names."""
        return words.written(vars(self.tally))


def _reasons(verdict: Verdict) -> list[str]:
    return [str(words.REASONS[reason]) for reason in verdict.reasons]


def _circled(number: int) -> str:
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({number})"


def lay(intake: Intake) -> Desk:
    """Lay out a staged document."""
    proposal = from_json(intake.proposal)
    seen = confirm.prospect(intake, proposal)
    verdicts, counted = seen.verdicts, seen.tally
    headings = {category.key: category for category in proposal.categories}
    cards = []
    for item in proposal.findings:
        verdict = verdicts[item.key]
        lines = [
            Line(
                each,
                verdicts[each.key],
                _circled(verdicts[each.key].number or each.printed),
                _reasons(verdicts[each.key]),
            )
            for each in item.measures
        ]
        cards.append(Card(item, verdict, _reasons(verdict), lines, headings.get(item.category)))
    if cards:
        cards[0].first = True
    doubtful = [card for card in cards if _open(card)]
    groups = [
        Group(category, [card for card in cards if card.category is category and not _open(card)])
        for category in proposal.categories
    ]
    groups.append(
        Group(
            CategoryItem(""), [card for card in cards if card.category is None and not _open(card)]
        )
    )
    recommendations = [
        Card(each, verdicts[each.key], _reasons(verdicts[each.key]))
        for each in proposal.recommendations
    ]
    return Desk(
        proposal,
        counted,
        doubtful,
        [group for group in groups if group.cards],
        recommendations,
        source(intake.text, marks(intake, proposal)),
        _withheld(intake, proposal),
        len(intake.reading.get("unread", ())),
        seen.ledger.findings,
    )


def _open(card: Card) -> bool:
    """Whether a person must look at it: it or one of its measures is doubtful."""
    return card.verdict.kind == DOUBTFUL or any(
        line.verdict.kind == DOUBTFUL for line in card.lines
    )


def _withheld(intake: Intake, proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {
            "start": each.start,
            "end": each.end,
            "text": intake.text[each.start : each.end],
            "line": intake.text.count("\n", 0, each.start) + 1,
            "read": each.why == "read",
        }
        for each in proposal.withheld
    ]


def marks(intake: Intake, proposal: Proposal) -> Iterator[Mark]:
    """What was recognised, as marks of the source."""
    text, reading = intake.text, intake.reading
    for category in proposal.categories:
        line_end = text.find("\n", category.start)
        end = min(category.end, line_end if line_end >= 0 else category.end)
        yield Mark(category.start, end, "s-category", category.key, anchor=True)
    for item in proposal.findings:
        yield from _finding_marks(text, item)
    for each in proposal.recommendations:
        yield Mark(each.start, each.end, "s-advice", each.key, anchor=True)
    for kind, name in (("figures", "s-figure"), ("documents", "s-title"), ("unread", "s-unread")):
        for found in reading.get(kind, ()):
            yield Mark(found["start"], found["end"], name)
    for passage in proposal.withheld:
        yield Mark(
            passage.start, passage.end, "s-withheld", f"w{passage.start}-{passage.end}", anchor=True
        )


def _finding_marks(text: str, item: FindingItem) -> Iterator[Mark]:
    """The item's own words strongly, its measures each for itself."""
    at = text.find(item.wording, item.start, item.end) if item.wording else -1
    if at >= 0:
        yield Mark(at, at + len(item.wording), "s-finding", item.key, anchor=True)
    elif item.end > item.start:
        first = min([each.start for each in item.measures if each.end] or [item.end])
        yield Mark(item.start, max(first, item.start + 1), "s-finding", item.key, anchor=True)
    for each in item.measures:
        yield Mark(each.start, each.end, "s-measure", each.key, anchor=True)
    for inner in item.manifestations:
        yield Mark(inner.start, inner.end, "s-inner", item.key)


def confirmed_marks(intake: Intake, mentions: list[Mention]) -> Iterator[Mark]:
    """The places of a document that is in the ledger; keys are the numbers that people use."""
    for mention in mentions:
        if mention.finding is not None:
            key = f"f{mention.finding.number}"
            at = intake.text.find(mention.wording, mention.start, mention.end)
            if mention.wording and at >= 0:
                yield Mark(at, at + len(mention.wording), "s-finding", key, anchor=True)
            else:
                yield Mark(mention.start, mention.end, "s-inner", key, anchor=True)
        elif mention.measure is not None:
            key = f"m{mention.measure.finding_number}-{mention.measure.number}"
            yield Mark(mention.start, mention.end, "s-measure", key, anchor=True)
        elif mention.recommendation is not None:
            yield Mark(
                mention.start,
                mention.end,
                "s-advice",
                f"r{mention.recommendation.number}",
                anchor=True,
            )
    for kind, name in (("figures", "s-figure"), ("documents", "s-title"), ("unread", "s-unread")):
        for found in intake.reading.get(kind, ()):
            yield Mark(found["start"], found["end"], name)
