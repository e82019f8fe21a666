"""The page of an official document: A4, its margins, and page numbers on the outer side."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm

from zhenggai.core.writing.elements import element, paragraph, run, text_run
from zhenggai.core.writing.styles import Fonts

TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
# The number stands 7 mm below the type area; 5.5 mm is its own height and what the line adds.
FOOTER = Mm(35 - 7 - 5.5)


def lay_out(docx: Docx, fonts: Fonts) -> None:
    """Set size and margins, and put — 1 — at the right of odd and at the left of even pages."""
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.footer_distance, section.header_distance = FOOTER, Mm(15)
    # A grid would stretch every character; the exact lines and the closer setting do its work.
    for grid in section._sectPr.xpath("./w:docGrid"):
        section._sectPr.remove(grid)
    _number(section.footer, "FooterOdd", fonts)
    _number(section.even_page_footer, "FooterEven", fonts)


def _number(footer: _Footer, style: str, fonts: Fonts) -> None:
    """Replace what a fresh footer holds by a page number between dashes."""
    footer.is_linked_to_previous = False
    made = paragraph(style, [("— ", "page")], fonts)
    made.extend(_field("PAGE", fonts))
    made.append(text_run(" —", "page", fonts))
    footer._element[:] = [made]


def _field(code: str, fonts: Fonts) -> list[BaseOxmlElement]:
    instruction = element("w:instrText")
    instruction.text = code
    shown = element("w:t")
    shown.text = "1"
    parts = [
        element("w:fldChar", fldCharType="begin"),
        instruction,
        element("w:fldChar", fldCharType="separate"),
        shown,
        element("w:fldChar", fldCharType="end"),
    ]
    return [run(part, "page", fonts) for part in parts]
