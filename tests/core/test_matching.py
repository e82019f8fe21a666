"""Wordings meet again whatever their punctuation; what is only alike is left to a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.matching import likeness, matches, normal

WORDS = st.text("整改落实方案问题巡视反馈意见，。“”1a ", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("企业反映‘看得见、摸不着’", '企业反映"看得见,摸不着"'),
        ("“五个济南”建设成效不明显", "五个济南建设成效不明显。"),
        ("占比４２％", "占比42%"),
        ("抓落实 不力", "抓落实不力"),
    ],
)
def test_punctuation_width_and_blanks_make_no_difference(one, other):
    assert normal(one) == normal(other)
    assert likeness(one, other) == 1.0


def test_a_changed_word_is_alike_but_not_the_same():
    value = likeness("青麓湖流域水质反弹", "青麓湖流域水质有所反弹")
    assert 0.55 < value < 1


def test_strangers_are_not_matched():
    assert matches(["城区停车难"], ["选人用人程序不规范"]) == {}


def test_exact_goes_before_alike_and_each_known_text_once():
    found = matches(["水质有所反弹", "水质反弹", "水质反弹"], ["水质反弹"])
    assert {new: match.exact for new, match in found.items()} == {1: True}


def test_a_rival_is_told():
    known = ["老旧小区管网改造进度缓慢", "老旧小区管网改造进展缓慢"]
    found = matches(["老旧小区管网改造缓慢"], known)
    assert found[0].rival
    assert not matches(["老旧小区管网改造缓慢"], known[:1])[0].rival


def test_nothing_meets_nothing():
    assert matches(["", "。"], ["", "、"]) == {}
    assert likeness("", "") == 0.0


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_full_only_for_equal_forms(one, other):
    value = likeness(one, other)
    assert value == likeness(other, one)
    assert 0 <= value <= 1
    assert (value == 1.0) == (normal(one) == normal(other) != "")


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_the_index_agrees_with_comparing_each_with_each(new, known):
    found = matches(new, known)
    assert len({match.known for match in found.values()}) == len(found)
    for at, match in found.items():
        assert match.new == at
        assert match.likeness == pytest.approx(likeness(new[at], known[match.known]))


@given(
    st.lists(st.text("管网改造慢进度水", min_size=1, max_size=9), max_size=6),
    st.lists(st.text("管网改造慢进度水", min_size=1, max_size=9), max_size=6),
    st.sampled_from([0.55, 0.8]),
)
def test_nothing_that_is_like_enough_is_passed_over(new, known, threshold):
    found = matches(new, known, threshold)
    free = set(range(len(known))) - {match.known for match in found.values()}
    for at, text in enumerate(new):
        best = max((likeness(text, known[other]) for other in free), default=0.0)
        assert at in found or best < threshold
