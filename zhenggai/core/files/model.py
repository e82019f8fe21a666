"""What the files room takes and gives: limits, kinds, notes and the text that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file and what is packed in it may be. Sizes are bytes unless the name says otherwise.

    `max_unpacked_bytes` bounds what is unpacked to be read (the parts of an office document, the objects of a PDF);
    a plain archive is only kept, so its contents may be as large as `max_archive_bytes`. A browser prints a character
    with 40 bytes and three operations: the PDF limits let some 150,000 characters through.
    """

    max_bytes: int = 200 * MEBIBYTE
    max_unpacked_bytes: int = 50 * MEBIBYTE
    max_archive_bytes: int = 400 * MEBIBYTE
    max_ratio: int = 100
    max_entries: int = 2000
    max_text_chars: int = 2_000_000
    max_xml_tags: int = 1_000_000
    max_pdf_pages: int = 1000
    max_pdf_content_bytes: int = 16 * MEBIBYTE
    max_pdf_page_bytes: int = 3 * MEBIBYTE
    max_pdf_operations: int = 500_000
    max_image_pixels: int = 100_000_000


DEFAULT = Limits()


class Kind(StrEnum):
    """The kinds of file that are taken in; everything else is refused."""

    TXT = "txt"
    CSV = "csv"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    DOC = "doc"  # also .wps: the two cannot be told apart by their content
    XLS = "xls"
    PPT = "ppt"
    OFD = "ofd"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was changed or left out while reading, with how often.

    Normalised: ZERO-WIDTH, NBSP, CONTROL, BIDI, RADICALS. Assumed: ENCODING (`facts` names it). Left out: FOOTNOTES,
    DELETED, HIDDEN, CONTENTS, SYMBOLS, EMBEDDED, EXTERNAL-IMAGE, PAGE-NUMBERS, REPEATED-LINES, EMPTY-PAGES, UNREADABLE.
    Found: ACTIVE-CONTENT (`facts` names what).
    """

    code: str
    count: int = 1
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, line ends as \\n, with its kind and the notes of what reading changed or left out."""

    text: str
    kind: Kind
    notes: list[Note]
