"""A workbook sent back: as it came, with a comment in every cell that somebody must put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from zhenggai.core.files import Kind
from zhenggai.core.sheets import style
from zhenggai.core.sheets.model import Grid, address

# A larger workbook is written anew, without its looks, because reading it whole would cost too much memory.
MOST_ROWS = 20_000
_AUTHOR = "整改台账"
_WIDTH, _LINE = 320, 22
_COLOURS = {True: "F6CFC9", False: "FBEFC8"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said about a cell; `bad` cells stand in the way, others are only to be looked at."""

    text: str
    bad: bool


def marked(
    data: bytes, kind: Kind, grid: Grid, marks: Mapping[str, Mark], edits: Mapping[str, str]
) -> bytes:
    """The workbook `data` with comments by address, and with the texts that were put right already.

    Formulas are replaced by their last values: what is sent out computes nothing.
    """
    if kind is not Kind.XLSX or len(grid.rows) > MOST_ROWS:
        return _anew(grid, marks, edits)
    book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    sheet = book[grid.title] if grid.title in book.sheetnames else book.worksheets[0]
    for where, text in edits.items():
        cell = sheet[where]
        if isinstance(cell, Cell):
            cell.value = text
            cell.data_type = "s"
    for where, mark in marks.items():
        cell = sheet[where]
        if isinstance(cell, Cell):
            cell.comment = Comment(mark.text, _AUTHOR, _height(mark.text), _WIDTH)
            cell.fill = PatternFill("solid", fgColor=_COLOURS[mark.bad])
    book.active = book.worksheets.index(sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _height(text: str) -> int:
    return _LINE * (2 + len(text) // 22)


def _anew(grid: Grid, marks: Mapping[str, Mark], edits: Mapping[str, str]) -> bytes:
    """A plain workbook with the texts of `grid`."""
    kept = BytesIO()
    book = style.Book(kept)
    sheet = book.sheet(grid.title[:31] or "Sheet1")
    usual = book.format()
    fills = {bad: book.format(bg_color=f"#{colour}") for bad, colour in _COLOURS.items()}
    sheet.set_column(0, max(0, grid.width - 1), 20)
    for row, cells in enumerate(grid.rows):
        for column, text in enumerate(cells):
            place = grid.origin(row, column)
            if place != (row, column):
                style.put(sheet, (row, column), "", usual)
                continue
            where = address(place)
            mark = marks.get(where)
            format_ = fills[mark.bad] if mark else usual
            style.put(sheet, place, edits.get(where, text), format_)
            if mark:
                sheet.write_comment(*place, mark.text, {"author": _AUTHOR, "x_scale": 2})
    for range_ in set(grid.merged.values()):
        style.merge(sheet, (range_.top, range_.left), (range_.bottom, range_.right))
    book.close()
    return kept.getvalue()
