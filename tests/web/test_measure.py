from __future__ import annotations

import pytest
from django.urls import reverse

from zhenggai.ledger import measures
from zhenggai.ledger.models import Measure
from zhenggai.office.keys import uuid7
from zhenggai.office.models import Appointment, Person, Post, Unit

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def door(client, city, measure):
    """Open an act's page, or send its form, as somebody."""

    def call(name, verb, data=None, **more):
        client.force_login(city.users[name], backend=BACKEND)
        address = reverse(verb, args=[measure.round_id, measure.finding_number, measure.number])
        if data is None:
            return client.get(address)
        return client.post(
            address, {"version": _version(measure), "request_id": uuid7(), **data}, **more
        )

    return call


def _version(measure):
    return Measure.objects.get(pk=measure.pk).version


FIELDS = {
    "title": "完成管网改造二期",
    "text": "分片区推进改造。",
    "criterion": "36个小区通水验收",
    "lead_leader": "周敏（副市长）",
    "lead_unit": "市住建局",
    "responsible_units": "市水务集团、市财政局",
    "responsible_leaders": "何劲松",
    "due_on": "2026-07-01",
}


def test_assigning_by_names_as_officials_write_them(door, city, measure):
    answer = door("wei", "measure.assign", FIELDS)
    assert answer.status_code == 302
    measure.refresh_from_db()
    assert measure.lead_leader == city.posts["zhou"] and measure.lead_unit == city.housing
    assert set(measure.responsible_units.all()) == {city.water, city.finance}
    assert list(measure.responsible_leaders.all()) == [city.posts["he"]]


def test_the_form_shows_what_is_assigned(door):
    text = door("wei", "measure.assign").content.decode()
    assert "周敏（副市长）" in text and "市住建局" in text and "2026-06-30" in text


def test_an_unknown_unit_is_named_with_the_nearest_and_nothing_is_saved(door, measure):
    answer = door("wei", "measure.assign", FIELDS | {"lead_unit": "市住建", "title": "新标题"})
    assert answer.status_code == 422
    assert "市住建局" in answer.content.decode()
    measure.refresh_from_db()
    assert measure.title != "新标题"


def test_what_is_missing_can_be_created_from_the_field(door, city, measure):
    missing = {"lead_unit": "市数据局", "lead_leader": "高岩（市委常委）"}
    asked = door("wei", "measure.assign", FIELDS | missing)
    assert asked.status_code == 422 and "create_missing" in asked.content.decode()
    assert (
        door("wei", "measure.assign", FIELDS | missing | {"create_missing": "on"}).status_code
        == 302
    )
    measure.refresh_from_db()
    assert measure.lead_unit == Unit.objects.get(name="市数据局")
    assert measure.lead_leader.title == "市委常委"
    assert Person.objects.filter(name="高岩").exists()


def test_what_stands_there_is_saved_again_when_its_post_is_vacant_and_its_title_a_list(
    door, city, measure
):
    post = city.posts["zhou"]
    Post.objects.filter(pk=post.pk).update(title="市政府党组成员、秘书长")
    Appointment.objects.filter(post=post).delete()
    shown = {"lead_leader": "市政府党组成员、秘书长", "responsible_leaders": ""}
    assert shown["lead_leader"] in door("wei", "measure.assign").content.decode()
    assert door("wei", "measure.assign", FIELDS | shown).status_code == 302
    measure.refresh_from_db()
    assert measure.lead_leader == post


def test_two_lead_units_are_one_too_many(door):
    answer = door("wei", "measure.assign", FIELDS | {"lead_unit": "市住建局、市财政局"})
    assert answer.status_code == 422


def test_b51_a_stale_form_shows_both_texts(door, city, measure):
    version = measure.version
    ours = measures.assignment_of(measure)
    ours.text = "别人改过的文字。"
    measures.assign(city.by("wei"), measure, ours)
    answer = door("wei", "measure.assign", FIELDS | {"version": version, "text": "我写的文字。"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "别人改过的文字。" in text and "我写的文字。" in text
    measure.refresh_from_db()
    assert measure.text == "别人改过的文字。"


def test_b52_a_double_submit_is_one_act(door, measure):
    same = FIELDS | {"request_id": uuid7()}
    assert door("wei", "measure.assign", same).status_code == 302
    version = _version(measure)
    assert door("wei", "measure.assign", same | {"version": version}).status_code == 409
    assert _version(measure) == version


@pytest.mark.parametrize("name", ["lin", "zhou", "zhao"])
def test_who_may_not_assign_is_told_so(door, name):
    assert door(name, "measure.assign").status_code in (403, 404)
    assert door(name, "measure.assign", FIELDS).status_code in (403, 404)


def test_an_outsider_finds_nothing(door):
    assert door("song", "measure.assign").status_code == 404


def test_the_way_through_the_pages(door, measure):
    steps = [
        ("wei", "measure.plan", ""),
        ("lin", "measure.start", ""),
        ("lin", "measure.submit", "36个小区已通水"),
        ("he", "measure.review", ""),
        ("zhao", "measure.verify", "现场核查3处"),
        ("wei", "measure.close", ""),
    ]
    for name, verb, note in steps:
        assert door(name, verb).status_code == 200
        assert door(name, verb, {"note": note}).status_code == 302, verb
    measure.refresh_from_db()
    assert measure.status == "closed"


def test_b55_a_state_is_not_skipped_by_a_direct_post(door, measure):
    answer = door("wei", "measure.close", {"note": ""})
    assert answer.status_code == 409
    measure.refresh_from_db()
    assert measure.status == "draft"


def test_a_missing_note_is_asked_for(door, city, measure):
    door("wei", "measure.plan", {"note": ""})
    door("lin", "measure.start", {"note": ""})
    answer = door("lin", "measure.submit", {"note": "   "})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"due_on": "2021-02-30"},
        {"pace": "sometime"},
        {"text": "\u200b 　"},
        {"text": ""},
        {"node": "00000000-0000-7000-8000-000000000000"},
        {"target": "1 OR 1=1"},
        {"text": "x" * 10_001},
        {"criterion": "a\x00b"},
    ],
)
def test_values_that_cannot_be_taken(door, measure, values):
    version = _version(measure)
    answer = door("wei", "measure.assign", FIELDS | values)
    assert answer.status_code in (400, 422)
    assert _version(measure) == version


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "{{7*7}}", "{% load x %}", "javascript:x", "\u202eabc", "😀𠮷"],
)
def test_b59_hostile_text_is_shown_literally(door, measure, hostile):
    assert door("wei", "measure.assign", FIELDS | {"title": hostile}).status_code == 302
    text = door("wei", "measure.assign").content.decode()
    assert "<script>alert" not in text and 'value="49"' not in text
    measure.refresh_from_db()
    assert measure.title == hostile


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_broken_version(door, version):
    assert door("wei", "measure.plan", {"note": "", "version": version}).status_code == 422


def test_suggestions(client, city):
    client.force_login(city.users["wei"], backend=BACKEND)
    units = client.get(reverse("suggest.units"), {"q": "市财政局、市住"}).content.decode()
    assert "市财政局、市住建局" in units
    leaders = client.get(reverse("suggest.leaders"), {"q": "周"}).content.decode()
    assert "周敏（副市长）" in leaders
