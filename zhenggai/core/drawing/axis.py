"""Days along a line: which months stand on it, and where a day lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Axis:
    """From `first` (included) to `last` (included), drawn from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day begins; days beyond the ends lie on the ends."""
        inside = min(max(day, self.first), self.last + timedelta(days=1))
        return self.left + (self.right - self.left) * (inside - self.first).days / self.days

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.at(day + timedelta(days=1))

    def holds(self, day: date) -> bool:
        """Whether the day lies on the axis."""
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def months(self) -> Iterator[tuple[date, float, float]]:
        """Each month: its first day on the axis, and from where to where it reaches."""
        day = self.first
        while day <= self.last:
            after = next_month(day)
            yield day, self.at(day), self.at(after)
            day = after


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_axis(days: list[date], left: float, right: float) -> Axis:
    """An axis of whole months around days; at least three months, at most LONGEST_MONTHS, the earliest given up first."""
    first, last = min(days).replace(day=1), next_month(max(days)) - timedelta(days=1)
    while _months(first, last) < 3:
        last = next_month(last + timedelta(days=1)) - timedelta(days=1)
    if _months(first, last) > LONGEST_MONTHS:
        index = last.year * 12 + last.month - LONGEST_MONTHS
        first = date(index // 12, index % 12 + 1, 1)
    return Axis(first, last, left, right)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1
