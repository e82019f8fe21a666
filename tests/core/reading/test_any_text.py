"""Whatever text comes, reading ends, never raises, and takes steps in proportion to the length."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.reading import Reading, read

HEAD = "关于某局整改情况的通报\n一、问题整改情况\n（一）关于“某某”方面\n1.针对“某”的问题\n"
TROUBLE = {
    "empty": "",
    "blank": " \n\t\n",
    "one mark": "①",
    "unclosed quotation": HEAD + "2.针对“没有关上的问题，①甲。②乙。",
    "unopened quotation": HEAD + "2.针对没有打开”的问题，①甲。",
    "crossed quotation": HEAD + "2.针对“甲《乙”丙》的问题",
    "only punctuation": "。，；：！？" * 50,
    "surrogate": HEAD + "\ud800①甲。",
    "null": "\x00" * 20 + HEAD,
    "separators": "甲\u2028乙\x0b丙\x0c丁\r戊\r\n己",
    "a date that is none": HEAD + "2021年2月30日至2021年13月45日，巡察组对甲局开展了巡察。",
    "numbers without end": HEAD + "9" * 5000 + "万元",
}
REPEATED = (
    "①",
    "①。",
    "“",
    "”",
    "《",
    "1.a\n",
    "一、",
    "（一）",
    "一是",
    "(1)a\n整改情况：\n",
    "该问题已完成整改。",
    "①a。该问题已完成整改。",
    "针对“a”的问题，①b。②c。\n",
    "1.针对“a”的问题，1.b。2.c。",
    "（一）关于“a”方面\n1.针对“b”的问题①c。",
    "1.学习不够。\n一是a；二是b。\n",
    "甲方面\n1.针对“a”的问题\n",
    "关于反馈意见整改的通报\n",
    "2021年3月1日至",
    "整改情况：",
    "\n3.5万",
    "的问题反馈\n①",
    "\t一、",
    "存在的问题：1.a。2.b。整改情况：1.c。2.d。\n",
    "存在的问题：一是a；二是b。整改情况：一是c。",
    "一、存在的问题\n1.a\n二、整改情况\n1.b\n",
    "（一）存在的问题\n1.a\n（二）整改情况\n针对问题1，b\n",
    "存在的问题：",
    "问题整改情况：1.",
    "有的不；",
    "发现了一些问题，有的不够；",
    "1.学习不够。有的不；有的不。\n",
    "巡视发现问题，",
    "巡视指出，存在学习不够问题。",
    "巡视指出，在甲方面存在学习不够问题。针对这一问题，乙。\n",
    "针对这一问题，",
)


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_is_read_without_complaint(name: str) -> None:
    reading = read(TROUBLE[name])
    assert reading.text == TROUBLE[name] or "\r" in TROUBLE[name] or "\x0b" in TROUBLE[name]


def test_the_first_finding_survives_what_follows() -> None:
    for name, text in TROUBLE.items():
        if text.startswith(HEAD):
            findings = read(text).categories[0].findings
            assert findings[0].problem == "某", name


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="一二①②1.2、（）()“”‘’《》针对关于问题整改情况：:。，；\n 是方面该已完成2021年3月日",
        max_size=120,
    )
)
def test_random_marks_give_spans_in_order(text: str) -> None:
    reading = read(text)
    for category in reading.categories:
        assert 0 <= category.start <= category.end <= len(text)
        starts = [finding.start for finding in category.findings]
        assert starts == sorted(starts)
        for finding in category.findings:
            assert category.start <= finding.start < finding.end <= category.end


def steps(text: str) -> tuple[int, Reading]:
    """Calls of functions, built-in ones included, that reading takes."""
    count = 0

    def tick(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        reading = read(text)
    finally:
        sys.setprofile(before)
    return count, reading


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("head", ["", HEAD], ids=["alone", "under a heading"])
def test_steps_grow_with_the_length(piece: str, head: str) -> None:
    size = 600 // len(piece)
    read(head + piece * (4 * size))  # so that no cache is filled while counting
    once, twice, fourfold = (steps(head + piece * (size * times))[0] for times in (1, 2, 4))
    assert fourfold - twice <= 2.4 * (twice - once) + 500


def test_a_real_shape_grows_with_the_length() -> None:
    def notice(count: int) -> str:
        items = (
            f"{n}.针对“第{n}项工作不到位”的问题，主要从两个方面抓好整改。①健全制度。修订《办法》，投入3.5万元。②强化监督。约谈{n}人。\n"
            for n in range(1, count + 1)
        )
        return HEAD.rsplit("1.", 1)[0] + "".join(items)

    small, reading = steps(notice(20))
    assert len(reading.categories[0].findings) == 20
    large, reading = steps(notice(80))
    assert len(reading.categories[0].findings) == 80
    assert large <= 4.4 * small


def test_figures_without_end_are_read_like_any_others() -> None:
    # No step is counted inside a pattern: where its work grew with the square of the length, this would not end.
    text = "1,12" * 50_000
    assert read(text).text == text
