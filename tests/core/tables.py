"""Workbooks for tests, written with the library that offices' programs agree with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]


def xlsx(sheets: dict[str, Rows], change: Callable[[Any], None] = lambda book: None) -> bytes:
    """A workbook with these sheets; `change` may merge, hide and format before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
