"""Packed documents (.docx, .xlsx, .pptx, .ofd) and plain archives: what they are and what must not be in them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from zhenggai.core.errors import BadFile
from zhenggai.core.files.archive import Archive, Entry
from zhenggai.core.files.markup import Attributes, PrologCheck, looks_like_xml, walk
from zhenggai.core.files.model import MEBIBYTE, Kind, Limits
from zhenggai.core.files.names import extension

CONTENT_TYPES = "[Content_Types].xml"
MACRO_EXTENSIONS = frozenset(
    {"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm"}
)
_MAIN_TYPES = (
    ("wordprocessingml.document.main+xml", Kind.DOCX),
    ("spreadsheetml.sheet.main+xml", Kind.XLSX),
    ("presentationml.presentation.main+xml", Kind.PPTX),
)
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/)", re.IGNORECASE)
_MACRO_TYPES = re.compile("macroenabled|vbaproject|vbadata|macrosheet", re.IGNORECASE)
_ARCHIVES = frozenset(
    {
        "zip",
        "rar",
        "7z",
        "gz",
        "tgz",
        "tar",
        "bz2",
        "tbz",
        "xz",
        "txz",
        "zst",
        "cab",
        "jar",
        "arj",
        "lzh",
    }
)
_PROGRAMS = frozenset(
    {
        "exe",
        "dll",
        "com",
        "scr",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "hta",
        "msi",
        "lnk",
        "reg",
        "sh",
    }
)
_RELATIONSHIPS = ".rels"
_MAX_RELATIONSHIP_BYTES = 4 * MEBIBYTE
# A template on a drive of the writer's own computer is named in many honest documents and reaches nothing.
_LOCAL_DRIVE = re.compile(r"(?:file:/{0,3})?[a-z]:[\\/]", re.IGNORECASE)
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}|\\", re.IGNORECASE)
_WEB = re.compile("https?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another, or to somewhere outside; `type` is the last word of its type address."""

    id: str
    type: str
    target: str
    external: bool


def relationships(archive: Archive, part: str) -> list[Relationship]:
    """The relationships of `part` (empty name: of the package); none where it has none."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", base + _RELATIONSHIPS)
    entry = archive.entries.get(name)
    return _read_relationships(archive, entry) if entry else []


def target_part(part: str, relationship: Relationship) -> str:
    """The name of the part to which `relationship` leads from `part`."""
    folder = "/" + posixpath.dirname(part)
    return posixpath.normpath(posixpath.join(folder, unquote(relationship.target))).lstrip("/")


def packed_kind(archive: Archive, limits: Limits) -> Kind:
    """The kind of an archive by its contents, after every check that can be made on them."""
    kind = _kind(archive)
    if kind is Kind.ZIP:
        _check_plain(archive)
    else:
        archive.check_unpacked(limits.max_unpacked_bytes)
    names = [name.casefold() for name in archive.entries]
    if kind is not Kind.ZIP and len(set(names)) != len(names):
        raise BadFile("FILE-CORRUPT", name=archive.name, reason="duplicate")
    for entry in archive.entries.values():
        if _MACRO_PARTS.search(entry.name):
            raise BadFile("FILE-MACRO", name=archive.name, entry=entry.name)
    for entry in archive.entries.values():
        _check_content(archive, entry, kind)
    return kind


def _kind(archive: Archive) -> Kind:
    """The kind by the declared content types, before anything else is unpacked."""
    if "OFD.xml" in archive.entries:
        return Kind.OFD
    if CONTENT_TYPES not in archive.entries:
        return Kind.ZIP
    declared: list[str] = []

    def start(_tag: str, attributes: Attributes) -> None:
        declared.append(attributes.get("ContentType", ""))

    content = archive.read(CONTENT_TYPES, _MAX_RELATIONSHIP_BYTES)
    walk([content], (archive.name, CONTENT_TYPES), start)
    if any(_MACRO_TYPES.search(each) for each in declared):
        raise BadFile("FILE-MACRO", name=archive.name, entry=CONTENT_TYPES)
    for suffix, kind in _MAIN_TYPES:
        if any(each.strip().endswith(suffix) for each in declared):
            return kind
    raise BadFile("FILE-TYPE", name=archive.name, found="package")


def _check_plain(archive: Archive) -> None:
    """Refuse what an archive of evidence must not hold: archives in archives, programs, macro documents."""
    if not archive.entries:
        raise BadFile("FILE-EMPTY", name=archive.name)
    for name in archive.entries:
        ending = extension(name)
        if ending in _ARCHIVES:
            raise BadFile("FILE-BOMB", name=archive.name, entry=name, reason="nested")
        if ending in _PROGRAMS:
            raise BadFile("FILE-TYPE", name=archive.name, entry=name, found=ending)
        if ending in MACRO_EXTENSIONS:
            raise BadFile("FILE-MACRO", name=archive.name, entry=name)


def _check_content(archive: Archive, entry: Entry, kind: Kind) -> None:
    """Unpack one entry piece by piece: sizes, checksum, and the beginning of every XML part."""
    prolog: PrologCheck | None = None
    for number, piece in enumerate(archive.pieces(entry)):
        if number == 0 and (looks_like_xml(piece) and kind is not Kind.ZIP):
            prolog = PrologCheck(archive.name, entry.name)
        if prolog:
            prolog.feed(piece)
    if kind is not Kind.ZIP and entry.name.casefold().endswith(_RELATIONSHIPS):
        for relationship in _read_relationships(archive, entry):
            _check_relationship(archive, entry, relationship)


def _read_relationships(archive: Archive, entry: Entry) -> list[Relationship]:
    found: list[Relationship] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag.rpartition(" ")[2] == "Relationship":
            target = attributes.get("Target", "").strip()
            external = attributes.get("TargetMode", "").casefold() == "external" or bool(
                _REMOTE.match(target)
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append(Relationship(attributes.get("Id", ""), kind, target, external))

    walk([archive.read(entry.name, _MAX_RELATIONSHIP_BYTES)], (archive.name, entry.name), start)
    return found


def _check_relationship(archive: Archive, entry: Entry, relationship: Relationship) -> None:
    """Refuse what a program would fetch by itself on opening; a link that a person clicks is ordinary.

    Pictures linked on the web come with every page that was pasted into Word; reading never fetches them.
    """
    target, kind = relationship.target, relationship.type
    harmless = (
        not relationship.external
        or kind == "hyperlink"
        or (kind == "image" and _WEB.match(target))
        or (kind == "attachedTemplate" and _LOCAL_DRIVE.match(target))
    )
    if not harmless:
        raise BadFile(
            "FILE-EXTERNAL", name=archive.name, entry=entry.name, type=kind, target=target
        )
