"""Pictures: their size in pixels, from the header alone. Nothing is ever decoded."""

from __future__ import annotations

import struct

from zhenggai.core.errors import BadFile
from zhenggai.core.files.model import Kind, Limits

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8\xff"
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_MAX_SEGMENTS = 10_000  # before the frame header; cameras write some twenty
_FRAME = struct.Struct(">BHH")


def check_picture(data: bytes, kind: Kind, name: str, limits: Limits) -> None:
    """Raise BadFile IMG-TOO-LARGE above the pixel limit, FILE-CORRUPT where the header gives no size."""
    size = _png_size(data) if kind is Kind.PNG else _jpeg_size(data)
    if size is None or 0 in size:
        raise BadFile("FILE-CORRUPT", name=name, reason="picture-header")
    width, height = size
    if width * height > limits.max_image_pixels:
        raise BadFile(
            "IMG-TOO-LARGE", name=name, width=width, height=height, limit=limits.max_image_pixels
        )


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from IHDR, which must be the first chunk; None where it is not or the end is missing."""
    if data[8:16] != b"\0\0\0\rIHDR" or len(data) < 33 or b"IEND" not in data[-4096:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the first frame header; None where none is found."""
    at = 2
    for _ in range(_MAX_SEGMENTS):
        if at + 4 > len(data) or data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAME_HEADERS:
            if at + 9 > len(data):
                return None
            _, height, width = _FRAME.unpack_from(data, at + 4)
            return width, height
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return None
        at += 2 + length
    return None
