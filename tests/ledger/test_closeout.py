from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.factories import NOW
from zhenggai.core.errors import Duplicate, NotAllowed, Stale, Unmet, WrongState
from zhenggai.ledger import closeout, measures
from zhenggai.ledger.models import CloseOut, Relapse, Status
from zhenggai.office.keys import uuid7
from zhenggai.office.models import Entry, Revision
from zhenggai.office.viewer import By


def brought_to(city, measure, status):
    """Walk a measure along its way by the people whose steps they are."""
    way = [
        ("planned", lambda m: measures.plan(city.by("wei"), m)),
        ("in_progress", lambda m: measures.start(city.by("lin"), m)),
        ("submitted", lambda m: closeout.submit(city.by("lin"), m, note="36个小区已通水")),
        ("reviewed", lambda m: closeout.review(city.by("he"), m)),
        ("verified", lambda m: closeout.verify(city.by("zhao"), m, note="现场核查3处")),
        ("closed", lambda m: closeout.close(city.by("wei"), m)),
    ]
    for reached, act in way:
        act(measure)
        if reached == status:
            break
    measure.refresh_from_db()
    assert measure.status == status
    return measure


def test_the_whole_way_is_kept(city, measure):
    brought_to(city, measure, "closed")
    way = CloseOut.objects.get(measure=measure)
    persons = [way.doer, way.reviewer, way.verifier, way.closer]
    assert persons == [city.person(name) for name in ("lin", "he", "zhao", "wei")]
    assert way.doer_unit == city.housing and way.verifier_unit == city.discipline
    assert measure.closed_at == way.closed_at == measure.first_closed_at
    verbs = list(Entry.objects.filter(record_id=measure.pk).values_list("verb", flat=True))
    assert verbs == [
        f"measure.{act}" for act in ("plan", "start", "submit", "review", "verify", "close")
    ]
    assert measure.version == 7
    changed = Revision.objects.filter(record_id=measure.pk, field="status")
    assert [row.new for row in changed][-1] == "closed"


@pytest.mark.parametrize(
    ("status", "act", "who"),
    [
        ("in_progress", closeout.submit, "song"),
        ("in_progress", closeout.submit, "wei"),
        ("submitted", closeout.review, "lin"),
        ("reviewed", closeout.verify, "he"),
        ("reviewed", closeout.verify, "wei"),
        ("verified", closeout.close, "zhao"),
        ("verified", closeout.close, "sys"),
        ("closed", closeout.reopen, "lin"),
    ],
)
def test_a_stranger_to_the_step_is_refused(city, measure, status, act, who):
    brought_to(city, measure, status)
    with pytest.raises(NotAllowed):
        act(city.by(who), measure, note="理由")
    measure.refresh_from_db()
    assert measure.status == status


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (closeout.submit, "lin"),
        (closeout.review, "he"),
        (closeout.verify, "zhao"),
        (closeout.close, "wei"),
        (closeout.send_back, "he"),
        (closeout.reopen, "wei"),
    ],
)
def test_states_are_not_skipped(city, measure, act, who):
    brought_to(city, measure, "planned")
    with pytest.raises(WrongState) as refused:
        act(city.by(who), measure, note="理由")
    assert refused.value.code == "WF-STATE"


def test_nobody_reviews_his_own_claim(city, measure):
    brought_to(city, measure, "in_progress")
    closeout.submit(city.by("he"), measure, note="已完成")
    with pytest.raises(Unmet) as refused:
        closeout.review(city.by("he"), measure)
    assert refused.value.code == "NEED-NOT_OWN_WORK"


def test_the_verifier_is_not_of_the_doers_unit(city, measure):
    make.post(city.users["zhao"], city.housing, "挂职", "staff")
    brought_to(city, measure, "reviewed")
    with pytest.raises(Unmet) as refused:
        closeout.verify(city.by("zhao"), measure, note="核查")
    assert refused.value.code == "NEED-OTHER_UNIT"


def test_the_database_holds_the_chain_too(city, measure):
    way = CloseOut(
        measure=measure,
        doer=city.person("lin"),
        reviewer=city.person("he"),
        verifier=city.person("lin"),
        submitted_at=NOW,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        way.save()
    way.verifier, way.doer_unit, way.verifier_unit = city.person("zhao"), city.housing, city.housing
    with pytest.raises(IntegrityError), transaction.atomic():
        way.save()


def test_sent_back_needs_a_reason_and_starts_a_new_way(city, measure):
    brought_to(city, measure, "reviewed")
    with pytest.raises(Unmet):
        closeout.send_back(city.by("zhao"), measure, note="  ")
    closeout.send_back(city.by("zhao"), measure, note="缺5个小区验收单")
    closeout.submit(city.by("lin"), measure, note="已补齐")
    assert CloseOut.objects.filter(measure=measure).count() == 2
    assert CloseOut.objects.get(measure=measure, ended_at=None).reviewer is None


def test_reopening_keeps_the_first_closing(city, measure):
    first = brought_to(city, measure, "closed").first_closed_at
    closeout.reopen(city.by("zhao"), measure, note="回访发现2个小区停水")
    measure.refresh_from_db()
    assert (measure.status, measure.closed_at, measure.first_closed_at) == (
        Status.IN_PROGRESS,
        None,
        first,
    )
    assert Relapse.objects.get(measure=measure).first_closed_at == first


def test_a_form_sent_twice_is_one_act(city, measure):
    brought_to(city, measure, "in_progress")
    lin = city.by("lin")
    twice = By(lin.user, lin.viewer, uuid7())
    closeout.submit(twice, measure, note="已完成")
    with pytest.raises(Duplicate):
        closeout.submit(twice, measure, note="已完成")
    assert CloseOut.objects.filter(measure=measure).count() == 1


def test_an_old_copy_is_refused(city, measure):
    brought_to(city, measure, "in_progress")
    with pytest.raises(Stale) as refused:
        closeout.submit(city.by("lin"), measure, note="已完成", version=1)
    assert refused.value.facts["record"].version == measure.version
