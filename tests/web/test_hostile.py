"""Somebody who wants to see, change or break what he may not: what held must hold on."""

from __future__ import annotations

import io
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.core.files.buildpdf import endless
from zhenggai.ledger.models import Intake
from zhenggai.office import apart
from zhenggai.office.models import Entry
from zhenggai.web import uploads

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def wei(city):
    """Wei's browser; a fault of the program is a page, as it is in an installation."""
    client = Client(raise_request_exception=False)
    client.force_login(city.users["wei"], backend=BACKEND)
    return client


def headers_of_a_page(answer):
    """What every answer says to the browser."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nothing_private_is_kept_by_a_browser(wei, measure):
    for address in ("/", f"/r/{measure.round_id}/", "/units/", "/nowhere/", "/documents/"):
        answer = wei.get(address)
        headers_of_a_page(answer)
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    notice = wei.post(reverse("notice.export", args=[measure.round_id]))
    assert notice.status_code == 200
    assert "no-store" in notice["Cache-Control"]


def test_static_files_have_the_headers_too(settings):
    static = settings.MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")
    for name in (
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "zhenggai.web.middleware.guarded",
    ):
        assert settings.MIDDLEWARE.index(name) < static


def test_refusals_from_outside_the_pages_have_the_headers(wei):
    large = wei.generic("POST", "/documents/bring/", b"x", headers={"content-length": str(10**12)})
    many = wei.post("/documents/bring/", {f"f{n}": "1" for n in range(10_001)})
    broken = wei.post("/documents/bring/", "x", content_type="multipart/form-data; boundary=")
    strange = wei.get("/", headers={"host": "evil.example"})
    for answer, status in ((large, 413), (many, 400), (broken, 400), (strange, 400)):
        assert answer.status_code == status
        headers_of_a_page(answer)


def test_a_fault_in_the_frame_is_a_page_without_the_frame(wei, measure, monkeypatch):
    def fall(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("zhenggai.web.frame.asking.rounds", fall)
    answer = wei.get(f"/r/{measure.round_id}/")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.content.decode()
    headers_of_a_page(answer)


@pytest.mark.parametrize(
    "address", ["/suggest/units/", "/suggest/leaders/", "/units/", "/people/", "/search/"]
)
def test_a_character_that_no_database_holds_is_refused_in_an_address(wei, address):
    answer = wei.get(f"{address}?q=a%00b")
    assert answer.status_code == 400
    assert "TEXT-CHAR" in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "0000000099999999999", "9" * 4000, "٣", "1001", "x"])
def test_pages_that_cannot_be(wei, page):
    assert wei.get("/people/", {"page": page}).status_code == 422


def test_a_form_id_that_is_none_is_refused_and_not_broken(wei, measure):
    address = reverse("measure.plan", args=[measure.round_id, 7, 1])
    before = Entry.objects.count()
    for value in ("x", "a\0b", "1" * 5000):
        answer = wei.post(address, {"version": "1", "request_id": value})
        assert answer.status_code == 422, value[:9]
        assert "PARAM" in answer.content.decode()
    assert Entry.objects.count() == before


def test_the_deactivated_are_out_at_once(wei, city):
    assert wei.get("/units/").status_code == 200
    city.users["wei"].is_active = False
    city.users["wei"].save()
    assert wei.get("/units/")["Location"].startswith("/sign-in/")


def test_an_override_header_changes_nothing(wei, measure):
    for name in ("x-http-method-override", "x-method-override", "x-http-method"):
        answer = wei.get(
            reverse("measure.plan", args=[measure.round_id, 7, 1]), headers={name: "POST"}
        )
        assert answer.status_code == 200
    assert not Entry.objects.exists()


PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "kind", "less"),
    [
        (PART + "整改方案".encode() * 20, "multipart/form-data; boundary=x", 900),
        (PART + "整改方案".encode() * 20, "multipart/form-data; boundary=x", 0),
        (PART + "整改方案".encode() * 20 + b"\r\n--x--\r\n", "multipart/form-data; boundary=x", 9),
        (b"text=" + b"%E6%95%B4" * 40, URLENCODED, 90),
    ],
)
@pytest.mark.parametrize("checks", [True, False], ids=["token in the form", "no token asked"])
def test_what_did_not_arrive_whole_is_not_taken(city, body, kind, less, checks):
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    client.force_login(city.users["wei"], backend=BACKEND)
    announced = {"content-length": str(len(body) + less)}
    stream = io.BytesIO(body)
    answer = client.generic(
        "POST", "/documents/bring/", body, kind, headers=announced, **{"wsgi.input": stream}
    )
    assert answer.status_code == 400
    assert "没有保存任何内容" in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_form_that_arrives_whole_is_taken(wei):
    body = PART + "整改方案".encode() * 20 + b"\r\n--x--"
    answer = wei.generic("POST", "/documents/bring/", body, "multipart/form-data; boundary=x")
    assert answer.status_code == 302
    assert Intake.objects.count() == 1


def test_few_documents_are_read_at_once_and_the_text_is_kept(wei, monkeypatch):
    monkeypatch.setattr(uploads, "WAIT", 0)
    with uploads.few(), uploads.few():
        answer = wei.post("/documents/bring/", {"text": "粘贴的正文"})
    assert answer.status_code == 503
    assert "粘贴的正文" in answer.content.decode()
    assert wei.post("/documents/bring/", {"text": "粘贴的正文"}).status_code == 302


@pytest.mark.parametrize("address", ["/documents/bring/", "/proofs/begin/"])
def test_a_document_that_takes_too_long_to_read_is_a_sentence(wei, monkeypatch, address):
    monkeypatch.setattr(apart, "USUAL", apart.Bounds(work=1))
    sent = SimpleUploadedFile("长.pdf", endless())
    answer = wei.post(address, {"file": sent})
    assert answer.status_code == 400
    assert "读取 长.pdf 所需的时间或内存远超一般文档" in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_reader_that_breaks_is_a_sentence(wei, monkeypatch):
    done = subprocess.CompletedProcess([], -11, b"", b"")
    monkeypatch.setattr(apart.subprocess, "run", lambda *command, **options: done)
    answer = wei.post("/documents/bring/", {"file": SimpleUploadedFile("坏.docx", b"PK")})
    assert answer.status_code == 400
    assert "读取 坏.docx 时中断" in answer.content.decode()
