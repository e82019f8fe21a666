"""PDF: what can be checked without rendering, and the lines of text in reading order."""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from zhenggai.core.errors import BadFile
from zhenggai.core.files.model import DEFAULT, Limits, Note
from zhenggai.core.files.names import clean_name
from zhenggai.core.files.pdflines import Line, paragraphs

_TAIL = 2048
_ENCRYPT = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_ACTIVE_NAMES = ("JavaScript", "JS", "Launch")
_LETTER = b"(?:%c|(?i:#%02x))"  # itself, or "#" and its code
_ACTIVE = re.compile(
    b"/(?:%s)(?=[\\s/(<\\[>]|[0-9])"
    % b"|".join(
        b"(%s)" % b"".join(_LETTER % (letter, letter) for letter in name.encode())
        for name in _ACTIVE_NAMES
    )
)
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNFIT = re.compile("[\0\ud800-\udfff]")
_MAX_UNREADABLE_SHARE = 0.3
# pypdf is written for honest files: besides its own errors a broken one makes it raise whatever Python raises when an
# object is not of the kind that was expected. The list is what its code and fuzzing gave, and no wider.
_PDF_ERRORS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    struct.error,
    TypeError,
    ValueError,
    zlib.error,
)
Matrix = Sequence[float]


def check_pdf(data: bytes, name: str) -> None:
    """Raise BadFile FILE-CORRUPT where the end is missing, FILE-ENCRYPTED where a password is needed to read."""
    tail = data[-_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise BadFile("FILE-CORRUPT", name=name, reason="truncated")
    if _ENCRYPT.search(data):
        with _broken_as_corrupt(name):
            _open(data, name)


def active_content(data: bytes, name: str, limits: Limits = DEFAULT) -> list[Note]:
    """A note ACTIVE-CONTENT where a PDF holds scripts or actions that start programs; `facts` names them.

    Looks at the objects as they stand in the file and at those packed in object streams.
    """
    shown = clean_name(name)
    with _broken_as_corrupt(shown):
        return _active(data, _open(data, shown), limits)


def read_pdf(data: bytes, name: str, limits: Limits) -> tuple[str, list[Note]]:
    """The text of a PDF, the lines of a paragraph joined, with notes.

    Raises BadFile: FILE-SCANNED without a text layer, FILE-ENCRYPTED, FILE-CORRUPT, FILE-TOO-BIG for too many pages,
    FILE-BOMB for pages that unpack to more than the limits.
    """
    with _broken_as_corrupt(name):
        reader = _open(data, name)
        pages = _pages(reader, name, limits)
        notes = _active(data, reader, limits)
    written = "".join(line.text for page in pages for line in page)
    if not written.strip():
        raise BadFile("FILE-SCANNED", name=name, pages=len(pages))
    if len(_UNREADABLE.findall(written)) > len(written) * _MAX_UNREADABLE_SHARE:
        raise BadFile("FILE-SCANNED", name=name, pages=len(pages), reason="fonts")
    text, more = paragraphs(pages)
    # Wrong tables in a font give what no text may hold; the writer never typed it.
    text, unfit = _UNFIT.subn("", text)
    if unfit:
        more.append(Note("UNREADABLE", unfit))
    if not text:
        raise BadFile("FILE-SCANNED", name=name, pages=len(pages))
    empty = sum(not page for page in pages)
    return text, [*notes, *more, *([Note("EMPTY-PAGES", empty)] if empty else [])]


@contextmanager
def _broken_as_corrupt(name: str) -> Iterator[None]:
    """Whatever a broken file makes pypdf raise, as a refusal."""
    try:
        yield
    except (FileNotDecryptedError, DependencyError) as error:
        raise BadFile("FILE-ENCRYPTED", name=name) from error
    except _PDF_ERRORS as error:
        raise BadFile("FILE-CORRUPT", name=name, reason="pdf") from error


def _open(data: bytes, name: str) -> PdfReader:
    """A reader; a file that only forbids printing opens with the empty password and is read."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise BadFile("FILE-ENCRYPTED", name=name)
    return reader


def _pages(reader: PdfReader, name: str, limits: Limits) -> list[list[Line]]:
    """The lines of each page; how much there is to read is known before it is read."""
    count = len(reader.pages)
    if count > limits.max_pdf_pages:
        raise BadFile(
            "FILE-TOO-BIG", name=name, unit="pages", size=count, limit=limits.max_pdf_pages
        )
    budget = _Budget(name, limits)
    pages = []
    for page in reader.pages:
        contents = page.get_contents()
        budget.content(len(contents.get_data()) if contents is not None else 0)
        pages.append(_lines(page, budget))
    return pages


class _Budget:
    """Counts what is unpacked, drawn and written over all pages: forms that draw forms multiply it."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._size = 0
        self._operations = 0
        self._chars = 0

    def content(self, size: int) -> None:
        """Count the unpacked bytes of a page, before they are parsed."""
        self._size += size
        limits = self._limits
        for counted, limit in (
            (size, limits.max_pdf_page_bytes),
            (self._size, limits.max_pdf_content_bytes),
        ):
            if counted > limit:
                raise BadFile("FILE-BOMB", name=self._name, size=counted, limit=limit)

    def operation(self, *_: object) -> None:
        """Count one operation of a content stream."""
        self._operations += 1
        self.check()

    def text(self, text: str) -> None:
        """Count characters."""
        self._chars += len(text)
        self.check()

    def check(self) -> None:
        """Raise where more was drawn than the limits allow."""
        limits = self._limits
        if self._operations > limits.max_pdf_operations:
            raise BadFile(
                "FILE-BOMB",
                name=self._name,
                operations=self._operations,
                limit=limits.max_pdf_operations,
            )
        if self._chars > limits.max_text_chars:
            raise BadFile(
                "FILE-TOO-BIG",
                name=self._name,
                unit="chars",
                size=self._chars,
                limit=limits.max_text_chars,
            )


def _lines(page: PageObject, budget: _Budget) -> list[Line]:
    """The lines of one page that hold text, each with the place and size of its first character."""
    lines: list[Line] = []
    parts: list[str] = []
    place = [0.0, 0.0, 0.0]

    def finish() -> None:
        text = "".join(parts)
        if text.strip():
            lines.append(Line(text.strip(), *place))
        parts.clear()

    def piece(text: str, cm: Matrix, tm: Matrix, _font: Any, size: float) -> None:
        budget.text(text)
        for number, part in enumerate(text.split("\n")):
            if number:
                finish()
            if part.strip() and not "".join(parts).strip():
                place[:] = _place(cm, tm, size)
            parts.append(part)

    page.extract_text(visitor_operand_before=budget.operation, visitor_text=piece)
    # pypdf swallows what is raised inside a form, so the count is looked at once more.
    budget.check()
    finish()
    return lines


def _place(cm: Matrix, tm: Matrix, size: float) -> tuple[float, float, float]:
    """Left edge, baseline and character size in points on the page."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    found = (x, y, abs(size) * math.hypot(*up))
    return found if all(map(math.isfinite, found)) else (0.0, 0.0, 0.0)


def _active(data: bytes, reader: PdfReader, limits: Limits) -> list[Note]:
    """The note about active content, if there is any."""
    found = _active_names(data)
    left = limits.max_unpacked_bytes
    for number in sorted({stream for stream, _ in reader.xref_objStm.values()}):
        stream = reader.get_object(number)
        packed = stream.get_data() if stream is not None and hasattr(stream, "get_data") else b""
        found |= _active_names(packed)
        left -= len(packed)
        if left < 0:
            break
    return [Note("ACTIVE-CONTENT", facts={"names": " ".join(sorted(found))})] if found else []


def _active_names(data: bytes) -> set[str]:
    """The names of scripts and launch actions in `data`."""
    return {
        _ACTIVE_NAMES[match.lastindex - 1] for match in _ACTIVE.finditer(data) if match.lastindex
    }
