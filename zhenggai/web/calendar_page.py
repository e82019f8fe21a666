"""A year of the calendar as a page shows it: twelve months, what the notice says, what a load would do."""

from __future__ import annotations

import calendar as weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from zhenggai.core.calendar import Calendar, Day, Kind, Special
from zhenggai.core.calendar.lines import Line, Sheet
from zhenggai.office.words import sentence

# The word that stands in the corner of a day; the shape around it is given by the class of the same name.
MARKS: dict[str, str | Promise] = {
    "off": pgettext_lazy("mark of a day", "off"),
    "work": pgettext_lazy("mark of a day", "work"),
}
VERDICTS: dict[str, tuple[str | Promise, str]] = {
    "error": (gettext_lazy("Error"), "late"),
    "new": (gettext_lazy("New"), "good"),
    "change": (gettext_lazy("Changes"), "soon"),
    "same": (gettext_lazy("Same"), ""),
    "note": (gettext_lazy("Passed over"), ""),
}


@dataclass(frozen=True)
class Cell:
    """One day of a month: what is known of it, its mark, and the word that is read aloud."""

    day: Day
    mark: str | Promise
    shape: str
    said: str | Promise


@dataclass(frozen=True)
class Month:
    """A month: its weeks, Monday to Sunday, with None outside of it, and how many days are worked."""

    first: date
    weeks: list[list[Cell | None]]
    working: int


@dataclass(frozen=True)
class Holiday:
    """What the notice says of one holiday: from when to when it is free, and the weekend days that are worked."""

    name: str
    spans: list[tuple[date, date]]
    worked: list[date]


@dataclass(frozen=True)
class Judged:
    """A line of what is to be loaded, with its verdict and what it says."""

    line: Line
    word: str | Promise
    shape: str
    days: list[tuple[date, date, str | Promise]]
    sentence: str


def _cell(day: Day) -> Cell:
    shape = str(day.kind) if day.kind else "" if day.working else "rest"
    said: str | Promise = gettext_lazy("working day") if day.working else gettext_lazy("rest day")
    if day.kind:
        said = (
            gettext_lazy("off, holiday") if day.kind is Kind.OFF else gettext_lazy("worked instead")
        )
    return Cell(day, MARKS.get(shape, ""), shape, said)


def months(calendar: Calendar, year: int) -> list[Month]:
    """The twelve months of a year."""
    made = []
    for number in range(1, 13):
        first, length = date(year, number, 1), weeks.monthrange(year, number)[1]
        last = first.replace(day=length)
        cells: list[Cell | None] = [None] * first.weekday()
        cells += [_cell(day) for day in calendar.days(first, last)]
        cells += [None] * (-len(cells) % 7)
        rows = [cells[at : at + 7] for at in range(0, len(cells), 7)]
        made.append(Month(first, rows, calendar.working_in(first, last)))
    return made


def _spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days that follow each other as one span."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def holidays(calendar: Calendar, year: int) -> list[Holiday]:
    """The holidays of a year's notice, in order."""
    plan = calendar.years.get(year)
    named: dict[str, list[Special]] = {}
    for one in sorted(plan.days) if plan else []:
        named.setdefault(one.name, []).append(one)
    return [
        Holiday(
            name,
            _spans(one.day for one in days if one.kind is Kind.OFF),
            [one.day for one in days if one.kind is Kind.WORK],
        )
        for name, days in named.items()
    ]


def judged(sheet: Sheet, calendar: Calendar) -> list[Judged]:
    """Every line with its verdict against what is known of the year."""
    return [_judged(line, calendar) for line in sheet.lines]


def _judged(line: Line, calendar: Calendar) -> Judged:
    known = [calendar.look(one.day) for one in line.days]
    if line.refusal is not None:
        key = "error"
    elif not line.days:
        key = "note"
    elif all(
        (one.kind, one.name) == (now.kind, now.name)
        for one, now in zip(line.days, known, strict=True)
    ):
        key = "same"
    else:
        key = "change" if any(now.kind for now in known) else "new"
    word, shape = VERDICTS[key]
    said = sentence(line.refusal) if line.refusal else ""
    return Judged(line, word, shape, _worded(line), said)


def _worded(line: Line) -> list[tuple[date, date, str | Promise]]:
    return [
        (first, last, MARKS[str(kind)])
        for kind in Kind
        for first, last in _spans(one.day for one in line.days if one.kind is kind)
    ]


def gone(sheet: Sheet, calendar: Calendar) -> list[Special]:
    """Days that the notice of the year named until now and that the new text does not name."""
    plan = calendar.years.get(sheet.year)
    wanted = {one.day for one in sheet.plan.days}
    return [one for one in sorted(plan.days) if one.day not in wanted] if plan else []


def years(calendar: Calendar, shown: int) -> dict[str, Any]:
    """The years to go to, and the first one that is to be loaded next."""
    loaded = sorted(calendar.years)
    following = loaded[-1] + 1 if loaded else shown
    offered = sorted({*loaded[-8:], following, shown})
    return {"years": offered, "loaded": set(loaded), "following": following}
