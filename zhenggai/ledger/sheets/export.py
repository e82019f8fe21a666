"""The ledger out: exactly the rows of a filter, or everything that the viewer sees of a round, streamed to a file."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from zhenggai.core.sheets import ledger_book
from zhenggai.core.sheets.exported import COLUMNS, FURTHER
from zhenggai.core.sheets.ledger_book import Head, Line
from zhenggai.ledger import listing
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Finding
from zhenggai.ledger.sheets.names import Names, names_of
from zhenggai.ledger.sheets.texts import CHUNK, FIELDS, PACES, Texts, chunks, related
from zhenggai.office import access, clock
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

SOURCES = {
    "inspection": "巡视",
    "local_inspection": "巡察",
    "audit": "审计",
    "supervision_check": "督查",
}
# A drop-down list that is longer is no help.
LONGEST_LIST = 2000


@dataclass(frozen=True)
class Shown:
    """A finding as its rows repeat it."""

    number: int
    wording: str
    category: str


def export(by: By, frame: Frame, wanted: Wanted, target: BinaryIO) -> int:
    """Write the wanted rows into `target` and note it in the journal; returns how many measures it holds.

    The file is written before the act, which is short: nobody waits for it. Without a filter it holds everything:
    every column, and findings that have no measure yet.
    """
    access.require(by.viewer, "ledger.export", frame.round)
    count = write(frame, wanted, target)
    with step(by, "ledger.export", frame.round) as doing:
        doing.facts |= {"rows": count, "filtered": wanted.anything}
    return count


def write(frame: Frame, wanted: Wanted, target: BinaryIO) -> int:
    """Write the workbook."""
    names = names_of(frame.round, frame.today)
    columns = COLUMNS if wanted.anything else (*COLUMNS, *FURTHER)
    head = Head(
        title=title(frame, "整改台账"),
        subtitle=_subtitle(frame, wanted),
        round=str(frame.round.pk),
        columns=columns,
        lists=_lists(names),
    )
    return ledger_book.write(target, head, lines(frame, wanted, names))


def title(frame: Frame, what: str) -> str:
    """云川市落实省委巡视反馈意见整改台账, as such tables are headed."""
    seen = frame.round
    source = SOURCES[seen.source]
    return f"{seen.inspected_body}{source}反馈意见{what}"


def _subtitle(frame: Frame, wanted: Wanted) -> str:
    day = frame.today
    seen = f"{frame.round.term}{frame.round.ordinal}"
    scope = "筛选结果" if wanted.anything else "全部措施"
    return "　".join(
        part for part in (seen, f"截至{day.year}年{day.month}月{day.day}日", scope) if part
    )


def _lists(names: Names) -> dict[str, list[str]]:
    """Drop-down lists: units of the round, leaders, nodes, targets, paces."""
    return {
        "units": sorted(names.unit_texts[each] for each in names.inside)[:LONGEST_LIST],
        "leaders": sorted({text for text in names.post_texts.values() if "（" in text})[
            :LONGEST_LIST
        ],
        "nodes": [node.name for node in names.nodes],
        "targets": [target.name for target in names.targets],
        "paces": list(PACES.values()),
    }


def lines(frame: Frame, wanted: Wanted, names: Names) -> Iterator[Line]:
    """The lines in the order of their numbers; read in pieces, so that memory stays flat."""
    told = findings(frame)
    rows = listing.measures(frame, wanted).order_by("finding_number", "number").values(*FIELDS)
    found = _measures(rows.iterator(chunk_size=CHUNK), names, told)
    if wanted.anything:
        yield from (line for _, line in found)
        return
    bare = access.visible_in(frame.viewer, Finding.objects.filter(measures=None), frame.round.pk)
    empty = (
        ((number, 0), _bare(told[pk], pk))
        for pk, number in bare.order_by("number").values_list("pk", "number")
    )
    yield from (line for _, line in heapq.merge(found, empty, key=lambda each: each[0]))


def findings(frame: Frame) -> dict[UUID, Shown]:
    """The findings of the round as rows repeat them."""
    rows = Finding.objects.filter(round=frame.round)
    return {
        pk: Shown(number, wording or text, heading)
        for pk, number, wording, text, heading in rows.values_list(
            "pk", "number", "wording", "text", "category__heading"
        )
    }


def _bare(finding: Shown, pk: UUID) -> Line:
    return Line(str(pk), texts=_of_finding(finding))


def _of_finding(finding: Shown) -> dict[str, str]:
    return {
        "finding_number": str(finding.number),
        "finding": finding.wording,
        "category": finding.category,
    }


def _measures(
    rows: Iterable[dict[str, Any]], names: Names, findings: dict[UUID, Shown]
) -> Iterator[tuple[tuple[int, int], Line]]:
    texts = Texts(names)
    for piece in chunks(iter(rows)):
        units, posts = related(row["pk"] for row in piece)
        for row in piece:
            finding = findings[row["finding_id"]]
            told = texts.of(row, units.get(row["pk"], []), posts.get(row["pk"], []))
            line = Line(
                str(row["finding_id"]),
                str(row["pk"]),
                row["version"],
                _of_finding(finding) | told,
                _days(row),
            )
            yield (row["finding_number"], row["number"]), line


def _days(row: dict[str, Any]) -> dict[str, date | None]:
    closed = row["closed_at"]
    return {
        "due": row["due_on"],
        "condition_due": row["condition_due_on"],
        "original_due": row["original_due_on"],
        "closed": clock.day_of(closed) if closed else None,
        "changed": clock.day_of(row["changed_at"]),
    }
