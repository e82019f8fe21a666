from __future__ import annotations

import hashlib

import pytest

from zhenggai.core.errors import BadFile
from zhenggai.office import files
from zhenggai.office.models import Blob

DATA = "整改通报".encode()
HASH = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def folder(db, settings, tmp_path):
    """A data folder of its own."""
    settings.DATA = tmp_path
    return tmp_path / "blobs" / "sha256"


def test_a_file_lies_under_its_content(folder):
    blob = files.store(DATA, "text")
    assert (blob.sha256, blob.size, blob.kind) == (HASH, 12, "text")
    assert (folder / HASH[:2] / HASH).read_bytes() == files.load(HASH) == DATA


def test_the_same_content_is_one_file(folder):
    first, second = files.store(DATA, "text"), files.store(DATA, "docx")
    assert first == second and second.kind == "text"
    assert Blob.objects.count() == 1
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [HASH]


def test_nothing_half_written_keeps_the_name(folder, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.store(DATA, "text")
    assert not Blob.objects.exists()
    assert not (folder / HASH[:2] / HASH).exists()


def test_a_file_changed_on_disk_is_not_given_out(folder):
    files.store(DATA, "text")
    (folder / HASH[:2] / HASH).write_bytes(DATA + b"\n")
    with pytest.raises(BadFile) as refused:
        files.load(HASH)
    assert refused.value.code == "FILE-HASH"


def test_a_lost_file_is_said_to_be_lost(folder):
    files.store(DATA, "text")
    (folder / HASH[:2] / HASH).unlink()
    with pytest.raises(BadFile) as refused:
        files.load(HASH)
    assert refused.value.code == "FILE-GONE"
