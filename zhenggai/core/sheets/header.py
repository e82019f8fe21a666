"""Where the head of a table stands and what its columns mean."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace

from zhenggai.core.sheets.fields import FIELDS, LEFT, NEEDED, UNKNOWN, meaning, plain
from zhenggai.core.sheets.model import Grid, address

# Titles, dates and units of measure stand above the head; so far down one looks for it.
DEEPEST = 20
TALLEST = 4
# A heading is short; a longer text is what stands in the table.
_LONGEST = 30
_NUMBERING = re.compile(r"[(（]?(?:\d{1,2}|[甲乙丙丁戊己庚辛])[)）]?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its headings from the top down, what it is taken for, and why.

    `reason` is exact, part, unknown, remembered (this layout was mapped before), chosen (by a person), twice (another
    column has this field already) or none (recognised, but the ledger has no place for it).
    """

    at: int
    levels: tuple[str, ...]
    cell: str
    field: str = ""
    sure: float = 0.0
    reason: str = "unknown"
    hidden: bool = False
    # The field that its heading means where another column was taken for it.
    meant: str = ""

    @property
    def heading(self) -> str:
        """The headings as one."""
        return " / ".join(self.levels)


@dataclass(slots=True)
class Head:
    """Head and columns. Rows from 0: the head is `first` to `last`, `title` what stands above it."""

    first: int
    last: int
    columns: list[Column] = field(default_factory=list)
    title: list[str] = field(default_factory=list)

    @property
    def layout(self) -> str:
        """The fingerprint of the layout: the same headings in the same order, whoever filled in the table."""
        text = "\n".join("/".join(map(plain, column.levels)) for column in self.columns)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def of(self, field: str) -> Column | None:
        """The column of a field."""
        return next((column for column in self.columns if column.field == field), None)

    @property
    def missing(self) -> list[str]:
        """Fields without which nothing can be brought in."""
        return [] if any(self.of(name) for name in NEEDED) else [NEEDED[0]]

    @property
    def twice(self) -> list[tuple[Column, Column]]:
        """Columns whose field another one has already, each with that one."""
        return [
            (column, other)
            for column in self.columns
            if column.reason == "twice" and (other := self.of(column.meant))
        ]


def find(grid: Grid) -> Head | None:
    """The head of the first rows that name most fields; None where no two fields are named."""
    best: tuple[float, int, int] | None = None
    for first in range(min(DEEPEST, len(grid.rows))):
        if not _could_begin(grid, first):
            continue
        for last in range(first, min(first + TALLEST, len(grid.rows))):
            if last > first and not _could_follow(grid, first, last):
                break
            score = _score(grid, first, last)
            # Ties: the shorter head, standing higher.
            if best is None or score > best[0]:
                best = (score, first, last)
    if best is None or best[0] < 2:
        return None
    _, first, last = best
    # Cells of the head that are merged from above belong to it, and so do the groups beside them.
    top = min(grid.origin(first, column)[0] for column in range(grid.width))
    return at(grid, max(top, last - TALLEST + 1), last)


def at(grid: Grid, first: int, last: int) -> Head:
    """The head that a person put at rows `first` to `last`."""
    made = Head(first, last, _columns(grid, first, last))
    numbering = last + 1
    while numbering < len(grid.rows) and _numbers(grid.rows[numbering]):
        numbering += 1
    made.last = numbering - 1
    made.title = [
        text for row in grid.rows[:first] if (text := next((cell for cell in row if cell), ""))
    ]
    return made


def mapped(head: Head, chosen: dict[str, str], reason: str) -> Head:
    """The head with columns taken for the fields in `chosen`, by the number of the column; "" leaves a column out."""
    columns = []
    for column in head.columns:
        name = chosen.get(str(column.at))
        if name is None or (name == column.field and column.reason not in ("part", "twice")):
            columns.append(column)
        else:
            name = name if name in FIELDS else ""
            columns.append(replace(column, field=name, sure=1.0, reason=reason, meant=name))
    given = {str(column.at) for column in head.columns if str(column.at) in chosen}
    return replace(head, columns=_once(columns, given))


def _columns(grid: Grid, first: int, last: int) -> list[Column]:
    found = []
    for column in range(grid.width):
        levels: list[str] = []
        for row in range(first, last + 1):
            text = " ".join(grid.text(row, column).split())
            if text and (not levels or levels[-1] != text):
                levels.append(text)
        filled = any(grid.text(row, column) for row in range(last + 1, len(grid.rows)))
        if not levels and not filled:
            continue
        known = meaning(levels) if levels else UNKNOWN
        found.append(
            Column(
                column,
                tuple(levels),
                address(grid.origin(last, column)),
                known.field,
                known.sure,
                known.reason,
                column in grid.hidden_columns,
                known.field,
            )
        )
    return _once(found, set())


def _once(columns: list[Column], given: set[str]) -> list[Column]:
    """Each field belongs to one column: the one that was chosen, else the surest, else the first."""
    order = sorted(columns, key=lambda one: (str(one.at) not in given, -one.sure, one.at))
    taken: dict[str, int] = {}
    for column in order:
        if column.field:
            taken.setdefault(column.field, column.at)
    return [_only(column, taken) for column in columns]


def _only(column: Column, taken: dict[str, int]) -> Column:
    if column.field and taken[column.field] != column.at:
        return replace(column, field="", reason="twice", meant=column.field)
    left = column.field in LEFT and column.reason != "chosen"
    return replace(column, reason="none") if left else column


def _could_begin(grid: Grid, row: int) -> bool:
    """A head has several cells of its own; a title is one text over the whole width."""
    return len({text for text in grid.rows[row] if text}) >= 2


def _could_follow(grid: Grid, first: int, row: int) -> bool:
    """A row belongs to the head above if its texts are short and a range is merged down into it or one above is wide."""
    texts = [text for text in grid.rows[row] if text]
    if any(len(text) > _LONGEST for text in texts) or _numbers(grid.rows[row]):
        return False
    for column in range(len(grid.rows[row])):
        inside = grid.merged.get((row, column))
        above = grid.merged.get((row - 1, column))
        if inside and inside.top < row and inside.top >= first:
            return True
        if above and above.wide > 1 and above.top >= first and above.bottom < row:
            return True
    return False


def _score(grid: Grid, first: int, last: int) -> float:
    """How many fields the rows name; a long text among them says that this is no head."""
    texts = [text for row in grid.rows[first : last + 1] for text in row if text]
    if any(len(text) > 2 * _LONGEST for text in texts):
        return 0.0
    columns = _columns(grid, first, last)
    named = sum(0.6 + 0.4 * column.sure for column in columns if column.field)
    unsaid = sum(not column.field for column in columns)
    return named - 0.05 * unsaid - 0.01 * (last - first)


def _numbers(row: list[str]) -> bool:
    """Whether a row numbers the columns: 1 2 3 …"""
    texts = [text for text in row if text]
    return (
        len(texts) >= 3
        and all(_NUMBERING.fullmatch(text) for text in texts)
        and (len(set(texts)) == len(texts))
    )
