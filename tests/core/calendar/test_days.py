"""The calendar knows the days of the notices, and counts along them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhenggai.core.calendar import Calendar, Kind, Special, YearPlan, seeded
from zhenggai.core.errors import BadValue

CHINA = Calendar(seeded())
EMPTY = Calendar({})
DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 31))
ANY = st.dates(date(1990, 1, 1), date(2060, 12, 31))
NUMBERS = st.integers(-3000, 3000)


def odd(year: int) -> Calendar:
    """A calendar of one year in which hardly anything is as its weekday says."""
    first = date(year, 1, 1)
    named = [first + timedelta(days=at) for at in range(0, 360, 3)]
    kinds = [Kind.WORK if day.weekday() > 4 else Kind.OFF for day in named]
    days = tuple(Special(day, kind, "") for day, kind in zip(named, kinds, strict=True))
    return Calendar({year: YearPlan(year, days)})


CALENDARS = st.sampled_from([CHINA, EMPTY, odd(2020)])


@pytest.mark.parametrize(
    ("day", "working", "name"),
    [
        ("2026-01-01", False, "元旦"),
        ("2026-01-04", True, "元旦"),
        ("2026-02-14", True, "春节"),
        ("2026-02-16", False, "春节"),
        ("2026-02-28", True, "春节"),
        ("2026-09-20", True, "国庆节"),
        ("2026-09-25", False, "中秋节"),
        ("2026-09-28", True, ""),
        ("2026-10-01", False, "国庆节"),
        ("2026-10-07", False, "国庆节"),
        ("2026-10-08", True, ""),
        ("2026-10-10", True, "国庆节"),
        ("2026-10-11", False, ""),
        ("2025-01-26", True, "春节"),
        ("2024-02-04", True, "春节"),
        ("2024-02-09", True, ""),
        # The eve of 2024 was left to be arranged; the holiday of 2020 was made longer.
        ("2024-02-17", False, "春节"),
        ("2020-01-31", False, "春节"),
        ("2020-02-02", False, "春节"),
        ("2020-02-03", True, ""),
        ("2015-09-03", False, "抗战胜利70周年"),
        ("2018-12-29", True, "元旦"),
        ("2022-12-31", False, "元旦"),
        ("2004-05-08", True, "劳动节"),
        ("2026-06-12", True, ""),
        ("2026-06-13", False, ""),
    ],
)
def test_the_days_of_the_notices(day, working, name):
    found = CHINA.look(date.fromisoformat(day))
    assert (found.working, found.name, found.provisional) == (working, name, False)
    assert found.make_up == (working and bool(name))


@pytest.mark.parametrize(("year", "days"), [(2026, 248), (2025, 248), (2024, 251), (2023, 249)])
def test_the_working_days_of_a_year(year, days):
    assert CHINA.working_in(date(year, 1, 1), date(year, 12, 31)) == days


def test_every_year_has_its_holidays_and_works_only_on_weekends_instead():
    plans = seeded()
    assert sorted(plans) == list(range(2004, 2027))
    for year, plan in plans.items():
        assert len({one.day for one in plan.days}) == len(plan.days)
        assert {"元旦", "春节", "国庆节"} <= {one.name for one in plan.days}
        for one in plan.days:
            assert one.day.year == year or (one.day.year, one.day.month) == (year - 1, 12)
            assert one.kind is Kind.OFF or one.day.weekday() > 4


def test_counting_passes_over_a_holiday():
    before = date(2026, 9, 30)
    assert CHINA.add_working(before, 1).day == date(2026, 10, 8)
    assert CHINA.add_working(date(2026, 10, 9), 1).day == date(2026, 10, 10)
    assert CHINA.add_working(date(2026, 10, 8), -1).day == before
    assert CHINA.next_working(date(2026, 10, 1)).day == date(2026, 10, 8)
    assert CHINA.previous_working(date(2026, 10, 7)).day == before
    assert CHINA.working_between(before, date(2026, 10, 10)).days == 3


def test_a_year_that_is_not_loaded_answers_by_weekdays_and_says_so():
    assert CHINA.look(date(2027, 10, 1)).working
    assert CHINA.look(date(2027, 10, 1)).provisional
    assert not CHINA.add_working(date(2026, 12, 28), 3).provisional
    assert CHINA.add_working(date(2026, 12, 28), 4).provisional
    assert CHINA.working_between(date(2027, 1, 4), date(2026, 12, 1)).provisional
    # New Year reaches back into a year that another notice knows.
    plan = YearPlan(2027, (Special(date(2026, 12, 31), Kind.OFF, "元旦"),))
    assert not Calendar({2027: plan}).look(date(2026, 12, 31)).provisional


def test_a_later_notice_holds():
    day = date(2026, 12, 31)
    plans = {
        2026: YearPlan(2026, (Special(day, Kind.OFF, "a"),)),
        2027: YearPlan(2027, (Special(day, Kind.OFF, "b"),)),
    }
    assert Calendar(plans).look(day).name == "b"


@given(CALENDARS, ANY, NUMBERS)
def test_adding_and_counting_agree(calendar, day, n):
    assume(n)
    found = calendar.add_working(day, n).day
    assert calendar.is_working(found)
    assert calendar.working_between(day, found).days == n


@given(CALENDARS, ANY, NUMBERS, st.integers(0, 500))
def test_more_days_lead_further(calendar, day, n, more):
    assert calendar.add_working(day, n).day <= calendar.add_working(day, n + more).day
    later = day + timedelta(days=more)
    assert calendar.add_working(day, n).day <= calendar.add_working(later, n).day


@given(CALENDARS, ANY, st.integers(0, 120))
def test_counting_is_walking(calendar, day, ahead):
    last = day + timedelta(days=ahead)
    walked = [one for one in calendar.days(day, last) if one.working]
    assert calendar.working_in(day, last) == len(walked)
    assert calendar.working_between(day, last).days == len(walked) - calendar.is_working(day)
    assert calendar.working_between(last, day).days == calendar.is_working(last) - len(walked)


@given(CALENDARS, ANY)
def test_the_nearest_working_days(calendar, day):
    ahead, back = calendar.next_working(day).day, calendar.previous_working(day).day
    assert back <= day <= ahead
    assert calendar.is_working(ahead) and calendar.is_working(back)
    assert calendar.working_in(back, ahead) == (1 if ahead == back else 2)


@given(DAYS, NUMBERS)
def test_what_is_provisional_touches_a_year_that_is_not_loaded(day, n):
    found = CHINA.add_working(day, n)
    assert found.provisional == (not 2004 <= found.day.year <= 2026)


def test_beyond_all_dates():
    for day, n in ((date.max, 1), (date.min, -1), (date(2026, 1, 1), 10**7)):
        with pytest.raises(BadValue, match="DATE-RANGE"):
            CHINA.add_working(day, n)
