"""The one door for files to be read: checked first, then text with notes."""

from __future__ import annotations

from zhenggai.core.errors import BadFile
from zhenggai.core.files.docx import read_docx
from zhenggai.core.files.model import DEFAULT, Extracted, Kind, Limits, Note
from zhenggai.core.files.names import clean_name, extension
from zhenggai.core.files.pdf import read_pdf
from zhenggai.core.files.plain import clean_text, decode
from zhenggai.core.files.sniff import sniff


def extract(data: bytes, name: str, limits: Limits = DEFAULT) -> Extracted:
    """The text of an uploaded .txt, .csv, .docx or .pdf, line ends as \\n, unseen characters normalised.

    Raises BadFile and nothing else, whatever the bytes are: every code of `sniff`, and FILE-ENCODING, TEXT-CHAR,
    FILE-LEGACY (.doc, .wps: save as .docx), FILE-SCANNED (pictures without text), FILE-TYPE (nothing to read in it).
    """
    shown = clean_name(name)
    kind = sniff(data, name, limits)
    text, notes = _read(data, shown, kind, limits)
    try:
        text, more = clean_text(text, limits)
    except BadFile as refusal:
        raise BadFile(refusal.code, **{**refusal.facts, "name": shown}) from refusal
    if not text.strip():
        raise BadFile("FILE-EMPTY", name=shown)
    return Extracted(text, kind, [*notes, *more])


def _read(data: bytes, name: str, kind: Kind, limits: Limits) -> tuple[str, list[Note]]:
    """The raw text of a checked file."""
    if kind in (Kind.TXT, Kind.CSV):
        return decode(data, name)
    if kind is Kind.DOCX:
        return read_docx(data, name, limits)
    if kind is Kind.PDF:
        return read_pdf(data, name, limits)
    if kind is Kind.DOC:
        raise BadFile("FILE-LEGACY", name=name)
    if kind in (Kind.PNG, Kind.JPEG):
        raise BadFile("FILE-SCANNED", name=name)
    raise BadFile("FILE-TYPE", name=name, extension=extension(name), found=str(kind))
