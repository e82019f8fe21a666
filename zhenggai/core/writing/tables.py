"""A table block as WordprocessingML."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from zhenggai.core.writing.blocks import Column, Table
from zhenggai.core.writing.elements import element, paragraph
from zhenggai.core.writing.styles import TYPE_AREA, Fonts
from zhenggai.core.writing.text import lines, one_line


def table_element(table: Table, fonts: Fonts) -> BaseOxmlElement:
    """The whole table: fixed widths over the type area, thin rules, headings repeated on each page."""
    widths = _widths(table.columns)
    made = element("w:tbl", _properties())
    made.append(element("w:tblGrid", *(element("w:gridCol", w=str(each)) for each in widths)))
    headings = [one_line(column.heading) for column in table.columns]
    if any(headings):
        cells = [
            _cell([heading], "TableHead", "center", width, fonts)
            for heading, width in zip(headings, widths, strict=True)
        ]
        made.append(_row(cells, [element("w:cantSplit"), element("w:tblHeader")]))
    for row in table.rows:
        texts = [*row, *[""] * len(widths)]
        cells = [
            _cell(lines(text), "TableText", column.align, width, fonts)
            for text, column, width in zip(texts, table.columns, widths, strict=False)
        ]
        made.append(_row(cells, [element("w:cantSplit")]))
    return made


def _widths(columns: tuple[Column, ...]) -> list[int]:
    total = sum(column.share for column in columns)
    return [round(TYPE_AREA * column.share / total) for column in columns]


def _properties() -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = (element(f"w:{side}", val="single", sz="4", space="0", color="auto") for side in sides)
    margins = (
        element(f"w:{side}", w=str(gap), type="dxa")
        for side, gap in (("top", 57), ("left", 108), ("bottom", 57), ("right", 108))
    )
    return element(
        "w:tblPr",
        element("w:tblW", w=str(TYPE_AREA), type="dxa"),
        element("w:jc", val="center"),
        element("w:tblBorders", *rules),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
    )


def _row(cells: list[BaseOxmlElement], properties: list[BaseOxmlElement]) -> BaseOxmlElement:
    return element("w:tr", element("w:trPr", *properties), *cells)


def _cell(texts: list[str], style: str, align: str, width: int, fonts: Fonts) -> BaseOxmlElement:
    """A cell; a cell without a paragraph is not allowed, so an empty one gets an empty paragraph."""
    properties = element(
        "w:tcPr", element("w:tcW", w=str(width), type="dxa"), element("w:vAlign", val="center")
    )
    made = element("w:tc", properties)
    role = "first" if style == "TableHead" else "body"
    for text in texts or [""]:
        each = paragraph(style, [(text, role)] if text else [], fonts)
        each[0].append(element("w:jc", val=align))
        made.append(each)
    return made
