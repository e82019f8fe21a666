"""Opening a built document again, to look at its XML and its text."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

from zhenggai.core.writing.blocks import Block, Document
from zhenggai.core.writing.official import build_docx


def build(*blocks: Block) -> bytes:
    return build_docx(Document(blocks))


def opened(*blocks: Block):
    """The document of these blocks, opened by python-docx."""
    return docx.Document(BytesIO(build(*blocks)))


def texts(*blocks: Block) -> list[str]:
    return [paragraph.text for paragraph in opened(*blocks).paragraphs]


def runs(*blocks: Block) -> list[tuple[str, str]]:
    """Every run as its text and its East Asian typeface."""
    found = []
    for run in opened(*blocks).element.body.iter(qn("w:r")):
        text = "".join(node.text or "" for node in run.iter(qn("w:t")))
        found.append((text, run.rPr.rFonts.get(qn("w:eastAsia"))))
    return found


def parts(data: bytes) -> dict[str, bytes]:
    """The files inside a .docx by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
