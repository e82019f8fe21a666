"""The calendar of the house: read as a pure `Calendar`, changed a day at a time or a year at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Sum

from zhenggai.core.calendar import Calendar, Kind, Special, YearPlan
from zhenggai.core.errors import BadValue
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.models import CalendarDay, CalendarYear
from zhenggai.office.viewer import By

FIRST, LAST = 1949, 2199
ORDINARY = "ordinary"
Stamp = tuple[int, int | None, datetime | None]
# The calendar that was read last, with what tells whether it still holds. One for the process: it is the same for all.
_held: dict[str, tuple[Stamp, Calendar]] = {}


def current() -> Calendar:
    """The working days as they stand now. One small question to the database; the days are read when they changed."""
    stamp = _stamp()
    held = _held.get("calendar")
    if held is not None and held[0] == stamp:
        return held[1]
    calendar = Calendar(_plans())
    _held["calendar"] = (stamp, calendar)
    return calendar


def _stamp() -> Stamp:
    found = CalendarYear.objects.aggregate(
        years=Count("pk"), versions=Sum("version"), changed=Max("changed_at")
    )
    return found["years"], found["versions"], found["changed"]


def _plans() -> dict[int, YearPlan]:
    days: dict[int, list[Special]] = {
        year: [] for year in CalendarYear.objects.values_list("year", flat=True)
    }
    rows = CalendarDay.objects.values_list("plan__year", "day", "kind", "name")
    for year, day, kind, name in rows:
        days[year].append(Special(day, Kind(kind), name))
    return {year: YearPlan(year, tuple(found)) for year, found in days.items()}


def year_of(year: int) -> CalendarYear:
    """The record of a year; an unsaved one where it is not loaded. Raises BadValue (PARAM) outside 1949 to 2199."""
    if not FIRST <= year <= LAST:
        raise BadValue("PARAM", name="year")
    found = CalendarYear.objects.filter(year=year).first()
    return found or CalendarYear(year=year, changed_at=clock.now())


def holding(day: date) -> CalendarYear:
    """The year in whose notice `day` stands; for a day that none names its own year."""
    named = CalendarDay.objects.filter(day=day).select_related("plan").first()
    return named.plan if named else year_of(day.year)


def edit(by: By, special: Special | date, *, version: int | None = None) -> CalendarYear:
    """Make of one day what `special` says; a bare day is given back to its weekday.

    Raises BadValue: CAL-WORKED for a weekday that is to be worked instead, PARAM for a year that is not loaded.
    """
    day = special.day if isinstance(special, Special) else special
    if isinstance(special, Special) and special.kind is Kind.WORK and day.weekday() < 5:
        raise BadValue("CAL-WORKED", day=day.isoformat())
    plan = holding(day)
    if plan._state.adding:
        raise BadValue("PARAM", name="year")
    with step(by, "calendar.edit", plan, version=version) as doing:
        old = CalendarDay.objects.filter(day=day)
        doing.facts |= {"day": day.isoformat(), "was": _written(old)}
        old.delete()
        if isinstance(special, Special):
            CalendarDay.objects.bulk_create([_row(doing.record, special)])
        doing.facts["is"] = _written(CalendarDay.objects.filter(day=day))
        doing.record.changed_at = clock.now()
    return doing.record


def load(by: By, plan: YearPlan, *, version: int | None = None) -> CalendarYear:
    """Put the days of `plan` in place of what was known of its year.

    Loading an earlier text again undoes it. `version` is the one that was seen, 0 where the year was not loaded then.
    Raises BadValue: CAL-EMPTY without a day, CAL-TAKEN for a day that stands in the notice of another year.
    """
    record = year_of(plan.year)
    if not plan.days:
        raise BadValue("CAL-EMPTY", year=plan.year)
    if record._state.adding:
        version = None
    with step(by, "calendar.load", record, version=version) as doing:
        if doing.record._state.adding:
            # The days need the row of their year; it is saved here and again, complete, when the step ends.
            doing.record.save(force_insert=True)
        _taken(doing.record, plan)
        old = set(_written(doing.record.days.all()))
        doing.record.days.all().delete()
        CalendarDay.objects.bulk_create([_row(doing.record, one) for one in plan.days])
        new = set(_written(doing.record.days.all()))
        doing.facts |= {"year": plan.year, "added": sorted(new - old), "removed": sorted(old - new)}
        doing.record.changed_at = clock.now()
    return doing.record


def _taken(record: CalendarYear, plan: YearPlan) -> None:
    taken = (
        CalendarDay.objects.filter(day__in=[one.day for one in plan.days])
        .exclude(plan=record)
        .select_related("plan")
        .first()
    )
    if taken is not None:
        raise BadValue("CAL-TAKEN", day=taken.day.isoformat(), year=taken.plan.year)


def _row(plan: CalendarYear, special: Special) -> CalendarDay:
    return CalendarDay(plan=plan, day=special.day, kind=str(special.kind), name=special.name)


def _written(rows: Any) -> list[str]:
    return [str(row) for row in rows]


def as_lines(year: int) -> Sequence[str]:
    """What is known of a year, as lines that can be loaded again."""
    return [
        f"{row.day.isoformat()},{row.kind},{row.name}"
        for row in CalendarDay.objects.filter(plan__year=year)
    ]
