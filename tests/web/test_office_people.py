from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.web import office_door
from tests.web.office_door import text
from zhenggai.ledger.models import Round
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Duty, Group, Membership, Person, Post, User

pytestmark = pytest.mark.django_db
LIST = "/people/"
FIRST = {"first": "a-long-first-word-9", "again": "a-long-first-word-9"}


@pytest.fixture
def door(client):
    return office_door.door(client)


def to(verb, record):
    return reverse(verb, args=[record.pk])


def test_people_are_found_by_name_initials_and_unit(door, city):
    assert "何劲松" in text(door("lin", f"{LIST}?q=劲松"))
    assert "何劲松" in text(door("lin", f"{LIST}?q=HE"))
    page = text(door("lin", f"{LIST}?unit={city.housing.pk}"))
    assert "马兰" in page and "宋歌" not in page
    assert "没有找到" in text(door("lin", f"{LIST}?q=无此人"))


@pytest.mark.parametrize("page", ["0", "-1", "1000000000000", "x", "٣"])
def test_b75_pages_that_do_not_exist(door, city, page):
    assert door("wei", f"{LIST}?page={page}").status_code in (400, 422)


def test_pages_of_a_hundred(door, city):
    Person.objects.bulk_create(Person(name=f"人{n:03}", initials=f"r{n:03}") for n in range(230))
    first, last = text(door("wei", LIST)), text(door("wei", f"{LIST}?page=3"))
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert (
        'rel="next"' not in last and "人229" in first + text(door("wei", f"{LIST}?page=2")) + last
    )


def test_no_more_queries_with_more_people(door, city):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            door("wei", LIST)
        return len(seen)

    queries()  # the first request of a session writes it
    before = queries()
    for n in range(40):
        make.post(make.person(f"p{n}", f"科员{n}"), city.finance, "科员", Duty.STAFF)
    assert queries() == before


def test_a_person_is_added_edited_and_appointed(door, city):
    door("wei", reverse("person.create"), {"name": "赵敏", "initials": "ZM", "phone": "139"})
    made = Person.objects.get(name="赵敏")
    assert made.initials == "zm"
    door("wei", to("person.edit", made), {"name": "赵敏", "email": "z@x.cn", "version": 1})
    address = reverse("appointment.create", kwargs={"person_id": made.pk})
    data = {"unit": "市财政局", "title": "局长", "duty": "head", "starts_on": "2026-06-01"}
    assert door("wei", address, data).status_code == 302
    post = Post.objects.get(unit=city.finance, title="局长")
    page = text(door("wei", to("person.view", made)))
    assert "局长" in page and "2026年6月1日" in page and "z@x.cn" in page
    assert post.duty == Duty.HEAD


def test_a_post_that_is_held_needs_a_word(door, city):
    address = reverse("appointment.create", kwargs={"person_id": city.person("song").pk})
    data = {"unit": "市住建局", "title": "局长", "duty": "deputy"}
    answer = door("wei", address, data)
    assert answer.status_code == 409 and "现由何劲松担任" in text(answer)
    assert door("wei", address, data | {"further": "on"}).status_code == 302
    assert Post.objects.filter(unit=city.housing, title="局长").count() == 2
    assert Appointment.objects.filter(person=city.person("song")).count() == 2


def test_two_people_of_one_name_are_told_apart(door, city):
    make.post(make.person("lin2", "林晓"), city.finance, "科长", Duty.STAFF)
    address = to("membership.create", Group.objects.get(kind="supervision"))
    answer = door("sec", address, {"member": "林晓", "function": "member"})
    assert answer.status_code == 422
    assert "林晓（市住建局 联络员）" in text(answer) and "林晓（市财政局 科长）" in text(answer)
    door("sec", address, {"member": "林晓（市财政局 科长）", "function": "member"})
    assert Membership.objects.get(group__kind="supervision", person__name="林晓").person == (
        city.person("lin2")
    )


