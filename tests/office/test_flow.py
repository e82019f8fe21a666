from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOW
from zhenggai.core import rules
from zhenggai.core.errors import Duplicate, NotAllowed, NotFound, Stale, Unmet, WrongState
from zhenggai.ledger.models import Measure
from zhenggai.office import flow, people, search, units
from zhenggai.office.flow import step
from zhenggai.office.keys import uuid7
from zhenggai.office.models import Entry, Person, Reach, Request, Revision, SearchDocument, Unit
from zhenggai.office.viewer import By


def everything():
    """All that an act may write."""
    kinds = (Entry, Revision, Reach, Request, SearchDocument, Unit, Person, Measure)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


def test_an_act_saves_remembers_and_counts(city):
    units.edit(city.by("wei"), city.housing, version=1, name="市住建局", short_name="住建")
    city.housing.refresh_from_db()
    assert (city.housing.name, city.housing.version) == ("市住建局", 2)
    entry = Entry.objects.get(record_id=city.housing.pk)
    assert (entry.verb, entry.stream, entry.seq) == ("unit.edit", "security", 1)
    assert entry.user_id == city.users["wei"].pk
    assert entry.person_id == city.person("wei").pk
    assert entry.post_id == city.posts["wei"].pk
    assert sorted(entry.fields) == ["name", "short_name"]
    kept = Revision.objects.get(entry=entry, field="name")
    assert (kept.old, kept.new, kept.record_id) == (
        "市住房和城乡建设局",
        "市住建局",
        city.housing.pk,
    )
    assert search.find("住房和城乡", "unit", 9) == []
    assert search.find("市住建局", "unit", 9) == [city.housing.pk]


def test_the_old_and_new_values_are_not_in_the_journal_itself(city):
    units.edit(city.by("wei"), city.housing, version=1, name="市住建局", short_name="")
    entry = Entry.objects.get(record_id=city.housing.pk)
    assert "市住建局" not in str(entry.facts) + str(entry.fields)
    assert len(entry.values_hash) == 64


def test_a_secret_is_remembered_by_name_only(city):
    people.change_password(city.by("song"), city.users["song"], password="正确的马电池订书钉 42")
    entry = Entry.objects.get(verb="user.password")
    assert "password" in entry.fields
    assert not Revision.objects.filter(entry=entry, field="password").exists()


def test_an_unknown_verb_is_a_mistake_of_the_program(city):
    before = everything()
    with pytest.raises(rules.UnknownVerb), step(city.by("wei"), "unit.burn", city.housing):
        pass
    assert everything() == before


@pytest.mark.parametrize("who", ["song", "lin", "sys", "sec", "aud", "zhao"])
def test_whoever_may_not_leaves_nothing_behind(city, who):
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        units.edit(city.by(who), city.housing, version=1, name="改名", short_name="")
    assert refused.value.facts == {"verb": "unit.edit"}
    assert everything() == before


class Stop(Exception):
    """Something breaks in the middle."""


def test_an_error_inside_leaves_nothing_behind(city, measure):
    before = everything()
    by = By(city.users["wei"], city.by("wei").viewer, uuid7())
    with pytest.raises(Stop), step(by, "measure.assign", measure) as doing:
        doing.record.title = "另一个标题"
        doing.record.save()
        doing.relate("responsible_units", [city.finance])
        flow.put_reach([doing.record])
        raise Stop
    assert everything() == before


def test_a_wrong_state_names_what_is_needed(city, measure):
    with pytest.raises(WrongState) as refused, step(city.by("wei"), "measure.close", measure):
        pytest.fail("the body of a refused act runs")
    assert refused.value.facts["needed"] == ["verified"]
    assert refused.value.facts["state"] == "draft"


def test_an_unmet_condition_says_what_is_missing(city, measure):
    Measure.objects.filter(pk=measure.pk).update(lead_leader=None, due_on=None)
    with pytest.raises(Unmet) as refused, step(city.by("wei"), "measure.plan", measure):
        pytest.fail("the body of a refused act runs")
    assert refused.value.code == "NEED-ASSIGNED"
    assert refused.value.facts["missing"] == ["lead_leader", "due_on"]


