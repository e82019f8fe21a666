from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from zhenggai.core.writing.text import (
    chinese_number,
    clean,
    count_word,
    lines,
    one_line,
    period_words,
    quoted,
    sentence,
    unstopped,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (2, "二"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (22, "二十二"),
        (100, "一百"),
        (102, "一百零二"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1020, "一千零二十"),
        (9999, "九千九百九十九"),
        (0, "0"),
        (10_000, "10000"),
    ],
)
def test_numbers_are_spelled_as_officials_spell_them(number, words):
    assert chinese_number(number) == words


def test_two_is_liang_only_before_a_measure_word_and_alone():
    assert [count_word(n) for n in (1, 2, 3, 12, 22)] == ["一", "两", "三", "十二", "二十二"]


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("a\x00b\x07c\x1bd", "abcd"),
        ("甲\ud800乙\udfff", "甲乙"),
        ("甲\ufffe\uffff乙", "甲乙"),
        ("甲\u202e乙\u2066丙", "甲乙丙"),
        ("甲\r\n乙\r丙\u2028丁\x85戊\x0b己", "甲\n乙\n丙\n丁\n戊\n己"),
        ("甲\t乙", "甲 乙"),
        ("<script>{{7*7}}</script> &amp; 😀 𠮷 𪚥", "<script>{{7*7}}</script> &amp; 😀 𠮷 𪚥"),
    ],
)
def test_only_what_xml_cannot_hold_is_dropped(dirty, tidy):
    assert clean(dirty) == tidy


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_cleaned_text_is_always_valid_xml_and_clean(text):
    element = etree.Element("t")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)
    assert clean(clean(text)) == clean(text)


def test_lines_join_without_a_space_except_between_latin_words():
    assert one_line("  贯彻\n落实 \n\n不够") == "贯彻落实不够"
    assert one_line("one\ntwo") == "one two"
    assert one_line(None) == ""
    assert lines("\n 甲 \n\n乙\n") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("wording", "printed"),
    [
        ("甲不够", "“甲不够”"),
        ("“甲”不够", "“‘甲’不够”"),
        ("‘甲’不够", "“‘甲’不够”"),
        ("“甲‘乙’丙”", "“‘甲“乙”丙’”"),
        ("甲”乙", "“甲’乙”"),
        ("甲“乙", "“甲‘乙”"),
        ("it’s", "“it’s”"),
        ('"甲"', '“"甲"”'),
        ("", "“”"),
    ],
)
def test_inner_quotation_marks_go_one_level_down(wording, printed):
    assert quoted(wording) == printed


@given(st.text(alphabet="甲乙“”‘’"))
def test_the_outer_pair_is_never_closed_early(text):
    depth = 0
    printed = quoted(text)
    for place, sign in enumerate(printed):
        depth += {"“": 1, "”": -1}.get(sign, 0)
        assert depth > 0 or place == len(printed) - 1
    assert depth == 0


def test_the_same_year_is_said_once():
    assert period_words(date(2024, 3, 1), date(2024, 5, 2)) == "2024年3月1日至5月2日"
    assert period_words(date(2024, 3, 1), date(2025, 5, 2)) == "2024年3月1日至2025年5月2日"
    assert period_words(date(2024, 3, 1), date(2024, 3, 1)) == "2024年3月1日"


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("甲", "甲。"),
        ("甲。", "甲。"),
        ("甲！", "甲！"),
        ("“甲。”", "“甲。”"),
        ("“甲”", "“甲”。"),
        ("《甲，》", "《甲，》。"),
        ("甲；", "甲；"),
        ("a.", "a."),
        ("", ""),
    ],
)
def test_a_sentence_ends_once(text, ended):
    assert sentence(text) == ended


def test_stops_are_taken_off_but_not_questions():
    assert unstopped("甲。；， ") == "甲"
    assert unstopped("甲？") == "甲？"
