"""Which days are worked in China, and counting along them.

A year that is not loaded answers by its weekdays, Monday to Friday, and every answer that leans on such a year says so:
it is provisional, and is to be computed again when the year's notice has come.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from zhenggai.core.errors import BadValue

_WEEK, _WORKED = 7, 5


class Kind(StrEnum):
    """What a notice makes of a day."""

    OFF = "off"
    WORK = "work"


@dataclass(frozen=True, slots=True, order=True)
class Special:
    """A day that a notice names: free, or a weekend day that is worked instead; `name` is the holiday."""

    day: date
    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What the notice of `year` names. New Year may reach back into the December before."""

    year: int
    days: tuple[Special, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: worked or not; `kind` and `name` where a notice names it."""

    day: date
    working: bool
    kind: Kind | None
    name: str
    provisional: bool

    @property
    def make_up(self) -> bool:
        """Whether it is a weekend day that is worked (调休上班)."""
        return self.kind is Kind.WORK


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day that was counted out; `provisional` where a year on the way is not loaded."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of working days; `provisional` where a year on the way is not loaded."""

    days: int
    provisional: bool


@dataclass(frozen=True)
class Calendar:
    """The working days of the years that are loaded. Where two notices name the same day the later one holds."""

    years: Mapping[int, YearPlan]
    _special: dict[date, Special] = field(init=False, repr=False, compare=False)
    # The days that differ from their weekday, in order, and by how much the count of working days differs up to each.
    _odd: list[date] = field(init=False, repr=False, compare=False)
    _shift: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the counting."""
        special = {one.day: one for year in sorted(self.years) for one in self.years[year].days}
        odd, shift = [], [0]
        for day in sorted(special):
            worked, weekday = special[day].kind is Kind.WORK, _weekday(day)
            if worked != weekday:
                odd.append(day)
                shift.append(shift[-1] + (1 if worked else -1))
        object.__setattr__(self, "_special", special)
        object.__setattr__(self, "_odd", odd)
        object.__setattr__(self, "_shift", shift)

    def look(self, day: date) -> Day:
        """All that is known of `day`."""
        named = self._special.get(day)
        provisional = day.year not in self.years and named is None
        if named is None:
            return Day(day, _weekday(day), None, "", provisional)
        return Day(day, named.kind is Kind.WORK, named.kind, named.name, provisional)

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked; in a year that is not loaded by its weekday."""
        return self.look(day).working

    def provisional(self, first: date, last: date) -> bool:
        """Whether a year between the two days, both included, is not loaded."""
        low, high = sorted((first.year, last.year))
        return any(year not in self.years for year in range(low, high + 1))

    def add_working(self, day: date, n: int) -> Reckoned:
        """The `n`th working day after `day`, which is not counted itself; before it where `n` is negative.

        For 0: `day` itself where it is worked, else the next one that is. Raises BadValue (DATE-RANGE) beyond the
        years that a date can hold.
        """
        if n > 0:
            wanted = self._rank(day.toordinal()) + n
        else:
            wanted = self._rank(day.toordinal() - 1) + n + 1
        if not 0 < wanted <= self._rank(date.max.toordinal()):
            raise BadValue("DATE-RANGE", n=n)
        place = bisect_left(range(1, date.max.toordinal()), wanted, key=self._rank) + 1
        found = date.fromordinal(place)
        return Reckoned(found, self.provisional(day, found))

    def working_between(self, first: date, last: date) -> Counted:
        """The working days after `first` up to and with `last`; negative where `last` lies before `first`.

        `add_working(first, n)` and this agree: it is `n` for the day that they find.
        """
        if last >= first:
            days = self._rank(last.toordinal()) - self._rank(first.toordinal())
        else:
            days = self._rank(last.toordinal() - 1) - self._rank(first.toordinal() - 1)
        return Counted(days, self.provisional(first, last))

    def working_in(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included; 0 where `last` lies before `first`."""
        return max(0, self._rank(last.toordinal()) - self._rank(first.toordinal() - 1))

    def next_working(self, day: date) -> Reckoned:
        """`day` where it is worked, else the next day that is."""
        return self.add_working(day, 0)

    def previous_working(self, day: date) -> Reckoned:
        """`day` where it is worked, else the last one before it that is."""
        if self.is_working(day):
            return Reckoned(day, self.provisional(day, day))
        return self.add_working(day, -1)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Every day from `first` to `last`, both included."""
        for ahead in range((last - first).days + 1):
            yield self.look(first + timedelta(days=ahead))

    def _rank(self, ordinal: int) -> int:
        """How many working days there are up to and with the day of `ordinal`; day 1 is a Monday."""
        weeks, rest = divmod(max(ordinal, 0), _WEEK)
        past = bisect_right(self._odd, date.fromordinal(ordinal)) if ordinal > 0 else 0
        return weeks * _WORKED + min(rest, _WORKED) + self._shift[past]


def _weekday(day: date) -> bool:
    return day.weekday() < _WORKED
