"""Indicators in the browser: register, read, correct, drop; a figure of a document becomes a reading in one click."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import Figure, Indicator, Intake, Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = "7.关于管网的问题。全市公共供水管网漏损率降至11.7%，投入1.27亿元。"
LEAK = {
    "name": "漏损率",
    "place": "7-3",
    "measured_in": "%",
    "direction": "down",
    "baseline": "14.6%",
    "baseline_on": "2025-12-20",
    "target": "10",
    "target_on": "2099年12月31日",
}
READING = {"value": "11.7%", "as_of": "2026-05-31", "source": "5月月报"}


@pytest.fixture
def enter(client, city):
    def call(who):
        client.force_login(city.users[who], backend=BACKEND)
        return client

    return call


@pytest.fixture
def third(city, finding):
    return make.measure(finding, 3, "降低漏损", lead_unit=city.housing)


@pytest.fixture
def leak(enter, round_, third):
    answer = enter("lin").post(reverse("indicator.register", args=[round_.pk]), LEAK)
    assert answer.status_code == 302, answer.content.decode()
    return Indicator.objects.get()


@pytest.fixture
def figure(city, round_, finding):
    intake = Intake.objects.create(
        round=round_,
        name="月报.txt",
        title="整改月报",
        text=TEXT,
        text_hash="1" * 64,
        status="confirmed",
        issued_on=date(2026, 5, 31),
        created_at=make.NOW,
        created_by=city.users["wei"],
    )

    def read(words, value, unit):
        start = TEXT.index(words)
        return Figure.objects.create(
            intake=intake,
            finding=finding,
            start=start,
            end=start + len(words),
            value=value,
            unit=unit,
            kind="number",
        )

    return read


def at(name, indicator, *more):
    return reverse(name, args=[indicator.round_id, indicator.pk, *more])


def test_register_read_and_look(enter, leak):
    assert (leak.baseline, leak.target, leak.measure.number) == ("14.6", "10", 3)
    client = enter("lin")
    answer = client.post(at("indicator.read", leak), READING | {"version": 1})
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "63%" in page and "-2.9 个百分点" in page and "5月月报" in page
    listed = client.get(reverse("indicator.list", args=[leak.round_id])).content.decode()
    assert "7-③" in listed and "11.7%" in listed and "<polyline" in listed
    client.cookies["language"] = "en"
    assert "63% of the way" not in client.get(answer.url).content.decode()
    assert "of the way from the baseline" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"value": "很多"}, "不是以此为单位"),
        ({"value": ""}, "必填"),
        ({"as_of": "2099-01-01"}, "尚未到来"),
        ({"as_of": ""}, "必填"),
        ({"source": ""}, "来源"),
    ],
)
def test_what_cannot_be_read_is_said(enter, leak, data, words):
    answer = enter("lin").post(at("indicator.read", leak), READING | {"version": 1} | data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"place": "7-99"}, "没有这个问题或者措施"),
        ({"place": "第七"}, "7-3"),
        ({"baseline": "36户"}, "不是以此为单位"),
        ({"target": ""}, "没有数值"),
        ({"responsible_unit": "没有的单位"}, "没有的单位"),
    ],
)
def test_what_is_no_indicator_is_said(enter, round_, third, data, words):
    answer = enter("wei").post(reverse("indicator.register", args=[round_.pk]), LEAK | data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Indicator.objects.exists()


def test_a_figure_becomes_a_reading_in_one_click(enter, leak, figure, round_):
    found = figure("11.7%", "11.7", "%")
    client = enter("wei")
    finding = client.get(reverse("finding.view", args=[round_.pk, 7])).content.decode()
    link = reverse("figure.view", args=[round_.pk, found.pk])
    assert link in finding and "转为读数" in finding
    form = client.get(link, follow=True)
    assert form.status_code == 200 and leak.name in form.content.decode()
    filled = form.context["form"].initial
    assert (filled["value"], filled["as_of"]) == ("11.7", date(2026, 5, 31))
    sent = {name: str(value) for name, value in filled.items()} | {"version": 1}
    assert client.post(form.request["PATH_INFO"], sent).status_code == 302
    made = Reading.objects.get()
    assert (made.intake_id, made.start, made.end) == (found.intake_id, found.start, found.end)
    page = client.get(at("indicator.view", leak)).content.decode()
    assert "<mark>11.7%</mark>" in page
    # Who does not see the document sees its title, not its text.
    page = enter("lin").get(at("indicator.view", leak)).content.decode()
    assert "整改月报" in page and "<mark>" not in page


def test_a_figure_without_its_indicator_begins_one(enter, figure, round_, finding):
    found = figure("1.27亿元", "127000000", "元")
    client = enter("wei")
    answer = client.get(reverse("figure.view", args=[round_.pk, found.pk]), follow=True)
    assert answer.context["form"].initial == {"place": "7", "measured_in": "元"}
    sent = {"name": "投入", "place": "7", "measured_in": "万元", "direction": "up"}
    address = f"{answer.request['PATH_INFO']}?figure={found.pk}"
    form = client.post(address, sent, follow=True)
    assert form.context["form"].initial["value"] == "12700"


def test_a_passage_is_found_in_its_document(enter, leak, figure):
    found = figure("11.7%", "11.7", "%")
    client = enter("wei")
    given = READING | {"source": "", "version": 1, "document": found.intake_id}
    bad = client.post(at("indicator.read", leak), given | {"passage": "没有这句话"})
    assert bad.status_code == 422 and not Reading.objects.exists()
    client.post(at("indicator.read", leak), given | {"passage": "漏损率降至11.7%"})
    made = Reading.objects.get()
    assert TEXT[made.start : made.end] == "漏损率降至11.7%"


def test_correct_and_drop(enter, leak):
    client = enter("lin")
    client.post(at("indicator.read", leak), READING | {"value": "1.17", "version": 1})
    address = at("indicator.correct", leak, Reading.objects.get().pk)
    assert "替换" in client.get(address).content.decode()
    assert client.post(address, READING | {"version": 1}).status_code == 422
    assert client.post(address, READING | {"version": 1, "note": "录错"}).status_code == 302
    page = client.get(at("indicator.view", leak)).content.decode()
    assert "已更正" in page and "替换 1.17" in page
    assert client.post(at("indicator.drop", leak), {"version": 1}).status_code == 422
    assert client.post(at("indicator.drop", leak), {"version": 1, "note": "停"}).status_code == 302
    assert (
        "漏损率"
        in client.get(
            reverse("indicator.list", args=[leak.round_id]) + "?status=dropped"
        ).content.decode()
    )
    assert client.get(at("indicator.view", leak)).status_code == 200


def test_two_editors_see_both_texts(enter, leak):
    client = enter("lin")
    address = at("indicator.edit", leak)
    assert client.get(address).context["form"].initial["place"] == "7-3"
    assert client.post(address, LEAK | {"target": "9", "version": 1}).status_code == 302
    answer = client.post(address, LEAK | {"target": "8", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409 and "<td>9</td><td>8</td>" in page
    assert client.post(address, LEAK | {"target": "8", "version": 2}).status_code == 302
    assert Indicator.objects.get().target == "8"


@pytest.mark.parametrize("who", ["song", "ma"])
def test_an_outsider_gets_what_a_missing_one_gets(enter, leak, who):
    client = enter(who)
    for name in ("view", "edit", "read", "drop"):
        assert client.get(at(f"indicator.{name}", leak)).status_code == 404
    assert client.post(at("indicator.read", leak), READING).status_code == 404


def test_who_only_looks_finds_no_form(enter, leak):
    page = enter("zhou").get(at("indicator.view", leak)).content.decode()
    assert '<form method="post" action="' not in page.partition("<main")[2]
    client = enter("zhou")
    assert client.get(at("indicator.read", leak)).status_code == 403
    assert client.get(reverse("indicator.register", args=[leak.round_id])).status_code == 403


def test_many_are_turned_page_by_page(enter, round_, finding):
    Indicator.objects.bulk_create(
        Indicator(round=round_, finding=finding, name=f"指标{n:03}", created_at=make.NOW)
        for n in range(103)
    )
    address = reverse("indicator.list", args=[round_.pk])
    client = enter("wei")
    assert "指标102" not in client.get(address).content.decode()
    assert "指标102" in client.get(f"{address}?page=2").content.decode()
