"""Workbooks (.xlsx) read as plain text cells: merged cells filled, hidden rows counted, formulas by their last value.

The bytes have passed `zhenggai.core.files.sniff`; a formula is never computed and nothing outside the file is read.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from zhenggai.core.errors import BadFile
from zhenggai.core.files import DEFAULT, Kind, Limits, clean_name, clean_text, sniff
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.markup import Attributes, walk

COLUMNS = 60  # what lies further right is no table that a person filled in
# What openpyxl raises on a workbook that another program wrote badly; it documents none of them. Errors of XML are
# syntax errors in both of the parsers that it may use.
_BROKEN = (
    InvalidFileException, SyntaxError, zipfile.BadZipFile, struct.error, KeyError, IndexError, ValueError,
    TypeError, AttributeError, OverflowError, EOFError, OSError,
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\u3000]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the office program shows it, and the text of its cells from column A on."""

    number: int
    cells: tuple[str, ...]

    def text(self, column: int) -> str:
        """The text in `column` (0 is A); empty beyond the last one."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: the rows that hold anything, and how many of them are hidden."""

    title: str
    rows: list[Row]
    hidden_rows: int = 0


@dataclass(slots=True)
class Workbook:
    """The visible sheets, the titles of hidden ones, and how often unseen characters were normalised, by code."""

    sheets: list[Sheet] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    normalised: Counter[str] = field(default_factory=Counter)


def address(column: int, row: int) -> str:
    """The address of a cell as the office program shows it; column 0 is A."""
    return f"{get_column_letter(column + 1)}{row}"


def read(data: bytes, name: str, most_rows: int, limits: Limits = DEFAULT) -> Workbook:
    """Read the workbook `data` called `name`.

    Raises BadFile: what `sniff` raises; FILE-OLD-TABLE for .xls and .et; FILE-NOT-TABLE for any other kind;
    FILE-CORRUPT; IMP-ROWS above `most_rows` filled rows in all sheets together.
    """
    shown = clean_name(name)
    kind = sniff(data, name, limits)
    if kind is Kind.XLS:
        raise BadFile("FILE-OLD-TABLE", name=shown)
    if kind is not Kind.XLSX:
        raise BadFile("FILE-NOT-TABLE", name=shown)
    archive = Archive(data, name, limits)
    try:
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        return _read(book, archive, most_rows)
    except _BROKEN as error:
        raise BadFile("FILE-CORRUPT", name=shown, reason="table") from error


def _read(book: Any, archive: Archive, most_rows: int) -> Workbook:
    found = Workbook()
    room = most_rows
    for sheet in book.worksheets:
        title = _clean(sheet.title, found)
        if sheet.sheet_state != "visible":
            found.hidden_sheets.append(title)
            continue
        made = _sheet(sheet, title, archive, (found, room))
        if len(made.rows) > room:
            rows = most_rows - room + len(made.rows)
            raise BadFile("IMP-ROWS", rows=rows, limit=most_rows)
        room -= len(made.rows)
        found.sheets.append(made)
    return found


def _sheet(sheet: Any, title: str, archive: Archive, within: tuple[Workbook, int]) -> Sheet:
    book, room = within
    part = archive.entries[sheet._worksheet_path.lstrip("/")]
    layout = _Layout()
    walk(archive.pieces(part), (archive.name, part.name), layout.start)
    rows = []
    for row in _rows(sheet, layout, book):
        filled = layout.fill(row)
        if any(filled.cells):
            rows.append(filled)
        if len(rows) > room:
            break
    hidden = sum(row.number in layout.hidden for row in rows)
    return Sheet(title, rows, hidden)


def _rows(sheet: Any, layout: _Layout, book: Workbook) -> Iterator[Row]:
    # The declared size of a sheet may be a million empty rows; the cells that are there say it truly.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS, values_only=True), 1):
        # A stray format in the last row of all makes a million empty ones.
        if cells.count(None) == len(cells) and not layout.holds(number):
            continue
        filled = max((at for at, value in enumerate(cells, 1) if value is not None), default=0)
        texts = [_text(value, book) for value in cells[:filled]]
        yield Row(number, tuple(texts))


def _text(value: Any, book: Workbook) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        # A telephone number that was typed as a number.
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return _clean(str(value), book)


def _clean(text: str, book: Workbook) -> str:
    """The text without unseen characters, each run of blanks as one; what was changed is counted."""
    cleaned, notes = clean_text(text)
    for note in notes:
        book.normalised[note.code] += note.count
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in cleaned.strip().split("\n"))


class _Layout:
    """Merged ranges and hidden rows of one sheet, which the reading of values passes over."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self._held: dict[int, tuple[int, str]] = {}
        self._by_row: dict[int, list[tuple[int, int, int]]] = {}
        self._last = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take one element of the sheet."""
        local = tag.rpartition(" ")[2]
        if local == "row":
            number = attributes.get("r", "")
            # A row may leave its number out; it then follows the one before.
            self._last = int(number) if number.isdigit() else self._last + 1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self._last)
        elif local == "mergeCell":
            left, top, right, bottom = (
                bound or 1 for bound in range_boundaries(attributes.get("ref", ""))
            )
            self._by_row.setdefault(top, []).append((left - 1, min(right, COLUMNS) - 1, bottom))

    def holds(self, number: int) -> bool:
        """Whether a merged range from above may reach into row `number`."""
        return any(bottom >= number and text for bottom, text in self._held.values())

    def fill(self, row: Row) -> Row:
        """The row with the text of every merged range in each of its cells."""
        cells = list(row.cells)
        for left, right, bottom in self._by_row.get(row.number, ()):
            text = row.text(left)
            for column in range(left, right + 1):
                self._held[column] = (bottom, text)
        for column, (bottom, text) in list(self._held.items()):
            if row.number > bottom:
                del self._held[column]
            elif text:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = text
        return Row(row.number, tuple(cells))
