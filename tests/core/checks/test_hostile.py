"""Texts that nobody writes: every rule ends on them, and none raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.planting.texts import texts
from zhenggai.core.checks import SEVERITIES, Memory, check

_PIECES = (
    "共计", "其中", "分别", "合计", "3个", "12人", "3.5%", "100%", "两", "、", "和", "等", "，", "。", "；", "：", "\n",
    "“", "”", "‘", "’", "《", "》", "（", "）", "〈", "〉", "①", "②", "⑳", "一是", "二是", "1.", "（一）", "一、", "从三个方面",
    "2021年2月30日", "截至", "至", "同比增长", "占", "完成", "计划", "已完成整改", "正在整改", "其余", "问题", "办结率", "万元",
    "亿元", "电话：0", "a@b.c", "第三巡察组", "关于", "针对", "的问题", "制度", "印发", "由", "减少到", "巡视", "反馈", "𠮷", "\u200b",
)  # fmt: skip
_LONG, _SHORTER = 50_000, 15_000
_REPEATED = (
    "一", "1", "万", "、", "，", "。", "\n", "“", "”", "《", "》", "（", "(", "①", "%", "个", "第", "年", "0", "共", "其中", "1、", "3人、",
    "3人，", "1.", "一是", "（一）", "关于“", "针对“a”的问题，", "共计3人，", "《a》、", "2021年", "2月30日", "至3月1日", "占50%", "同比增长5%",
    "其余正在办理，", "已完成整改3个、", "从三个方面", "截至2021年2月1日，", "a@", "电话0;", "第一巡察组", "由3个减少到2个", " ", "\t", "\u3000",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
def test_official_scraps_never_raise(text: str) -> None:
    _whole(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_text_never_raises(text: str) -> None:
    _whole(text)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_torn_notice_never_raises(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(_SAMPLES))
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, min(len(sample), start + 700)))
    scrap = data.draw(st.sampled_from(_PIECES))
    _whole(sample[:start][-300:] + scrap + sample[end : end + 400])


_SAMPLES = [one.text for one in texts(("0", "1", "2")) if len(one.text) < 3000]


@pytest.mark.parametrize("piece", _REPEATED)
def test_the_same_again_and_again_comes_to_an_end(piece: str) -> None:
    """A rule that looks at everything for every hit would not come back from this within the day."""
    report = check(piece * ((_LONG if len(piece) == 1 else _SHORTER) // len(piece)))
    assert set(report.counts()) == set(SEVERITIES)


@pytest.mark.parametrize("name", ("01-district-bureau", "09-round-summary", "21-county"))
def test_a_memory_changes_nothing(name: str) -> None:
    (sample,) = texts((name,))
    memory = Memory()
    plain = check(sample.text)
    for _ in range(2):
        kept = check(sample.text, memory)
        assert (kept.issues, kept.derived) == (plain.issues, plain.derived)
    changed = sample.text.replace("。", "，共计3个。", 1)
    again = check(changed, memory)
    fresh = check(changed)
    assert (again.issues, again.derived) == (fresh.issues, fresh.derived)


def _whole(text: str) -> None:
    """What is found lies within the text that was read."""
    report = check(text)
    for one in report.issues:
        assert 0 <= one.start <= one.end <= len(report.text)
        assert one.severity in SEVERITIES
