"""Dates: what a calendar has is silent, what it has not is named; whatever stands in order is silent."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, Paper
from zhenggai.core.checks.times import RULES
from zhenggai.core.checks.times.invalid import find_invalid
from zhenggai.core.checks.times.order import find_order

NOTICE = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"
SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "reading").glob("*.txt"))
DIGITS = "〇一二三四五六七八九"
COURSE = """中共某县水务局党组
关于巡察整改进展情况的通报
{start}至{end}，县委巡察组对县水务局党组开展了常规巡察。{feedback}，县委巡察组向县水务局党组反馈了巡察意见。{plan}，局党组会议审议通过《县水务局党组巡察整改方案》。
中共某县水务局党组
{notice}"""


def words(day: date) -> str:
    """A day as it is printed."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese(number: int) -> str:
    """A number below one hundred in words."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def invalid(text: str) -> list[str]:
    """The dates that are called impossible."""
    paper = Paper.of(text)
    issues = [one for one in find_invalid(paper, 0, len(text)) if isinstance(one, Issue)]
    return [text[one.start : one.end] for one in issues]


@settings(deadline=None, max_examples=200)
@given(st.integers(1990, 2030), st.integers(0, 19), st.integers(1, 40))
def test_a_day_with_its_year(year: int, month: int, day: int) -> None:
    exists = 1 <= month <= 12 and day <= calendar.monthrange(year, month)[1]
    printed = f"{year}年{month}月{day}日"
    assert invalid(f"{printed}召开会议。") == ([] if exists else [printed])


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 12), st.integers(1, 40))
def test_a_day_without_year_in_words(month: int, day: int) -> None:
    exists = day <= calendar.monthrange(2020, month)[1]
    printed = f"{chinese(month)}月{chinese(day)}日"
    assert invalid(f"会议于{printed}召开。") == ([] if exists else [printed])


def ordered(days: dict[str, date]) -> list[str]:
    """The codes for a notice with these days."""
    paper = Paper.of(COURSE.format(**{name: words(day) for name, day in days.items()}))
    return [one.code for one in find_order(paper, paper.start, paper.end)]


days_apart = st.integers(1, 90).map(lambda days: timedelta(days=days))


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2015, 1, 1), date(2025, 1, 1)), st.lists(days_apart, min_size=4, max_size=4))
def test_the_course_of_a_round(start: date, gaps: list[timedelta]) -> None:
    names = ("start", "end", "feedback", "plan", "notice")
    days = {"start": start}
    for (before, name), gap in zip(pairwise(names), gaps, strict=True):
        days[name] = days[before] + gap
    assert ordered(days) == []
    for before, name in pairwise(names):
        swapped = {**days, before: days[name], name: days[before]}
        assert len(ordered(swapped)) >= 1


@pytest.mark.skipif(not NOTICE.exists(), reason="the notice lies beside the repository")
def test_a_real_notice_claims_one_completion_beside_its_nodes() -> None:
    paper = Paper.of(NOTICE.read_text("utf-8"))
    issues = [one for rule in RULES for one in rule.find(paper, paper.start, paper.end)]
    found = [(one.rule, one.severity, paper.text[one.start : one.end]) for one in issues]
    assert found == [("node", "warning", "4月底")]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_clean(path: Path) -> None:
    paper = Paper.of(path.read_text("utf-8"))
    assert [one for rule in RULES for one in rule.find(paper, paper.start, paper.end)] == []
