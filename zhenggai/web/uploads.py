"""What comes in: not more than allowed, not less than announced, and few large readings at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler

from zhenggai.core.errors import BadFile, Busy

# A form around a file is small.
ROOM_FOR_FIELDS = 1024 * 1024


# So many documents are read at the same time in one process; the other threads go on answering pages.
_ROOM = threading.BoundedSemaphore(2)
WAIT = 10
# The end of a form with files, wherever its last line break was lost.
_END, _TAIL = b"--", 8


@contextmanager
def few() -> Iterator[None]:
    """Hold one of the few places for reading documents; Busy (FILE-BUSY) where none becomes free in ten seconds."""
    if not _ROOM.acquire(timeout=WAIT):
        raise Busy("FILE-BUSY")
    try:
        yield
    finally:
        _ROOM.release()


class Cut(BadRequest):
    """A body ended before it was complete: a line that broke, a browser that was closed."""


class Whole:
    """A request's body that must be as long as it was announced; Cut where it ends earlier.

    Without this a form that was cut in the middle would be taken for a shorter form.
    """

    def __init__(self, stream: Any, length: int, content_type: str) -> None:
        """Watch `stream`, which was announced with `length` bytes."""
        self._stream = stream
        self._left = length
        self._parts = content_type.startswith("multipart/")
        self._tail = b""

    def read(self, size: int | None = None) -> bytes:
        """Up to `size` bytes."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data: bytes = self._stream.read(wanted)
        self._took(data)
        if len(data) < wanted:
            raise Cut("body")
        return data

    def readline(self, size: int | None = None) -> bytes:
        """One line of at most `size` bytes."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data: bytes = self._stream.readline(wanted)
        self._took(data)
        if len(data) < wanted and not data.endswith(b"\n"):
            raise Cut("body")
        return data

    def close(self) -> None:
        """Nothing more will be read."""
        self._stream.close()

    def _took(self, data: bytes) -> None:
        self._left -= len(data)
        self._tail = (self._tail + data[-_TAIL:])[-_TAIL:]
        if data and not self._left and self._parts and not self._tail.rstrip().endswith(_END):
            raise Cut("parts")


class LimitedUpload(FileUploadHandler):
    """Looks at the declared length first and counts the bytes that really come."""

    received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: Any,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse by the declared length."""
        del input_data, META, boundary, encoding
        if int(content_length or 0) > settings.MAX_FILE_BYTES + ROOM_FOR_FIELDS:
            raise BadFile("FILE-TOO-BIG", limit=settings.MAX_FILE_BYTES)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Refuse when more comes than the limit."""
        del start
        self.received += len(raw_data)
        if self.received > settings.MAX_FILE_BYTES:
            raise BadFile("FILE-TOO-BIG", limit=settings.MAX_FILE_BYTES)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
        del file_size
