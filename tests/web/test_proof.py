"""The pages of proof-reading: from a pasted text to issues, reasons, edits and a document with comments."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.ledger.intake_texts import NOTICE
from tests.ledger.proof_texts import RIGHT, WRONG
from zhenggai.ledger import proofs
from zhenggai.ledger.models import Intake, Proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(client, city):
    client.force_login(
        city.users["lin"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def begin(client, text=WRONG, **more):
    answer = client.post(reverse("proof.stage"), {"text": text, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Proof.objects.order_by("-created_at").first()


def page(client, proof, **asked):
    return client.get(reverse("proof.view", args=[proof.pk]), asked)


def mark_of(proof):
    return next(
        one.fingerprint
        for one in proofs.review_proof(proof).issues
        if one.issue.severity == "error"
    )


def test_a_pasted_text_is_marked_and_explained(lin):
    assert lin.get(reverse("proof.list")).status_code == 200
    shown = page(lin, begin(lin)).content.decode()
    assert re.search(r'<span class="c-error" data-key="[0-9a-f]{12}">四</span>', shown)
    assert "措施数目" in shown
    assert "差错1" in re.sub(r"<[^>]*>|\s", "", shown)


def test_a_clean_text_says_so(lin):
    shown = page(lin, begin(lin, "今天召开会议。"), show="error").content.decode()
    assert "未发现问题" in shown


def test_a_file_is_read_and_keeps_its_name(lin):
    upload = SimpleUploadedFile("整改通报.txt", WRONG.encode("gb18030"))
    proof = begin(lin, file=upload)
    assert proof.title == "整改通报.txt"
    assert proof.text.startswith("关于巡察整改")


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"text": ""}, 422, "粘贴"),
        ({"text": "长" * 500_001}, 422, "500,001"),
        ({"file": SimpleUploadedFile("x.docx", b"PK\x03\x04broken")}, 400, "x.docx"),
        ({"intake": "not-an-id"}, 422, ""),
    ],
)
def test_what_cannot_be_taken_is_said(lin, data, status, words):
    answer = lin.post(reverse("proof.stage"), data)
    assert answer.status_code == status
    assert words.replace(",", "") in answer.content.decode().replace(",", "")
    assert not Proof.objects.exists()


def test_only_one_severity_is_shown_when_asked(lin):
    proof = begin(lin)
    assert "c-error" in page(lin, proof, show="error").content.decode()
    assert 'class="c-error" data-key' not in page(lin, proof, show="info").content.decode()
    assert page(lin, proof, show="<script>").status_code == 200


def test_a_reason_silences_with_a_name_and_can_be_taken_back(lin, city):
    proof = begin(lin)
    address, mark = reverse("proof.waive", args=[proof.pk]), mark_of(proof)
    lin.post(address, {"mark": mark, "reason": "第四个方面见附件"})
    shown = page(lin, proof).content.decode()
    assert "第四个方面见附件" in shown
    assert city.person("lin").name in shown
    assert 'class="c-error" data-key' not in shown
    lin.post(reverse("proof.unwaive", args=[proof.pk]), {"mark": mark})
    assert 'class="c-error" data-key' in page(lin, proof).content.decode()


def test_without_a_reason_what_was_typed_stays_open(lin):
    proof = begin(lin)
    address = reverse("proof.waive", args=[proof.pk])
    answer = lin.post(address, {"mark": mark_of(proof), "reason": " "})
    assert answer.status_code == 422
    assert re.search(r'data-end="\d+" open>', answer.content.decode())


def test_an_edit_is_checked_and_kept(lin):
    proof = begin(lin)
    address = reverse("proof.edit", args=[proof.pk])
    assert WRONG.split("\n")[3] in lin.get(address).content.decode()
    lin.post(address, {"text": RIGHT, "version": 1})
    assert 'class="c-error" data-key' not in page(lin, proof).content.decode()


def test_two_editors_see_both_texts(lin):
    proof = begin(lin)
    address = reverse("proof.edit", args=[proof.pk])
    lin.post(address, {"text": RIGHT, "version": 1})
    answer = lin.post(address, {"text": WRONG + "补充一句。", "version": 1})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "补充一句。" in shown
    assert "主要从三个方面" in shown


def test_while_one_writes_nothing_is_kept(lin):
    proof = begin(lin, RIGHT)
    answer = lin.post(reverse("proof.judge"), {"text": WRONG, "proof": proof.pk})
    assert "措施数目" in answer.content.decode()
    assert Proof.objects.get().text.strip() == RIGHT.strip()
    assert lin.post(reverse("proof.judge"), {"text": ""}).status_code == 422


def test_the_document_with_comments(lin):
    proof = begin(lin)
    answer = lin.post(reverse("proof.export", args=[proof.pk]))
    opened = docx.Document(io.BytesIO(answer.content))
    assert [one.text for one in opened.paragraphs] == WRONG.split("\n")
    assert any(one.text.startswith("措施数目：") for one in opened.comments)


def test_a_discarded_text_is_not_there(lin):
    proof = begin(lin)
    lin.post(reverse("proof.discard", args=[proof.pk]), {"version": 1})
    assert page(lin, proof).status_code == 404


def test_a_stranger_gets_what_a_missing_text_gets(lin, client, city):
    proof = begin(lin)
    client.force_login(
        city.users["song"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for name in ("view", "edit", "waive", "unwaive", "discard"):
        assert client.get(reverse(f"proof.{name}", args=[proof.pk])).status_code == 404
    for name in ("edit", "waive", "unwaive", "discard", "export"):
        assert client.post(reverse(f"proof.{name}", args=[proof.pk])).status_code == 404
    answer = client.post(reverse("proof.judge"), {"text": WRONG, "proof": proof.pk})
    assert answer.status_code == 404


def test_the_text_of_a_document_is_proof_read_by_its_office(client, city):
    client.force_login(
        city.users["wei"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    client.post(reverse("intake.stage"), {"text": NOTICE})
    intake = Intake.objects.get()
    answer = client.post(reverse("proof.stage"), {"intake": intake.pk})
    assert client.get(answer.url).status_code == 200
    proof = Proof.objects.get()
    edit = reverse("proof.edit", args=[proof.pk])
    assert client.get(edit).status_code == 302
    assert client.post(edit, {"text": RIGHT, "version": 1}).status_code == 409


def test_hostile_words_stay_words(lin):
    text = "<script>alert(1)</script>“未闭合，三项工作：甲、乙、丙、丁。\n" + WRONG
    shown = page(lin, begin(lin, text)).content.decode()
    assert "<script>alert" not in shown
