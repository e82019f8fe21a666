"""OLE2 compound files (.doc, .xls, .ppt, .wps, encrypted .docx): the names inside, nothing else is read."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from zhenggai.core.errors import BadFile
from zhenggai.core.files.model import Kind

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFF
_HEADER_SIZE = 512
_HEADER_FAT_SECTORS = 109
_ENTRY_SIZE = 128
_MAX_DIRECTORY_SECTORS = 10_000
_ENTRY = struct.Struct("<64sHBBIII")
_MAIN_STREAMS = (
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
)
_MACRO_NAMES = frozenset({"vba", "macros", "_vba_project", "_vba_project_cur"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the directory: a stream or a storage with its place in the tree of names."""

    name: str
    left: int
    right: int
    child: int


def ole_kind(data: bytes, name: str) -> Kind | None:
    """The kind of an OLE2 file by its main stream, None for anything else that is packed this way.

    Raises BadFile FILE-ENCRYPTED for an encrypted office document, FILE-MACRO for one with macros and FILE-CORRUPT
    where the container is cut or contradicts itself.
    """
    entries = _directory(data, name)
    if any(entry.name.casefold() in _MACRO_NAMES for entry in entries):
        raise BadFile("FILE-MACRO", name=name)
    top = _top_names(entries)
    if "EncryptedPackage" in top or "EncryptionInfo" in top:
        raise BadFile("FILE-ENCRYPTED", name=name)
    return next((kind for stream, kind in _MAIN_STREAMS if stream in top), None)


def _directory(data: bytes, name: str) -> list[_Entry]:
    """All rows of the directory, in file order."""
    corrupt = BadFile("FILE-CORRUPT", name=name, reason="compound-file")
    if len(data) < _HEADER_SIZE:
        raise corrupt
    shift = int.from_bytes(data[30:32], "little")
    if shift not in (9, 12):
        raise corrupt
    size = 1 << shift
    sectors = -(-len(data) // size) - 1
    fat = _allocation(data, size, sectors)
    used = next((i for i in range(len(fat) - 1, -1, -1) if fat[i] != _FREE), -1)
    if not 0 <= used < sectors:
        raise corrupt
    entries: list[_Entry] = []
    sector = int.from_bytes(data[48:52], "little")
    for _ in range(_MAX_DIRECTORY_SECTORS):
        if sector >= len(fat):
            break
        entries += _rows(data[(sector + 1) * size : (sector + 2) * size])
        sector = fat[sector]
    if not entries:
        raise corrupt
    return entries


def _allocation(data: bytes, size: int, sectors: int) -> list[int]:
    """The file allocation table: for each sector the next one of its chain."""
    per_sector = size // 4
    # More sectors of the table than the file needs are a lie, and would cost memory.
    needed = sectors // per_sector + 1
    table_sectors = list(struct.unpack_from(f"<{_HEADER_FAT_SECTORS}I", data, 76))
    sector = int.from_bytes(data[68:72], "little")
    for _ in range(needed):
        if (sector + 2) * size > len(data):
            break
        row = struct.unpack_from(f"<{per_sector}I", data, (sector + 1) * size)
        table_sectors += row[:-1]
        sector = row[-1]
    fat: list[int] = []
    for at in table_sectors[:needed]:
        if (at + 2) * size <= len(data):
            fat += struct.unpack_from(f"<{per_sector}I", data, (at + 1) * size)
    return fat


def _rows(sector: bytes) -> list[_Entry]:
    """The directory rows in one sector; unused ones have an empty name."""
    rows = []
    for at in range(0, len(sector) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
        raw, length, _kind, _colour, left, right, child = _ENTRY.unpack_from(sector, at)
        label = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        rows.append(_Entry(label, left, right, child))
    return rows


def _top_names(entries: list[_Entry]) -> set[str]:
    """The names directly under the root; an embedded document's streams lie deeper and do not count."""
    names: set[str] = set()
    seen: set[int] = set()
    waiting = [entries[0].child]
    while waiting:
        index = waiting.pop()
        if index >= len(entries) or index in seen:
            continue
        seen.add(index)
        names.add(entries[index].name)
        waiting += (entries[index].left, entries[index].right)
    return names