@pytest.mark.parametrize("who", ["lin", "zhao", "sys", "sec", "aud"])
def test_only_the_office_edits_people(door, city, who):
    person = city.person("he")
    held = Appointment.objects.get(person=person)
    for address in (
        reverse("person.create"),
        to("person.edit", person),
        reverse("appointment.create", kwargs={"person_id": person.pk}),
        to("appointment.end", held),
        to("post.edit", held.post),
    ):
        assert door(who, address, {"name": "x", "version": 1}).status_code == 403
        assert address not in text(door(who, to("person.view", person)))


def test_b51_a_stale_edit_shows_both_texts(door, city):
    person = city.person("he")
    address = to("person.edit", person)
    door("wei", address, {"name": "何劲松", "phone": "111", "version": 1})
    answer = door("wei", address, {"name": "何劲松", "phone": "222", "version": 1})
    assert answer.status_code == 409
    assert "<bdi>111</bdi>" in text(answer) and "<bdi>222</bdi>" in text(answer)


def test_hostile_names_are_shown_as_they_are(door, city):
    person = Person.objects.create(name="<script>alert(1)</script>", phone="{{7*7}}", initials="x")
    for address in (LIST, to("person.view", person), to("person.edit", person)):
        page = text(door("wei", address))
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "{{7*7}}" in page
        assert "<script>alert" not in page


def test_every_kind_of_group_is_listed(door, city):
    page = text(door("lin", reverse("office.groups")))
    for kind in ("领导小组", "综合组", "监督组", "问责组", "线索核查组", "制度建设组", "工作专班"):
        assert kind in page
    assert reverse("group.create") not in page


def test_a_group_is_formed_and_its_members_granted(door, city, round_):
    User.objects.filter(username="sec").update(is_active=False)
    data = {"kind": "task_force", "name": "供水专班", "unit": "市住建局", "round": str(round_.pk)}
    assert door("wei", reverse("group.create"), data).status_code == 302
    group = Group.objects.get(name="供水专班")
    assert group.round_id == round_.pk
    seat = {"member": "马兰", "function": "head", "joined_on": "2026-06-01"}
    assert door("wei", to("membership.create", group), seat).status_code == 302
    seated = Membership.objects.get(group=group)
    page = text(door("wei", to("group.view", group)))
    assert "马兰" in page and "组长" in page and str(round_) in page
    day = clock.today().isoformat()
    door("wei", to("membership.end", seated), {"last_day": day, "version": 1})
    seated.refresh_from_db()
    assert seated.left_on == clock.today()


def test_the_office_grants_no_roles_once_security_is_named(door, city):
    group = Group.objects.get(kind="supervision")
    data = {"member": "马兰", "function": "member"}
    assert door("wei", to("membership.create", group), data).status_code == 403
    page = text(door("wei", to("group.view", group)))
    assert to("membership.create", group) not in page and "安全管理员确定" in page
    assert door("sec", to("membership.create", group), data).status_code == 302
    assert door("sys", to("membership.create", group), data).status_code == 403


def test_a_round_is_not_named_to_an_administrator(door, city, round_):
    make_group = Group.objects.create(
        kind="task_force", name="专班", unit=city.root, round_id=round_.pk
    )
    for address in (reverse("office.groups"), to("group.view", make_group)):
        assert str(round_) not in text(door("sys", address))
        assert str(round_) in text(door("wei", address))


def test_b63_a_round_that_is_not_there(door, city, round_):
    data = {"kind": "task_force", "name": "专班", "unit": "云川市", "round": str(city.root.pk)}
    assert door("wei", reverse("group.create"), data).status_code == 422
    assert Round.objects.count() == 1


def test_a_kind_of_group_is_formed_once(door, city):
    data = {"kind": "supervision", "name": "又一个", "unit": "云川市"}
    assert door("wei", reverse("group.create"), data).status_code == 409


def test_accounts_are_for_the_system_administrator_and_the_office(door, city):
    address = reverse("office.accounts")
    for who in ("sys", "wei"):
        assert "zhao" in text(door(who, address))
    for who in ("lin", "sec", "aud"):
        assert door(who, address).status_code == 403
        assert address not in text(door(who, reverse("office.units")))


