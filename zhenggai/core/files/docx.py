"""Word documents: the text a person would see, paragraphs and tables in order, with automatic numbers written out.

The main part is read as a stream, so a hostile document costs no memory; only five parts are read at all.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from zhenggai.core.errors import BadFile
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.docxbody import Body
from zhenggai.core.files.markup import walk
from zhenggai.core.files.model import Limits, Note
from zhenggai.core.files.numbering import Numbering
from zhenggai.core.files.office import Relationship, relationships, target_part


class _Parts(NamedTuple):
    """The names of the parts that are read; empty where a document has none."""

    main: str
    numbering: str
    styles: str


def read_docx(data: bytes, name: str, limits: Limits) -> tuple[str, list[Note]]:
    """The text of a checked Word document and notes of what was left out.

    Headers, footers, comments, footnotes and tracked deletions are left out, insertions kept. Raises BadFile
    FILE-CORRUPT without a main part, FILE-BOMB for too many elements, FILE-SCANNED for pictures only, FILE-EMPTY.
    """
    archive = Archive(data, name, limits)
    archive.check_unpacked(limits.max_unpacked_bytes)
    parts, links = _parts(archive)
    main, lists, styles = (_content(archive, part, limits) for part in parts)
    body = Body(archive.name, follow_fields=True)
    _read(body, Numbering(lists, styles, archive.name), main, parts.main)
    if body.open_fields:
        # A field without its end would hide all text after it: then nothing is treated as a field.
        body = Body(archive.name, follow_fields=False)
        _read(body, Numbering(lists, styles, archive.name), main, parts.main)
    text = "\n".join(body.lines).strip("\n")
    if not text.strip():
        code = "FILE-SCANNED" if body.pictures else "FILE-EMPTY"
        raise BadFile(code, name=archive.name)
    linked = sum(link.external and link.type == "image" for link in links)
    counted = Counter(body.counted)
    if linked:
        counted["EXTERNAL-IMAGE"] = linked
    return text, [Note(code, count) for code, count in sorted(counted.items())]


def _parts(archive: Archive) -> tuple[_Parts, list[Relationship]]:
    """The parts by their relationships, not by their usual names, and the links of the main part."""
    main = _target(archive, "", relationships(archive, ""), "officeDocument")
    if not main:
        raise BadFile("FILE-CORRUPT", name=archive.name, reason="main-part")
    links = relationships(archive, main)
    found = _Parts(
        main, _target(archive, main, links, "numbering"), _target(archive, main, links, "styles")
    )
    return found, links


def _target(archive: Archive, part: str, links: list[Relationship], kind: str) -> str:
    """The part to which the first internal link of a kind leads; empty where there is none."""
    for link in links:
        if (
            link.type == kind
            and not link.external
            and (name := target_part(part, link)) in archive.entries
        ):
            return name
    return ""


def _content(archive: Archive, part: str, limits: Limits) -> bytes:
    """The content of a part, empty where there is none; the number of elements is bounded before parsing."""
    content = archive.read(part) if part else b""
    tags = content.count(b"<")
    if tags > limits.max_xml_tags:
        raise BadFile(
            "FILE-BOMB", name=archive.name, entry=part, tags=tags, limit=limits.max_xml_tags
        )
    return content


def _read(body: Body, numbering: Numbering, main: bytes, part: str) -> None:
    """Fill `body` from the main part."""
    body.numbering = numbering
    walk([main], (body.name, part), body.start, end=body.end, text=body.text)
