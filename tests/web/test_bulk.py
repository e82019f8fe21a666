"""Changing many in the browser: look, run, leave, undo; a look that is out of date is taken again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import Batch, Measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def wei(client, city, finding, measure):
    for number in range(2, 6):
        make.measure(finding, number, f"措施{number}")
    client.force_login(
        city.users["wei"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def post(client, round_, query="", **data):
    return client.post(reverse("batch.start", args=[round_.pk]) + query, data)


def look(client, round_, query="", **data):
    page = post(client, round_, query, **data).content.decode()
    mark = re.search(r'name="seen" value="([^"]+)"', page)
    return page, mark and mark[1]


def test_look_run_and_undo(wei, round_, city):
    assert wei.get(reverse("batch.start", args=[round_.pk])).status_code == 200
    data = {"field": "lead_unit", "value_lead_unit": "市财政局"}
    page, mark = look(wei, round_, **data)
    assert "将修改 5 条" in page
    assert not Batch.objects.exists()
    answer = post(wei, round_, **data, seen=mark, run="1")
    assert answer.status_code == 302
    run = reverse("batch.run", args=[round_.pk, Batch.objects.get().pk])
    assert "继续" in wei.get(answer.url).content.decode()
    wei.post(run)
    shown = wei.get(answer.url).content.decode()
    assert "5 / 5" in shown
    assert "整体撤销" in shown
    assert Measure.objects.filter(lead_unit=city.finance).count() == 5
    wei.post(reverse("batch.undo", args=[round_.pk, Batch.objects.get().pk]))
    wei.post(run)
    assert "已撤销" in wei.get(answer.url).content.decode()
    assert Measure.objects.filter(lead_unit=city.finance).count() == 0


def test_the_filter_of_the_address_holds(wei, round_):
    page, _ = look(wei, round_, "?finding=7&q=措施2", field="pace", value_pace="staged")
    assert "将修改 1 条" in page


def test_what_changed_since_the_look_is_looked_at_again(wei, round_, finding):
    data = {"field": "pace", "value_pace": "staged"}
    _, mark = look(wei, round_, **data)
    make.measure(finding, 9, "刚刚新增")
    answer = post(wei, round_, **data, seen=mark, run="1")
    assert answer.status_code == 200
    assert "将修改 6 条" in answer.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"field": "lead_unit", "value_lead_unit": "没有的局"},
        {"field": "lead_unit"},
        {"field": "due_on", "value_due_on": "某一天"},
        {"field": "status", "value_status": "closed"},
        {},
    ],
)
def test_what_cannot_be_taken_is_said(wei, round_, data):
    answer = post(wei, round_, **data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_day_is_written_as_people_write_it(wei, round_):
    page, mark = look(wei, round_, field="due_on", value_due_on="2026年12月底")
    assert mark is None or "2026-12-31" in mark
    assert "2026-12-31" in page or 'role="alert"' in page


def test_a_liaison_has_no_such_page(client, city, measure):
    client.force_login(
        city.users["lin"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(reverse("batch.start", args=[measure.round_id])).status_code == 403
    ledger = client.get(reverse("ledger.list", args=[measure.round_id])).content.decode()
    assert "../bulk/" not in ledger


def test_a_stranger_sees_no_batch(wei, client, city, round_):
    data = {"field": "pace", "value_pace": "staged"}
    _, mark = look(wei, round_, **data)
    address = post(wei, round_, **data, seen=mark, run="1").url
    client.force_login(
        city.users["song"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(address).status_code == 404
