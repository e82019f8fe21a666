"""The rows of an import, built in memory and written together: a few statements whatever its size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from zhenggai.core.matching import normal
from zhenggai.ledger.intake.passages import BLANK
from zhenggai.ledger.intake.shape import FindingItem, Proposal
from zhenggai.ledger.intake.verdict import LEFT, Verdicts
from zhenggai.ledger.models import (
    Category,
    Finding,
    Intake,
    Manifestation,
    Measure,
    Mention,
    Recommendation,
    Round,
)
from zhenggai.office import search

BATCH = 500
HEADING_NUMBER = 8


@dataclass
class Rows:
    """New rows by kind, and under which key which record stands (new or met)."""

    intake: Intake
    round: Round
    at: datetime
    categories: list[Category] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    manifestations: list[Manifestation] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    finding_of: dict[str, UUID] = field(default_factory=dict)
    measure_of: dict[str, UUID] = field(default_factory=dict)
    inner_of: dict[str, UUID] = field(default_factory=dict)
    # Manifestations of findings that are met again, and the ids of those that this import adds to them.
    known_inner: dict[UUID, list[Manifestation]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Write everything, in the order in which rows name each other, and keep the words for the search."""
        batches: tuple[list[Any], ...] = (
            self.categories,
            self.findings,
            self.manifestations,
            self.measures,
            self.recommendations,
            self.mentions,
        )
        for batch in batches:
            if batch:
                type(batch[0])._default_manager.bulk_create(batch, batch_size=BATCH)
        search.keep([*self.findings, *self.measures, *self.recommendations])


def shown(text: str) -> str:
    """A text without the lines of which nothing but blanks is left."""
    lines = [line for line in text.split("\n") if line.strip(BLANK + " \u3000") or not line]
    return "\n".join(lines).strip()


_ABOUT = re.compile(r"^关于|(?:的?问题|方面)+(?:的?整改(?:落实)?情况)?$")


def heading_form(heading: str) -> str:
    """A heading without 关于, 方面 and 问题: a feedback opinion and its notice head the same category differently."""
    return _ABOUT.sub("", normal(heading))


def build(rows: Rows, proposal: Proposal, verdicts: Verdicts) -> None:
    """Fill `rows` from the proposal."""
    needed = {
        item.category
        for item in proposal.findings
        if item.take and verdicts[item.key].meets is None
    }
    categories = _categories(rows, proposal, needed)
    rows.known_inner = _known_inner(proposal, verdicts)
    for item in proposal.findings:
        if verdicts[item.key].kind == LEFT:
            continue
        finding = _finding(rows, item, verdicts, categories)
        _mention(rows, item, finding=finding, wording=item.wording, claim=item.status)
        _measures(rows, item, verdicts, finding)
    for each in proposal.recommendations:
        verdict = verdicts[each.key]
        if verdict.kind == LEFT:
            continue
        record = UUID(verdict.meets.id) if verdict.meets else None
        if record is None:
            made = Recommendation(
                round=rows.round, intake=rows.intake, number=verdict.number, text=shown(each.text)
            )
            rows.recommendations.append(made)
            record = made.pk
        _mention(rows, each, recommendation=record, wording=each.text)


def _known_inner(proposal: Proposal, verdicts: Verdicts) -> dict[UUID, list[Manifestation]]:
    met = [
        verdict.meets.id
        for item in proposal.findings
        if item.manifestations and (verdict := verdicts[item.key]).meets is not None
    ]
    found: dict[UUID, list[Manifestation]] = {}
    for each in Manifestation.objects.filter(finding_id__in=met) if met else ():
        found.setdefault(each.finding_id, []).append(each)
    return found


