"""A prepared query gives what the query itself gives, reads anew each time, and says when it cannot be prepared."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from zhenggai.ledger.models import Measure
from zhenggai.office import access, viewer
from zhenggai.office.models import Appointment, GroupKind, Membership, Post, Unit
from zhenggai.office.prepared import Ids, Prepared, among, held

DAY = date(2026, 6, 12)


def of_person(person_id, day):
    rows = Appointment.objects.on(day).filter(person_id=person_id)
    return rows.order_by("post__title").values_list("post_id", "post__unit__path", "starts_on")


def test_rows_of_values_are_those_of_the_query(city):
    ask = Prepared(of_person, UUID, date)
    for name in ("wei", "lin", "song"):
        person = city.person(name).pk
        assert ask(person, DAY) == list(of_person(person, DAY))
    # Written once: what was first asked for is not what is asked for later.
    assert ask(city.person("wei").pk, DAY) != ask(city.person("lin").pk, DAY)


def test_what_ended_is_gone_at_the_next_question(city):
    ask = Prepared(of_person, UUID, date)
    person = city.person("lin").pk
    assert ask(person, DAY)
    Appointment.objects.filter(person_id=person).update(ends_on=DAY - timedelta(days=1))
    assert ask(person, DAY) == []
    assert len(ask(person, DAY - timedelta(days=1))) == 1


def test_records_come_with_those_that_belong_to_them(measure):
    ask = Prepared(
        lambda finding, number: (
            Measure.objects.filter(finding_number=finding, number=number)
            .select_related("lead_unit", "node")
            .only("title", "due_on", "lead_unit__name", "node__name")
        ),
        int,
        int,
    )
    with CaptureQueriesContext(connection) as asked:
        (found,) = ask(7, 1)
        assert (found, found.title, found.due_on) == (measure, measure.title, measure.due_on)
        assert found.lead_unit.name == "市住房和城乡建设局" and found.node is None
    assert len(asked) == 1
    assert not found._state.adding and found.get_deferred_fields() >= {"text"}
    assert ask(7, 2) == []


@pytest.mark.parametrize("many", [0, 1, 3])
def test_any_number_of_ids_is_one_value(city, many):
    ask = Prepared(
        lambda ids: Unit.objects.order_by("path").filter(pk__in=ids).values_list("pk"), Ids
    )
    wanted = list(Unit.objects.order_by("path"))[:many]
    assert ask(Ids(one.pk for one in wanted)) == [(one.pk,) for one in wanted]
    assert (
        list(Unit.objects.order_by("path").filter(pk__in=among([u.pk for u in wanted]))) == wanted
    )


def test_a_text_is_a_value_and_a_constant_stays(city):
    ask = Prepared(lambda name: Unit.objects.filter(name=name, closed_on=None, position__lt=9), str)
    assert ask("市财政局") == [city.finance]
    assert ask("' OR 1=1 --") == []


def test_a_value_that_does_not_reach_the_statement_is_refused(city):
    ask = Prepared(lambda day: Appointment.objects.on(day + timedelta(days=1)), date)
    with pytest.raises(LookupError):
        ask(DAY)


def test_what_is_held_is_not_asked_again(measure, city):
    held(measure, "responsible_leaders", list(Post.objects.filter(pk=city.posts["he"].pk)))
    with CaptureQueriesContext(connection) as asked:
        assert list(measure.responsible_leaders.all()) == [city.posts["he"]]
    assert len(asked) == 0


def test_a_viewer_is_one_question_and_has_posts_seats_and_rounds(city, round_):
    person = city.users["wei"]
    with CaptureQueriesContext(connection) as asked:
        eyes = viewer.view_of(person)
    # What time it is, and who he is.
    assert len(asked) == 2
    (held_by_him,) = eyes.holdings
    assert (held_by_him.post_id, held_by_him.unit_id) == (city.posts["wei"].pk, city.root.pk)
    assert (held_by_him.path, held_by_him.duty, held_by_him.unit) == ("0001", "staff", "云川市")
    (seat,) = eyes.seats
    assert (seat.kind, seat.path, seat.round_id) == ("office", "0001", None)
    assert eyes.rounds == {round_.pk: frozenset({"office"})}


def test_a_seat_for_one_round_shows_that_round_alone(city, round_):
    other = make.round_of(city.root)
    group = make.group(GroupKind.SUPERVISION, city.root, city.users["song"])
    group.round_id = other.pk
    group.save()
    eyes = city.by("song").viewer
    assert eyes.rounds == {other.pk: frozenset({"supervision"})}
    assert access.sits(eyes, other.pk) and not access.sits(eyes, round_.pk)
    Membership.objects.filter(group=group).update(left_on=date(2020, 1, 1))
    assert city.by("song").viewer.rounds == {}


@pytest.mark.parametrize("who", ["wei", "zhao", "zhou", "lin", "ma", "song", "sys"])
def test_a_record_that_was_read_is_seen_by_those_to_whom_it_is_visible(city, measure, who):
    below = make.measure(measure.finding, 2, "接通支管", lead_unit=city.water)
    eyes = city.by(who).viewer
    for one in (measure, below, measure.finding, measure.round):
        rows = type(one)._default_manager.all()
        assert access.sees(eyes, one) == access.visible(eyes, rows).filter(pk=one.pk).exists()
