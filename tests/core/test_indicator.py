"""What follows from readings: exact, and silent where nothing can be said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.drawing import sparkline
from zhenggai.core.indicator import (
    DOWN,
    STATES,
    UP,
    Aim,
    Point,
    growth,
    in_unit,
    is_rate,
    percent,
    reached,
    read_number,
    share,
    standing,
    way,
)

TODAY = date(2026, 6, 12)
NUMBERS = st.decimals(-(10**12), 10**12, places=4, allow_nan=False, allow_infinity=False)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
AIMS = st.builds(
    Aim,
    st.sampled_from((UP, DOWN)),
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.none() | DAYS,
)
POINTS = st.lists(st.builds(Point, NUMBERS, DAYS), max_size=8)


def d(text):
    return Decimal(text)


@given(AIMS, POINTS, DAYS)
def test_nothing_breaks_and_every_state_has_its_name(aim, points, today):
    found = standing(aim, points, today)
    assert found.state in STATES
    assert (found.latest is None) == (not points)
    assert (found.state == "reached") == reached(aim, found.latest and found.latest.value)
    if points:
        assert found.latest.day == max(point.day for point in points)
    if aim.baseline is None:
        assert found.way is found.since_baseline is found.growth_baseline is None


@given(NUMBERS, NUMBERS, NUMBERS)
def test_the_way_is_exact_and_whole_at_the_target(baseline, target, value):
    direction = UP if target > baseline else DOWN
    aim = Aim(direction, baseline, target)
    part = way(aim, value)
    if baseline == target:
        assert part is None
        return
    assert way(aim, baseline) == 0 and way(aim, target) == 1
    assert Fraction(baseline) + part * (Fraction(target) - Fraction(baseline)) == Fraction(value)
    assert (part >= 1) == reached(aim, value)


@given(NUMBERS, NUMBERS)
def test_growth_gives_the_value_back_or_nothing(value, before):
    grown = growth(value, before)
    assert (grown is None) == (before <= 0)
    if grown is not None:
        assert Fraction(before) * (1 + grown) == Fraction(value)


@given(st.fractions(0, 2))
def test_what_is_not_whole_never_reads_as_the_whole(part):
    written = percent(part)
    assert (written >= 100) == (part >= 1)
    assert abs(Fraction(written) - part * 100) <= Fraction(1, 10)


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (Fraction(1, 3), "33.3"),
        (Fraction(9996, 10000), "99.9"),
        (Fraction(1, 1), "100.0"),
        (Fraction(-1, 8), "-12.5"),
        (Fraction(5, 10000), "0.1"),
        (Fraction(5, 4), "125.0"),
    ],
)
def test_per_cent(part, written):
    assert str(percent(part)) == written


@pytest.mark.parametrize(
    ("aim", "value", "expected"),
    [
        (Aim(UP, None, d("36")), "33", Fraction(33, 36)),
        (Aim(UP, d("10"), d("36")), "33", Fraction(33, 36)),
        (Aim(UP, None, d("0")), "33", None),
        (Aim(UP, None, None), "33", None),
        (Aim(DOWN, d("14.6"), d("10")), "11.7", Fraction(29, 46)),
        (Aim(DOWN, None, d("10")), "11.7", None),
        (Aim(DOWN, d("12700"), d("0")), "0", Fraction(1)),
        (Aim(DOWN, d("10"), d("14.6")), "11.7", None),
    ],
)
def test_the_share(aim, value, expected):
    assert share(aim, d(value)) == expected


@pytest.mark.parametrize(
    ("aim", "values", "state"),
    [
        (Aim(UP, None, d("36"), TODAY), ["36"], "reached"),
        (Aim(UP, None, d("36"), TODAY), ["33"], "open"),
        (Aim(UP, None, d("36"), TODAY - timedelta(days=1)), ["33"], "missed"),
        (Aim(UP, None, d("36"), TODAY - timedelta(days=1)), [], "missed"),
        (Aim(UP, None, d("36")), [], "unread"),
        (Aim(UP), [], "unread"),
        (Aim(UP), ["3"], "aimless"),
        (Aim(DOWN, None, d("0")), ["0"], "reached"),
    ],
)
def test_the_state(aim, values, state):
    points = [Point(d(value), TODAY) for value in values]
    assert standing(aim, points, TODAY).state == state


def test_of_two_readings_as_of_one_day_the_later_is_the_newer():
    points = [Point(d("3"), TODAY), Point(d("5"), TODAY), Point(d("1"), date(2026, 1, 1))]
    found = standing(Aim(UP, d("2"), d("10")), points, TODAY)
    assert (found.latest.value, found.previous.value) == (d("5"), d("3"))
    assert (found.since_baseline, found.since_previous) == (d("3"), d("2"))
    assert (found.growth_baseline, found.growth_previous) == (Fraction(3, 2), Fraction(2, 3))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("36", "个", "36"),
        ("36个", "个", "36"),
        ("2,316", "万元", "2316"),
        ("１２．５", "%", "12.5"),
        ("9.6%", "%", "9.6"),
        ("9.6％", "％", "9.6"),
        ("百分之三十", "%", "30"),
        ("1.27亿元", "元", "127000000"),
        ("1.27亿元", "万元", "12700"),
        ("1.27亿", "万元", "12700"),
        ("1.27亿元", "亿元", "1.27"),
        ("1270万元", "亿元", "0.127"),
        ("12700", "万元", "12700"),
        ("5元", "万元", "0.0005"),
        ("三十六", "个", "36"),
        ("2.1万", "户", "21000"),
        ("-2.3", "%", "-2.3"),
        ("负三", "", "-3"),
        ("3.5个百分点", "个百分点", "3.5"),
        ("9.6%", "户", None),
        ("36户", "个", None),
        ("很多", "个", None),
        ("", "个", None),
        ("-", "个", None),
        ("NaN", "个", None),
        ("1e5", "个", None),
    ],
)
def test_numbers_as_they_are_typed(text, unit, value):
    assert read_number(text, unit) == (None if value is None else d(value))


@given(st.integers(0, 10**15), st.sampled_from(("", "元", "万元", "亿元", "%", "户", "千米")))
def test_a_plain_number_stays_what_it_is(number, unit):
    assert read_number(str(number), unit) == number
    assert read_number(f"{number}{unit}", unit) == number


def test_units():
    assert in_unit(d("127000000"), "元", "万元") == d("12700")
    assert in_unit(d("5"), "户", "个") is None
    assert in_unit(d("5"), "", "") == d("5")
    assert is_rate("％") and not is_rate("个")


@given(st.lists(st.builds(Point, NUMBERS, DAYS), max_size=6), st.none() | NUMBERS)
def test_the_line_stays_in_its_frame(points, target):
    points = sorted(points, key=lambda point: point.day)
    drawn = sparkline.draw(points, target, "a < b")
    assert drawn.startswith("<svg") == bool(points)
    if points:
        assert "a &lt; b" in drawn and "nan" not in drawn and "inf" not in drawn
        assert ("s-target" in drawn) == (target is not None)
        assert ("polyline" in drawn) == (len(points) > 1)
