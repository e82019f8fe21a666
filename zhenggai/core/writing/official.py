"""From blocks to an official document (公文, GB/T 9704-2012) as .docx bytes.

The same document gives the same bytes: nothing in the file tells when, where or by whom it was built.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx import Document as NewDocx
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from zhenggai.core.writing.blocks import (
    Attachments,
    Block,
    Document,
    Heading,
    IssuerHead,
    Paragraph,
    Signature,
    Table,
    Title,
    numeral,
)
from zhenggai.core.writing.elements import Words, broken_paragraph, element, paragraph
from zhenggai.core.writing.package import settle, strip
from zhenggai.core.writing.page import lay_out
from zhenggai.core.writing.styles import CHARACTER, LINE, Fonts, dress
from zhenggai.core.writing.tables import table_element
from zhenggai.core.writing.text import clean, date_words, one_line
from zhenggai.core.writing.title import break_title, width

_LEAD_ROLES = {1: "first", 2: "second"}
_DATE_FROM_RIGHT = 4.0
_NAME_FROM_RIGHT = 2.0


def build_docx(document: Document, fonts: Fonts | None = None) -> bytes:
    """The document as the bytes of a .docx file.

    Any text is accepted: characters that XML cannot hold are dropped, blocks without text are left out.
    """
    faces = fonts or Fonts()
    docx = NewDocx()
    strip(docx)
    dress(docx, faces)
    lay_out(docx, faces)
    end = docx.element.body.sectPr
    for block in document.blocks:
        if isinstance(block, Signature):
            _hold(end.getprevious())
        for made in _elements(block, faces):
            end.addprevious(made)
    return settle(docx)


def _hold(last: BaseOxmlElement | None) -> None:
    """Keep the last paragraph with the signature, which must not stand on a page alone."""
    if isinstance(last, CT_P):
        last.get_or_add_pPr().insert(1, element("w:keepNext"))


def _elements(block: Block, fonts: Fonts) -> Iterator[BaseOxmlElement]:
    """What one block becomes."""
    match block:
        case IssuerHead(name):
            yield from _line("Issuer", [one_line(name)], "title", fonts)
        case Title(text):
            yield from _line("Title", break_title(text), "title", fonts)
        case Heading():
            yield from _heading(block, fonts)
        case Paragraph():
            yield from _paragraphs(block, fonts)
        case Table():
            # The empty line keeps two tables apart, which Word would join, and the text below at a distance.
            yield table_element(block, fonts)
            yield paragraph("TableText", [], fonts)
        case Attachments(names):
            yield from _attachments(names, fonts)
        case Signature():
            yield from _signature(block, fonts)


def _line(style: str, texts: list[str], role: str, fonts: Fonts) -> Iterator[BaseOxmlElement]:
    """One paragraph of one role, unless it has no text."""
    if any(texts):
        yield broken_paragraph(style, texts, role, fonts)


def _heading(block: Heading, fonts: Fonts) -> Iterator[BaseOxmlElement]:
    number = "" if block.number is None else numeral(block.level, block.number)
    role = _LEAD_ROLES.get(block.level, "body")
    text = one_line(block.text)
    texts = [number + text] if text else []
    yield from _line(f"Heading{min(block.level, 4)}", texts, role, fonts)


def _paragraphs(block: Paragraph, fonts: Fonts) -> Iterator[BaseOxmlElement]:
    """The paragraph, and a further one for each line end inside its texts."""
    lines: list[list[Words]] = [[]]
    for text, role in _pieces(block):
        first, *rest = clean(text).split("\n")
        lines[-1].append((first, role))
        lines.extend([(line, role)] for line in rest)
    for words in lines:
        if any(text.strip() for text, _ in words):
            yield paragraph("Text", [(text, role) for text, role in words if text], fonts)


def _pieces(block: Paragraph) -> Iterator[Words]:
    """The texts of a paragraph in order, each with its role."""
    if block.lead:
        number = "" if block.lead.number is None else numeral(block.lead.level, block.lead.number)
        yield number + one_line(block.lead.text), _LEAD_ROLES.get(block.lead.level, "body")
    yield block.text, "body"
    for point in block.points:
        yield numeral(5, point.number) + one_line(point.title) + point.text, "body"
    yield block.close, "body"


def _attachments(names: tuple[str, ...], fonts: Fonts) -> Iterator[BaseOxmlElement]:
    """附件：… after an empty line; the second and further names stand below the first."""
    printed = [name for name in map(one_line, names) if name]
    for place, name in enumerate(printed, 1):
        label = "附件：" if place == 1 else "　　　"
        number = f"{place}." if len(printed) > 1 else ""
        made = paragraph("Attachment", [(f"{label}{number}{name}", "body")], fonts)
        if place == 1:
            made[0].append(element("w:spacing", before=str(LINE)))
        yield made


def _signature(block: Signature, fonts: Fonts) -> Iterator[BaseOxmlElement]:
    """The body's name centred above the date, two lines below the text."""
    name = one_line(block.name)
    day = date_words(block.on) if block.on else ""
    before = 2 * LINE
    for text, right in zip((name, day), _from_right(width(name), width(day)), strict=True):
        if text:
            made = paragraph("Signature", [(text, "body")], fonts)
            made[0].append(element("w:spacing", before=str(before)))
            made[0].append(element("w:ind", right=str(round(right * CHARACTER))))
            yield made
            before = 0


def _from_right(name: float, day: float) -> tuple[float, float]:
    """How many characters name and date stand from the right edge, given their widths.

    The date stands four from the edge; a long name moves both, so that the name keeps two.
    """
    beside = _DATE_FROM_RIGHT + (day - name) / 2
    if not name or not day:
        return _DATE_FROM_RIGHT, _DATE_FROM_RIGHT
    if beside >= _NAME_FROM_RIGHT:
        return beside, _DATE_FROM_RIGHT
    return _NAME_FROM_RIGHT, _NAME_FROM_RIGHT + (min(name, 26) - day) / 2
