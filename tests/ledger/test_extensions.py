"""A due date goes back by request, reason and somebody else's approval only; the first one stays on record (T6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from zhenggai.core.errors import BadValue, NotAllowed, Unmet, WrongState
from zhenggai.ledger import closeout, counts, extensions, listing, measures
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Extension, Measure
from zhenggai.office import clock
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 6, 30), date(2099, 9, 30)


@pytest.fixture
def running(city, measure):
    """The measure at work."""
    measures.plan(city.by("wei"), measure)
    measures.start(city.by("lin"), Measure.objects.get(pk=measure.pk))
    return Measure.objects.get(pk=measure.pk)


def asked(city, measure, to_on=LATER):
    extensions.ask(city.by("lin"), measure, to_on=to_on, note="管材到货推迟")
    return Measure.objects.get(pk=measure.pk)


def test_the_whole_way(city, running):
    waiting = asked(city, running)
    assert (waiting.due_on, waiting.asked_due_on, waiting.extended) == (FIRST, LATER, 0)
    extensions.grant(city.by("zhou"), waiting, note="同意")
    granted = Measure.objects.get(pk=running.pk)
    assert (granted.due_on, granted.original_due_on) == (LATER, FIRST)
    assert (granted.asked_due_on, granted.extended) == (None, 1)
    request = Extension.objects.get()
    assert (request.answer, request.decided_by) == ("granted", city.person("zhou"))
    verbs = list(Entry.objects.filter(record_id=running.pk).values_list("verb", flat=True))
    assert {"measure.ask_extension", "measure.grant_extension"} <= set(verbs)


def test_the_first_date_stays_when_it_is_moved_again(city, running):
    extensions.grant(city.by("wei"), asked(city, running))
    again = Measure.objects.get(pk=running.pk)
    extensions.grant(city.by("wei"), asked(city, again, LATER + timedelta(days=30)))
    moved = Measure.objects.get(pk=running.pk)
    assert (moved.original_due_on, moved.extended) == (FIRST, 2)


def test_refused_and_withdrawn_leave_the_date(city, running):
    waiting = asked(city, running)
    with pytest.raises(Unmet):
        extensions.refuse(city.by("wei"), waiting, note=" ")
    extensions.refuse(city.by("wei"), waiting, note="理由不充分")
    waiting = asked(city, Measure.objects.get(pk=running.pk))
    extensions.withdraw(city.by("lin"), waiting)
    left = Measure.objects.get(pk=running.pk)
    assert (left.due_on, left.asked_due_on, left.extended) == (FIRST, None, 0)
    answers = Extension.objects.order_by("asked_at", "id").values_list("answer", flat=True)
    assert list(answers) == ["refused", "withdrawn"]


def test_one_request_at_a_time(city, running):
    waiting = asked(city, running)
    with pytest.raises(Unmet) as caught:
        asked(city, waiting)
    assert caught.value.code == "NEED-NO_EXTENSION_WAITS"
    with pytest.raises(Unmet):
        extensions.grant(city.by("wei"), make.measure(running.finding, 9, "另一条"))


@pytest.mark.parametrize("to_on", [FIRST, FIRST - timedelta(days=1), date(2020, 1, 1)])
def test_only_a_later_day_is_asked_for(city, running, to_on):
    with pytest.raises(BadValue):
        asked(city, running, to_on)
    assert not Extension.objects.exists()


def test_a_day_in_the_past_is_no_extension(city, running):
    Measure.objects.filter(pk=running.pk).update(due_on=clock.today() - timedelta(days=9))
    overdue = Measure.objects.get(pk=running.pk)
    with pytest.raises(BadValue):
        asked(city, overdue, clock.today() - timedelta(days=1))


def test_who_asks_and_who_decides(city, running):
    for who in ("wei", "zhou", "song", "zhao"):
        with pytest.raises(NotAllowed):
            extensions.ask(city.by(who), running, to_on=LATER, note="代为申请")
    waiting = asked(city, running)
    for who in ("lin", "he", "song", "zhao"):
        with pytest.raises(NotAllowed):
            extensions.grant(city.by(who), waiting)


def test_whoever_asked_does_not_decide(city, running):
    waiting = asked(city, running)
    Extension.objects.update(asked_by=city.person("wei"))
    with pytest.raises(Unmet) as caught:
        extensions.grant(city.by("wei"), waiting)
    assert caught.value.code == "NEED-OTHER_DECIDES"
    request = Extension.objects.get()
    request.decided_by, request.answer = city.person("wei"), "granted"
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save()


def test_a_draft_and_a_measure_without_a_day_have_nothing_to_extend(city, running, finding):
    draft = make.measure(finding, 2, "草稿", lead_unit=city.housing, due_on=FIRST)
    with pytest.raises(WrongState):
        asked(city, draft)
    Measure.objects.filter(pk=running.pk).update(due_on=None)
    with pytest.raises(Unmet):
        asked(city, Measure.objects.get(pk=running.pk))


def test_a_planned_date_goes_back_by_request_only(city, running):
    given = measures.assignment_of(running)
    given.due_on = LATER
    with pytest.raises(BadValue) as caught:
        measures.assign(city.by("wei"), running, given)
    assert caught.value.code == "DUE-BY-REQUEST"
    given.due_on = None
    with pytest.raises(BadValue):
        measures.assign(city.by("wei"), running, given)
    given.due_on = FIRST - timedelta(days=5)
    assert measures.assign(city.by("wei"), running, given).due_on == given.due_on


def test_a_draft_is_dated_freely(city, measure):
    given = measures.assignment_of(measure)
    given.due_on = LATER
    assert measures.assign(city.by("wei"), measure, given).due_on == LATER


def test_submitting_ends_what_waits(city, running):
    waiting = asked(city, running)
    closeout.submit(city.by("lin"), waiting, note="已完成")
    assert Measure.objects.get(pk=running.pk).asked_due_on is None
    assert Extension.objects.get().answer == "withdrawn"


@pytest.mark.parametrize(("who", "count"), [("wei", 1), ("zhou", 1), ("lin", 0)])
def test_what_waits_stands_with_whoever_decides(city, running, who, count):
    asked(city, running)
    viewer, today = city.by(who).viewer, clock.today()
    seen = counts.measures_of(viewer, running.round)
    assert counts.needs_me(viewer, running.round, seen, today).get("extension", 0) == count
    frame = Frame(viewer, running.round, today)
    assert listing.measures(frame, Wanted(todo="extension")).count() == count
