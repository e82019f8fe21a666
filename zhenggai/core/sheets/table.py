"""The rows below a head: findings with their measures, categories as banners, and what is neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhenggai.core.matching import normal
from zhenggai.core.sheets.fields import plain
from zhenggai.core.sheets.header import Head
from zhenggai.core.sheets.model import Grid, Place, address
from zhenggai.core.sheets.serials import serial

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页合计)")
_REMARK = re.compile(
    r"^(?:注[:：]|备注[:：]|说明[:：]|填表说明|填报说明|填表人|填报人|填报单位|制表|审核人|审核[:：]|联系人|联系电话|"
    r"单位负责人|负责人[:：]|主要负责人签字|日期[:：]|填报日期|\*|※)"
)
_BANNER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[类部])"
)
_MARKS = re.compile(
    r"(?:(?<=^)|(?<=[\n。；;]))\s*(?:([①-⑳])|[(（](\d{1,2})[)）]|(\d{1,2})[.、．](?!\d))"
)
# What a category is called, without its number.
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])\s*"
)
# A row that is not of the table says why: total, remark, head (printed again), empty of what matters.
SKIPPED = ("total", "remark", "head", "blank", "banner")


@dataclass(frozen=True, slots=True)
class Value:
    """A text of the table and the cell in which it stands."""

    text: str
    place: Place
    # The text of a cell that is merged from an earlier row.
    above: bool = False
    odd: str = ""

    @property
    def cell(self) -> str:
        """The address."""
        return address(self.place)


@dataclass(slots=True)
class Row:
    """One measure as the table has it: the row (from 0), its values by field, and the finding to which it belongs.

    `finding` counts the findings of the table from 0. `part` is set where one cell held several measures: which of
    them this is, from 1. `hidden` says that the row does not show.
    """

    number: int
    finding: int
    values: dict[str, Value] = field(default_factory=dict)
    category: Value | None = None
    part: int = 0
    hidden: bool = False

    def text(self, name: str) -> str:
        """The text of a field; empty where there is none."""
        value = self.values.get(name)
        return value.text if value else ""

    def cell(self, name: str) -> str:
        """The address of a field; of the row's first value where it has none of its own."""
        value = self.values.get(name) or next(iter(self.values.values()), None)
        return value.cell if value else address((self.number, 0))


@dataclass(slots=True)
class Table:
    """What a sheet says: its rows, and the rows that were passed over, by number with the reason."""

    rows: list[Row] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    banners: list[Value] = field(default_factory=list)
    hidden: int = 0


def read(grid: Grid, head: Head, edits: dict[str, str] | None = None) -> Table:
    """The rows of `grid` below `head`; `edits` are texts that a person put in place of a cell's, by address."""
    return _Reader(grid, head, edits or {}).read()


