"""What a printed table looks like as a workbook: A3 landscape, a title, a head on every page, wrapped cells with rules."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

A3, A4 = 8, 9
TITLE, HEAD, BODY, LATIN = "方正小标宋简体", "黑体", "仿宋_GB2312", "Times New Roman"
LINE = 15.0  # points of one line of 11 pt
MOST_HEIGHT = 409.0  # a row cannot be higher
FIRST_YEAR = 1901  # a workbook knows no earlier day
MOST_TEXT = 32_767  # a cell cannot hold more
# A program that opens the file must never take a text for something to compute.
_LIVE = re.compile(r"^[\s\u3000]*[=+\-@＝＋－\uff20]")
# Nothing in a file tells when it was made but what is printed in it.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook keeps no zone


class Book:
    """A workbook that is written row by row and kept in no memory; formats are made once."""

    def __init__(self, target: BinaryIO) -> None:
        """Write into `target`, which must be able to seek."""
        self._book = Workbook(
            target,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"created": _MADE})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, title: str) -> Worksheet:
        """A new sheet."""
        return self._book.add_worksheet(title)

    def format(self, **wanted: Any) -> Format:
        """A format; the usual one is a bordered, wrapped, locked cell of body text."""
        usual = {
            "font_name": BODY,
            "font_size": 11,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
        }
        key = tuple(sorted((usual | wanted).items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


def live(text: str) -> bool:
    """Whether a program could take the text for a formula once somebody edits its cell."""
    return bool(_LIVE.match(text))


def put(sheet: Worksheet, place: tuple[int, int], text: str, format_: Format) -> None:
    """Write a text as a text; `format_` should quote what is `live`."""
    if text:
        sheet.write_string(*place, text[:MOST_TEXT], format_)
    else:
        sheet.write_blank(*place, None, format_)


def put_day(sheet: Worksheet, place: tuple[int, int], day: date | None, format_: Format) -> None:
    """Write a day as a day."""
    if day is None or day.year < FIRST_YEAR:
        sheet.write_blank(*place, None, format_)
    else:
        sheet.write_datetime(*place, datetime(day.year, day.month, day.day), format_)  # noqa: DTZ001


def merge(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Merge a range whose cells are written already.

    The library's own call writes all cells at once, which a workbook that is written row by row cannot do.
    """
    if first != last:
        sheet.merge.append([*first, *last])


def wide(text: str) -> float:
    """How many digits' widths a text takes."""
    return sum(2.1 if unicodedata.east_asian_width(sign) in "WFA" else 1.05 for sign in text)


def height(text: str, width: float) -> float:
    """Points that a text needs in a column of `width` digits."""
    lines = sum(max(1, math.ceil(wide(line) / max(1.0, width - 1))) for line in text.split("\n"))
    return lines * LINE + 5


def lay_out(sheet: Worksheet, head: tuple[int, int], paper: int = A3) -> None:
    """Paper, margins, page numbers; the rows `head` (first and last) are printed on every page."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*head)
    sheet.center_horizontally()
    sheet.set_footer("&C&10第 &P 页，共 &N 页")


def head(
    book: Book, sheet: Worksheet, headings: Sequence[tuple[str, str]], rows: tuple[int, int]
) -> None:
    """The head in two rows: groups above their headings; a heading without a group takes both rows."""
    bold = book.format(font_name=HEAD, align="center", bg_color="#EFEFEA")
    for row in rows:
        sheet.set_row(row, 24)
        for at, (group, heading) in enumerate(headings):
            text = heading if row == rows[1] or not group else group
            again = row == rows[0] and group and at and headings[at - 1][0] == group
            put(sheet, (row, at), "" if again else text, bold)
    at = 0
    for group, run in groupby(headings, key=lambda each: each[0]):
        size = len(list(run))
        if group:
            merge(sheet, (rows[0], at), (rows[0], at + size - 1))
        for each in range(at, at + size) if not group else ():
            merge(sheet, (rows[0], each), (rows[1], each))
        at += size
