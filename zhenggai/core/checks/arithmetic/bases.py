"""The whole numbers from which a count and its growth or share can come."""

from __future__ import annotations

from fractions import Fraction

from zhenggai.core.checks.arithmetic.scan import Number
from zhenggai.core.checks.model import Derived, Fact, Found, Issue
from zhenggai.core.checks.ranges import Range
from zhenggai.core.reading.units import COUNT_UNITS

_WIDE = 10
# These are measured rather than counted, or counted in halves.
WHOLE_UNITS = frozenset(COUNT_UNITS.split()) - {"亩", "亩次", "课时", "学时", "班次", "人份", "课"}


def is_whole(number: Number) -> bool:
    """Whether a number counts whole things."""
    return number.printed_unit in WHOLE_UNITS


def bases(count: Number, factor: Range) -> tuple[int, int] | None:
    """Least and greatest whole number of which the count is so many times; None where there is none.

    Where the factor leaves the number without bound, the greatest is that of the least.
    """
    if factor.high is not None and factor.high <= 0:
        return None
    base = count.range.over(factor)
    if base.high is None:
        low = base.low or Fraction(0)
        return Range(low, low + 1).whole() or (0, 0)
    return base.whole()


def verdict(
    issue: Issue | None, derived: Derived, found: tuple[int, int] | None, count: Number
) -> Found | None:
    """The fault where there is no base; the derived value where print leaves few."""
    if found is None:
        return issue
    if not count.range.exact or found[1] - found[0] >= _WIDE:
        return None
    return derived


def base_facts(count: Number, share: Number, found: tuple[int, int] | None) -> dict[str, Fact]:
    """What a page shows: count, share or growth, and the base as it follows."""
    facts: dict[str, Fact] = {
        "count": count.text,
        "claimed": share.text,
        "count_at": [[count.start, count.end]],
    }
    if found is not None:
        low, high = found
        facts |= {"low": low, "high": high}
        facts["base"] = str(low) if low == high else f"{low}–{high}"
    return facts
