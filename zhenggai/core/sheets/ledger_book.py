"""The ledger as a workbook: as offices print it, and made so that it can come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import BinaryIO

from xlsxwriter.format import Format

from zhenggai.core.sheets import style
from zhenggai.core.sheets.exported import (
    COLUMNS,
    DAYS,
    EDITION,
    HIDDEN,
    LISTS,
    MARK,
    OF_FINDING,
    ExportColumn,
    fingerprint,
)
from zhenggai.core.sheets.reader import settled

_FROZEN = 4
_HEAD = (2, 3)
_LAST_HEAD = 3


@dataclass(slots=True)
class Line:
    """One measure: texts by the key of a column, days apart. A finding without measures is a line without an id."""

    finding: str
    id: str = ""
    version: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date | None] = field(default_factory=dict)


@dataclass(slots=True)
class Head:
    """What stands above the table, which columns it has, and the drop-down lists by name."""

    title: str
    subtitle: str
    round: str
    columns: tuple[ExportColumn, ...] = COLUMNS
    lists: dict[str, list[str]] = field(default_factory=dict)


def write(target: BinaryIO, head: Head, lines: Iterable[Line]) -> int:
    """Write the workbook and return how many measures it holds. `lines` come in the order of their findings."""
    writer = _Writer(target, head)
    for _, group in groupby(lines, key=lambda line: line.finding):
        writer.finding(list(group))
    writer.close()
    return writer.count


class _Writer:
    """Writes from top to bottom, each row once."""

    def __init__(self, target: BinaryIO, head: Head) -> None:
        self._book = style.Book(target)
        self._head = head
        self._sheet = self._book.sheet("整改台账")
        self._hidden = self._book.sheet(HIDDEN)
        # Locked columns, too: what somebody changed there all the same is told, not passed over.
        self._keys = [column.key for column in head.columns if column.key != "label"]
        self._formats = [self._cell(column, live=False) for column in head.columns]
        self._live = [self._cell(column, live=True) for column in head.columns]
        self.count = 0
        self._row = _LAST_HEAD + 1
        self._noted = 2
        self._category: tuple[str, int] = ("", 0)
        self._begin()

    def finding(self, lines: list[Line]) -> None:
        """The rows of one finding; its own cells are merged over them."""
        first = self._row
        self._new_category(lines[0].texts.get("category", ""))
        heights = self._heights(lines)
        for line, height in zip(lines, heights, strict=True):
            self._line(line, height, first=line is lines[0])
        for at, column in enumerate(self._head.columns):
            if column.key in OF_FINDING and column.key != "category":
                style.merge(self._sheet, (first, at), (self._row - 1, at))

    def close(self) -> None:
        """End merged ranges, protect, offer the lists."""
        self._new_category(None)
        for at, column in enumerate(self._head.columns):
            if column.choice:
                self._offer(at, column)
        lists = self._book.sheet(LISTS)
        rows = max(map(len, self._head.lists.values()), default=0)
        for row in range(rows):
            for at, values in enumerate(self._head.lists.values()):
                if row < len(values):
                    lists.write_string(row, at, values[row])
        lists.hide()
        self._hidden.very_hidden()
        self._sheet.activate()
        self._book.close()

    def _cell(self, column: ExportColumn, *, live: bool) -> Format:
        wanted: dict[str, object] = {"locked": not column.edit}
        if column.centred:
            wanted["align"] = "center"
        if column.key in DAYS:
            wanted["num_format"] = "yyyy-mm-dd"
        elif column.edit:
            # What is typed here stays text: 7-3 is no day and 0531 no number.
            wanted["num_format"] = "@"
        if live:
            wanted["quote_prefix"] = True
        return self._book.format(**wanted)

    def _begin(self) -> None:
        sheet, head = self._sheet, self._head
        last = len(head.columns) - 1
        title = self._book.format(font_name=style.TITLE, font_size=22, border=0, align="center")
        under = self._book.format(font_size=12, border=0, align="left")
        for row, (text, format_, height) in enumerate(
            ((head.title, title, 42), (head.subtitle, under, 24))
        ):
            sheet.set_row(row, height)
            style.put(sheet, (row, 0), text, format_)
            style.merge(sheet, (row, 0), (row, last))
        for at, column in enumerate(head.columns):
            sheet.set_column(at, at, column.width)
        headings = [(column.group, column.heading) for column in head.columns]
        style.head(self._book, sheet, headings, _HEAD)
        style.lay_out(sheet, _HEAD)
        sheet.freeze_panes(_LAST_HEAD + 1, _FROZEN)
        sheet.protect(
            "",
            {"format_columns": True, "format_rows": True, "insert_rows": True, "autofilter": True},
        )
        for at, text in enumerate((MARK, EDITION, head.round)):
            self._hidden.write_string(0, at, text)
        for at, key in enumerate(self._keys):
            self._hidden.write_string(1, at, key)

    def _heights(self, lines: list[Line]) -> list[float]:
        """The height of each row: its own texts, and together room enough for what is merged over them."""
        columns = self._head.columns
        found = [
            max(
                style.height(line.texts.get(column.key, ""), column.width)
                for column in columns
                if column.key not in OF_FINDING
            )
            for line in lines
        ]
        merged = max(
            style.height(lines[0].texts.get(column.key, ""), column.width)
            for column in columns
            if column.key in ("finding", "finding_number")
        )
        missing = max(0.0, merged - sum(found)) / len(found)
        return [min(each + missing, style.MOST_HEIGHT) for each in found]

    def _line(self, line: Line, height: float, *, first: bool) -> None:
        sheet, row = self._sheet, self._row
        sheet.set_row(row, max(height, 30))
        shown: dict[str, str] = {}
        for at, column in enumerate(self._head.columns):
            key = column.key
            if key in DAYS:
                day = line.days.get(key)
                style.put_day(sheet, (row, at), day, self._formats[at])
                shown[key] = day.isoformat() if day and day.year >= style.FIRST_YEAR else ""
                continue
            covered = (key in OF_FINDING and not first) or (
                key == "category" and row != self._category[1]
            )
            text = settled(line.texts.get(key, ""))
            if len(text) > style.MOST_TEXT:
                text = settled(text[: style.MOST_TEXT])
            shown[key] = text
            formats = self._live if style.live(text) else self._formats
            style.put(sheet, (row, at), "" if covered else text, formats[at])
        if line.id:
            self._note(line, shown)
        self._row += 1

    def _note(self, line: Line, shown: dict[str, str]) -> None:
        hashes = " ".join(fingerprint(shown.get(key, "")) for key in self._keys)
        texts = (shown.get("label", ""), line.id, str(line.version), hashes)
        for at, text in enumerate(texts):
            self._hidden.write_string(self._noted, at, text)
        self._noted += 1
        self.count += 1

    def _new_category(self, text: str | None) -> None:
        """The cells of one category are merged until another one begins."""
        known, first = self._category
        if text == known and first:
            return
        at = next(
            (at for at, column in enumerate(self._head.columns) if column.key == "category"), None
        )
        if first and at is not None and self._row - 1 > first:
            style.merge(self._sheet, (first, at), (self._row - 1, at))
        self._category = (text or "", self._row)

    def _offer(self, at: int, column: ExportColumn) -> None:
        names = list(self._head.lists)
        values = self._head.lists.get(column.choice)
        if not values or self._row == _LAST_HEAD + 1:
            return
        letter = chr(ord("A") + names.index(column.choice))
        self._sheet.data_validation(
            _LAST_HEAD + 1,
            at,
            self._row - 1,
            at,
            {
                "validate": "list",
                "source": f"={LISTS}!${letter}$1:${letter}${len(values)}",
                "error_type": "warning",
                "error_title": column.heading,
                "error_message": "不在列表中的内容导入时需要确认。",
            },
        )
