"""The list of the ledger check as a workbook: text as text, whatever sign it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

# A cell of the format holds no more.
LONGEST = 32_000
# What an office program may take for the beginning of a formula; such a cell also says to it that it is text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDTHS = (6, 10, 24, 12, 60, 48, 60, 40)
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write(rows: Iterable[Sequence[str]], title: str, made_at: datetime) -> bytes:
    """The workbook with one row for each of `rows`: severity, rule, place, what it says, facts, why, address."""
    heads = (
        *(_("No."), _("Severity"), _("Rule"), _("Place"), _("Content")),
        *(_("Facts"), _("Why"), _("Address")),
    )
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, PLAIN)
    book.set_properties({"title": title, "created": made_at})
    sheet = book.add_worksheet(_("Ledger check"))
    shape = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    plain = book.add_format(shape)
    quoted = book.add_format(shape | {"quote_prefix": True})
    head = book.add_format(shape | {"bold": True, "bg_color": "#F3F1EC", "align": "center"})
    for column, (word, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, head)
    at = 0
    for at, row in enumerate(rows, 1):
        sheet.write_number(at, 0, at, plain)
        for column, text in enumerate(row, 1):
            shaped = quoted if text.startswith(FORMULA) else plain
            sheet.write_string(at, column, text[:LONGEST], shaped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, at, len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()
