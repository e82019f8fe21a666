"""The plan in the browser: worklist, proposal, rating by another, approval, versions; refusals keep what was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zhenggai.ledger import plans
from zhenggai.ledger.models import Measure, Plan

pytestmark = pytest.mark.django_db


def enter(client, city, who):
    client.force_login(
        city.users[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def plan(client, city, measure):
    enter(client, city, "wei").post(
        reverse("plan.draft", args=[measure.round_id]), {"title": "整改落实方案", "kind": "main"}
    )
    return Plan.objects.get()


def send(client, plan, verb, **data):
    version = Plan.objects.get(pk=plan.pk).version
    address = reverse(f"plan.{verb}", args=[plan.round_id, plan.pk])
    return client.post(address, {"version": version, **data})


def page(client, plan):
    return client.get(reverse("plan.view", args=[plan.round_id, plan.pk])).content.decode()


def test_the_way_in_the_browser(client, city, plan):
    assert "提请评级" in page(client, plan)
    assert send(client, plan, "propose").status_code == 302
    assert "登记审议通过" not in page(client, plan)
    enter(client, city, "zhao")
    assert send(client, plan, "rate", rating="adequate").status_code == 302
    enter(client, city, "wei")
    answer = send(client, plan, "approve", meeting="市委常委会会议", meeting_on="2026年2月10日")
    assert answer.status_code == 302
    shown = page(client, plan)
    assert "已通过" in shown
    assert "2026年2月10日" in shown
    assert Measure.objects.get().status == "planned"
    listed = client.get(reverse("plan.list", args=[plan.round_id])).content.decode()
    assert "整改落实方案" in listed


def test_the_worklist_leads_to_the_forms(client, city, plan):
    Measure.objects.update(criterion="", lead_unit=None)
    shown = page(client, plan)
    assert reverse("measure.assign", args=[plan.round_id, 7, 1]) in shown
    answer = send(client, plan, "propose")
    assert answer.status_code == 422
    assert "缺项" in answer.content.decode()


def test_a_refusal_keeps_what_was_typed(client, city, plan):
    send(client, plan, "propose")
    send(enter(client, city, "zhao"), plan, "rate", rating="good")
    answer = send(
        enter(client, city, "wei"), plan, "approve", meeting="市委常委会会议", meeting_on="某日"
    )
    assert answer.status_code == 422
    assert "市委常委会会议" in answer.content.decode()


@pytest.mark.parametrize("typed", ["7-9", "七之三", "7-1、x"])
def test_measures_are_named_as_people_name_them(client, city, plan, typed):
    special = plans.draft(city.by("wei"), plan.round, title="专项", kind="special")
    assert send(client, special, "place", measures=typed).status_code == 422
    assert send(client, special, "place", measures="7-1").status_code == 302
    assert [one.label for one in special.measures()] == ["7-①"]


def test_a_second_main_plan_is_refused(client, city, plan):
    answer = client.post(
        reverse("plan.draft", args=[plan.round_id]), {"title": "又一份", "kind": "main"}
    )
    assert answer.status_code == 409
    assert "又一份" in answer.content.decode()


def test_a_liaison_sees_no_plan(client, city, plan):
    enter(client, city, "lin")
    address = reverse("plan.view", args=[plan.round_id, plan.pk])
    assert client.get(address).status_code == 404
    assert send(client, plan, "propose").status_code == 404
