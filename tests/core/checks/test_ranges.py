"""Interval arithmetic on printed numbers holds every number that the print leaves open, and is exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.checks.ranges import Range, range_of
from zhenggai.core.reading.quantities import quantities

numbers = st.fractions(min_value=0, max_value=1000)


@st.composite
def held(draw: st.DrawFn) -> tuple[Range, Fraction]:
    """A range and a number in it."""
    low, inside, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Range(low, draw(st.sampled_from([high, None]))), inside


@given(held(), held())
def test_results_hold_the_result_of_what_they_hold(
    one: tuple[Range, Fraction], other: tuple[Range, Fraction]
) -> None:
    (left, a), (right, b) = one, other
    cases = [(left.plus(right), a + b), (left.minus(right), a - b), (left.times(right), a * b)]
    if b:
        cases.append((left.over(right), a / b))
    for found, value in cases:
        assert found.meets(Range.exactly(value))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20亿元", 1_950_000_000, 2_050_000_000),
        ("2.10万元", 20_950, 21_050),
        ("31个", 31, 31),
        ("460余件", 460, 470),
        ("约50人", 45, 55),
        ("近500户", 400, 500),
        ("80所以上", 80, None),
        ("不足30人", None, 30),
    ],
)
def test_the_print_says_what_is_open(text: str, low: int | None, high: int | None) -> None:
    (quantity,) = quantities(text)
    assert range_of(quantity) == Range(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def test_bounds_are_exact() -> None:
    third = Range.exactly(1).over(Range.exactly(3))
    assert third.exact
    assert third.times(Range.exactly(3)) == Range.exactly(1)
    assert Range(Fraction(5, 2), Fraction(7, 2)).whole() == (3, 3)
    assert Range(Fraction(5, 2), Fraction(8, 3)).whole() is None
    assert Range(None, None).whole() is None
    assert Range(Fraction(3), None).above(Range.exactly(2))
    assert not Range(Fraction(2), None).above(Range.exactly(2))
