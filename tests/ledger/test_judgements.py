"""At its node a measure is judged met or not met, with a reason, by somebody who did not do the work (T2)."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from zhenggai.core.errors import BadValue, NotAllowed, Stale, Unmet
from zhenggai.ledger import closeout, judgements, measures, rounds
from zhenggai.ledger.models import CloseOut, Intake, Judgement, Measure
from zhenggai.office import clock
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def node(round_):
    return round_.nodes.create(name="本节点", due_on=clock.today(), position=9)


@pytest.fixture
def reached(measure, node):
    Measure.objects.filter(pk=measure.pk).update(node=node)
    return Measure.objects.get(pk=measure.pk)


@pytest.mark.parametrize("who", ["wei", "zhao"])
def test_office_and_supervision_judge(city, reached, node, who):
    made = judgements.judge(city.by(who), reached, verdict="met", node=node, version=1)
    assert (made.person, made.unit) == (city.person(who), city.posts[who].unit)
    entry = Entry.objects.get(verb="measure.judge")
    assert entry.facts == {"verdict": "met", "node": "本节点"}
    # It says something of the measure and changes nothing of it.
    assert Measure.objects.get().version == 1


@pytest.mark.parametrize("who", ["lin", "he", "zhou", "song", "ma"])
def test_nobody_else_does(city, reached, who):
    with pytest.raises(NotAllowed):
        judgements.judge(city.by(who), reached, verdict="met")


def test_a_later_judgement_replaces_and_the_earlier_is_kept(city, reached, node):
    first = judgements.judge(city.by("wei"), reached, verdict="not_met", note="两处未通水")
    second = judgements.judge(city.by("zhao"), reached, verdict="met", note="复核已通水")
    assert judgements.history(reached) == [second, first]
    assert Judgement.objects.get(pk=first.pk).replaced_at is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.filter(pk=first.pk).update(replaced_at=None)
    (line,) = judgements.lines(
        judgements.of_node(city.by("wei").viewer, node), node, verdict="", after=None, most=9
    )
    assert line.judgement == second


@pytest.mark.parametrize("note", ["", "  "])
def test_not_met_needs_its_reason(city, reached, note):
    with pytest.raises(Unmet) as caught:
        judgements.judge(city.by("wei"), reached, verdict="not_met", note=note)
    assert caught.value.code == "NEED-EXPLAINED"
    assert not Judgement.objects.exists()
    assert not Entry.objects.filter(verb="measure.judge").exists()


def test_only_from_the_nodes_day_on(city, reached, node):
    for day in (clock.today() + timedelta(days=1), None):
        type(node).objects.filter(pk=node.pk).update(due_on=day)
        with pytest.raises(Unmet) as caught:
            judgements.judge(city.by("wei"), Measure.objects.get(), verdict="met")
        assert caught.value.code == "NEED-NODE_REACHED"
    Measure.objects.update(node=None)
    with pytest.raises(Unmet):
        judgements.judge(city.by("wei"), Measure.objects.get(), verdict="met")


def test_whoever_did_the_work_does_not_judge_it(city, reached):
    CloseOut.objects.create(
        measure=reached,
        doer=city.person("wei"),
        submitted_at=clock.now(),
        ended_at=clock.now(),
        result="已通水",
    )
    with pytest.raises(Unmet) as caught:
        judgements.judge(city.by("wei"), reached, verdict="met")
    assert caught.value.code == "NEED-NOT_DOER"


def test_nor_does_his_unit(city, reached):
    Measure.objects.update(lead_unit=city.discipline)
    with pytest.raises(Unmet) as caught:
        judgements.judge(city.by("zhao"), Measure.objects.get(), verdict="met")
    assert caught.value.code == "NEED-OTHER_UNIT"


def test_in_every_state_something_can_be_said(city, reached):
    measures.plan(city.by("wei"), reached)
    measures.start(city.by("lin"), Measure.objects.get())
    closeout.submit(city.by("lin"), Measure.objects.get(), note="已通水")
    judgements.judge(city.by("zhao"), Measure.objects.get(), verdict="met")
    # Judging is no step of the way: the same person verifies later.
    closeout.review(city.by("he"), Measure.objects.get())
    closeout.verify(city.by("zhao"), Measure.objects.get(), note="现场核查")
    assert Measure.objects.get().status == "verified"


def test_what_is_no_judgement(city, reached, round_):
    with pytest.raises(BadValue):
        judgements.judge(city.by("wei"), reached, verdict="perhaps")
    with pytest.raises(BadValue) as caught:
        judgements.judge(city.by("wei"), reached, verdict="met", node=round_.nodes.get(name="年底"))
    assert caught.value.code == "JUDGE-MOVED"
    with pytest.raises(Stale):
        judgements.judge(city.by("wei"), reached, verdict="met", version=7)


def test_sums_count_what_is_seen_at_its_present_node(city, finding, reached, node, round_):
    second = make.measure(finding, 2, "二", lead_unit=city.finance, node=node)
    third = make.measure(finding, 3, "三", lead_unit=city.housing, node=node)
    moved = make.measure(finding, 4, "四", lead_unit=city.housing, node=node)
    make.measure(finding, 5, "五", lead_unit=city.housing, node=node)
    for one, verdict in ((reached, "met"), (second, "not_met"), (moved, "met")):
        judgements.judge(city.by("wei"), one, verdict=verdict, note="理由")
    judgements.judge(city.by("wei"), third, verdict="not_met", note="先")
    judgements.judge(city.by("wei"), third, verdict="met", note="后")
    other = round_.nodes.get(name="年底")
    Measure.objects.filter(pk=moved.pk).update(node=other)

    def told(who):
        found = judgements.sums(city.by(who).viewer, round_, [node, other])
        return [(one.met, one.not_met, one.none, one.total) for one in found.values()]

    assert told("wei") == [(2, 1, 1, 4), (0, 0, 1, 1)]
    assert told("lin") == [(2, 0, 1, 3), (0, 0, 1, 1)]


def test_a_judged_node_stays(city, round_, reached, node):
    judgements.judge(city.by("wei"), reached, verdict="met")
    Measure.objects.update(node=None)
    calendar = rounds.Calendar(
        nodes=[
            rounds.NodeValues(one.name, one.due_on, one.pk)
            for one in round_.nodes.exclude(pk=node.pk)
        ],
        targets=[rounds.TargetValues(one.key, one.name, one.pk) for one in round_.targets.all()],
    )
    names = [field.name for field in fields(rounds.RoundValues)]
    values = rounds.RoundValues(**{name: getattr(round_, name, None) for name in names})
    with pytest.raises(BadValue) as caught:
        rounds.edit(city.by("wei"), round_, values, calendar, version=round_.version)
    assert caught.value.code == "NODE-JUDGED"


def test_an_import_of_what_was_judged_is_not_undone(city, round_, reached):
    brought = Intake.objects.create(
        round=round_,
        name="方案.txt",
        text="正文",
        text_hash="1" * 64,
        status="confirmed",
        created_at=make.NOW,
        created_by=city.users["wei"],
    )
    Measure.objects.update(intake=brought)
    assert brought.facts()["touched"] == 0
    judgements.judge(city.by("wei"), Measure.objects.get(), verdict="met")
    assert brought.facts()["touched"] == 1