def test_the_record_is_read_again_under_the_lock(city):
    Unit.objects.filter(pk=city.housing.pk).update(short_name="别名")
    with step(city.by("wei"), "unit.edit", city.housing) as doing:
        assert doing.record is not city.housing
        assert doing.record.short_name == "别名"


def test_an_old_copy_is_refused_with_the_present_record(city):
    units.edit(city.by("wei"), city.housing, version=1, name="甲局", short_name="")
    with pytest.raises(Stale) as refused:
        units.edit(city.by("wei"), city.housing, version=1, name="乙局", short_name="")
    assert refused.value.facts["record"].name == "甲局"
    assert Unit.objects.get(pk=city.housing.pk).name == "甲局"


def test_a_record_that_is_gone_is_not_found(city):
    gone = Person.objects.create(name="过客")
    Person.objects.filter(pk=gone.pk).delete()
    with pytest.raises(NotFound):
        people.edit_person(city.by("wei"), gone, version=1, phone="1")


def test_an_act_that_changes_nothing_keeps_the_version(city):
    same = {"name": city.housing.name, "short_name": city.housing.short_name}
    units.edit(city.by("wei"), city.housing, version=1, **same)
    city.housing.refresh_from_db()
    assert city.housing.version == 1
    assert Entry.objects.get(record_id=city.housing.pk).fields == []


def test_a_form_sent_twice_is_one_act(city):
    twice = By(city.users["wei"], city.by("wei").viewer, uuid7())
    people.create_person(twice, name="新人")
    with pytest.raises(Duplicate) as refused:
        people.create_person(twice, name="新人")
    assert refused.value.code == "DONE-ALREADY"
    assert Person.objects.filter(name="新人").count() == 1


def test_a_refused_form_may_be_sent_again(city):
    again = By(city.users["wei"], city.by("wei").viewer, uuid7())
    with pytest.raises(Duplicate):
        units.create(again, parent=city.root, name="市财政局")
    units.create(again, parent=city.root, name="市统计局")
    assert Unit.objects.filter(name="市统计局").exists()


def test_a_relation_is_remembered_like_a_field(city, measure):
    with step(city.by("wei"), "measure.assign", measure) as doing:
        doing.relate("responsible_units", [city.water, city.finance])
    kept = Revision.objects.get(record_id=measure.pk, field="responsible_units")
    assert kept.old == []
    assert kept.new == sorted([str(city.water.pk), str(city.finance.pk)])
    reached = Reach.objects.filter(via_id=measure.pk, record_id=measure.pk, why="unit")
    assert {row.unit_id for row in reached} == {city.water.pk, city.finance.pk}


def test_the_note_is_kept_with_the_act(city, measure):
    with step(city.by("wei"), "measure.assign", measure, note="领导批示") as doing:
        doing.facts["rows"] = 1
    assert Entry.objects.get(record_id=measure.pk).facts == {"rows": 1, "note": "领导批示"}


def test_several_acts_in_one_transaction_stay_one_chain(city):
    for number in range(3):
        people.create_person(city.by("wei"), name=f"人{number}")
    seqs = list(Entry.objects.filter(stream="security").values_list("seq", flat=True))
    assert seqs == [1, 2, 3]


def test_the_journal_keeps_the_time_of_the_clock(city, monkeypatch):
    monkeypatch.setattr("zhenggai.office.clock.now", lambda: NOW)
    people.create_person(city.by("wei"), name="守时")
    assert Entry.objects.get().at == NOW


@given(st.lists(st.sampled_from(["", " ", "\t", "\n", "　"]), max_size=4).map("".join))
def test_blank_is_no_explanation(blank):
    assert rules.CONDITIONS["explained"]({"note": blank}) == {"missing": ["note"]}
