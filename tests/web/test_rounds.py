"""A round's fields as pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zhenggai.ledger.models import Round, TimeNode

pytestmark = pytest.mark.django_db


def enter(client, city, who="wei"):
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(city.users[who], backend=backend)
    return client


def filled(city, **changed):
    form = {
        "inspected_body": "云川市",
        "inspected_unit": str(city.root.pk),
        "source": "inspection",
        "term": "九届省委",
        "ordinal": "第五轮",
        "feedback_on": "2026-01-16",
        "special_plans": "乡村振兴、选人用人",
        "due_soon_days": "10",
        "node0": "5月初",
        "day0": "2026-05-10",
        "node1": "长期",
        "day1": "",
        "target0": "整改完成",
        "meaning0": "completed",
    }
    return form | changed


def sent(round_, city, **changed):
    """The form of a round as the page shows it, with changes."""
    form = filled(city, version=str(round_.version), **changed)
    for at, node in enumerate(round_.nodes.all()):
        day = node.due_on.isoformat() if node.due_on else ""
        form |= {f"nid{at}": str(node.pk), f"node{at}": node.name, f"day{at}": day}
    for at, one in enumerate(round_.targets.all()):
        form |= {f"tid{at}": str(one.pk), f"target{at}": one.name, f"meaning{at}": one.key}
    return form | changed


def edit(round_):
    return reverse("round.edit", args=[round_.pk])


def test_registering_a_round(client, city):
    enter(client, city)
    assert "5月初" in client.get(reverse("round.create")).content.decode()
    answer = client.post(reverse("round.create"), filled(city))
    made = Round.objects.get()
    assert answer.url == reverse("round.view", args=[made.pk])
    assert made.special_plans == ["乡村振兴", "选人用人"]
    assert [node.name for node in made.nodes.all()] == ["5月初", "长期"]
    assert {period["key"] for period in made.periods} == {
        "plan",
        "rectification",
        "report",
        "publication",
    }


def test_editing_fields_nodes_and_the_days_of_periods(client, city):
    enter(client, city).post(reverse("round.create"), filled(city))
    round_ = Round.objects.get()
    form = sent(
        round_, city, team="省委第六巡视组", due_report="2026-08-01", done_plan="2026-02-10"
    )
    form |= {"node2": "年底", "day2": "2026-12-31"}
    assert client.post(edit(round_), form).status_code == 302
    round_.refresh_from_db()
    periods = {period["key"]: period for period in round_.periods}
    assert periods["report"]["due_on"] == "2026-08-01"
    assert periods["plan"]["done_on"] == "2026-02-10"
    assert round_.team == "省委第六巡视组"
    assert [node.name for node in round_.nodes.all()] == ["5月初", "年底", "长期"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"inspected_body": "\u3000"}, "必填"),
        ({"source": "rumour"}, "rumour"),
        ({"feedback_on": "2026-02-30"}, "日期"),
        ({"started_on": "2026-03-01", "ended_on": "2026-02-01"}, "日期先后"),
        ({"due_soon_days": "٣x"}, "整数"),
        ({"due_soon_days": "400"}, "365"),
        ({"meaning0": "rumour"}, "整改完成"),
        ({"day0": "2026-13-01"}, "2026-13-01"),
        ({"node1": "5月初"}, "5月初"),
        ({"nid0": "1 OR 1=1"}, "5月初"),
    ],
)
def test_what_no_round_can_be_is_shown_again(client, city, changed, said):
    enter(client, city)
    answer = client.post(reverse("round.create"), filled(city, **changed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Round.objects.exists()


def test_a_node_in_use_is_not_removed(client, city, round_, measure):
    measure.node = TimeNode.objects.get(name="年底")
    measure.save()
    answer = enter(client, city).post(edit(round_), sent(round_, city, node1="", nid1=""))
    assert answer.status_code == 422
    assert TimeNode.objects.filter(name="年底").exists()


def test_a_stale_form_shows_both_texts_and_can_be_sent_again(client, city, round_):
    enter(client, city)
    form = sent(round_, city)
    client.post(edit(round_), sent(round_, city, team="先来的"))
    answer = client.post(edit(round_), form | {"team": "后来的"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "先来的" in text
    assert "后来的" in text
    assert 'name="version" value="2"' in text
    assert client.post(edit(round_), form | {"team": "后来的", "version": "2"}).status_code == 302
    assert Round.objects.get().team == "后来的"


@pytest.mark.parametrize("who", ["song", "lin", "sys"])
def test_an_outsider_neither_registers_nor_edits(client, city, round_, who):
    enter(client, city, who)
    assert client.get(reverse("round.create")).status_code == 403
    assert client.post(reverse("round.create"), filled(city)).status_code == 403
    assert client.get(edit(round_)).status_code in (403, 404)
    assert client.post(edit(round_), sent(round_, city)).status_code in (403, 404)


def test_both_languages(client, city, round_):
    enter(client, city).cookies["language"] = "en"
    assert "Time nodes" in client.get(edit(round_)).content.decode()
    client.cookies["language"] = "zh-hans"
    assert "时间节点" in client.get(edit(round_)).content.decode()
