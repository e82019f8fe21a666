"""Stored files: content-addressed, written before the row that names them, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from zhenggai.core.errors import BadFile
from zhenggai.office import clock
from zhenggai.office.models import Blob


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA) / "blobs" / "sha256"


def place(sha256: str) -> Path:
    """The file of a content."""
    return folder() / sha256[:2] / sha256


def store(data: bytes, kind: str) -> Blob:
    """Store `data` and return its row; the same content twice is one file.

    Written to a temporary file, synced, renamed, and only then named by a row: a crash leaves an orphan, never a row
    without its file.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    target = place(sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    blob, _ = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "kind": kind, "stored_at": clock.now()}
    )
    return blob


def remove(sha256: str) -> None:
    """Remove a file that may not be kept; the caller has seen to it that no row names it."""
    Blob.objects.filter(pk=sha256).delete()
    place(sha256).unlink(missing_ok=True)


def load(sha256: str) -> bytes:
    """The content; a file whose bytes changed on disk is never given out (FILE-HASH)."""
    path = place(sha256)
    if not path.is_file():
        raise BadFile("FILE-GONE", sha256=sha256)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BadFile("FILE-HASH", sha256=sha256)
    return data
