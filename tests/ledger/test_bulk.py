"""Changing many measures: the preview tells the truth, each row is an act, a piece can be the last, undoing is one."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from zhenggai.core.errors import BadValue, NotAllowed, Unmet
from zhenggai.ledger import bulk, measures
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Batch, BatchRow, Measure
from zhenggai.office import clock, journal
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(city, finding, measure):
    """Seven measures: one of the housing bureau, one of the finance bureau, five without a unit."""
    make.measure(finding, 2, "财政局的措施", lead_unit=city.finance)
    for number in range(3, 8):
        make.measure(finding, number, f"措施{number}")
    return finding.round


def frame(city, round_, who="wei"):
    return Frame(city.by(who).viewer, round_, clock.today())


def begun(city, round_, key="lead_unit", text="市财政局", wanted=None):
    here = frame(city, round_)
    seen = bulk.preview(here, wanted or Wanted(), key, text)
    return bulk.start(city.by("wei"), here, seen, key)


def test_the_preview_is_what_happens(city, many):
    seen = bulk.preview(frame(city, many), Wanted(), "lead_unit", "市财政局")
    assert (len(seen.changes), seen.unchanged, seen.refused) == (6, 1, [])
    assert seen.shown == "市财政局"
    assert Measure.objects.filter(lead_unit=city.finance).count() == 1
    batch = bulk.go(city.by("wei"), begun(city, many))
    assert batch.status == "done"
    assert Measure.objects.filter(lead_unit=city.finance).count() == 7
    assert bulk.counts(batch) == {"changed": 6}


def test_only_the_filtered_rows_are_meant(city, many):
    unset = Wanted(unit="none")
    assert len(bulk.preview(frame(city, many), unset, "pace", "staged").changes) == 5
    bulk.go(city.by("wei"), begun(city, many, "pace", "staged", unset))
    assert Measure.objects.filter(pace="staged").count() == 5


def test_every_row_is_an_act_in_the_journal(city, many):
    bulk.go(city.by("wei"), begun(city, many))
    acts = Entry.objects.filter(verb="measure.assign")
    assert acts.count() == 6
    assert {entry.facts["batch"] for entry in acts} == {str(Batch.objects.get().pk)}
    assert journal.verify("ledger").broken_at is None


def test_it_goes_on_where_it_was_left(city, many, monkeypatch):
    monkeypatch.setattr(bulk, "PIECE_SECONDS", 0)
    batch = begun(city, many)
    batch = bulk.go(city.by("wei"), batch, seconds=0)
    assert batch.status == "running"
    assert bulk.counts(batch) == {"changed": 1, "waiting": 5}
    batch = bulk.go(city.by("wei"), Batch.objects.get())
    assert (batch.status, bulk.counts(batch)) == ("done", {"changed": 6})


def test_undone_as_one_but_not_over_others(city, many):
    batch = bulk.go(city.by("wei"), begun(city, many))
    touched = Measure.objects.get(number=3)
    given = measures.assignment_of(touched)
    given.criterion = "后来改的"
    measures.assign(city.by("wei"), touched, given)
    batch = bulk.go(city.by("wei"), bulk.undo(city.by("wei"), batch))
    assert batch.status == "undone"
    assert bulk.counts(batch) == {"restored": 5, "kept": 1}
    units = dict(Measure.objects.values_list("number", "lead_unit"))
    finance, housing = city.finance.pk, city.housing.pk
    assert units == {1: housing, 2: finance, 3: finance, 4: None, 5: None, 6: None, 7: None}
    kept = BatchRow.objects.get(result="kept")
    assert (kept.measure, kept.code) == (touched, "CONFLICT")


def test_after_half_an_hour_it_stays(city, many):
    batch = bulk.go(city.by("wei"), begun(city, many))
    Batch.objects.update(until=clock.now() - bulk.UNDO_FOR)
    with pytest.raises(Unmet):
        bulk.undo(city.by("wei"), batch)


def test_what_the_rules_refuse_is_told_before_and_after(city, many, measure):
    measures.plan(city.by("wei"), measure)
    seen = bulk.preview(frame(city, many), Wanted(), "due_on", "2026-12-31")
    assert [one.code for one in seen.refused] == ["DUE-BY-REQUEST"]
    assert len(seen.changes) == 6
    batch = begun(city, many, "due_on", "2026-12-31")
    other = Measure.objects.get(number=4)
    Measure.objects.filter(pk=other.pk).update(status="closed", closed_at=clock.now())
    batch = bulk.go(city.by("wei"), batch)
    assert bulk.counts(batch) == {"changed": 5, "refused": 1}
    assert BatchRow.objects.get(result="refused").code == "WF-STATE"
    assert Measure.objects.get(number=5).original_due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("lead_unit", ""),
        ("lead_unit", "没有的局"),
        ("lead_leader", "查无此人"),
        ("node", "not-an-id"),
        ("target", "0190a000-0000-7000-8000-000000000000"),
        ("pace", "fast"),
        ("due_on", "2026-02-30"),
        ("status", "closed"),
    ],
)
def test_a_value_that_cannot_be_taken_is_refused(city, many, key, text):
    with pytest.raises(BadValue):
        bulk.preview(frame(city, many), Wanted(), key, text)


def test_where_nothing_changes_nothing_begins(city, many):
    with pytest.raises(BadValue):
        begun(city, many, wanted=Wanted(unit=city.finance.pk))
    assert not Batch.objects.exists()


def test_only_the_office_and_only_who_began(city, many):
    here = frame(city, many, "lin")
    seen = bulk.preview(here, Wanted(), "pace", "staged")
    with pytest.raises(NotAllowed):
        bulk.start(city.by("lin"), here, seen, "pace")
    batch = bulk.go(city.by("wei"), begun(city, many))
    with pytest.raises(NotAllowed):
        bulk.undo(city.by("zhao"), batch)
