"""Rounds: the rule set of their feedback day, periods as countdowns, nodes and targets that are in use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories as make
from zhenggai.core.errors import BadValue, NotAllowed, Stale
from zhenggai.ledger import rounds
from zhenggai.ledger.models import Round, Target, TimeNode
from zhenggai.office import access

pytestmark = pytest.mark.django_db


def values(city, **given):
    return rounds.RoundValues(**{"inspected_body": "云川市", "inspected_unit": city.root, **given})


def calendar(round_):
    return rounds.Calendar(
        list(round_.periods),
        [rounds.NodeValues(node.name, node.due_on, node.pk) for node in round_.nodes.all()],
        [rounds.TargetValues(one.key, one.name, one.pk) for one in round_.targets.all()],
    )


@pytest.mark.parametrize(
    ("feedback_on", "rectification"),
    [(date(2021, 2, 7), "2021-04-07"), (date(2026, 1, 16), "2026-07-16")],
)
def test_the_rules_in_force_on_the_day_of_the_feedback(city, feedback_on, rectification):
    made = rounds.create(city.by("wei"), values(city, feedback_on=feedback_on))
    due = {period["key"]: period["due_on"] for period in made.periods}
    assert due["rectification"] == rectification


def test_a_local_inspection_has_its_own_rules(city):
    given = values(city, source="local_inspection", feedback_on=date(2024, 6, 12))
    made = rounds.create(city.by("wei"), given)
    assert {period["key"]: period["months"] for period in made.periods}["rectification"] == 3


def test_countdowns_say_how_many_days_are_left_and_what_was_met(city):
    made = rounds.create(
        city.by("wei"),
        values(city, feedback_on=date(2026, 1, 16), plan_adopted_on=date(2026, 2, 10)),
    )
    found = {each.key: each for each in rounds.countdowns(made, date(2026, 7, 20))}
    assert found["plan"].done_on == date(2026, 2, 10)
    assert (found["rectification"].days, found["rectification"].days_over) == (-4, 4)
    days = [each.due_on for each in rounds.countdowns(made, date(2026, 7, 20))]
    assert days == sorted(days)


def test_without_a_feedback_day_nothing_is_counted_down(city):
    made = rounds.create(city.by("wei"), values(city))
    assert rounds.countdowns(made, date(2026, 1, 1)) == []


def test_nodes_stand_in_the_order_of_their_days(city):
    made = rounds.create(
        city.by("wei"),
        values(city),
        rounds.Calendar(
            nodes=[
                rounds.NodeValues("长期", None),
                rounds.NodeValues("年底", date(2026, 12, 31)),
                rounds.NodeValues("5月初", date(2026, 5, 10)),
            ],
            targets=[rounds.TargetValues("completed", "整改完成")],
        ),
    )
    assert [node.name for node in made.nodes.all()] == ["5月初", "年底", "长期"]
    assert access.visible(city.by("wei").viewer, Round.objects.all()).get() == made


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"inspected_body": " "}, "REQUIRED"),
        ({"inspected_unit": None}, "REQUIRED"),
        ({"source": "rumour"}, "CHOICE"),
        ({"started_on": date(2026, 2, 1), "ended_on": date(2026, 1, 1)}, "DATE-ORDER"),
        ({"team": "组" * 81}, "LONG"),
    ],
)
def test_what_no_round_can_be(city, given, code):
    with pytest.raises(BadValue) as refusal:
        rounds.create(city.by("wei"), values(city, **given))
    assert refusal.value.code == code


def test_editing_keeps_renames_adds_and_removes(city, round_):
    frame = calendar(round_)
    kept, second, _long = frame.nodes
    second.name, second.due_on = "11月底", date(2026, 11, 30)
    frame.nodes = [kept, second, rounds.NodeValues("2027年底", date(2027, 12, 31))]
    rounds.edit(city.by("wei"), round_, values(city, team="省委第六巡视组"), frame, version=1)
    assert [node.name for node in round_.nodes.all()] == ["5月初", "11月底", "2027年底"]
    assert TimeNode.objects.get(name="11月底").pk == second.id
    assert Round.objects.get().team == "省委第六巡视组"


def test_what_measures_stand_under_is_not_removed(city, round_, measure):
    measure.node = TimeNode.objects.get(name="年底")
    measure.save()
    frame = calendar(round_)
    frame.nodes = [node for node in frame.nodes if node.name != "年底"]
    with pytest.raises(BadValue) as refusal:
        rounds.edit(city.by("wei"), round_, values(city), frame, version=1)
    assert refusal.value.code == "IN-USE"
    assert TimeNode.objects.count() == 3


def test_names_are_given_once(city, round_):
    frame = calendar(round_)
    frame.targets.append(rounds.TargetValues("completed", "整改完成"))
    with pytest.raises(BadValue) as refusal:
        rounds.edit(city.by("wei"), round_, values(city), frame, version=1)
    assert refusal.value.code == "NAME-TAKEN"
    assert Target.objects.count() == 4


def test_two_names_can_be_exchanged(city, round_):
    frame = calendar(round_)
    frame.targets[0].name, frame.targets[1].name = frame.targets[1].name, frame.targets[0].name
    rounds.edit(city.by("wei"), round_, values(city), frame, version=1)
    assert [one.name for one in round_.targets.all()][:2] == ["取得阶段性成果", "整改完成"]


def test_a_stale_copy_is_refused(city, round_):
    rounds.edit(city.by("wei"), round_, values(city), calendar(round_), version=1)
    with pytest.raises(Stale):
        rounds.edit(city.by("wei"), round_, values(city), calendar(round_), version=1)


@pytest.mark.parametrize("who", ["song", "lin", "zhao", "sys"])
def test_only_the_office_registers_and_edits(city, round_, who):
    with pytest.raises(NotAllowed):
        rounds.create(city.by(who), values(city))
    with pytest.raises(NotAllowed):
        rounds.edit(city.by(who), round_, values(city), calendar(round_), version=1)


def test_an_empty_field_is_filled_and_a_full_one_kept(city, round_):
    day = round_.feedback_on + timedelta(days=1)
    old = rounds.fill(city.by("wei"), round_, {"team": "省委第六巡视组", "feedback_on": day})
    assert old["team"] == ""
    assert "feedback_on" not in old
    assert Round.objects.get().feedback_on == round_.feedback_on


def test_periods_get_their_days_as_soon_as_the_feedback_has_one(city):
    made = rounds.create(city.by("wei"), values(city))
    frame = calendar(made)
    rounds.edit(city.by("wei"), made, values(city, feedback_on=date(2026, 1, 16)), frame, version=1)
    due = {period["key"]: period["due_on"] for period in Round.objects.get().periods}
    assert due["rectification"] == "2026-07-16"


def test_a_round_is_not_moved_out_of_sight(city, round_):
    elsewhere = make.unit(None, "邻市")
    with pytest.raises(NotAllowed):
        rounds.edit(
            city.by("wei"),
            round_,
            values(city, inspected_unit=elsewhere),
            calendar(round_),
            version=1,
        )
