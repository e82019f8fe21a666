from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories as make
from zhenggai.core import rules, tree
from zhenggai.core.errors import NotAllowed, NotFound
from zhenggai.ledger.models import Finding, Measure, Round
from zhenggai.office import access, clock, flow, people, viewer
from zhenggai.office.models import Appointment, GroupKind, Membership, Reach, Unit, User


def sees(city, name, queryset):
    return set(access.visible(city.by(name).viewer, queryset.all()))


@pytest.mark.parametrize("who", ["lin", "he", "zhou", "zhao", "wei"])
def test_whom_a_measure_concerns_sees_it_and_its_finding(city, measure, who):
    assert sees(city, who, Measure.objects) == {measure}
    assert sees(city, who, Finding.objects) == {measure.finding}
    assert sees(city, who, Round.objects) == {measure.round}


@pytest.mark.parametrize("who", ["song", "ma"])
def test_an_outsider_sees_nothing(city, measure, who):
    assert sees(city, who, Measure.objects) == set()
    assert sees(city, who, Finding.objects) == set()


@pytest.mark.parametrize("who", ["sys", "sec", "aud"])
def test_no_administrator_sees_any_business(city, measure, who):
    for records in (Measure.objects, Finding.objects, Round.objects):
        assert sees(city, who, records) == set()
        with pytest.raises(NotFound):
            access.fetch(city.by(who).viewer, records.all())


@pytest.mark.parametrize("who", ["sys", "sec", "aud"])
def test_an_administrator_gains_no_hat_by_a_seat(city, measure, who):
    user = city.users[who]
    user.person = city.person("wei")
    User.objects.filter(username="wei").update(person=None)
    user.save()
    eyes = city.by(who).viewer
    assert eyes.seats == () and eyes.holdings == ()
    assert not access.may(eyes, "measure.assign", measure)
    assert sees(city, who, Measure.objects) == set()


def test_a_unit_above_sees_what_lies_below(city, measure):
    below = make.measure(measure.finding, 2, "接通支管", lead_unit=city.water)
    assert sees(city, "he", Measure.objects) == {measure, below}
    assert sees(city, "ma", Measure.objects) == {below}


def test_a_responsible_unit_sees_its_measure_and_not_its_sisters(city, measure):
    measure.responsible_units.add(city.finance)
    flow.put_reach([measure])
    other = make.measure(measure.finding, 2, "另一条", lead_unit=city.housing)
    assert sees(city, "song", Measure.objects) == {measure}
    assert sees(city, "song", Finding.objects) == {measure.finding}
    assert other not in sees(city, "song", Measure.objects)


def test_a_leader_sees_by_his_post_and_not_by_his_name(city, measure):
    song = make.post(city.users["song"], city.finance, "副局长", "leader")
    assert sees(city, "song", Measure.objects) == set()
    measure.responsible_leaders.add(song)
    flow.put_reach([measure])
    assert sees(city, "song", Measure.objects) == {measure}
    Appointment.objects.filter(post=song).update(ends_on=clock.today() - timedelta(days=1))
    assert sees(city, "song", Measure.objects) == set()


def test_a_post_begins_and_ends_with_its_days(city, measure):
    today = clock.today()
    held = Appointment.objects.get(post=city.posts["lin"])
    for starts, ends, holds in (
        (today, today, True),
        (today + timedelta(days=1), None, False),
        (None, today - timedelta(days=1), False),
    ):
        held.starts_on, held.ends_on = starts, ends
        held.save()
        assert (sees(city, "lin", Measure.objects) == {measure}) is holds


def test_a_standing_seat_sees_the_rounds_of_its_subtree(city, measure):
    elsewhere = make.unit(None, "邻市")
    round_ = make.round_of(elsewhere, feedback_on=date(2026, 2, 1))
    foreign = make.measure(make.finding(round_, 1, "别处的问题"), 1, "别处的措施")
    assert sees(city, "wei", Measure.objects) == {measure}
    make.group(GroupKind.OFFICE, elsewhere, city.users["song"])
    assert sees(city, "song", Measure.objects) == {foreign}
    assert sees(city, "song", Round.objects) == {round_}


def test_a_seat_for_one_round_sees_this_round_only(city, measure):
    other = make.round_of(city.root, feedback_on=date(2026, 3, 1))
    group = make.group(GroupKind.INSPECTOR, city.root, city.users["song"])
    group.round_id = other.pk
    group.save()
    assert sees(city, "song", Round.objects) == {other}
    assert sees(city, "song", Measure.objects) == set()


def test_a_seat_ends_with_its_day(city, measure):
    Membership.objects.filter(person=city.person("wei")).update(
        left_on=clock.today() - timedelta(days=1)
    )
    assert city.by("wei").viewer.rounds == {}
    assert not access.may(city.by("wei").viewer, "measure.assign", measure)


def test_visible_in_gives_what_visible_gives(city, measure):
    make.measure(measure.finding, 2, "别的单位的", lead_unit=city.finance)
    for who in city.users:
        eyes = city.by(who).viewer
        rows = Measure.objects.order_by("pk")
        whole = access.visible(eyes, rows.filter(round=measure.round))
        assert list(access.visible_in(eyes, rows, measure.round_id)) == list(whole)


