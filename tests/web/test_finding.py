"""A finding on one page, and what is decided there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import (
    Citation,
    Figure,
    Institution,
    Intake,
    Manifestation,
    Mention,
    Recommendation,
)
from zhenggai.office import search
from zhenggai.office.keys import uuid7

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SOURCE = "一、问题。\n7.老旧小区供水管网改造进度缓慢。投入3.2亿元，印发《管网改造办法》。"


@pytest.fixture
def page(client, city, round_):
    """The page of a finding as somebody."""

    def call(name, number=7):
        client.force_login(city.users[name], backend=BACKEND)
        return client.get(reverse("finding.view", args=[round_.pk, number]))

    return call


@pytest.fixture
def source(city, finding, measure):
    """A confirmed document that speaks of the finding, with a figure, a citation and a proposed institution."""
    intake = Intake.objects.create(
        round_id=finding.round_id,
        name="通报.txt",
        title="整改通报",
        text=SOURCE,
        text_hash="1" * 64,
        status="confirmed",
        created_at=make.NOW,
        created_by=city.users["wei"],
    )
    start = SOURCE.index("老旧")
    Mention.objects.create(
        intake=intake,
        finding=finding,
        start=start,
        end=start + 14,
        wording=SOURCE[start : start + 14],
    )
    Figure.objects.create(
        intake=intake, finding=finding, start=0, end=3, value="3.2", unit="亿元", kind="amount"
    )
    Citation.objects.create(intake=intake, finding=finding, start=0, end=3, title="管网改造办法")
    draft = Institution.objects.create(
        round_id=finding.round_id, intake=intake, title="管网改造办法"
    )
    draft.findings.add(finding)
    Manifestation.objects.create(finding=finding, number=1, text="两个片区尚未开工")
    answered = Recommendation.objects.create(
        round_id=finding.round_id, number=2, text="加快老旧管网改造"
    )
    answered.measures.add(measure)
    return draft


def test_the_office_sees_all_of_it(page, source):
    answer = page("wei").content.decode()
    assert "<mark>老旧小区供水管网改造进度缓慢</mark>" in answer
    for word in (
        "两个片区尚未开工",
        "3.2亿元",
        "管网改造办法",
        "加快老旧管网改造",
        "7-①",
        "未启动",
    ):
        assert word in answer


def test_a_unit_sees_the_wording_and_its_own_measure(page, source, finding, city):
    make.measure(finding, 2, "别的单位的措施", lead_unit=city.finance)
    answer = page("lin").content.decode()
    assert "老旧小区供水管网改造进度缓慢" in answer and "完成管网改造二期" in answer
    for hidden in ("别的单位的措施", "3.2亿元", "印发"):
        assert hidden not in answer
    assert page("sys").status_code == 404


@pytest.mark.parametrize("number", [0, 8, 999999])
def test_a_number_that_is_none(page, finding, number):
    assert page("wei", number).status_code == 404


@pytest.mark.parametrize(
    ("verb", "status"), [("institution.confirm", "listed"), ("institution.drop", "dropped")]
)
def test_a_proposed_institution_is_decided_on(client, page, source, verb, status):
    assert reverse(verb, args=[source.round_id, source.pk]) in page("wei").content.decode()
    form = {"version": 1, "request_id": uuid7(), "finding": 7}
    answer = client.post(reverse(verb, args=[source.round_id, source.pk]), form)
    assert answer.status_code == 302 and answer.url.endswith("/findings/7/")
    source.refresh_from_db()
    assert source.status == status


def test_who_may_not_decide_sees_no_button_and_is_refused(client, page, source):
    page("lin")
    address = reverse("institution.confirm", args=[source.round_id, source.pk])
    assert client.post(address, {"version": 1, "finding": 7}).status_code in (403, 404)
    assert address not in page("lin").content.decode()
    page("wei")
    for form in ({}, {"version": "x", "finding": 7}, {"version": 1, "finding": "../"}):
        assert client.post(address, form).status_code == 422
    assert client.get(address).status_code == 405


def test_similar_findings_of_other_rounds_are_suggested(page, finding, city):
    other = make.round_of(city.root)
    make.finding(other, 3, "老旧小区供水管网改造推进缓慢")
    make.finding(other, 4, "机关食堂管理不规范")
    answer = page("wei").content.decode()
    assert "老旧小区供水管网改造推进缓慢" in answer and "机关食堂" not in answer
    foreign = make.round_of(make.unit(None, "临江市"))
    make.finding(foreign, 1, "老旧小区供水管网改造进度缓慢，群众不满")
    assert "群众不满" not in page("wei").content.decode()
    assert search.alike("，。", "finding", 5) == []


def test_a_closed_finding_says_so(page, measure):
    type(measure).objects.update(status="closed", closed_at=make.NOW)
    answer = page("wei").content.decode()
    assert "全部销号" in answer and "1条中已销号1条" in answer
