from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.web import office_door
from tests.web.office_door import text
from zhenggai.office.keys import uuid7
from zhenggai.office.models import Appointment, Duty, Entry, Post, Unit

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% load i18n %}",
    "javascript:alert(1)",
    "ئۇيغۇر",
    "🏛️局",
    "𠀀县",
]


@pytest.fixture
def door(client):
    return office_door.door(client)


def to(verb, unit):
    return reverse(verb, args=[unit.pk])


def test_the_tree_shows_units_holders_and_open_measures(door, city, measure):
    page = text(door("wei", reverse("office.units")))
    for name in ("云川市", "市住房和城乡建设局", "市水务集团", "局长 何劲松"):
        assert name in page
    ledger = reverse("ledger.list", args=[measure.round_id])
    assert f'{ledger}?unit={city.housing.pk}&amp;status=open">1</a>' in page


@pytest.mark.parametrize("who", ["sys", "sec", "aud"])
def test_administrators_see_no_business(door, city, measure, who):
    for address in (reverse("office.units"), to("unit.view", city.housing)):
        page = text(door(who, address))
        assert "市住建局" in page
        assert "牵头未销号措施" not in page and "/ledger/" not in page


def test_an_outsider_sees_only_his_own_counts(door, city, measure):
    page = text(door("song", reverse("office.units")))
    assert f"?unit={city.housing.pk}" not in page


def test_every_level_closes_what_it_opened(door, city):
    deep = city.water
    for level in range(4):
        deep = make.unit(deep, f"{level}科")
        make.unit(city.finance, f"财{level}处")
    page = text(door("wei", f"{reverse('office.units')}?open=all"))
    assert page.count("<details") == page.count("</details>")
    tree = page[page.index('<ul class="tree">') :]
    assert tree.count("<ul") == tree.count("</ul>") and tree.count("<li") == tree.count("</li>")


def test_units_are_found_by_either_name(door, city):
    page = text(door("lin", f"{reverse('office.units')}?q=住建"))
    assert "市住房和城乡建设局" in page and "市财政局" not in page
    assert "没有名称含" in text(door("lin", f"{reverse('office.units')}?q=无此"))


def test_no_more_queries_with_more_units(door, city, measure):
    def queries():
        from_here = CaptureQueriesContext(connection)
        with from_here:
            door("wei", reverse("office.units"))
        return len(from_here)

    queries()  # the first request of a session writes it
    before = queries()
    for n in range(60):
        unit = make.unit(city.root, f"第{n}中学")
        make.post(make.person(f"p{n}", f"校长{n}"), unit, "校长", Duty.HEAD)
    assert queries() == before


def test_a_unit_is_added_renamed_moved_and_closed(door, city):
    answer = door("wei", to("unit.create", city.root), {"name": "市审计局", "short_name": "审计局"})
    made = Unit.objects.get(name="市审计局")
    assert answer.headers["Location"] == to("unit.view", made)
    door("wei", to("unit.edit", made), {"name": "云川市审计局", "short_name": "", "version": 1})
    door("wei", to("unit.move", made), {"parent": "市财政局", "version": 2})
    made.refresh_from_db()
    assert (made.name, made.parent, made.path) == ("云川市审计局", city.finance, "000100020001")
    door("wei", to("unit.close", made), {"version": 3})
    made.refresh_from_db()
    assert made.closed_on is not None
    assert "云川市审计局" in text(door("wei", f"{reverse('office.units')}?closed=1"))


@pytest.mark.parametrize("verb", ["unit.create", "unit.edit", "unit.move", "unit.close"])
@pytest.mark.parametrize("who", ["lin", "zhao", "sys", "sec", "aud"])
def test_only_the_office_edits_units(door, city, verb, who):
    before = list(Unit.objects.values_list())
    data = {"name": "甲", "parent": "市财政局", "version": 1}
    assert door(who, to(verb, city.water)).status_code == 403
    assert door(who, to(verb, city.water), data).status_code == 403
    assert list(Unit.objects.values_list()) == before
    page = text(door(who, to("unit.view", city.water)))
    assert to(verb, city.water) not in page


def test_b51_both_texts_are_shown_and_nothing_is_lost(door, city):
    address = to("unit.edit", city.finance)
    door("wei", address, {"name": "市财政局", "short_name": "财政", "version": 1})
    answer = door("wei", address, {"name": "市财政局", "short_name": "财局", "version": 1})
    assert answer.status_code == 409
    page = text(answer)
    assert "<td><bdi>财政</bdi></td><td><bdi>财局</bdi></td>" in page
    assert 'name="version" value="2"' in page
    door("wei", address, {"name": "市财政局", "short_name": "财局", "version": 2})
    assert Unit.objects.get(pk=city.finance.pk).short_name == "财局"


