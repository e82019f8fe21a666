"""Refuse a file that is too large before its content is read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler

from zhenggai.core.errors import BadFile

# A form around a file is small.
ROOM_FOR_FIELDS = 1024 * 1024


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
