"""What the panes of a workbook show: the sheet with its head, the columns, the rows with their verdicts, the numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from openpyxl.utils import get_column_letter

from zhenggai.core.sheets.header import Column
from zhenggai.core.sheets.model import Book
from zhenggai.ledger.models import Measure, Sheet
from zhenggai.ledger.sheets import dry
from zhenggai.ledger.sheets.shape import (
    BAD,
    CHANGE,
    CONFLICT,
    DOUBTFUL,
    LEFT,
    NEW,
    OK,
    VERDICTS,
    Cell,
    Dry,
    Row,
)
from zhenggai.office import access, files
from zhenggai.office.sight import Viewer
from zhenggai.office.words import sentence
from zhenggai.web import sheet_words as words

PAGE = 50
PREVIEW = 14
BROUGHT = 300
WIDEST = 40
_LONGEST = 60
_FIXABLE = {*words.CHOICES, "condition", "condition_due"} - {"finding", "category"}


@dataclass
class Line:
    """A row of the sheet as it stands: number, cells, and what it was taken for."""

    number: int
    cells: list[str]
    kind: str = ""
    said: str = ""
    # How many columns its one text takes; 0 where each cell has its own.
    span: int = 0


@dataclass
class Told:
    """A value of a row with its remark in words."""

    cell: Cell
    label: str
    said: str
    fix: bool

    @property
    def nearest(self) -> str:
        """The known name that is most like the one that is not known."""
        facts = self.cell.refusal.facts if self.cell.refusal else {}
        return str(facts.get("nearest") or facts.get("candidates") or "").split("、")[0]

    @property
    def look(self) -> str:
        """The class of its verdict."""
        return {BAD: "error", DOUBTFUL: "doubt", CONFLICT: "doubt"}.get(self.cell.verdict, "")


@dataclass
class Card:
    """A row with its verdict in words: remarks first, other values after them."""

    row: Row
    word: str
    look: str
    finding: str
    remarks: list[Told] = field(default_factory=list)
    values: list[Told] = field(default_factory=list)
    conflict: bool = False


@dataclass
class Desk:
    """Everything that the page of a staged workbook shows."""

    dry: Dry
    sheets: list[str]
    sheet: int
    letters: list[str]
    preview: list[Line]
    columns: list[tuple[Column, str, str]]
    cards: list[Card]
    filters: list[tuple[str, str, int]]
    show: str
    page: int
    pages: int
    problems: list[str]

    @property
    def head(self) -> tuple[int, int]:
        """First and last row of the head as the office program counts."""
        head = self.dry.head
        return (head.first + 1, head.last + 1) if head else (1, 1)

    @property
    def written(self) -> str:
        """The numbers that the button names."""
        kinds = self.dry.kinds
        counts = {
            "findings": self.dry.new_findings,
            "measures": sum("number" in row.values for row in self.dry.rows if row.verdict == NEW),
            "changed": kinds[CHANGE],
        }
        return words.written(counts)

    @property
    def blocks(self) -> list[tuple[str, int]]:
        """What stands in the way."""
        return [
            (str(words.BLOCKS[code]), count if code != "nothing" else 0)
            for code, count in self.dry.blocks.items()
        ]

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """Verdicts in words, their looks and numbers."""
        kinds = self.dry.kinds
        return [
            (str(words.VERDICTS[kind]), words.LOOKS[kind], kinds[kind])
            for kind in VERDICTS
            if kinds[kind]
        ]

    @property
    def skipped(self) -> list[tuple[str, int]]:
        """Rows that were passed over, by reason."""
        counts = Counter(self.dry.skipped.values())
        return [(str(words.SKIPPED[why]), count) for why, count in counts.items()]

    @property
    def untouched(self) -> list[str]:
        """Columns that are not brought in."""
        return [
            column.heading or letter for column, letter, _ in self.columns if not self._in(column)
        ]

    def _in(self, column: Column) -> bool:
        return column.field in words.CHOICES


def lay(sheet: Sheet, show: str, page: int) -> Desk:
    """Lay out a staged workbook; `show` is a verdict, doubtful, conflict or "" for all."""
    book = dry.read(files.load(sheet.blob), sheet.name)
    seen = dry.run(sheet, book)
    rows = [row for row in seen.rows if _fits(row, show)]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, page), pages)
    chosen = rows[(page - 1) * PAGE : page * PAGE]
    return Desk(
        dry=seen,
        sheets=[grid.title for grid in book.sheets],
        sheet=_at(book, seen),
        letters=[get_column_letter(at + 1) for at in range(min(seen.grid.width, WIDEST))],
        preview=_preview(seen),
        columns=_columns(seen),
        cards=[_card(seen, row) for row in chosen],
        filters=_filters(seen),
        show=show,
        page=page,
        pages=pages,
        problems=[sentence(each) for each in seen.problems],
    )


def _at(book: Book, seen: Dry) -> int:
    return next((at for at, grid in enumerate(book.sheets) if grid is seen.grid), 0)


def _fits(row: Row, show: str) -> bool:
    if show in (DOUBTFUL, CONFLICT):
        return row.verdict != LEFT and row.count(show) > 0
    return not show or row.verdict == show


def _filters(seen: Dry) -> list[tuple[str, str, int]]:
    kinds = seen.kinds
    found = [(kind, str(words.VERDICTS[kind]), kinds[kind]) for kind in VERDICTS]
    for kind, label in words.FILTERS.items():
        found.append((kind, str(label), sum(_fits(row, kind) for row in seen.rows)))
    return [each for each in found if each[2]]


def _preview(seen: Dry) -> list[Line]:
    """The rows above and around the head, and the first ones below."""
    head = seen.head
    last = min(len(seen.grid.rows), (head.last + 1 if head else 0) + PREVIEW)
    lines = []
    for number in range(last):
        cells = [_cell(seen, number, at) for at in range(min(seen.grid.width, WIDEST))]
        line = Line(number + 1, cells)
        whole = seen.grid.merged.get((number, 0))
        if whole and whole.wide > len(cells) // 2 and whole.top == number == whole.bottom:
            line.cells, line.span = cells[:1], len(cells)
        if head and head.first <= number <= head.last:
            line.kind = "is-head"
        elif number in seen.skipped:
            line.kind, line.said = "is-skipped", str(words.SKIPPED[seen.skipped[number]])
        elif head and number < head.first:
            line.kind = "is-title"
        lines.append(line)
    return lines


def _cell(seen: Dry, row: int, column: int) -> str:
    """The text where it stands; a merged range shows it once."""
    if seen.grid.origin(row, column) != (row, column):
        return ""
    text = seen.grid.text(row, column)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _columns(seen: Dry) -> list[tuple[Column, str, str]]:
    """Columns with their letter and why they are taken for what they are."""
    if seen.head is None:
        return []
    return [
        (column, get_column_letter(column.at + 1), str(words.REASONS[column.reason]))
        for column in seen.head.columns
    ]


def _card(seen: Dry, row: Row) -> Card:
    card = Card(
        row,
        str(words.VERDICTS[row.verdict]),
        words.LOOKS[row.verdict],
        seen.findings[row.finding].wording,
        conflict=row.count(CONFLICT) > 0,
    )
    for cell in row.cells:
        told = _told(cell)
        (card.values if cell.verdict == OK and not cell.changes else card.remarks).append(told)
    return card


def _told(cell: Cell) -> Told:
    said = sentence(cell.refusal) if cell.refusal else ""
    # What the number of a row says cannot be put right in its cell alone.
    fix = cell.verdict in (BAD, DOUBTFUL) and cell.field in _FIXABLE and not cell.own
    return Told(cell, str(words.FIELDS.get(cell.field, cell.field)), said, fix)


def context(sheet: Sheet, desk: Desk) -> dict[str, Any]:
    """The page of a staged workbook."""
    return {
        "sheet": sheet,
        "desk": desk,
        "fields": [(key, words.FIELDS[key]) for key in words.CHOICES],
        "notes": [words.note(each) for each in sheet.notes],
    }


def brought(viewer: Viewer, sheet: Sheet) -> tuple[list[Measure], int]:
    """The measures that an import made or changed, as far as the viewer sees them; the first ones, and how many more."""
    made = [UUID(pk) for pk in sheet.brought.get("measures", ())]
    made += [UUID(each["id"]) for each in sheet.brought.get("changed", ())]
    shown = made[:BROUGHT]
    rows = access.visible_in(viewer, Measure.objects.filter(pk__in=shown), sheet.round_id)
    return list(rows.order_by("finding_number", "number")), len(made) - len(shown)
