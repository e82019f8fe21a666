"""What the words of nodes and targets mean, and what is not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from zhenggai.ledger import milestones

SINCE = date(2024, 6, 12)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("8月底", "2024-08-31"),
        ("年底", "2024-12-31"),
        ("5月初", "2025-05-10"),
        ("9月中旬", "2024-09-20"),
        ("2025年6月底", "2025-06-30"),
        ("2025年底", "2025-12-31"),
        ("2月", "2025-02-28"),
        ("６月３０日", "2024-06-30"),
        ("上半年", "2024-06-30"),
        ("长期", None),
        ("持续推进", None),
        ("春节前", None),
        ("13月底", None),
        ("2月30日", None),
    ],
)
def test_the_day_that_is_suggested(name, day):
    found = milestones.suggested_day(name, SINCE)
    assert (found and found.isoformat()) == day


def test_without_a_day_to_count_from_nothing_is_suggested():
    assert milestones.suggested_day("年底", None) is None
    assert milestones.suggested_day("2025年底", None) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2026, 1, 16), 6, date(2026, 7, 16)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_months_are_calendar_months(day, months, later):
    assert milestones.month_later(day, months) == later


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("整改完成", "completed"),
        ("取得阶段性成果", "interim_result"),
        ("取得明显成效", "marked_effect"),
        ("长期推进", "long_term"),
        ("基本完成", "completed"),
        ("见到阶段成效", "interim_result"),
        ("取得显著成效", "marked_effect"),
        ("持续整改", "long_term"),
    ],
)
def test_the_meaning_of_a_target(name, key):
    assert milestones.meaning_of(name) == key
