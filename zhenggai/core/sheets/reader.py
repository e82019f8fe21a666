"""Opening a table: .xlsx and .xls through calamine, .csv in UTF-8, UTF-16 or GB18030; all as grids of text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any

import python_calamine

from zhenggai.core.errors import BadFile
from zhenggai.core.files import DEFAULT, Kind, clean_name, clean_text, sniff
from zhenggai.core.files import Limits as FileLimits
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.plain import decode
from zhenggai.core.sheets import biff
from zhenggai.core.sheets.layout import Layout, layouts
from zhenggai.core.sheets.model import COLUMNS, Book, Grid, Limits, Merged

_BLANKS = re.compile(r"[ \t\u3000]+")
# Most cells that merged ranges may cover in one sheet: real ones cover each cell once.
_COVERED = 2_000_000
_DELIMITERS = (",", "\t", ";", "，")
# What the reader of tables raises; it is written in another language, whose faults come as their own class.
_BROKEN = (python_calamine.CalamineError, OSError, ValueError, IndexError, OverflowError)


def read(data: bytes, name: str, limits: Limits | None = None, files: FileLimits = DEFAULT) -> Book:
    """The sheets of the file `data` called `name`.

    Raises BadFile: what `sniff` raises; FILE-NOT-TABLE for other kinds; FILE-ENCODING, FILE-CORRUPT, FILE-BOMB,
    FILE-ENCRYPTED; IMP-ROWS above `limits.rows` filled rows in all sheets together; TEXT-CHAR.
    """
    limits = limits or Limits()
    shown = clean_name(name)
    kind = sniff(data, name, files)
    book = Book()
    if kind is Kind.CSV:
        _separated(book, data, shown)
    elif kind is Kind.XLSX:
        _packed(book, data, shown, layouts(Archive(data, name, files)))
    elif kind is Kind.XLS:
        _packed(book, data, shown, biff.layouts(data, shown))
    else:
        raise BadFile("FILE-NOT-TABLE", name=shown)
    filled = sum(any(row) for grid in book.sheets for row in grid.rows)
    if filled > limits.rows:
        raise BadFile("IMP-ROWS", rows=filled, limit=limits.rows)
    return book


def _separated(book: Book, data: bytes, name: str) -> None:
    text, notes = decode(data, name)
    book.encoding = next((note.facts["encoding"] for note in notes if note.facts), "utf-8")
    head = text[:4096].split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadFile("FILE-CORRUPT", name=name, reason="csv") from error
    grid = Grid("")
    _fill(book, grid, rows)
    book.sheets.append(grid)


def _packed(book: Book, data: bytes, name: str, laid: Sequence[Layout]) -> None:
    try:
        opened = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        for at, sheet in enumerate(opened.sheets_metadata):
            if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            layout = laid[at] if at < len(laid) else Layout()
            values: Iterable[Sequence[Any]] = ()
            found = opened.get_sheet_by_index(at)
            if found.start is not None:
                values = found.to_python(skip_empty_area=False)
            grid = Grid(_clean(sheet.name, book))
            _fill(book, grid, values)
            _lay(grid, layout, found.merged_cell_ranges or (), name)
            visible = sheet.visible == python_calamine.SheetVisibleEnum.Visible
            (book.sheets if visible else book.hidden).append(grid)
    except python_calamine.PasswordError as error:
        raise BadFile("FILE-ENCRYPTED", name=name) from error
    except _BROKEN as error:
        raise BadFile("FILE-CORRUPT", name=name, reason="table") from error
    except BaseException as error:
        # A fault inside the foreign reader is no Exception; its class has no name that could be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise BadFile("FILE-CORRUPT", name=name, reason="table") from error


def _fill(book: Book, grid: Grid, rows: Iterable[Sequence[Any]]) -> None:
    """Take the values as clean text, and drop the empty rows at the end."""
    for number, values in enumerate(rows):
        cells = []
        for column, value in enumerate(values[:COLUMNS]):
            text = _text(value)
            shown = _clean(text, book) if text else ""
            if shown != text and shown != text.strip():
                grid.original[number, column] = text
            cells.append(shown)
        while cells and not cells[-1]:
            cells.pop()
        grid.rows.append(cells)
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # A number that was typed: 7 is kept as 7, not as 7.0.
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | time | timedelta) else ""


# Most cells hold nothing but these, and nothing in them needs a second look.
_PLAIN = re.compile(
    "[!-~\u4e00-\u9fff\u3001-\u301f\uff01-\uff5e\u2018-\u201d\u2460-\u2473\u2014\u2026\u00b7]*"
)


def _clean(text: str, book: Book) -> str:
    """The text without unseen characters, each run of blanks as one; what was changed is counted."""
    if _PLAIN.fullmatch(text):
        return text
    cleaned, notes = clean_text(text)
    for note in notes:
        book.normalised[note.code] += note.count
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in cleaned.strip().split("\n"))


def settled(text: str) -> str:
    """`text` as it would be read back from a cell."""
    return _clean(text, Book())


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """`text` without the form in which workbooks write odd characters (_x000D_)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _lay(grid: Grid, layout: Layout, ranges: Iterable[Any], name: str) -> None:
    """Put the text of merged ranges into every cell that they cover, within what is filled."""
    grid.hidden_columns = layout.hidden_columns
    grid.hidden_rows = {row for row in layout.hidden_rows if row < len(grid.rows)}
    grid.odd = {place: why for place, why in layout.odd.items() if place[1] < COLUMNS}
    room = _COVERED
    for (top, left), (bottom, right) in ranges:
        range_ = Merged(top, left, min(bottom, len(grid.rows) - 1), min(right, COLUMNS - 1))
        room -= max(0, range_.bottom - top + 1) * max(0, range_.wide)
        if room < 0:
            raise BadFile("FILE-BOMB", name=name, reason="merged")
        _cover(grid, range_)


def _cover(grid: Grid, range_: Merged) -> None:
    text = grid.text(range_.top, range_.left)
    for row in range(range_.top, range_.bottom + 1):
        for column in range(range_.left, range_.right + 1):
            grid.merged[row, column] = range_
        if text:
            cells = grid.rows[row]
            cells += [""] * (range_.right + 1 - len(cells))
            cells[range_.left : range_.right + 1] = [text] * range_.wide
