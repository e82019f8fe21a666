"""Extensions in the browser: ask, decide, the list, and what is said when it cannot be done."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger import measures
from zhenggai.ledger.models import Extension, Measure

pytestmark = pytest.mark.django_db
VERBS = ("ask_extension", "grant_extension", "refuse_extension", "withdraw_extension")


@pytest.fixture
def running(city, measure):
    measures.plan(city.by("wei"), measure)
    measures.start(city.by("lin"), Measure.objects.get(pk=measure.pk))
    return Measure.objects.get(pk=measure.pk)


def enter(client, city, who):
    client.force_login(
        city.users[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def address(measure, verb):
    return reverse(f"measure.{verb}", args=[measure.round_id, 7, 1])


def send(client, measure, verb, **data):
    version = Measure.objects.get(pk=measure.pk).version
    return client.post(address(measure, verb), {"version": version, **data})


def test_ask_and_grant(client, city, running):
    enter(client, city, "lin")
    assert client.get(address(running, "ask_extension")).status_code == 200
    answer = send(client, running, "ask_extension", to_on="2099年9月30日", note="管材推迟到货")
    assert answer.status_code == 302
    panel = client.get(answer.url).content.decode()
    assert "申请延期至" in panel
    enter(client, city, "zhou")
    listed = client.get(reverse("extension.list", args=[running.round_id])).content.decode()
    assert "管材推迟到货" in listed
    assert "批准延期" in listed
    shown = client.get(address(running, "grant_extension")).content.decode()
    assert "2099年9月30日" in shown
    assert send(client, running, "grant_extension", note="同意").status_code == 302
    assert Measure.objects.get(pk=running.pk).extended == 1
    panel = client.get(answer.url).content.decode()
    assert "已延期 1 次" in panel


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"to_on": "", "note": "理由"}, "新的完成时限"),
        ({"to_on": "2099-09-30", "note": ""}, "理由"),
        ({"to_on": "2026-06-01", "note": "理由"}, "须晚于"),
        ({"to_on": "明年吧", "note": "理由"}, "明年吧"),
    ],
)
def test_what_cannot_be_asked_for_is_said(client, city, running, data, words):
    answer = send(enter(client, city, "lin"), running, "ask_extension", **data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Extension.objects.exists()


def test_a_refusal_needs_its_reason(client, city, running):
    send(enter(client, city, "lin"), running, "ask_extension", to_on="2099-09-30", note="推迟")
    answer = send(enter(client, city, "wei"), running, "refuse_extension", note=" ")
    assert answer.status_code == 422
    assert Extension.objects.get().answer == "asked"


def test_a_stale_copy_is_refused(client, city, running):
    answer = enter(client, city, "lin").post(
        address(running, "ask_extension"), {"version": 99, "to_on": "2099-09-30", "note": "推迟"}
    )
    assert answer.status_code == 409


@pytest.mark.parametrize("verb", VERBS)
def test_an_outsider_gets_what_a_missing_one_gets(client, city, running, verb):
    enter(client, city, "song")
    assert client.get(address(running, verb)).status_code == 404
    assert send(client, running, verb, note="x", to_on="2099-09-30").status_code == 404


def test_the_list_shows_a_unit_its_own(client, city, running, finding):
    other = make.measure(finding, 2, "另一单位的措施", lead_unit=city.finance)
    Extension.objects.create(
        measure=other,
        from_on="2026-06-30",
        to_on="2026-07-30",
        reason="别的单位的理由",
        asked_by=city.person("song"),
        asked_at=other.changed_at,
    )
    shown = enter(client, city, "lin").get(reverse("extension.list", args=[running.round_id]))
    assert "别的单位的理由" not in shown.content.decode()
