"""ZIP archives from strangers: judged by their directory before a byte is unpacked, bounded while unpacking.

zipfile is trusted only with reading the directory. Contents are inflated here, so that a header that lies about a size
is noticed and never believed.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from zhenggai.core.errors import BadFile
from zhenggai.core.files.model import MEBIBYTE, Limits
from zhenggai.core.files.names import clean_name, decode_entry

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_END = b"PK\x05\x06"
_CENTRAL = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3L2H")
_END_RECORD = struct.Struct("<4s4H2LH")
_ELSEWHERE = 0xFFFF
_UTF8_NAME = 0x800
_SIZES_FOLLOW = 0x8
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_HARMLESS = MEBIBYTE  # below this a high ratio is only a monotonous text
_PIECE = 64 * 1024
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|(?:^|/)\.\.(?:/|$)")
# What zipfile raises on a broken directory: its own error; struct and index errors from short records; value, overflow
# and encoding errors from fields that make no sense; unknown versions as not implemented.
_DIRECTORY_ERRORS = (
    zipfile.BadZipFile, struct.error, IndexError, ValueError, OverflowError, EOFError, NotImplementedError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the directory declares it. `start` is where its packed bytes begin in the file."""

    name: str
    size: int
    packed: int
    crc: int
    deflated: bool
    start: int

    @property
    def is_folder(self) -> bool:
        """Whether it only names a folder."""
        return self.name.endswith("/")


