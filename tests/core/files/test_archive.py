"""Archives and OLE2 containers: what other programs write is read, what contradicts itself is not."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tests.core.files.build import docx, jpeg, ole, p, packed, png
from zhenggai.core.errors import BadFile
from zhenggai.core.files import Kind, Limits, sniff
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.model import DEFAULT


class Pipe(io.RawIOBase):
    """A file that cannot go back, so that zipfile writes sizes after the contents."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, piece) -> int:
        self.data += bytes(piece)
        return len(piece)


def refused(data: bytes, name: str = "a.zip", limits: Limits = DEFAULT) -> tuple[str, object]:
    """Code and reason of the refusal."""
    with pytest.raises(BadFile) as refusal:
        sniff(data, name, limits)
    return refusal.value.code, refusal.value.facts.get("reason")


def test_contents_and_folders():
    archive = Archive(packed({"材料/": b"", "材料/一.txt": "整改" * 90_000}), "a.zip", DEFAULT)
    assert [entry.is_folder for entry in archive.entries.values()] == [True, False]
    assert archive.read("材料/一.txt").decode() == "整改" * 90_000


def test_a_part_may_be_bounded():
    archive = Archive(packed({"a.txt": b"x" * 50}), "a.zip", DEFAULT)
    with pytest.raises(BadFile) as refusal:
        archive.read("a.txt", 49)
    assert refusal.value.facts == {"name": "a.zip", "entry": "a.txt", "size": 50, "limit": 49}


def test_sizes_written_after_the_content():
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "整改" * 20)
    assert sniff(pipe.data, "a.zip") is Kind.ZIP


def test_large_headers_around_small_contents():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w") as archive,
        archive.open("a.txt", "w", force_zip64=True) as entry,
    ):
        entry.write(b"x")
    assert sniff(out.getvalue(), "a.zip") is Kind.ZIP


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", b"PK\x03\x04\x14\x00\x00\x00\x00\x00", "header"),
        (b"PK\x03\x04", b"PK\x03\x05", None),
        (b"PK\x01\x02", b"PK\x01\x03", "directory"),
    ],
)
def test_headers_that_disagree(old, new, reason):
    data = packed({"a.txt": b"x" * 99})
    code, found = refused(data.replace(old, new, 1), "a.zip")
    assert (code, found) == ("FILE-CORRUPT" if reason else "FILE-TYPE", reason)


def test_two_names_for_one_entry():
    data = packed({"a.txt": b"x" * 99})
    assert refused(data.replace(b"a.txt", b"b.txt", 1)) == ("FILE-CORRUPT", "header")


def test_entries_that_share_their_content():
    data = bytearray(packed({"a.txt": b"x" * 99, "b.txt": b"x" * 99}))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 0)
    assert refused(bytes(data)) == ("FILE-CORRUPT", "overlap")


def test_an_unknown_way_of_packing():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", "x" * 99)
    assert refused(out.getvalue()) == ("FILE-CORRUPT", "method")


def test_broken_packing():
    data = packed({"a.txt": bytes(range(256)) * 4})
    start = 30 + len("a.txt")
    assert refused(data[:start] + b"\xff" * 8 + data[start + 8 :]) == ("FILE-CORRUPT", "deflate")


def test_an_archive_of_nothing():
    assert refused(packed({})) == ("FILE-EMPTY", None)


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(max_archive_bytes=400), "a.zip"),
        (Limits(max_entries=1), "a.zip"),
        (Limits(max_unpacked_bytes=900), "a.docx"),
    ],
)
def test_limits(limits, name):
    data = (
        docx(p("整改" * 200)) if name == "a.docx" else packed({"a.txt": b"x" * 500, "b.txt": b"x"})
    )
    assert refused(data, name, limits)[0] == "FILE-BOMB"


def test_a_monotonous_text_is_no_bomb_until_it_is_large():
    assert sniff(packed({"a.txt": b"x" * 1_000_000}), "a.zip") is Kind.ZIP
    assert refused(packed({"a.txt": b"x" * 2_000_000})) == ("FILE-BOMB", None)


def test_kind_and_extension_must_agree():
    assert refused(docx(p("x")), "a.xlsx") == ("FILE-TYPE", None)
    assert refused(docx(p("x")), "a.zip") == ("FILE-TYPE", None)
    assert refused(ole("Workbook"), "a.doc") == ("FILE-TYPE", None)
    assert refused(png(), "a.jpg") == ("FILE-TYPE", None)
    assert refused(b"{\\rtf1}", "a.doc") == ("FILE-TYPE", None)
    assert refused("文字".encode(), "a.docx") == ("FILE-TYPE", None)
    assert refused(ole("Something"), "a.doc") == ("FILE-TYPE", None)


@pytest.mark.parametrize("cut", [100, 600, 1100, 1500])
def test_a_cut_container(cut):
    assert refused(ole("1Table", "Data", "Other", "WordDocument")[:cut], "a.doc") == (
        "FILE-CORRUPT",
        "compound-file",
    )


def test_a_container_that_leads_in_a_circle_ends():
    data = bytearray(ole("1Table", "Data", "Other", "WordDocument"))
    struct.pack_into("<I", data, 512 + 8, 1)  # the second directory sector leads back to the first
    assert sniff(bytes(data), "a.doc") is Kind.DOC


@pytest.mark.parametrize(
    "data",
    [
        png()[:20],
        png(0, 10),
        png()[:-12],
        jpeg()[:12],
        b"\xff\xd8\xff\xe0\x00\x00",
        b"\xff\xd8" + b"\xff" * 50_000,
    ],
)
def test_pictures_without_a_size(data):
    assert refused(data, "a.png" if data[1:4] == b"PNG" else "a.jpg") == (
        "FILE-CORRUPT",
        "picture-header",
    )
