"""The workbook to be filled in: headings, drop-downs, an explanation with an example for every column."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from zhenggai.core.directory.cells import DUTIES
from zhenggai.core.directory.columns import HEADINGS, REQUIRED
from zhenggai.office import naming
from zhenggai.office.models import Unit

# Rows of the empty tables that get drop-downs.
READY = 2000
WIDTHS = {"name": 30, "short_name": 16, "above": 30, "unit": 30, "title": 20, "email": 24}
_LINE = Side(style="thin", color="BFBFBF")


def _explained() -> dict[str, dict[str, tuple[str, str]]]:
    """What to write in each column, and an example."""
    return {
        "units": {
            "name": (_("The full name."), "市住房和城乡建设局"),
            "short_name": (_("As people say it."), "市住建局"),
            "above": (
                _(
                    "Empty: directly below the top. If several bear the name, write 市住建局/办公室."
                ),
                "云川市",
            ),
        },
        "people": {
            "name": (_("One row for every post of a person."), "何劲松"),
            "initials": (_("First letters of the name's sounds."), "hjs"),
            "unit": (_("A unit of the other sheet, or one that exists."), "市住建局"),
            "title": (_("The post."), "局长"),
            "duty": (_("From the list; empty means staff."), "负责人"),
            "phone": (_("Tells people of one name apart."), "13800000000"),
            "email": (_("May stay empty."), "hjs@example.cn"),
            "account": (
                _("The name to sign in with; the system administrator sets the first password."),
                "hejinsong",
            ),
        },
    }


def write() -> bytes:
    """The workbook, in the language of the thread."""
    tongue = 1 if get_language() == "en" else 0
    book = Workbook()
    explained = _explained()
    sheets = {"units": _("Sheet of units"), "people": _("Sheet of people")}
    book.remove(book.worksheets[0])
    texts = {"units": _units(), "duties": [words[tongue] for words in DUTIES.values()]}
    lists = _("Lists")
    for kind, title in sheets.items():
        _table(book.create_sheet(title), kind, list(explained[kind]), tongue, _ranges(lists, texts))
    _explain(book.create_sheet(_("Instructions")), sheets, explained, tongue)
    hidden = book.create_sheet(lists)
    for column, words in enumerate(texts.values(), 1):
        for row, text in enumerate(words, 1):
            _put(hidden.cell(row, column), text)
    hidden.sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell: Any, text: str) -> None:
    """Write text as text: what begins with a sign of equality is no formula."""
    cell.value = text
    if isinstance(cell, Cell):
        cell.data_type = "s"


def _units() -> list[str]:
    """The open units, each as it can be written: with those above it where a name alone does not say which."""
    units = list(Unit.objects.open().select_related("parent"))
    names = [str(unit) for unit in units]
    often = Counter(names)
    places = naming.placed(units)
    return [place if often[name] > 1 else name for name, place in zip(names, places, strict=True)]


def _ranges(title: str, texts: dict[str, list[str]]) -> dict[str, str]:
    """Where the list behind the drop-down of each field stands."""
    units = f"'{title}'!$A$1:$A${max(1, len(texts['units']))}"
    duties = f"'{title}'!$B$1:$B${len(texts['duties'])}"
    return {"above": units, "unit": units, "duty": duties}


def _table(sheet: Any, kind: str, fields: list[str], tongue: int, listed: dict[str, str]) -> None:
    for column, field in enumerate(fields, 1):
        letter = get_column_letter(column)
        heading = HEADINGS[kind][field][tongue]
        cell = sheet.cell(1, column)
        _put(cell, f"{heading}*" if field in REQUIRED[kind] else heading)
        _headed(cell)
        sheet.column_dimensions[letter].width = WIDTHS.get(field, 15)
        # Telephone numbers and the like are texts, whatever they look like.
        sheet.column_dimensions[letter].number_format = "@"
        if field in listed:
            choice = DataValidation(type="list", formula1=listed[field], allow_blank=True)
            # Units of this very file are not in the list and may be written all the same.
            choice.showErrorMessage = field == "duty"
            choice.add(f"{letter}2:{letter}{READY}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 24


def _headed(cell: Any) -> None:
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F3F1EC")
    cell.alignment = Alignment(horizontal="center", vertical="center")
    cell.border = Border(_LINE, _LINE, _LINE, _LINE)


def _explain(
    sheet: Any,
    sheets: dict[str, str],
    explained: dict[str, dict[str, tuple[str, str]]],
    tongue: int,
) -> None:
    heads = (_("Sheet"), _("Column"), _("What to write"), _("Example"))
    for column, (head, width) in enumerate(zip(heads, (12, 16, 56, 26), strict=True), 1):
        _put(sheet.cell(1, column), head)
        _headed(sheet.cell(1, column))
        sheet.column_dimensions[get_column_letter(column)].width = width
    row = 2
    for kind, title in sheets.items():
        for field, (what, example) in explained[kind].items():
            heading = HEADINGS[kind][field][tongue]
            must = _("Required.") + " " if field in REQUIRED[kind] else ""
            for column, text in enumerate((title, heading, must + what, example), 1):
                _put(sheet.cell(row, column), text)
                sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
            row += 1