class _Reader:
    """Walks down the rows."""

    def __init__(self, grid: Grid, head: Head, edits: dict[str, str]) -> None:
        self._grid = grid
        self._columns = [column for column in head.columns if column.field]
        self._head = head
        self._edits = edits
        self._made = Table()
        self._category: Value | None = None
        self._finding: tuple[Value, int] | None = None
        self._count = 0
        # A table without a column of findings may have them as banners over their measures.
        self._banners_are_findings = head.of("finding") is None and head.of("category") is None
        self._headings = {plain(text) for column in head.columns for text in column.levels}

    def read(self) -> Table:
        """Every row."""
        for number in range(self._head.last + 1, len(self._grid.rows)):
            cells = self._grid.rows[number]
            if not any(cells):
                continue
            why = self._skips(number, cells)
            if why:
                self._made.skipped[number] = why
                continue
            self._take(number)
        return self._made

    def _skips(self, number: int, cells: list[str]) -> str:
        texts = list(dict.fromkeys(text for text in cells if text))
        first = texts[0]
        if _TOTAL.match(first) or (
            len(texts) > 1 and _TOTAL.match(texts[1]) and serial(first) == (0, 0)
        ):
            return "total"
        if _REMARK.match(first):
            return "remark"
        if len(texts) >= 2 and {plain(text) for text in texts} <= self._headings:
            return "head"
        if len(texts) == 1 and self._banner(number, cells, first):
            return "banner"
        return ""

    def _banner(self, number: int, cells: list[str], text: str) -> bool:
        """One text over the whole row: a category, unless a merged cell of a finding only reaches down here."""
        column = next(at for at, cell in enumerate(cells) if cell)
        range_ = self._grid.merged.get((number, column))
        if range_ and range_.top < number:
            return False
        wide = range_.wide if range_ else 1
        if wide < max(3, len(self._columns) // 2) and not (_BANNER.match(text) and column < 2):
            return False
        self._category = Value(_NUMBER.sub("", text), (number, column))
        self._made.banners.append(self._category)
        self._finding = None
        return True

    def _take(self, number: int) -> None:
        values = {
            column.field: value
            for column in self._columns
            if (value := self._value(number, column.at)).text or value.odd
        }
        if not values.keys() - {"number", "category"}:
            self._made.skipped[number] = "blank"
            return
        category = self._of_category(values)
        if self._banners_are_findings and category is not None:
            values["finding"], category = category, None
        row = Row(number, self._which(number, values), values, category)
        row.hidden = number in self._grid.hidden_rows
        self._made.hidden += row.hidden
        self._made.rows.extend(_split(row))

    def _of_category(self, values: dict[str, Value]) -> Value | None:
        stated = values.get("category")
        if stated is not None:
            self._category = Value(_NUMBER.sub("", stated.text), stated.place)
        return self._category

    def _value(self, number: int, column: int) -> Value:
        place = self._grid.origin(number, column)
        cell = address(place)
        text = self._edits.get(cell, self._grid.text(number, column))
        odd = "" if cell in self._edits else self._grid.odd.get(place, "")
        return Value(text, place, place[0] < number, odd)

    def _which(self, number: int, values: dict[str, Value]) -> int:
        """The finding of a row: the one above where its cell is merged, repeated or left empty."""
        value = values.get("finding")
        last = self._finding
        if last is not None:
            if value is None:
                values["finding"] = Value(last[0].text, last[0].place, above=True)
                self._borrow(values, "number", last[1])
                return self._count - 1
            same = value.place == last[0].place or (
                normal(value.text) == normal(last[0].text) and not self._renumbered(values, last[1])
            )
            if same:
                return self._count - 1
        self._count += 1
        self._finding = (value or Value("", (number, 0)), number)
        return self._count - 1

    def _borrow(self, values: dict[str, Value], name: str, row: int) -> None:
        """Nothing to borrow where the row says it itself."""
        column = self._head.of(name)
        if name in values or column is None:
            return
        value = self._value(row, column.at)
        if value.text:
            values[name] = Value(value.text, value.place, above=True)

    def _renumbered(self, values: dict[str, Value], row: int) -> bool:
        """Whether the same words stand under another finding's number."""
        column = self._head.of("number")
        stated = values.get("number")
        if column is None or stated is None:
            return False
        mine, other = serial(stated.text), serial(self._value(row, column.at).text)
        return (
            mine[0] != other[0]
            and not (mine[1] or other[1])
            and self._count > 1
            and (self._head.of("measure_number") is not None)
        )


def _split(row: Row) -> list[Row]:
    """One row for each measure where a cell holds several, numbered ①②③ or 1. 2. 3. from one on."""
    value = row.values.get("measure")
    parts = enumerated(value.text) if value else []
    if value is None or len(parts) < 2:
        return [row]
    return [
        Row(
            row.number,
            row.finding,
            row.values | {"measure": Value(text, value.place, value.above, value.odd)},
            row.category,
            at,
            row.hidden,
        )
        for at, text in enumerate(parts, 1)
    ]


def enumerated(text: str) -> list[str]:
    """The items of a text that consists of numbered items from one on; empty for any other text."""
    for group in (1, 2, 3):
        found = [match for match in _MARKS.finditer(text) if match[group]]
        numbers = [
            ord(match[group]) - ord("①") + 1 if group == 1 else int(match[group]) for match in found
        ]
        if len(found) < 2 or text[: found[0].start()].strip():
            continue
        if numbers != list(range(1, len(numbers) + 1)):
            continue
        ends = [*(match.start() for match in found[1:]), len(text)]
        parts = [text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)]
        return parts if all(parts) else []
    return []
