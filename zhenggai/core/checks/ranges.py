"""Exact interval arithmetic on printed numbers: what a number, as printed, may truly be.

Bounds belong to the range, so that a doubtful half falls to the text and never to the rule. All arithmetic is in
fractions of whole numbers; there is no rounding anywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from zhenggai.core.reading.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`; None is no bound on that side."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, value: int | Fraction) -> Range:
        """One number."""
        return cls(Fraction(value), Fraction(value))

    @property
    def exact(self) -> bool:
        """Whether it holds one number only."""
        return self.low is not None and self.low == self.high

    def meets(self, other: Range) -> bool:
        """Whether some number lies in both."""
        left = self.low is None or other.high is None or self.low <= other.high
        right = self.high is None or other.low is None or other.low <= self.high
        return left and right

    def above(self, other: Range) -> bool:
        """Whether every number of this one is greater than every number of the other."""
        return self.low is not None and other.high is not None and self.low > other.high

    def plus(self, other: Range) -> Range:
        """All sums of a number of each."""
        return Range(_sum(self.low, other.low), _sum(self.high, other.high))

    def minus(self, other: Range) -> Range:
        """All differences."""
        return Range(
            _sum(self.low, None if other.high is None else -other.high),
            _sum(self.high, None if other.low is None else -other.low),
        )

    def times(self, other: Range) -> Range:
        """All products with a number of the other; neither holds a negative number."""
        low = (self.low or Fraction(0)) * (other.low or Fraction(0))
        if self.high is None or other.high is None:
            return Range(low, None)
        return Range(low, self.high * other.high)

    def over(self, other: Range) -> Range:
        """All quotients by a number of the other that is not nought; neither holds a negative number."""
        low = Fraction(0)
        if self.low is not None and other.high:
            low = self.low / other.high
        high = self.high / other.low if self.high is not None and other.low else None
        return Range(low, high)

    def whole(self) -> tuple[int, int] | None:
        """The least and the greatest whole number in a range with both bounds; None where there is none."""
        if self.low is None or self.high is None:
            return None
        least, greatest = math.ceil(self.low), math.floor(self.high)
        return (least, greatest) if least <= greatest else None


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def range_of(quantity: Quantity) -> Range:
    """What the printed number may truly be: a plain integer is itself, anything else as its print and words leave open."""
    if quantity.low is None and quantity.high is None:
        return Range.exactly(Fraction(quantity.value))
    low = None if quantity.low is None else Fraction(quantity.low)
    high = None if quantity.high is None else Fraction(quantity.high)
    return Range(low, high)
