"""Names of files: safe to store, to show and to put into a header."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.files import clean_name
from zhenggai.core.files.names import MAX_NAME_BYTES, decode_entry, extension


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("通报.docx", "通报.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\王\\通报.pdf", "通报.pdf"),
        ("a/b\\c.txt", "c.txt"),
        ('a<b>:"c|d?*.txt', "a_b___c_d__.txt"),
        ("gnp.\u202etxt.exe", "gnp.txt.exe"),
        ("\u200b\ufeff. .htaccess. ", "htaccess"),
        ("", "file"),
        ("..", "file"),
        ("///", "file"),
        ("\0\r\n", "file"),
        ("CON", "_CON"),
        ("con.tar.gz", "_con.tar.gz"),
        ("Lpt9 .txt", "_Lpt9 .txt"),
        ("COM¹.txt", "_COM¹.txt"),
        ("console.txt", "console.txt"),
        ("𠮷😀བོད.png", "𠮷😀བོད.png"),
        ("整\ud800改.txt", "整改.txt"),
    ],
)
def test_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


def test_long_names_keep_their_extension():
    assert clean_name("整" * 300 + ".docx") == "整" * 83 + ".docx"
    assert clean_name("整" * 300) == "整" * 85
    assert clean_name("a." + "整" * 300) == "a." + "整" * 84


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.DOCX", "docx"),
        ("a.tar.gz", "gz"),
        ("a", ""),
        (".txt", ""),
        ("a.txt.", "txt"),
        ("a.txt ", "txt"),
        ("a.\0pdf", "pdf"),
    ],
)
def test_extension(name, ending):
    assert extension(name) == ending


@given(st.text(st.characters(codec=None), max_size=400))
@settings(deadline=None)
def test_any_name(name):
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    assert 0 < len(cleaned.encode()) <= MAX_NAME_BYTES
    assert not set(cleaned) & set('\0\r\n/\\"<>:|?*\u202e')


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_entry_names_without_a_flag(encoding):
    assert (
        decode_entry("佐证材料.docx".encode(encoding).decode("cp437"), utf8=False)
        == "佐证材料.docx"
    )


def test_entry_names_in_neither_stay_readable():
    assert decode_entry("caf\u00e9", utf8=False) == "caf\u00e9"
    assert decode_entry("佐证", utf8=True) == "佐证"