def test_the_directory_is_seen_by_everybody(city):
    for who in city.users:
        assert sees(city, who, Unit.objects) == set(Unit.objects.all())


def test_a_stranger_and_a_missing_record_look_the_same(city, measure):
    eyes = city.by("song").viewer
    for lookup in ({"pk": measure.pk}, {"pk": city.root.pk}):
        with pytest.raises(NotFound) as refused:
            access.fetch(eyes, Measure.objects.all(), **lookup)
        assert refused.value.facts == {}


def test_an_unknown_verb_raises(city, measure):
    with pytest.raises(rules.UnknownVerb):
        access.may(city.by("wei").viewer, "measure.burn", measure)


def test_require_names_the_verb(city, measure):
    with pytest.raises(NotAllowed) as refused:
        access.require(city.by("song").viewer, "measure.assign", measure)
    assert refused.value.facts["verb"] == "measure.assign"


def test_the_button_and_the_door_agree(city, measure):
    for who in city.users:
        eyes = city.by(who).viewer
        for verb, rule in rules.TABLE.items():
            if not verb.startswith("measure.") or verb == "measure.add":
                continue
            open_now = access.open_now(eyes, verb, measure)
            assert open_now == (
                access.may(eyes, verb, measure) and (not rule.source or "draft" in rule.source)
            )
    assert access.open_now(city.by("wei").viewer, "measure.plan", measure)
    assert not access.open_now(city.by("wei").viewer, "measure.close", measure)


def test_the_office_grants_roles_only_until_a_security_administrator_is_named(city):
    group = make.group(GroupKind.SUPERVISION, city.root)
    with pytest.raises(NotAllowed):
        people.seat(city.by("wei"), group=group, person=city.person("song"))
    User.objects.filter(admin="security_admin").update(is_active=False)
    people.seat(city.by("wei"), group=group, person=city.person("song"))
    assert "supervision" in viewer.view_of(city.users["song"]).standing


def test_the_security_administrator_grants_roles_and_nothing_else(city, measure):
    group = make.group(GroupKind.SUPERVISION, city.root)
    people.seat(city.by("sec"), group=group, person=city.person("song"))
    for who, verb in (("sec", "unit.edit"), ("sys", "unit.edit"), ("aud", "measure.assign")):
        record = city.housing if verb == "unit.edit" else measure
        assert not access.may(city.by(who).viewer, verb, record)


def _concerns(viewer, record):
    """What a viewer sees, said once more in the plainest way: row by row of the reach."""
    rows = Reach.objects.filter(record_id=record.pk).select_related("unit")
    return any(
        row.post_id in viewer.post_ids
        or (row.unit and any(tree.below(row.unit.path, one.path) for one in viewer.holdings))
        for row in rows
    )


@pytest.mark.parametrize("few", [200, 1])
@pytest.mark.parametrize("who", ["zhou", "he", "ma", "song"])
def test_reach_from_the_top_of_the_tree_is_asked_in_another_way_with_the_same_answer(
    city, finding, monkeypatch, few, who
):
    monkeypatch.setattr(access, "FEW", few)
    given = (
        {"lead_unit": city.water},
        {"lead_unit": city.finance, "lead_leader": city.posts["he"]},
        {},
        {"lead_leader": city.posts["zhou"]},
        {"lead_leader": city.posts["song"]},
        {"lead_leader": city.posts["he"]},
    )
    made = [make.measure(finding, at, f"措施{at}", **one) for at, one in enumerate(given, 1)]
    helped = make.measure(finding, 9, "协助")
    helped.responsible_units.set([city.discipline])
    other = make.finding(make.round_of(city.root), 1, "另一轮次的问题")
    flow.put_reach([helped])
    eyes = city.by(who).viewer
    assert eyes.top == (who == "zhou") and not eyes.rounds
    wanted = {one for one in [*made, helped] if _concerns(eyes, one)}
    assert who != "zhou" or wanted == {made[0], made[1], made[3], helped}
    assert set(access.visible(eyes, Measure.objects.all())) == wanted
    assert set(access.visible_in(eyes, Measure.objects.all(), finding.round_id)) == wanted
    for one in (finding, other, finding.round, other.round):
        seen = access.visible_in(eyes, type(one)._default_manager.all(), _round_of(one))
        assert (one in seen) == _concerns(eyes, one)


def _round_of(record):
    return record.pk if isinstance(record, Round) else record.round_id


def test_with_two_roots_nobody_stands_above_all(city, measure):
    assert city.by("zhou").viewer.top
    Unit.objects.create(name="另一座城市", path="0002", position=2)
    assert not city.by("zhou").viewer.top
    assert sees(city, "zhou", Measure.objects) == {measure}


def test_who_leaves_the_post_at_the_top_sees_nothing_at_once(city, measure):
    below = make.measure(measure.finding, 2, "接通支管", lead_unit=city.water)
    eyes = city.by("zhou").viewer
    assert set(access.visible_in(eyes, Measure.objects.all(), measure.round_id)) == {measure, below}
    Appointment.objects.filter(person=city.person("zhou")).update(
        ends_on=clock.today() - timedelta(days=1)
    )
    eyes = city.by("zhou").viewer
    assert not eyes.top
    assert not access.visible_in(eyes, Measure.objects.all(), measure.round_id).exists()
