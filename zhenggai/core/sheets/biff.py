"""Old tables (.xls): what their records say before anything is laid out: extent, hidden rows, encryption."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from zhenggai.core.errors import BadFile
from zhenggai.core.sheets.layout import MOST_CELLS, Layout

_FREE = 0xFFFFFFF0
_HEADER, _ENTRY = 512, 128
_BOF, _EOF, _ROW, _FILEPASS, _COLINFO = 0x0809, 0x000A, 0x0208, 0x002F, 0x007D
_WORKSHEET, _GLOBALS = 0x0010, 0x0005
# Records of cells: row and column are their first two words. MULRK and MULBLANK end with the last column.
_CELLS = frozenset({0x00FD, 0x0204, 0x0203, 0x027E, 0x0006, 0x0205, 0x0201, 0x00D6})
_ROWS_OF_CELLS = frozenset({0x00BD, 0x00BE})
_NAMES = ("Workbook", "Book")


def layouts(data: bytes, name: str) -> list[Layout]:
    """One layout for each sheet, in file order. Raises BadFile FILE-ENCRYPTED, FILE-CORRUPT, FILE-BOMB."""
    found: list[Layout] = []
    depth, kind = 0, 0
    for code, body in _records(_stream(data, name)):
        if code == _FILEPASS:
            raise BadFile("FILE-ENCRYPTED", name=name)
        depth += (code == _BOF) - (code == _EOF)
        if code == _BOF and depth == 1:
            kind = int.from_bytes(body[2:4], "little")
            found += [Layout()] * (kind != _GLOBALS)
        elif depth == 1 and kind == _WORKSHEET:
            _take(found[-1], code, body)
    if any(each.rows * each.columns > MOST_CELLS for each in found):
        raise BadFile("FILE-BOMB", name=name)
    return found


def _take(found: Layout, code: int, body: bytes) -> None:
    if code == _ROW and len(body) >= 16:
        if int.from_bytes(body[12:14], "little") & 0x20:
            found.hidden_rows.add(int.from_bytes(body[:2], "little"))
    elif code == _COLINFO and len(body) >= 10:
        first, last, _, _, options = struct.unpack_from("<5H", body)
        if options & 1:
            found.hidden_columns |= set(range(first, min(last + 1, 256)))
    elif (code in _CELLS or code in _ROWS_OF_CELLS) and len(body) >= 6:
        row, column = struct.unpack_from("<2H", body)
        if code in _ROWS_OF_CELLS:
            column = int.from_bytes(body[-2:], "little")
        found.rows = max(found.rows, row + 1)
        found.columns = max(found.columns, column + 1)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<2H", stream, at)
        yield code, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _stream(data: bytes, name: str) -> bytes:
    """The main stream of the compound file."""
    corrupt = BadFile("FILE-CORRUPT", name=name, reason="compound-file")
    if len(data) < _HEADER:
        raise corrupt
    size = 1 << int.from_bytes(data[30:32], "little")
    if size not in (512, 4096):
        raise corrupt
    table = _table(data, size)
    directory = _chain(data, table, int.from_bytes(data[48:52], "little"), size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        length = int.from_bytes(entry[64:66], "little")
        title = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if title not in _NAMES:
            continue
        first, total = struct.unpack_from("<2I", entry, 116)
        if total >= int.from_bytes(data[56:60], "little"):
            return _chain(data, table, first, size)[:total]
        return _small(data, table, entries[0], (first, total, size))
    raise corrupt


def _small(data: bytes, table: list[int], root: bytes, where: tuple[int, int, int]) -> bytes:
    """A stream so short that it lies in the common stream of short ones, in pieces of 64 bytes."""
    first, total, size = where
    common = _chain(data, table, int.from_bytes(root[116:120], "little"), size)
    raw = _chain(data, table, int.from_bytes(data[60:64], "little"), size)
    short = list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))
    pieces: list[bytes] = []
    at = first
    while at < len(short) and len(pieces) <= len(short):
        pieces.append(common[at * 64 : at * 64 + 64])
        at = short[at]
    return b"".join(pieces)[:total]


def _table(data: bytes, size: int) -> list[int]:
    """For each sector the next one of its chain."""
    per = size // 4
    needed = len(data) // size // per + 2
    sectors = list(struct.unpack_from("<109I", data, 76))
    at = int.from_bytes(data[68:72], "little")
    while (at + 2) * size <= len(data) and len(sectors) < needed:
        row = struct.unpack_from(f"<{per}I", data, (at + 1) * size)
        sectors += row[:-1]
        at = row[-1]
    table: list[int] = []
    for sector in sectors[:needed]:
        if (sector + 2) * size <= len(data):
            table += struct.unpack_from(f"<{per}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, table: list[int], first: int, size: int) -> bytes:
    """The sectors of a chain; one that runs in a circle ends after as many as there are."""
    pieces: list[bytes] = []
    at = first
    while at < min(_FREE, len(table)) and len(pieces) <= len(table):
        pieces.append(data[(at + 1) * size : (at + 2) * size])
        at = table[at]
    return b"".join(pieces)
