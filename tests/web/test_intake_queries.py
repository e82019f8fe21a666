"""Pages and acts of the intake ask the database no more with more findings."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhenggai.ledger.intake import confirm, stage
from zhenggai.ledger.models import Finding, Intake, Round

pytestmark = pytest.mark.django_db
HEAD = """中共云川市委
关于九届省委第五轮巡视整改进展情况的通报

根据省委统一部署，2025年10月9日至12月20日，省委第六巡视组对云川市开展了常规巡视。2026年1月16日，省委第六巡视组向云川市委反馈了巡视意见。

一、反馈问题整改情况

"""
TOPICS = ["管网", "园区", "校园", "养老", "档案", "湖泊", "公交", "燃气", "用人", "采购"]


def notice(count, salt=""):
    """A notice with as many findings, each with two measures, a figure and a rule."""
    lines = []
    for at in range(1, count + 1):
        topic = f"{TOPICS[at % 10]}{salt}{chr(0x4E00 + at * 37)}{chr(0x5E00 + at * 53)}"
        lines.append(
            f"{at}.针对“{topic}管理不到位”的问题，主要从两个方面抓好整改。①摸清{topic}底数。排查点位{at}处。"
            f"②健全{topic}制度。制定《{topic}管理办法》，投入资金{at}万元。"
        )
    return HEAD + "\n".join(lines) + "\n\n中共云川市委\n2026年8月26日\n"


@pytest.fixture
def wei(client, city):
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(city.users["wei"], backend=backend)
    return client


def staged(city, text):
    return stage.stage(city.by("wei"), stage.from_text(text)).intake


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def view(intake):
    return reverse("intake.view", args=[intake.pk])


def test_the_panes_of_a_waiting_document(wei, city):
    few, many = staged(city, notice(4)), staged(city, notice(40))
    asked(wei, view(few))
    assert asked(wei, view(few)) == asked(wei, view(many))


def test_the_page_of_a_document_in_the_ledger(wei, city):
    few, many = staged(city, notice(4)), staged(city, notice(40))
    for intake in (few, many):
        intake.proposal["round"]["id"] = ""
        intake.save()
        confirm.confirm(city.by("wei"), Intake.objects.get(pk=intake.pk))
    asked(wei, view(few))
    assert asked(wei, view(few)) == asked(wei, view(many))


def test_the_list_of_documents(wei, city):
    staged(city, notice(3))
    asked(wei, reverse("intake.list"))
    one = asked(wei, reverse("intake.list"))
    for count in range(4, 9):
        staged(city, notice(count))
    assert asked(wei, reverse("intake.list")) == one


def test_confirming(city):
    counts = []
    for count in (4, 40):
        intake, by = staged(city, notice(count, salt="甲" * count)), city.by("wei")
        intake.proposal["round"]["id"] = ""
        intake.save()
        with CaptureQueriesContext(connection) as queries:
            confirm.confirm(by, intake)
        counts.append(len(queries))
    assert Finding.objects.count() == 44
    # The index of the search takes one statement a row, in one call.
    assert counts[1] <= counts[0] + 2


def test_confirming_into_a_full_round(wei, city):
    counts = []
    first = staged(city, notice(40))
    confirm.confirm(city.by("wei"), first)
    for count in (4, 40):
        intake = staged(city, notice(count) + f"\n{count}")
        assert intake.proposal["round"]["id"] == str(Round.objects.get().pk)
        asked(wei, view(intake))
        with CaptureQueriesContext(connection) as queries:
            confirm.confirm(city.by("wei"), intake)
        counts.append(len(queries))
    assert Finding.objects.count() == 40
    assert counts[1] <= counts[0] + 2