def test_accounts_are_looked_for(door, city):
    address = reverse("office.accounts")
    page = text(door("sys", f"{address}?q=赵启"))
    assert "<bdi>zhao</bdi>" in page and "<bdi>lin</bdi>" not in page
    assert "没有找到" in text(door("sys", f"{address}?q=<b>"))


def test_an_account_is_opened_with_a_password_to_be_changed(door, city):
    made = Person.objects.create(name="赵敏", initials="zm")
    page = text(door("wei", f"{reverse('user.create')}?person={made.pk}"))
    assert 'value="赵敏"' in page
    data = {"holder": "赵敏", "username": "zhaomin", **FIRST}
    assert door("wei", reverse("user.create"), data).status_code == 302
    user = User.objects.get(username="zhaomin")
    assert user.must_change_password and user.check_password(FIRST["first"])
    assert door("zhaomin", "/units/").headers["Location"] == "/password/"
    answer = door("wei", reverse("user.create"), data | {"username": "zm2"})
    assert answer.status_code == 409 and "已有账号" in text(answer)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"again": "another-long-word-9"}, "不一致"),
        ({"first": "short", "again": "short"}, "密码不符合要求"),
        ({"username": "zhao"}, "已经存在"),
        ({"username": "ZHAO"}, "已经存在"),
        ({"username": "a b<c>"}, "可用汉字"),
        ({"holder": "无此人"}, "没有名为"),
    ],
)
def test_an_account_that_cannot_be_opened(door, city, change, said):
    Person.objects.create(name="赵敏")
    answer = door(
        "wei", reverse("user.create"), {"holder": "赵敏", "username": "zm", **FIRST, **change}
    )
    assert answer.status_code in (409, 422) and said in text(answer)
    assert FIRST["first"] not in text(answer), "a password is never shown again"
    assert not User.objects.filter(username="zm").exists()


def test_the_system_administrator_sets_passwords_and_closes_accounts(door, city):
    lin = city.users["lin"]
    assert door("sys", to("user.password", lin), {**FIRST, "version": 1}).status_code == 302
    lin.refresh_from_db()
    assert lin.must_change_password and lin.check_password(FIRST["first"])
    address = reverse("user.edit", kwargs={"user_id": lin.pk, "way": "deactivate"})
    version = User.objects.get(pk=lin.pk).version
    assert door("sys", address, {"version": version}).status_code == 302
    lin.refresh_from_db()
    assert not lin.is_active
    assert "已停用" in text(door("sys", reverse("office.accounts")))


def test_nobody_shuts_himself_out(door, city):
    sys = city.users["sys"]
    address = reverse("user.edit", kwargs={"user_id": sys.pk, "way": "deactivate"})
    answer = door("sys", address, {"version": 1})
    assert answer.status_code == 409
    assert User.objects.get(pk=sys.pk).is_active
    assert door("sys", to("user.password", sys)).headers["Location"] == "/password/"


def test_the_three_administrators_are_named_apart(door, city):
    User.objects.filter(admin="security_admin").delete()
    page = text(door("wei", reverse("office.accounts")))
    assert "尚未设置" in page and "由综合组自行确定" in page
    data = {"admin": "security_admin", "username": "anquan", **FIRST}
    assert door("wei", reverse("user.appoint"), data).status_code == 302
    named = User.objects.get(username="anquan")
    assert (named.admin, named.person) == ("security_admin", None)
    assert door("wei", reverse("user.appoint"), data | {"username": "b"}).status_code == 403
    assert door("sys", reverse("user.appoint"), data | {"username": "b"}).status_code == 302


@pytest.mark.parametrize("who", ["wei", "lin", "sec", "aud"])
def test_others_set_no_passwords(door, city, who):
    zhao = city.users["zhao"]
    assert door(who, to("user.password", zhao), {**FIRST, "version": 1}).status_code == 403
    assert to("user.password", zhao) not in text(door("wei", reverse("office.accounts")))
