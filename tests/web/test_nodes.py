"""The page of a time node: every measure with its verdict, sums, and a form that works without JavaScript (T2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger import judgements
from zhenggai.ledger.models import Judgement, Measure
from zhenggai.office import clock
from zhenggai.web import node as page

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def node(round_):
    return round_.nodes.create(name="本节点", due_on=clock.today(), position=9)


@pytest.fixture
def laid(city, finding, node):
    return [
        make.measure(finding, n, f"措施第{n}条", lead_unit=city.housing, node=node)
        for n in (1, 2, 3)
    ]


@pytest.fixture
def enter(client, city):
    def call(who):
        client.force_login(city.users[who], backend=BACKEND)
        return client

    return call


def at(node, query=""):
    return reverse("node.view", args=[node.round_id, node.pk]) + query


def send(client, measure, **data):
    address = reverse("measure.judge", args=[measure.round_id, 7, measure.number])
    return client.post(address, {"version": 1, "node": str(measure.node_id), **data})


def text(answer):
    return answer.content.decode()


def test_judge_from_the_list_and_come_back_to_the_row(enter, node, laid):
    client = enter("zhao")
    shown = text(client.get(at(node)))
    assert shown.count('<form method="post" class="judge"') == 3
    assert "未评判 <b>3</b>" in shown
    answer = send(client, laid[0], said="met", after="7-0")
    assert answer.url == at(node, "?after=7-0") + "#m7-1"
    shown = text(client.get(answer.url))
    assert "达标 <b>1</b>" in shown and "重新评判" in shown
    assert client.get(reverse("measure.judge", args=[node.round_id, 7, 1])).status_code == 200


def test_not_met_without_a_reason_is_said_beside_its_form(enter, node, laid):
    client = enter("wei")
    answer = send(client, laid[1], said="not_met", note=" ", verdict="none")
    assert answer.status_code == 422
    assert "请写明理由" in text(answer) and 'name="verdict" value="none"' in text(answer)
    assert not Judgement.objects.exists()
    answer = send(client, laid[1], said="not_met", note="两处未通水", verdict="none")
    assert answer.url.startswith(at(node, "?verdict=none"))
    assert "两处未通水" in text(client.get(at(node, "?verdict=not_met")))


def test_narrowed_to_a_verdict(enter, city, node, laid):
    judgements.judge(city.by("wei"), laid[0], verdict="met")
    judgements.judge(city.by("wei"), laid[1], verdict="not_met", note="未通水")
    client = enter("wei")
    for query, seen in (("met", {1}), ("not_met", {2}), ("none", {3}), ("", {1, 2, 3})):
        shown = text(client.get(at(node, f"?verdict={query}")))
        assert {n for n in (1, 2, 3) if f"措施第{n}条" in shown} == seen
    assert client.get(at(node, "?verdict=maybe")).status_code == 422
    assert client.get(at(node, "?after=x")).status_code == 422


def test_the_enter_key_judges_nothing(enter, node, laid):
    form = text(enter("wei").get(at(node))).partition('class="judge"')[2].partition("</form>")[0]
    assert form.partition("<button")[2].startswith(" disabled hidden>")


def test_pages_follow_one_another(enter, node, laid, monkeypatch):
    monkeypatch.setattr(page, "LISTED", 2)
    client = enter("wei")
    first = client.get(at(node))
    assert "措施第3条" not in text(first)
    second = text(client.get(first.context["later"]))
    assert "措施第3条" in second and "措施第2条" not in second
    assert client.get(first.context["later"]).context["later"] == ""


def test_before_its_day_nothing_is_judged(enter, node, laid):
    type(node).objects.filter(pk=node.pk).update(due_on=clock.today() + timedelta(days=1))
    client = enter("wei")
    shown = text(client.get(at(node)))
    assert 'class="judge"' not in shown and "当日起方可评判" in shown
    answer = send(client, laid[0], said="met")
    assert answer.status_code == 422 and "当日起方可评判" in text(answer)


def test_a_unit_reads_the_verdicts_on_its_own_and_judges_nothing(enter, city, node, laid, finding):
    make.measure(finding, 4, "财政局的措施", lead_unit=city.finance, node=node)
    judgements.judge(city.by("wei"), laid[0], verdict="not_met", note="未通水")
    client = enter("lin")
    shown = text(client.get(at(node)))
    assert "未通水" in shown and "财政局的措施" not in shown and 'class="judge"' not in shown
    assert send(client, laid[1], said="met").status_code == 403
    assert send(enter("song"), laid[1], said="met").status_code == 404


def test_a_stale_copy_is_refused(enter, laid):
    assert send(enter("wei"), laid[0], said="met", version=9).status_code == 409


def test_a_measure_that_was_moved_meanwhile_is_not_judged_here(enter, round_, node, laid):
    client = enter("wei")
    Measure.objects.filter(pk=laid[0].pk).update(node=round_.nodes.get(name="5月初"))
    round_.nodes.filter(name="5月初").update(due_on=clock.today())
    answer = send(client, laid[0], said="met")
    assert answer.status_code == 422 and "本节点" in text(answer)


def test_the_home_leads_there_from_the_nodes_day_on(enter, round_, node, laid):
    client = enter("wei")
    home = reverse("round.view", args=[round_.pk])
    assert at(node) in text(client.get(home))
    type(node).objects.filter(pk=node.pk).update(due_on=clock.today() + timedelta(days=1))
    assert at(node) not in text(client.get(home))


def test_a_node_of_another_round_is_nothing(enter, city, node):
    other = make.round_of(city.root)
    client = enter("wei")
    assert client.get(reverse("node.view", args=[other.pk, node.pk])).status_code == 404


def test_a_longer_page_asks_no_more_questions(enter, city, finding, node, laid):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(at(node))
        return len(seen)

    client = enter("wei")
    asked()
    few = asked()
    for number in range(4, 24):
        made = make.measure(finding, number, f"第{number}条", lead_unit=city.water, node=node)
        judgements.judge(city.by("wei"), made, verdict="met")
    assert asked() <= few + 1
