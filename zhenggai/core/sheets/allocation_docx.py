"""The allocation table as a document: A3 landscape, head on every page, no row split between pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from docx import Document as NewDocx
from docx.enum.section import WD_ORIENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from zhenggai.core.sheets.allocation import Allocation, AllocationColumn, Task, columns, texts
from zhenggai.core.writing.elements import broken_paragraph, element, paragraph
from zhenggai.core.writing.package import settle, strip
from zhenggai.core.writing.page import lay_out
from zhenggai.core.writing.styles import Fonts, dress
from zhenggai.core.writing.text import lines, one_line

_SIDE = 20  # millimetres of margin left and right
_AREA = round((420 - 2 * _SIDE) / 25.4 * 1440)
_MERGED = 2  # number and words of a finding are merged over its measures


def build(table: Allocation, tasks: Iterable[Task], fonts: Fonts | None = None) -> bytes:
    """The document as the bytes of a .docx file; the same table gives the same bytes."""
    faces = fonts or Fonts()
    docx = NewDocx()
    strip(docx)
    dress(docx, faces)
    lay_out(docx, faces)
    section = docx.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.footer_distance = Mm(10)
    end = docx.element.body.sectPr
    end.addprevious(broken_paragraph("Title", [one_line(table.title)], "title", faces))
    if table.subtitle:
        end.addprevious(paragraph("TableText", [(one_line(table.subtitle), "body")], faces))
    end.addprevious(_table(table, tasks, faces))
    # A document that ends with a table needs a line after it.
    end.addprevious(paragraph("TableText", [], faces))
    return settle(docx)


def _table(table: Allocation, tasks: Iterable[Task], fonts: Fonts) -> BaseOxmlElement:
    shown = columns(table)
    total = sum(column.width for column in shown)
    widths = [round(_AREA * column.width / total) for column in shown]
    made = element("w:tbl", _properties())
    made.append(element("w:tblGrid", *(element("w:gridCol", w=str(each)) for each in widths)))
    for row in _heading(shown, widths, fonts):
        made.append(row)
    for category, of_category in groupby(tasks, key=lambda task: task.category):
        if category:
            made.append(_banner(category, widths, fonts))
        for _, group in groupby(of_category, key=lambda task: task.finding):
            for at, task in enumerate(group):
                made.append(_row(texts(table, task), shown, widths, (at, fonts)))
    return made


def _properties() -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = (element(f"w:{side}", val="single", sz="4", space="0", color="auto") for side in sides)
    margins = (
        element(f"w:{side}", w=str(gap), type="dxa")
        for side, gap in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))
    )
    return element(
        "w:tblPr",
        element("w:tblW", w=str(_AREA), type="dxa"),
        element("w:jc", val="center"),
        element("w:tblBorders", *rules),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
    )


def _heading(
    shown: list[AllocationColumn], widths: list[int], fonts: Fonts
) -> list[BaseOxmlElement]:
    """Two rows, repeated on every page: groups over their headings; a heading alone takes both."""
    above: list[BaseOxmlElement] = []
    below: list[BaseOxmlElement] = []
    at = 0
    for group, run in groupby(shown, key=lambda column: column.group):
        members = list(run)
        mine = widths[at : at + len(members)]
        at += len(members)
        if group:
            above.append(_cell([group], "TableHead", "center", (sum(mine), len(mine), ""), fonts))
        for column, width in zip(members, mine, strict=True):
            text = [column.heading]
            if group:
                below.append(_cell(text, "TableHead", "center", (width, 1, ""), fonts))
            else:
                above.append(_cell(text, "TableHead", "center", (width, 1, "restart"), fonts))
                below.append(_cell([], "TableHead", "center", (width, 1, "continue"), fonts))
    return [
        element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *cells)
        for cells in (above, below)
    ]


def _banner(category: str, widths: list[int], fonts: Fonts) -> BaseOxmlElement:
    cell = _cell([category], "TableHead", "left", (sum(widths), len(widths), ""), fonts)
    return element("w:tr", element("w:trPr", element("w:cantSplit")), cell)


def _row(
    row: list[str],
    shown: list[AllocationColumn],
    widths: list[int],
    where: tuple[int, Fonts],
) -> BaseOxmlElement:
    """One measure; `where` is its place in its finding and the typefaces."""
    place, fonts = where
    cells = []
    for at, (text, column, width) in enumerate(zip(row, shown, widths, strict=True)):
        merge = "" if at >= _MERGED else "restart" if place == 0 else "continue"
        body = [] if merge == "continue" else lines(text)
        align = "center" if column.centred else "left"
        cells.append(_cell(body, "TableText", align, (width, 1, merge), fonts))
    return element("w:tr", element("w:trPr", element("w:cantSplit")), *cells)


def _cell(
    body: list[str], name: str, align: str, size: tuple[int, int, str], fonts: Fonts
) -> BaseOxmlElement:
    """A cell of some width over some columns; `merge` restart or continue joins it with the row above."""
    width, span, merge = size
    properties = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=str(span)))
    if merge:
        properties.append(element("w:vMerge", val=merge))
    properties.append(element("w:vAlign", val="center"))
    made = element("w:tc", properties)
    role = "first" if name == "TableHead" else "body"
    for text in body or [""]:
        each = paragraph(name, [(text, role)] if text else [], fonts)
        each[0].append(element("w:jc", val=align))
        made.append(each)
    return made