def test_b52_a_form_sent_twice_is_one_act(door, city):
    data = {"name": "市审计局", "request_id": uuid7()}
    assert door("wei", to("unit.create", city.root), data).status_code == 302
    answer = door("wei", to("unit.create", city.water), data)
    assert answer.status_code == 409 and "已经提交过" in text(answer)
    assert Entry.objects.filter(verb="unit.create").count() == 1


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u2060", "\u3000"])
def test_b58_a_name_of_blanks_is_none(door, city, name):
    answer = door("wei", to("unit.create", city.root), {"name": name})
    assert answer.status_code == 422 and "必填" in text(answer)


@pytest.mark.parametrize("name", HOSTILE)
def test_b59_hostile_names_are_shown_as_they_are(door, city, name):
    door("wei", to("unit.create", city.root), {"name": name, "short_name": name})
    made = Unit.objects.get(name=name)
    escaped = name.replace("<", "&lt;").replace(">", "&gt;")
    for address in (reverse("office.units"), to("unit.view", made), to("unit.edit", made)):
        page = text(door("wei", address))
        assert escaped in page
        assert "<script>alert" not in page and ">49<" not in page


@pytest.mark.parametrize("length", [121, 300, 2_000_000])
def test_b60_a_name_without_end_is_refused(door, city, length):
    answer = door("wei", to("unit.create", city.root), {"name": "市" * length})
    assert answer.status_code in (413, 422)


def test_b61_what_no_database_holds_is_refused(door, city):
    answer = door("wei", to("unit.create", city.root), {"name": "市\x00局"})
    assert answer.status_code == 400 and "无法保存" in text(answer)


def test_b68_a_unit_with_open_measures_is_not_closed(door, city, measure):
    answer = door("wei", to("unit.close", city.housing), {"version": 1})
    assert answer.status_code == 409 and "还有 1 条未销号措施" in text(answer)
    assert Unit.objects.get(pk=city.housing.pk).closed_on is None


def test_a_unit_with_units_below_is_not_closed(door, city):
    answer = door("wei", to("unit.close", city.housing), {"version": 1})
    assert answer.status_code == 409 and "还有 1 个单位" in text(answer)


@pytest.mark.parametrize("below", ["市住建局", "市水务集团"])
def test_b69_a_unit_does_not_move_under_its_own(door, city, below):
    answer = door("wei", to("unit.move", city.housing), {"parent": below, "version": 1})
    assert answer.status_code == 422 and "下属单位之下" in text(answer)


def test_one_name_of_several_units_asks_which(door, city):
    make.unit(city.housing, "办公室")
    make.unit(city.finance, "办公室")
    answer = door("wei", to("unit.move", city.water), {"parent": "办公室", "version": 1})
    assert answer.status_code == 422 and "市住建局/办公室、市财政局/办公室" in text(answer)
    door("wei", to("unit.move", city.water), {"parent": "市财政局/办公室", "version": 1})
    assert Unit.objects.get(pk=city.water.pk).parent.parent == city.finance


def test_nothing_lies_below_a_closed_unit(door, city):
    door("wei", to("unit.close", city.finance), {"version": 1})
    answer = door("wei", to("unit.create", city.finance), {"name": "预算处"})
    assert answer.status_code == 409 and "已撤销" in text(answer)


def test_b77_an_address_of_nothing(door, city):
    assert door("wei", reverse("unit.view", args=[uuid7()])).status_code == 404
    assert door("wei", "/units/1 OR 1=1/").status_code == 404


def test_a_post_is_added_with_its_holder_and_ended(door, city):
    door(
        "wei",
        to("post.create", city.finance),
        {"title": "局长", "duty": "head", "holder": "宋歌（市财政局 联络员）"},
    )
    post = Post.objects.get(unit=city.finance, title="局长")
    held = Appointment.objects.get(post=post)
    assert held.person == city.person("song")
    page = text(door("wei", to("unit.view", city.finance)))
    assert page.index("局长") < page.index("联络员"), "heads stand first"
    door("wei", to("appointment.end", held), {"last_day": "2030-01-01", "version": 1})
    held.refresh_from_db()
    assert held.ends_on.isoformat() == "2030-01-01"


def test_a_held_post_is_not_given_twice(door, city):
    address = reverse("appointment.create", kwargs={"post_id": city.posts["he"].pk})
    answer = door("wei", address, {"holder": "宋歌"})
    assert answer.status_code == 409 and "现由何劲松担任" in text(answer)


def test_b62_a_duty_that_is_not_in_the_list(door, city):
    answer = door("wei", to("post.create", city.finance), {"title": "局长", "duty": "king"})
    assert answer.status_code == 422


def test_the_last_day_is_not_before_the_first(door, city):
    held = Appointment.objects.get(person=city.person("he"))
    Appointment.objects.update(starts_on="2026-01-01")
    answer = door("wei", to("appointment.end", held), {"last_day": "2025-12-31", "version": 1})
    assert answer.status_code == 422 and "早于" in text(answer)
