"""Small makers of WordprocessingML: elements, runs and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zhenggai.core.writing.styles import Fonts, font_attributes

Words = tuple[str, str]
"""A text and the role of its typeface."""


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """One element such as `element("w:jc", val="left")`; attributes are in the w: namespace."""
    made = cast(BaseOxmlElement, OxmlElement(tag))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def run(content: BaseOxmlElement, role: str, fonts: Fonts) -> BaseOxmlElement:
    """A run around `content`. The typeface stands on the run too: some programs look only there."""
    properties = element("w:rPr", element("w:rFonts", **font_attributes(fonts, role)))
    return element("w:r", properties, content)


def text_run(text: str, role: str, fonts: Fonts) -> BaseOxmlElement:
    """A run of text, spaces kept."""
    content = element("w:t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run(content, role, fonts)


def paragraph(style: str, words: Iterable[Words], fonts: Fonts) -> BaseOxmlElement:
    """A paragraph of a named style."""
    made = element("w:p", element("w:pPr", element("w:pStyle", val=style)))
    made.extend(text_run(text, role, fonts) for text, role in words)
    return made


def broken_paragraph(style: str, texts: list[str], role: str, fonts: Fonts) -> BaseOxmlElement:
    """A paragraph whose texts stand on lines of their own."""
    made = paragraph(style, [(texts[0], role)], fonts)
    for text in texts[1:]:
        made.append(run(element("w:br"), role, fonts))
        made.append(text_run(text, role, fonts))
    return made
