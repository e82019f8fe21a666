"""The calendar as it is kept: seeded, changed by the general office, read through one accessor."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from zhenggai.core.calendar import Kind, Special, YearPlan, seeded
from zhenggai.core.calendar.lines import read_lines
from zhenggai.core.errors import BadValue, NotAllowed, Stale
from zhenggai.office import calendar
from zhenggai.office.models import CalendarDay, CalendarYear, Entry

MONDAY = date(2026, 6, 15)
NEXT = "2027-01-01至2027-01-03,off,元旦\n2027-02-05至2027-02-11,off,春节\n2027-01-31,work,春节"


def plan(text: str = NEXT, year: int = 2027) -> YearPlan:
    return read_lines(text, year).plan


def test_an_installation_begins_with_the_known_years(db):
    assert list(CalendarYear.objects.values_list("year", flat=True)) == list(range(2004, 2027))
    assert dict(calendar.current().years) == seeded()
    assert calendar.current().look(date(2026, 10, 1)).name == "国庆节"


def test_it_is_read_once_until_it_changes(city, django_assert_num_queries):
    first = calendar.current()
    with django_assert_num_queries(1):
        assert calendar.current() is first
    calendar.edit(city.by("wei"), Special(MONDAY, Kind.OFF, "停电"))
    assert not calendar.current().is_working(MONDAY)
    assert first.is_working(MONDAY)


def test_what_was_rolled_back_is_not_kept(city):
    with pytest.raises(RuntimeError), transaction.atomic():
        calendar.edit(city.by("wei"), Special(MONDAY, Kind.OFF, "停电"))
        assert not calendar.current().is_working(MONDAY)
        raise RuntimeError
    assert calendar.current().is_working(MONDAY)


def test_a_day_is_changed_and_given_back(city):
    calendar.edit(city.by("wei"), Special(MONDAY, Kind.OFF, "停电"))
    entry = Entry.objects.latest("seq")
    assert (entry.stream, entry.verb) == ("ledger", "calendar.edit")
    assert entry.facts == {"day": "2026-06-15", "was": [], "is": ["2026-06-15 off 停电"]}
    calendar.edit(city.by("wei"), MONDAY)
    assert calendar.current().look(MONDAY).kind is None
    worked = date(2026, 6, 13)
    calendar.edit(city.by("wei"), Special(worked, Kind.WORK, "调休"))
    assert calendar.current().look(worked).make_up


@pytest.mark.parametrize("name", ["lin", "zhao", "zhou", "sys", "sec", "aud"])
def test_only_the_general_office_changes_it(city, name):
    with pytest.raises(NotAllowed):
        calendar.edit(city.by(name), Special(MONDAY, Kind.OFF, ""))
    with pytest.raises(NotAllowed):
        calendar.load(city.by(name), plan())
    assert calendar.current().is_working(MONDAY)


def test_an_old_copy_is_refused(city):
    year = calendar.year_of(2026)
    calendar.edit(city.by("wei"), Special(MONDAY, Kind.OFF, ""), version=year.version)
    with pytest.raises(Stale):
        calendar.edit(city.by("wei"), MONDAY, version=year.version)


def test_a_weekday_is_not_worked_instead_and_a_year_is_loaded_first(city):
    with pytest.raises(BadValue, match="CAL-WORKED"):
        calendar.edit(city.by("wei"), Special(MONDAY, Kind.WORK, ""))
    with pytest.raises(BadValue, match="PARAM"):
        calendar.edit(city.by("wei"), Special(date(2027, 6, 15), Kind.OFF, ""))
    with pytest.raises(BadValue, match="PARAM"):
        calendar.year_of(1800)


def test_a_year_is_loaded_and_loading_again_undoes_it(city):
    assert calendar.current().look(date(2027, 2, 5)).provisional
    calendar.load(city.by("wei"), plan())
    known = calendar.current()
    assert known.look(date(2027, 1, 31)).make_up and not known.look(date(2027, 3, 1)).provisional
    entry = Entry.objects.latest("seq")
    assert entry.verb == "calendar.load" and len(entry.facts["added"]) == 11
    before = "\n".join(calendar.as_lines(2027))
    year = calendar.load(city.by("wei"), plan("2027-01-01,off,元旦"))
    assert year.version == 2 and CalendarDay.objects.filter(plan=year).count() == 1
    calendar.load(city.by("wei"), plan(before), version=2)
    assert calendar.current().years[2027] == plan()


def test_a_load_that_is_refused_changes_nothing(city):
    calendar.edit(city.by("wei"), Special(date(2026, 12, 31), Kind.OFF, "元旦"))
    with pytest.raises(BadValue, match="CAL-TAKEN"):
        calendar.load(city.by("wei"), plan("2026-12-31,off,元旦"))
    with pytest.raises(BadValue, match="CAL-EMPTY"):
        calendar.load(city.by("wei"), YearPlan(2027, ()))
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_new_year_reaches_back_and_is_edited_where_it_stands(city):
    calendar.load(city.by("wei"), plan("2026-12-31至2027-01-01,off,元旦"))
    assert not calendar.current().is_working(date(2026, 12, 31))
    assert calendar.holding(date(2026, 12, 31)).year == 2027
    calendar.edit(city.by("wei"), date(2026, 12, 31))
    assert calendar.current().is_working(date(2026, 12, 31))
