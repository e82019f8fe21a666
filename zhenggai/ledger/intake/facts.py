"""What an import keeps of figures, cited documents, totals and institutions, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from zhenggai.ledger.intake.rows import BATCH, Rows
from zhenggai.ledger.intake.shape import FindingItem, MeasureItem, Proposal
from zhenggai.ledger.models import Citation, Figure, Institution, Statistic
from zhenggai.office import search

# What has more digits counts nothing.
DIGITS = 40


class Places:
    """Which finding and which measure a place in the text belongs to; after corrections, by place and not by number."""

    def __init__(self, rows: Rows, proposal: Proposal) -> None:
        """Take what was written."""
        taken = [item for item in proposal.findings if item.key in rows.finding_of]
        self._findings = _spans(taken, rows.finding_of)
        self._measures = _spans(
            [each for item in taken for each in item.measures if each.key in rows.measure_of],
            rows.measure_of,
        )

    def at(self, start: int) -> dict[str, UUID | None]:
        """finding_id and measure_id of a place."""
        return {
            "finding_id": _within(self._findings, start),
            "measure_id": _within(self._measures, start),
        }


def _spans(
    items: Iterable[FindingItem | MeasureItem], ids: dict[str, UUID]
) -> list[tuple[int, int, UUID]]:
    return sorted((item.start, item.end, ids[item.key]) for item in items if item.end > item.start)


def _within(spans: Sequence[tuple[int, int, UUID]], at: int) -> UUID | None:
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return spans[index][2] if index >= 0 and at < spans[index][1] else None


def facts(rows: Rows, proposal: Proposal) -> None:
    """Write figures, cited documents and totals with their places, from the reading that is kept."""
    places, reading = Places(rows, proposal), rows.intake.reading
    hidden = [(passage.start, passage.end) for passage in proposal.withheld]

    def open_(each: dict[str, Any]) -> bool:
        numbers = (each.get(name) or "" for name in ("value", "low", "high"))
        return max(map(len, numbers)) <= DIGITS and not any(
            each["start"] < end and start < each["end"] for start, end in hidden
        )

    Figure.objects.bulk_create(
        (
            Figure(
                intake=rows.intake,
                start=each["start"],
                end=each["end"],
                value=each["value"],
                low=each["low"] or "",
                high=each["high"] or "",
                unit=(each["unit"] or "")[:20],
                qualifier=each["qualifier"] or "",
                kind=each["kind"],
                **places.at(each["start"]),
            )
            for each in filter(open_, reading.get("figures", ()))
        ),
        batch_size=BATCH,
    )
    Citation.objects.bulk_create(
        (
            Citation(
                intake=rows.intake,
                title=each["title"],
                start=each["start"],
                end=each["end"],
                **places.at(each["start"]),
            )
            for each in filter(open_, reading.get("documents", ()))
        ),
        batch_size=BATCH,
    )
    Statistic.objects.bulk_create(
        (
            Statistic(
                intake=rows.intake,
                finding_id=places.at(each["start"])["finding_id"],
                key=each["key"],
                value=each["value"],
                unit=(each["unit"] or "")[:20],
                scope=each["scope"],
                person_times=each["person_times"],
                start=each["start"],
                end=each["end"],
            )
            for each in filter(open_, reading.get("statistics", ()))
        ),
        batch_size=BATCH,
    )


def institutions(rows: Rows, proposal: Proposal) -> list[list[str]]:
    """Drafts of institutions with their findings; returns [institution, finding] of those the round had already."""
    known = {
        each.title: each
        for each in Institution.objects.filter(round=rows.round).prefetch_related("findings")
    }
    made: list[Institution] = []
    through = Institution.findings.through
    links, joined = [], []
    for item in proposal.institutions:
        findings = [rows.finding_of[key] for key in item.findings if key in rows.finding_of]
        if not item.take or not findings:
            continue
        record = known.get(item.title)
        if record is None:
            record = Institution(round=rows.round, intake=rows.intake, title=item.title)
            made.append(record)
            present: set[UUID] = set()
        else:
            present = {each.pk for each in record.findings.all()}
        for finding in dict.fromkeys(findings):
            if finding not in present:
                links.append(through(institution_id=record.pk, finding_id=finding))
                if item.title in known:
                    joined.append([str(record.pk), str(finding)])
    Institution.objects.bulk_create(made, batch_size=BATCH)
    through._default_manager.bulk_create(links, batch_size=BATCH)
    search.keep(made)
    return joined
