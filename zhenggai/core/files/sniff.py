"""What a file really is: an allow-list, decided by content and compared with the extension."""

from __future__ import annotations

import re

from zhenggai.core.errors import BadFile
from zhenggai.core.files.archive import ZIP_SIGNATURES, Archive
from zhenggai.core.files.images import JPEG_SIGNATURE, PNG_SIGNATURE, check_picture
from zhenggai.core.files.model import DEFAULT, Kind, Limits
from zhenggai.core.files.names import clean_name, extension
from zhenggai.core.files.office import MACRO_EXTENSIONS, packed_kind
from zhenggai.core.files.ole import OLE_SIGNATURE, ole_kind
from zhenggai.core.files.pdf import check_pdf

KINDS = {
    "txt": Kind.TXT,
    "csv": Kind.CSV,
    "docx": Kind.DOCX,
    "xlsx": Kind.XLSX,
    "pptx": Kind.PPTX,
    "doc": Kind.DOC,
    "wps": Kind.DOC,
    "xls": Kind.XLS,
    "et": Kind.XLS,
    "ppt": Kind.PPT,
    "dps": Kind.PPT,
    "ofd": Kind.OFD,
    "pdf": Kind.PDF,
    "png": Kind.PNG,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "zip": Kind.ZIP,
}
_TEXTS = frozenset({Kind.TXT, Kind.CSV})
_SIGNATURES = (
    ("pdf", (b"%PDF-",)),
    ("zip", ZIP_SIGNATURES),
    ("ole", (OLE_SIGNATURE,)),
    ("png", (PNG_SIGNATURE,)),
    ("jpeg", (JPEG_SIGNATURE,)),
    ("program", (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")),
    ("rtf", (b"{\\rtf",)),
    ("archive", (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")),
    ("picture", (b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")),
)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?xml|\?mso)[\s>/:?]", re.IGNORECASE)
_MARKS = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)|\0")
_HEAD = 1024
_ARCHIVE_TAIL = 66_000  # the end record of an archive lies at most this far before the end


def sniff(data: bytes, name: str, limits: Limits = DEFAULT) -> Kind:
    """The kind of `data`, which must be on the list and fit the extension of `name`.

    Raises BadFile: FILE-EMPTY, FILE-TOO-BIG, FILE-TYPE, FILE-MACRO, FILE-EXTERNAL, FILE-ENCRYPTED, FILE-BOMB,
    FILE-PATH, FILE-CORRUPT, FILE-XML, IMG-TOO-LARGE. `facts` name the file and, where it matters, the entry and limit.
    """
    shown = clean_name(name)
    if not data:
        raise BadFile("FILE-EMPTY", name=shown)
    if len(data) > limits.max_bytes:
        raise BadFile(
            "FILE-TOO-BIG", name=shown, unit="bytes", size=len(data), limit=limits.max_bytes
        )
    ending = extension(name)
    if ending in MACRO_EXTENSIONS:
        raise BadFile("FILE-MACRO", name=shown)
    expected = KINDS.get(ending)
    found = _found(data, shown, limits) if expected else None
    if (
        expected is None
        or (found is None) is not (expected in _TEXTS)
        or found not in (None, expected)
    ):
        raise BadFile("FILE-TYPE", name=shown, extension=ending, found=found or _signature(data))
    return expected


def _found(data: bytes, name: str, limits: Limits) -> Kind | None:
    """The kind by content; None for text."""
    signature = _signature(data)
    if signature == "pdf":
        _refuse_second_face(data, name)
        check_pdf(data, name)
        return Kind.PDF
    if signature == "zip":
        return _packed(data, name, limits)
    if signature in ("png", "jpeg"):
        _refuse_second_face(data, name)
        check_picture(data, Kind(signature), name, limits)
        return Kind(signature)
    kind = ole_kind(data, name) if signature == "ole" else None
    if kind is None and signature != "text":
        raise BadFile("FILE-TYPE", name=name, extension=extension(name), found=signature)
    return kind


def _packed(data: bytes, name: str, limits: Limits) -> Kind:
    """The kind of a ZIP by its contents."""
    archive = Archive(data, name, limits)
    first = next(iter(archive.entries), "")
    # PDF readers accept a header anywhere near the start; an archive may of course begin with a stored PDF.
    if b"%PDF-" in data[:_HEAD] and extension(first) != "pdf":
        raise BadFile("FILE-TYPE", name=name, extension=extension(name), found="zip+pdf")
    return packed_kind(archive, limits)


def _signature(data: bytes) -> str:
    """The family of the content by its first bytes; "text" where nothing else is recognised."""
    start = _MARKS.sub(b"", data[:_HEAD]).lstrip()
    # Two letters could begin a text too; a program has zeros after them.
    if data.startswith(b"MZ") and b"\0" in data[:64]:
        return "program"
    for family, marks in _SIGNATURES:
        if data.startswith(marks) or (family == "pdf" and start.startswith(marks)):
            return family
    if _MARKUP.match(start):
        return "markup"
    return "text"


def _refuse_second_face(data: bytes, name: str) -> None:
    """Refuse a file that some programs would open as an archive."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _ARCHIVE_TAIL))
    if end >= 0 and b"PK\x01\x02" in data:
        found = f"{_signature(data)}+zip"
        raise BadFile("FILE-TYPE", name=name, extension=extension(name), found=found)
