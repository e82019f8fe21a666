"""Units and people from a workbook: what it would do, and that it is done whole or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.directory.known import PEOPLE, UNITS, person
from tests.core.tables import xlsx
from zhenggai.core.directory import Verdict
from zhenggai.core.errors import BadValue, Duplicate, NotAllowed, WrongState
from zhenggai.office import clock, directory, files, people, search, units
from zhenggai.office.keys import uuid7
from zhenggai.office.models import (
    Appointment,
    Entry,
    Person,
    Post,
    Revision,
    Unit,
    User,
)
from zhenggai.office.viewer import By

NEW = {
    "单位": [
        UNITS,
        ("市审计局", "审计局", ""),
        ("经济责任审计处", "", "审计局"),
        ("市财政局", "财政局", "云川市"),
    ],
    "人员": [
        PEOPLE,
        person("赵敏", "审计局", "局长", 职责="负责人", 拼音首字母="zm", 账号="zhaomin"),
        person("钱进", "经济责任审计处", "联络员", 职责="联络员", 电话="13900000000"),
        person("宋歌", "财政局", "联络员", 电话="13700000000"),
    ],
}


def staged(sheets):
    data = xlsx(sheets)
    blob = files.store(data, "xlsx")
    return {
        "sha256": blob.sha256,
        "name": "名册.xlsx",
        "fingerprint": directory.check(data, "名册.xlsx").fingerprint(),
    }


def counts():
    return [model.objects.count() for model in (Unit, Person, Post, Appointment, User)]


def test_units_and_people_are_brought_in(city):
    made = directory.load(city.by("wei"), **staged(NEW))
    assert made == {
        "units": 2, "people": 2, "posts": 2, "appointments": 2, "accounts": 1, "changed": 2,
    }  # fmt: skip
    audit = Unit.objects.get(name="市审计局")
    below = Unit.objects.get(name="经济责任审计处")
    assert (audit.path, below.path, below.parent) == ("00010004", "000100040001", audit)
    head = Post.objects.get(unit=audit)
    assert (head.title, head.duty) == ("局长", "head")
    user = User.objects.get(username="zhaomin")
    assert user.person.name == "赵敏" and not user.has_usable_password()
    assert search.find("审计局", "unit", 5) == [audit.pk]
    assert Person.objects.get(name="宋歌").phone == "13700000000"


def test_it_is_one_act_and_changes_are_kept(city):
    directory.load(city.by("wei"), **staged(NEW))
    act = Entry.objects.get(verb="directory.load")
    assert act.facts["units"] == 2 and act.facts["file"] == "名册.xlsx" and act.facts["sha256"]
    assert not Entry.objects.filter(verb__in=("unit.create", "person.create")).exists()
    assert Revision.objects.get(record_id=city.finance.pk, field="short_name").new == "财政局"
    assert Unit.objects.get(pk=city.root.pk).version == 1


def test_the_same_file_twice_changes_nothing(city):
    directory.load(city.by("wei"), **staged(NEW))
    before = counts()
    again = staged(NEW)
    assert directory.check(xlsx(NEW), "名册.xlsx").count(Verdict.SAME) == 6
    with pytest.raises(BadValue) as refused:
        directory.load(city.by("wei"), **again)
    assert refused.value.code == "IMP-EMPTY"
    assert counts() == before


def test_a_row_in_error_keeps_everything_out(city):
    before = counts()
    sheets = {**NEW, "人员": [*NEW["人员"], person("孙", "无此局", "科员")]}
    with pytest.raises(BadValue):
        directory.load(city.by("wei"), **staged(sheets))
    assert counts() == before
    assert not Entry.objects.filter(verb="directory.load").exists()


def test_what_changed_since_is_shown_again(city):
    shown = staged(NEW)
    units.create(city.by("wei"), parent=city.root, name="市审计局")
    before = counts()
    with pytest.raises(WrongState) as refused:
        directory.load(city.by("wei"), **shown)
    assert refused.value.code == "IMP-CHANGED"
    assert counts() == before


@pytest.mark.parametrize("who", ["lin", "zhao", "song", "sys", "sec", "aud"])
def test_only_the_office_brings_in(city, who):
    shown, before = staged(NEW), counts()
    with pytest.raises(NotAllowed):
        directory.load(city.by(who), **shown)
    assert counts() == before


def test_a_form_sent_twice_is_one_act(city):
    wei = city.by("wei")
    twice, shown = By(wei.user, wei.viewer, uuid7()), staged(NEW)
    directory.load(twice, **shown)
    before = counts()
    with pytest.raises(Duplicate):
        directory.load(twice, **shown)
    assert counts() == before


def test_a_vacant_post_is_filled(city):
    held = Appointment.objects.get(person=city.person("song"))
    yesterday = clock.today() - timedelta(days=1)
    people.end_appointment(city.by("wei"), held, version=1, ends_on=yesterday)
    directory.load(
        city.by("wei"),
        **staged({"人员": [PEOPLE, person("钱进", "市财政局", "联络员", 职责="联络员")]}),
    )
    now = Appointment.objects.get(person__name="钱进")
    assert now.post_id == held.post_id


def test_hundreds_of_rows_take_few_queries(city, django_assert_max_num_queries):
    rows = [(f"第{n}中学", "", "") for n in range(400)]
    shown = staged({"单位": [UNITS, *rows]})
    with django_assert_max_num_queries(40):
        directory.load(city.by("wei"), **shown)
    assert Unit.objects.filter(parent=city.root).count() == 403
