from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.grams import grams, phrases


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("整改台账", ["整改", "改台", "台账", "账"]),
        ("改", ["改"]),
        ("ABC公司2025年", ["abc", "公司", "司", "2025", "年"]),
        ("一、二", ["一", "二"]),
        ("ＡＢ１", ["ab1"]),
        ("", []),
        ("，。　", []),
    ],
)
def test_a_text_becomes_overlapping_pairs(text, tokens):
    assert grams(text) == tokens


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("整改台账", [["整改", "改台", "台账"]]),
        ("改", [["改"]]),
        ("整改 通报", [["整改"], ["通报"]]),
        ("ABC公司", [["abc"], ["公司"]]),
        ("！", []),
    ],
)
def test_a_query_asks_for_adjoining_pairs(query, asked):
    assert phrases(query) == asked


RUN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=20)


@given(RUN, RUN, RUN)
def test_the_pairs_of_a_part_adjoin_in_the_whole(before, part, after):
    whole = grams(before + part + after)
    (pairs,) = phrases(part)
    width = len(pairs)
    assert pairs in [whole[at : at + width] for at in range(len(whole))]


@given(st.text())
def test_any_text_can_be_kept_and_asked(text):
    assert all(grams(text)) and all(token for run in phrases(text) for token in run)
    assert bool(grams(text)) is bool(phrases(text))