class Archive:
    """A ZIP archive whose directory has passed every check that needs no unpacking."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Read and judge the directory of `data`; raises BadFile, usually within a millisecond."""
        self.name = clean_name(name)
        self._data = data
        self._limits = limits
        found = self._directory()
        self._check_size(found)
        self.entries: dict[str, Entry] = {}
        for info in sorted(found, key=lambda each: each.header_offset):
            self._add(info)

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The whole content of one entry, unpacked and checked; FILE-BOMB above `limit` bytes."""
        entry = self.entries[name]
        if limit is not None and entry.size > limit:
            raise BadFile("FILE-BOMB", name=self.name, entry=name, size=entry.size, limit=limit)
        return b"".join(self.pieces(entry))

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """The content of `entry` in pieces. FILE-CORRUPT where it differs from what the directory declares."""
        size, crc = 0, 0
        for piece in self._unpacked(entry):
            size += len(piece)
            if size > entry.size:
                raise self._corrupt("size", entry.name)
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size:
            raise self._corrupt("size", entry.name)
        if crc != entry.crc:
            raise self._corrupt("checksum", entry.name)

    def _unpacked(self, entry: Entry) -> Iterator[bytes]:
        packed = memoryview(self._data)[entry.start : entry.start + entry.packed]
        if not entry.deflated:
            for at in range(0, len(packed), _PIECE):
                yield bytes(packed[at : at + _PIECE])
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), _PIECE):
                yield inflate.decompress(packed[at : at + _PIECE], _PIECE)
                while inflate.unconsumed_tail:
                    yield inflate.decompress(inflate.unconsumed_tail, _PIECE)
            while piece := inflate.decompress(b"", _PIECE):
                yield piece
        except zlib.error as error:
            raise self._corrupt("deflate", entry.name) from error
        if not inflate.eof or inflate.unused_data:
            raise self._corrupt("size", entry.name)

    def _directory(self) -> list[zipfile.ZipInfo]:
        """The directory rows; the number of rows is known before they are read."""
        data, limits = self._data, self._limits
        end = data.rfind(_END)
        if end < 0 or end + _END_RECORD.size > len(data):
            raise self._corrupt("directory")
        *_, declared, size, _, comment = _END_RECORD.unpack_from(data, end)
        if end + _END_RECORD.size + comment != len(data):
            raise self._corrupt("directory")
        # The declared number may lie, the marks of the rows may not; 65535 stands for "see elsewhere".
        rows = max(
            data.count(_CENTRAL, max(0, end - size), end), 0 if declared == _ELSEWHERE else declared
        )
        if rows > limits.max_entries:
            raise BadFile("FILE-BOMB", name=self.name, entries=rows, limit=limits.max_entries)
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                return archive.infolist()
        except _DIRECTORY_ERRORS as error:
            raise self._corrupt("directory") from error

    def _check_size(self, found: list[zipfile.ZipInfo]) -> None:
        """Refuse by declared sizes: how much, and how much more than what was sent."""
        limits = self._limits
        total = sum(info.file_size for info in found)
        if total > limits.max_archive_bytes:
            raise BadFile("FILE-BOMB", name=self.name, size=total, limit=limits.max_archive_bytes)
        if total > max(_HARMLESS, limits.max_ratio * len(self._data)):
            ratio = total // max(1, len(self._data))
            raise BadFile(
                "FILE-BOMB", name=self.name, size=total, ratio=ratio, limit=limits.max_ratio
            )

    def check_unpacked(self, limit: int) -> None:
        """Refuse, by declared sizes, what would unpack to more than `limit` bytes."""
        total = sum(entry.size for entry in self.entries.values())
        if total > limit:
            raise BadFile("FILE-BOMB", name=self.name, size=total, limit=limit)

    def _add(self, info: zipfile.ZipInfo) -> None:
        """Judge one directory row and remember it. Rows come in the order of their place in the file."""
        utf8 = bool(info.flag_bits & _UTF8_NAME)
        name = decode_entry(info.orig_filename, utf8=utf8)
        mode = info.external_attr >> 16
        # Zero means that no Unix mode was written.
        ordinary = stat.S_IFMT(mode) in (0, stat.S_IFREG, stat.S_IFDIR)
        if not ordinary or not name or _OUTSIDE.search(name):
            raise BadFile("FILE-PATH", name=self.name, entry=clean_name(name))
        if info.flag_bits & _ENCRYPTED:
            raise BadFile("FILE-ENCRYPTED", name=self.name, entry=name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._corrupt("method", name)
        if name in self.entries:
            raise self._corrupt("duplicate", name)
        self.entries[name] = Entry(
            name,
            info.file_size,
            info.compress_size,
            info.CRC,
            info.compress_type == zipfile.ZIP_DEFLATED,
            self._content_start(info, name),
        )

    def _content_start(self, info: zipfile.ZipInfo, name: str) -> int:
        """Where the packed bytes begin, after the local header, which must say what the directory says."""
        at = info.header_offset
        last = next(reversed(self.entries.values()), None)
        # Bytes before the first entry belong to some other format; shared bytes are how small bombs grow large.
        if at < (last.start + last.packed if last else 0) or (last is None and at != 0):
            raise self._corrupt("overlap", name)
        if at + _LOCAL.size > len(self._data):
            raise self._corrupt("truncated", name)
        signature, _, flags, method, _, _, crc, packed, size, name_size, extra_size = (
            _LOCAL.unpack_from(self._data, at)
        )
        start: int = at + _LOCAL.size + name_size + extra_size
        if start + info.compress_size > len(self._data):
            raise self._corrupt("truncated", name)
        declared = (info.CRC, info.compress_size, info.file_size)
        known = (
            flags & _SIZES_FOLLOW or 0xFFFFFFFF in (packed, size) or (crc, packed, size) == declared
        )
        same_name = self._data[at + _LOCAL.size : at + _LOCAL.size + name_size] == _raw_name(info)
        if (
            signature != ZIP_SIGNATURES[0]
            or method != info.compress_type
            or not known
            or not same_name
        ):
            raise self._corrupt("header", name)
        return start

    def _corrupt(self, reason: str, entry: str | None = None) -> BadFile:
        facts = {"entry": entry} if entry is not None else {}
        return BadFile("FILE-CORRUPT", name=self.name, reason=reason, **facts)


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """The bytes of the name as the directory holds them."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")
