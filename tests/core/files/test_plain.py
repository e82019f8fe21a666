"""Plain text: encodings found strictly, unseen characters normalised and counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.errors import BadFile
from zhenggai.core.files import Kind, Limits, Note, clean_text, extract

NOTICE = "关于巡视整改进展情况的通报\n①坚持“两个维护”，完成率98.5%——见《方案》。"


def counted(text: str) -> tuple[str, dict[str, int]]:
    """The cleaned text and how often each thing was normalised."""
    cleaned, notes = clean_text(text)
    return cleaned, {note.code: note.count for note in notes}


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", []), ("utf-8-sig", []), ("gb18030", ["gb18030"]), ("utf-16", ["utf-16"])],
)
def test_encodings(encoding, noted):
    read = extract(NOTICE.encode(encoding), "通报.txt")
    assert (read.text, read.kind) == (NOTICE, Kind.TXT)
    assert [note.facts["encoding"] for note in read.notes] == noted


def test_big_endian_utf_16_with_its_mark():
    assert extract(b"\xfe\xff" + NOTICE.encode("utf-16-be"), "a.csv").text == NOTICE


@pytest.mark.parametrize(
    "said", ["整改", "བོད་ཡིག", "ئۇيغۇرچە", "喆堃䶮𬭎、张𠮷等3人参加了会议并作了表态发言", "销号😀"]
)
def test_gb18030_holds_every_script(said):
    assert extract(said.encode("gb18030"), "a.txt").text == said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("整改".encode("utf-32"), "utf-32"),
        (b"\xff\xfe\x01", "broken-utf-16"),
        (b"\xff\xfe\x00\xd8", "broken-utf-16"),
        ("整改方案落实情况".encode("utf-16-le"), "unknown"),
        ("整改方案".encode() + "整改".encode("gbk")[:3], "mixed"),
        ("Résumé déjà vu".encode("latin-1"), "unknown"),
        ("テスト整改です。これは".encode("shift-jis"), "unknown"),
        ("整改".encode("gb18030") + b"\xff", "unknown"),
    ],
)
def test_what_is_no_known_encoding(data, reason):
    with pytest.raises(BadFile) as refusal:
        extract(data, "通报.txt")
    assert refusal.value.code == "FILE-ENCODING"
    assert refusal.value.facts == {"name": "通报.txt", "reason": reason}


def test_line_ends():
    assert clean_text("a\r\nb\rc\u2028d\x0be\x0cf\x85g\n") == ("a\nb\nc\nd\ne\nf\ng\n", [])


def test_b38_unseen_characters_are_normalised_and_counted():
    assert counted("\ufeff整\u200b改\u00ad\u00a0方\u202e案\x07\uffff") == (
        "整改 方案",
        {"ZERO-WIDTH": 3, "NBSP": 1, "BIDI": 1, "CONTROL": 2},
    )


@pytest.mark.parametrize(
    "said",
    [
        "👨‍👩‍👧",
        "😀",
        "𠮷𬭎",
        "ئۇيغۇر\u200cچە",
        "བོད་ཡིག",
        "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ",
        "葛󠄀城",
        "全角　空格１２",
        "<script>",
    ],
)
def test_b48_what_people_write_stays(said):
    assert clean_text(said) == (said, [])


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("一\n二\0", {"character": "U+0000", "offset": 3, "line": 2}),
        ("整\ud800改", {"character": "U+D800", "offset": 1, "line": 1}),
        ("\udfff", {"character": "U+DFFF", "offset": 0, "line": 1}),
    ],
)
def test_b61_what_no_database_holds_is_refused(said, facts):
    with pytest.raises(BadFile) as refusal:
        clean_text(said)
    assert (refusal.value.code, refusal.value.facts) == ("TEXT-CHAR", facts)


def test_b60_too_much_text():
    with pytest.raises(BadFile) as refusal:
        clean_text("整改方案", Limits(max_text_chars=3))
    assert refusal.value.status == 413
    assert refusal.value.facts == {"unit": "chars", "size": 4, "limit": 3}


def test_a_note_is_a_value():
    assert clean_text("\u00a0\u00a0")[1] == [Note("NBSP", 2)]


@given(st.text())
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(said):
    try:
        cleaned, _ = clean_text(said)
    except BadFile as refusal:
        assert refusal.code == "TEXT-CHAR"
        return
    assert clean_text(cleaned) == (cleaned, [])
