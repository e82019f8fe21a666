"""The plan: nothing missing, rated by another, approved by a meeting that was, kept by versions that can be compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from zhenggai.core.errors import BadValue, Duplicate, NotAllowed, Unmet, WrongState
from zhenggai.ledger import measures, plans
from zhenggai.ledger.models import Measure, Plan, Recommendation
from zhenggai.office import clock

pytestmark = pytest.mark.django_db
MEETING = {"meeting": "市委常委会会议", "meeting_on": date(2026, 2, 10)}


def main(city, round_):
    return plans.draft(city.by("wei"), round_, title="整改落实方案", kind="main")


def again(plan):
    return Plan.objects.get(pk=plan.pk)


def rated(city, plan):
    plans.propose(city.by("wei"), plan)
    plans.rate(city.by("zhao"), again(plan), rating="good")
    return again(plan)


def test_the_whole_way(city, measure):
    plan = rated(city, main(city, measure.round))
    assert plans.approve(city.by("wei"), plan, **MEETING) == 1
    plan = again(plan)
    assert (plan.status, plan.meeting_on, plan.rated_by) == (
        "approved",
        date(2026, 2, 10),
        city.person("zhao"),
    )
    assert Measure.objects.get().status == "planned"
    version = plan.versions.get()
    assert list(version.rows) == ["7-1"]
    assert version.rows["7-1"]["unit"] == city.housing.name


@pytest.mark.parametrize(
    "missing",
    [{"lead_unit": None}, {"lead_leader": None}, {"criterion": ""}, {"due_on": None}],
)
def test_what_is_missing_blocks_and_is_listed(city, measure, missing):
    Measure.objects.filter(pk=measure.pk).update(**missing)
    plan = main(city, measure.round)
    assert [one.pk for one in plan.unready()] == [measure.pk]
    with pytest.raises(Unmet) as caught:
        plans.propose(city.by("wei"), plan)
    assert caught.value.facts["gaps"] == 1


def test_a_finding_without_measure_and_an_unanswered_recommendation_block(city, measure):
    make.finding(measure.round, 8, "没有措施的问题")
    Recommendation.objects.create(round=measure.round, number=1, text="建议加强监管")
    with pytest.raises(Unmet) as caught:
        plans.propose(city.by("wei"), main(city, measure.round))
    assert caught.value.facts["gaps"] == 2


def test_long_term_by_its_node_needs_no_day(city, measure):
    node = measure.round.nodes.filter(due_on=None).first()
    Measure.objects.filter(pk=measure.pk).update(due_on=None, node=node)
    assert node is not None
    assert not main(city, measure.round).unready().exists()


def test_whoever_proposed_does_not_rate(city, measure):
    plan = main(city, measure.round)
    plans.propose(city.by("wei"), plan)
    Plan.objects.update(author=city.person("zhao"))
    with pytest.raises(Unmet):
        plans.rate(city.by("zhao"), again(plan), rating="good")
    with pytest.raises(NotAllowed):
        plans.rate(city.by("zhao"), again(plan), rating="poor", note="不可行")
    with pytest.raises(NotAllowed):
        plans.rate(city.by("wei"), again(plan), rating="good")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.update(rated_by=city.person("zhao"))


def test_a_poor_one_goes_back_with_reasons(city, measure):
    plan = main(city, measure.round)
    plans.propose(city.by("wei"), plan)
    with pytest.raises(Unmet):
        plans.rate(city.by("zhao"), again(plan), rating="poor")
    plans.rate(city.by("zhao"), again(plan), rating="poor", note="措施空泛")
    back = again(plan)
    assert (back.status, back.rating, back.remark) == ("drafting", "poor", "措施空泛")
    plans.propose(city.by("wei"), back)
    assert again(plan).rating == ""


@pytest.mark.parametrize(
    "meeting",
    [
        {"meeting": " ", "meeting_on": date(2026, 2, 10)},
        {"meeting": "会" * 121, "meeting_on": date(2026, 2, 10)},
        {"meeting": "常委会", "meeting_on": None},
        {"meeting": "常委会", "meeting_on": clock.timezone.now().date() + timedelta(days=900)},
    ],
)
def test_approval_needs_a_meeting_that_was(city, measure, meeting):
    plan = rated(city, main(city, measure.round))
    with pytest.raises(BadValue):
        plans.approve(city.by("wei"), plan, **meeting)
    assert again(plan).status == "rated"
    assert Measure.objects.get().status == "draft"


def test_no_approval_without_a_rating(city, measure):
    plan = main(city, measure.round)
    plans.propose(city.by("wei"), plan)
    with pytest.raises(WrongState):
        plans.approve(city.by("wei"), again(plan), **MEETING)


def test_versions_are_compared(city, measure, finding):
    plan = rated(city, main(city, measure.round))
    plans.approve(city.by("wei"), plan, **MEETING)
    plans.revise(city.by("wei"), again(plan), note="增加一条措施")
    make.measure(finding, 2, "新增措施", lead_unit=city.finance)
    changed = Measure.objects.get(number=1)
    given = measures.assignment_of(changed)
    given.criterion = "40个小区通水验收"
    measures.assign(city.by("wei"), changed, given)
    found = plans.compare(plan.versions.get().rows, plans.snapshot(again(plan)))
    assert (found.added, found.removed) == (["7-2"], [])
    assert found.changed == [("7-1", "criterion", "36个小区通水验收", "40个小区通水验收")]
    assert again(plan).number == 2


def test_a_special_plan_takes_its_measures_out_of_the_main_one(city, measure, finding):
    whole = main(city, measure.round)
    special = plans.draft(city.by("wei"), measure.round, title="选人用人专项", kind="special")
    with pytest.raises(Unmet):
        plans.propose(city.by("wei"), special)
    other = make.measure(finding, 2, "专项措施", lead_unit=city.finance)
    plans.place(city.by("wei"), special, [other])
    assert list(special.measures()) == [other]
    assert list(whole.measures()) == [measure]
    third = plans.draft(city.by("wei"), measure.round, title="另一专项", kind="special")
    with pytest.raises(BadValue):
        plans.place(city.by("wei"), third, [other])
    plans.place(city.by("wei"), again(special), [])
    assert set(whole.measures()) == {measure, other}


def test_one_main_plan_and_every_title_once(city, measure):
    main(city, measure.round)
    for title, kind in (("另一总体方案", "main"), ("整改落实方案", "special")):
        with pytest.raises(Duplicate):
            plans.draft(city.by("wei"), measure.round, title=title, kind=kind)
    for title, kind in ((" ", "special"), ("好", "third")):
        with pytest.raises(BadValue):
            plans.draft(city.by("wei"), measure.round, title=title, kind=kind)


@pytest.mark.parametrize("who", ["lin", "he", "song", "zhao"])
def test_only_the_office_drafts(city, measure, who):
    with pytest.raises(NotAllowed):
        plans.draft(city.by(who), measure.round, title="方案", kind="main")
