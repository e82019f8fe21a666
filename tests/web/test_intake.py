"""Bringing a document in through the pages: drop, correct beside the source, confirm, undo."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.ledger.intake_texts import CANARY, FEEDBACK, NOTICE
from zhenggai.ledger.models import Finding, Intake, Measure, Round

pytestmark = pytest.mark.django_db


def enter(client, city, who="wei"):
    client.force_login(
        city.users[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def bring(client, text=NOTICE):
    answer = client.post(reverse("intake.stage"), {"text": text})
    assert answer.status_code == 302
    return Intake.objects.order_by("-created_at").first()


def correct(client, intake, **data):
    intake.refresh_from_db()
    return client.post(
        reverse("intake.correct", args=[intake.pk]), {"version": intake.version, **data}
    )


def page(client, intake, **asked):
    return client.get(reverse("intake.view", args=[intake.pk]), asked)


def key_of(intake, number):
    intake.refresh_from_db()
    return next(one for one in intake.proposal["findings"] if one["printed"] == number)["key"]


def confirm(client, intake):
    intake.refresh_from_db()
    named = re.search(r'name="named" value="([^"]+)"', page(client, intake).content.decode())
    return client.post(
        reverse("intake.confirm", args=[intake.pk]),
        {"version": intake.version, "named": named and named[1]},
    )


def test_from_the_drop_to_the_ledger(client, city):
    enter(client, city)
    assert client.get(reverse("intake.list")).status_code == 200
    intake = bring(client)
    shown = page(client, intake)
    assert shown.status_code == 200
    assert "把 4 个问题、1 项线索信访情况、7 条措施写入台账" in shown.content.decode()
    answer = confirm(client, intake)
    assert answer.url == reverse("round.view", args=[Round.objects.get().pk])
    assert (Finding.objects.count(), Measure.objects.count()) == (5, 7)


def test_a_file_comes_in_and_goes_out_as_it_was(client, city):
    enter(client, city)
    upload = SimpleUploadedFile("通报.txt", NOTICE.encode())
    client.post(reverse("intake.stage"), {"file": upload})
    intake = Intake.objects.get()
    back = client.get(reverse("intake.file", args=[intake.pk]))
    assert back.content == NOTICE.encode()
    assert back["Content-Disposition"].startswith("attachment")
    assert back["Content-Type"] == "application/octet-stream"


def test_the_source_is_shown_with_what_was_recognised(client, city):
    enter(client, city)
    text = page(client, bring(client)).content.decode()
    assert 'class="s-finding"' in text
    assert "s-measure s-figure" in text
    assert "停车难问题突出</span>" in text


def test_undo_takes_everything_back_and_the_text_may_come_again(client, city):
    enter(client, city)
    intake = bring(client)
    confirm(client, intake)
    intake.refresh_from_db()
    assert "撤销本次导入" in page(client, intake).content.decode()
    client.post(reverse("intake.undo", args=[intake.pk]), {"version": intake.version})
    assert not Finding.objects.exists()
    assert page(client, intake).status_code == 200
    assert bring(client) != intake


def test_discarding(client, city):
    enter(client, city)
    intake = bring(client)
    answer = client.post(reverse("intake.discard", args=[intake.pk]), {"version": intake.version})
    assert answer.url == reverse("intake.list")
    assert "已舍弃" in client.get(reverse("intake.list")).content.decode()


def test_leaving_out_taking_in_and_correcting(client, city):
    enter(client, city)
    intake = bring(client)
    key = key_of(intake, 4)
    assert correct(client, intake, act=f"leave {key}").status_code == 302
    assert "把 3 个问题" in page(client, intake).content.decode()
    correct(client, intake, act=f"take {key}")
    category = intake.proposal["categories"][0]["key"]
    form = {"key": key, "number": "9", "kind": "problem", "category": category, "text": ""}
    correct(client, intake, do="finding", wording="停车难\n\n停车乱", **form)
    intake.refresh_from_db()
    corrected = [one for one in intake.proposal["findings"] if "停车" in one["wording"]]
    assert [(one["printed"], one["wording"]) for one in corrected] == [
        (9, "停车难"),
        (10, "停车乱"),
    ]
    assert {one["category"] for one in corrected} == {category}


def test_a_form_is_opened_in_place(client, city):
    enter(client, city)
    intake = bring(client)
    key = key_of(intake, 2)
    measure = intake.proposal["findings"][1]["measures"][0]["key"]
    for opened in (key, measure, "round", "frame", intake.proposal["categories"][0]["key"], "add"):
        text = page(client, intake, open=opened).content.decode()
        assert f"?open={opened}" in text


def test_a_passage_of_the_source_becomes_a_finding(client, city):
    enter(client, city)
    intake = bring(client)
    start = intake.text.index("市委2月10日")
    correct(client, intake, do="add", what="finding", start=start, end=start + 15)
    intake.refresh_from_db()
    added = intake.proposal["findings"][0]
    assert added["wording"] == intake.text[start : start + 15].strip()
    assert (added["start"], added["end"]) == (start, start + 15)


def test_withheld_passages_leave_the_text(client, city):
    enter(client, city)
    intake = bring(client, FEEDBACK)
    assert "涉及人员" in page(client, intake).content.decode()
    confirm(client, intake)
    shown = page(client, intake).content.decode()
    assert CANARY not in shown
    assert "待移交" in shown


def test_a_new_round_with_a_unit_that_is_missing(client, city):
    enter(client, city)
    intake = bring(client)
    seen = intake.proposal["round"]
    form = {name: value for name, value in seen.items() if isinstance(value, str)}
    form |= {"unit": str(city.root.pk), "unit_name": "云川新区", "inspected_body": "云川新区党工委"}
    correct(client, intake, do="round", **form)
    confirm(client, intake)
    assert Round.objects.get().inspected_unit.name == "云川新区"


def test_a_stale_correction_is_refused_and_nothing_changes(client, city):
    enter(client, city)
    intake = bring(client)
    key = key_of(intake, 1)
    correct(client, intake, act=f"leave {key}")
    answer = client.post(
        reverse("intake.correct", args=[intake.pk]), {"version": 1, "act": f"take {key}"}
    )
    assert answer.status_code == 409
    intake.refresh_from_db()
    assert not intake.proposal["findings"][0]["take"]


@pytest.mark.parametrize("who", ["song", "ma", "zhao", "sys", "aud"])
def test_an_outsider_sees_and_does_nothing(client, city, who):
    intake = bring(enter(client, city))
    enter(client, city, who)
    assert page(client, intake).status_code == 404
    for act in ("correct", "confirm", "discard", "undo"):
        answer = client.post(reverse(f"intake.{act}", args=[intake.pk]), {"version": 1})
        assert answer.status_code == 404
    assert client.post(reverse("intake.stage"), {"text": NOTICE}).status_code == 403
    assert 'name="file"' not in client.get(reverse("intake.list")).content.decode()


def test_both_languages(client, city):
    enter(client, city)
    intake = bring(client)
    client.cookies["language"] = "en"
    assert "Write 4 findings" in page(client, intake).content.decode()
    confirm(client, intake)
    assert "Undo this import" in page(client, intake).content.decode()


def test_the_document_itself_is_corrected_and_searched_for_clues_when_it_is_a_feedback(
    client, city
):
    enter(client, city)
    text = NOTICE.replace("新增泊位2300个。", "新增泊位2300个。收到反映张某同志的问题线索。")
    intake = bring(client, text)
    assert intake.proposal["withheld"] == []
    form = {
        "title": "改过的标题",
        "kind": "feedback",
        "issuer": "省委巡视组",
        "issued_on": "2026-01-16",
    }
    assert correct(client, intake, do="document", **form).status_code == 302
    intake.refresh_from_db()
    assert (str(intake), intake.kind) == ("改过的标题", "feedback")
    assert any("张某" in intake.text[p["start"] : p["end"]] for p in intake.proposal["withheld"])
    for broken in ({"kind": "rumour"}, {"issued_on": "2026-02-30"}, {"title": "长" * 301}):
        assert correct(client, intake, do="document", **form | broken).status_code == 422


def test_only_rounds_that_one_s_office_keeps_are_offered(client, city, round_):
    enter(client, city)
    intake = bring(client, NOTICE)
    assert f'value="{round_.pk}"' in page(client, intake).content.decode()
    correct(client, intake, do="into", round="")
    intake.refresh_from_db()
    assert intake.proposal["round"]["id"] == ""
    correct(client, intake, do="into", round=str(round_.pk))
    intake.refresh_from_db()
    assert intake.proposal["round"]["id"] == str(round_.pk)


def test_what_still_blocks_is_said_beside_the_panes(client, city):
    enter(client, city)
    intake = bring(client)
    for item in intake.proposal["findings"]:
        correct(client, intake, act=f"leave {item['key']}")
    shown = page(client, intake).content.decode()
    assert "没有选定要写入的内容" in shown
    assert 'class="main wide" disabled' in shown
    intake.refresh_from_db()
    answer = client.post(reverse("intake.confirm", args=[intake.pk]), {"version": intake.version})
    assert answer.status_code == 422
    assert "还有需要决定或者填写的内容" in answer.content.decode()