def _categories(rows: Rows, proposal: Proposal, needed: set[str]) -> dict[str, Category]:
    """The categories under which new findings stand: those of the round with this heading, else new ones."""
    known = list(Category.objects.filter(round=rows.round))
    by_heading = {heading_form(category.heading): category for category in known}
    position = max((category.position for category in known), default=0)
    result: dict[str, Category] = {}
    for item in proposal.categories:
        if item.key not in needed:
            continue
        category = by_heading.get(heading_form(item.heading))
        if category is None:
            position += 1
            category = Category(
                round=rows.round,
                intake=rows.intake,
                number=item.number[:HEADING_NUMBER],
                heading=item.heading,
                kind=item.kind,
                position=position,
            )
            by_heading[heading_form(item.heading)] = category
            rows.categories.append(category)
        result[item.key] = category
    for key in needed - result.keys():
        # A finding that stands under no heading of the document still needs a place.
        result[key] = by_heading.get("") or Category(
            round=rows.round, intake=rows.intake, number="", heading="", position=position + 1
        )
        if "" not in by_heading:
            by_heading[""] = result[key]
            rows.categories.append(result[key])
    return result


def _finding(
    rows: Rows, item: FindingItem, verdicts: Verdicts, categories: dict[str, Category]
) -> UUID:
    """The id of the finding: the one that it meets, or a new row with its manifestations."""
    verdict = verdicts[item.key]
    if verdict.meets is not None:
        met = rows.finding_of[item.key] = UUID(verdict.meets.id)
        _inner(rows, item, met, met=rows.known_inner.get(met, []))
        return met
    made = Finding(
        round=rows.round,
        category=categories[item.category],
        intake=rows.intake,
        number=verdict.number,
        kind=item.kind,
        wording=shown(item.wording),
        text=shown(item.text),
    )
    rows.findings.append(made)
    rows.finding_of[item.key] = made.pk
    _inner(rows, item, made.pk, met=None)
    return made.pk


def _inner(
    rows: Rows, item: FindingItem, finding: UUID, *, met: list[Manifestation] | None
) -> None:
    """Manifestations of a finding: those it has already (one wording holds the other), else new ones."""
    known = met or []
    last = max((each.number for each in known), default=0)
    forms = {each.pk: normal(each.text) for each in known}
    for each in item.manifestations:
        form = normal(each.text)
        same = next((pk for pk, other in forms.items() if form in other or other in form), None)
        if same is None:
            last += 1
            made = Manifestation(finding_id=finding, number=last, text=shown(each.text))
            rows.manifestations.append(made)
            same = made.pk
            if met is not None:
                rows.added.append(str(same))
        rows.inner_of[each.key] = same


def _measures(rows: Rows, item: FindingItem, verdicts: Verdicts, finding: UUID) -> None:
    """New measures of the finding; what it is met by is mentioned, never closed."""
    number = ((met := verdicts[item.key].meets) and met.number) or verdicts[item.key].number
    for each in item.measures:
        verdict = verdicts[each.key]
        if verdict.kind == LEFT:
            continue
        record = UUID(verdict.meets.id) if verdict.meets else None
        if record is None:
            made = Measure(
                round=rows.round,
                finding_id=finding,
                manifestation_id=rows.inner_of.get(each.manifestation),
                intake=rows.intake,
                finding_number=number,
                number=verdict.number,
                title=each.title,
                text=shown(each.text),
                claimed_status=item.status,
                changed_at=rows.at,
            )
            rows.measures.append(made)
            record = made.pk
        rows.measure_of[each.key] = record
        wording = f"{each.title}。{each.text}" if each.title else each.text
        _mention(
            rows, each, measure=record, wording=wording if verdict.meets else "", claim=item.status
        )


def _mention(rows: Rows, item: Any, *, wording: str, claim: str = "", **of: UUID) -> None:
    """The place in the source; an item that a person typed in has none."""
    if item.end <= item.start:
        return
    ids = {f"{name}_id": value for name, value in of.items()}
    rows.mentions.append(
        Mention(
            intake=rows.intake,
            start=item.start,
            end=item.end,
            wording=wording,
            claimed_status=claim,
            **ids,
        )
    )
