"""What stands around every page: language, headers, refusals, kept drafts, idle sessions."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from zhenggai.office import access
from zhenggai.office.models import User


@pytest.fixture
def wei(city):
    """Wei's browser."""
    client = Client()
    client.force_login(city.users["wei"])
    return client


def test_chinese_is_spoken_first(city):
    answer = Client().get("/sign-in/", headers={"accept-language": "en-GB,en"})
    assert answer["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans">' in answer.content.decode()
    assert "登录" in answer.content.decode()


def test_the_switch_is_kept_and_leads_back(wei, round_):
    page = f"/r/{round_.pk}/?rows=unit"
    answer = wei.post("/language/", {"language": "en", "next": page})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert wei.cookies["language"].value == "en"
    assert wei.cookies["language"]["samesite"] == "Lax"
    shown = wei.get(page)
    assert shown["Content-Language"] == "en"
    assert '<html lang="en">' in shown.content.decode()


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:evil", "\\\\evil"],
)
def test_the_switch_never_leads_away(wei, target):
    assert wei.post("/language/", {"language": "en", "next": target})["Location"] == "/"


def test_an_unknown_language_is_refused_in_words(wei):
    answer = wei.post("/language/", {"language": "xx"})
    assert answer.status_code == 422
    assert "地址中的参数不存在：language。" in answer.content.decode()


@pytest.mark.parametrize("language", ["xx", "", "en; drop", "zh-hans\x00"])
def test_a_strange_cookie_is_chinese(city, language):
    client = Client()
    client.cookies["language"] = language
    assert client.get("/sign-in/")["Content-Language"] == "zh-hans"


def test_headers_of_every_page(wei, round_):
    for address in ("/sign-in/", f"/r/{round_.pk}/", "/nowhere/"):
        answer = wei.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert "object-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy and "form-action 'self'" in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_kept_from_scripts_and_from_strangers(city):
    client = Client()
    answer = client.post("/sign-in/", {"login": "wei", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    session = client.cookies["zhenggai"]
    assert session["httponly"] and session["samesite"] == "Lax"
    assert session["expires"] == "", "a session ends with the browser"


def test_nobody_signs_himself_up(city):
    for address in ("/sign-up/", "/accounts/signup/", "/signup/", "/password/reset/"):
        assert Client().post(address, {"username": "x"}).status_code in {302, 404}
    assert not User.objects.filter(username="x").exists()


def test_after_signing_in_one_is_where_one_was_going(city, round_):
    client = Client()
    away = client.get(f"/r/{round_.pk}/")["Location"]
    answer = client.post(away, {"login": "wei", "password": PASSWORD, "next": f"/r/{round_.pk}/"})
    assert answer["Location"] == f"/r/{round_.pk}/"


def test_a_wrong_password_tells_nothing(city):
    texts = []
    for name in ("wei", "nobody"):
        answer = Client().post("/sign-in/", {"login": name, "password": "wrong"})
        assert "_auth_user_id" not in answer.client.session
        texts.append(re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode()).replace(name, ""))
    assert texts[0] == texts[1]


def test_a_missing_page_and_a_foreign_page_say_the_same(wei, measure, city):
    song = Client()
    song.force_login(city.users["song"])
    foreign = song.get(f"/r/{measure.round_id}/")
    missing = song.get("/nowhere/")
    assert foreign.status_code == missing.status_code == 404
    for answer in (foreign, missing):
        assert "这个地址没有内容，或者不在您的查看范围内。" in answer.content.decode()


def test_a_refusal_has_its_number_and_a_way_on(wei, caplog):
    with caplog.at_level("INFO", "zhenggai.refusals"):
        answer = wei.get("/nowhere/")
    text = answer.content.decode()
    number = caplog.records[0].getMessage().rpartition("[")[2].rstrip("]")
    assert number in text and "NOT-FOUND" in text
    assert 'href="/"' in text


def test_a_fragment_is_refused_as_a_fragment(wei):
    answer = wei.post("/language/", {"language": "xx"}, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_draft_survives_a_stale_token(city, measure):
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.users["wei"])
    address = reverse("measure.assign", args=[measure.round_id, 7, 1])
    draft = "三十六个小区<b>逐一</b>通水"
    answer = client.post(address, {"text": draft, "password": "geheim", "title": " "})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "三十六个小区&lt;b&gt;逐一&lt;/b&gt;通水" in page
    assert "geheim" not in page
    assert f'href="{address}"' in page


def test_an_idle_session_ends(wei, round_, settings):
    page = f"/r/{round_.pk}/"
    assert wei.get(page).status_code == 200
    session = wei.session
    session["seen"] -= settings.SESSION_IDLE + 1
    session.save()
    assert wei.get(page).status_code == 302
    assert wei.get(page)["Location"].startswith("/sign-in/")


def test_reading_a_page_does_not_write_the_session_every_time(wei, round_):
    page = f"/r/{round_.pk}/"
    wei.get(page)
    seen = wei.session["seen"]
    wei.get(page)
    assert wei.session["seen"] == seen


def test_a_button_of_the_frame_asks_access(wei, round_, monkeypatch):
    page = f"/r/{round_.pk}/"
    edit = reverse("round.edit", args=[round_.pk])
    button = f'class="btn" href="{edit}"'
    assert button in wei.get(page).content.decode()
    monkeypatch.setattr(access, "may", lambda *asked: False)
    assert button not in wei.get(page).content.decode()


def test_a_message_is_shown_once(wei, city, measure):
    address = reverse("measure.plan", args=[measure.round_id, 7, 1])
    answer = wei.post(address, {"version": "1"})
    assert answer.status_code == 302, answer.content.decode()
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["7-①：列入方案，已办理。"]
    assert "已办理。" in wei.get("/", follow=True).content.decode()
    assert "已办理。" not in wei.get("/", follow=True).content.decode()


def test_an_administrator_gets_a_page_without_business(city, measure):
    for who in ("sys", "sec", "aud"):
        client = Client()
        client.force_login(city.users[who])
        answer = client.get("/")
        assert answer.status_code == 200
        assert "老旧小区" not in answer.content.decode()
        assert client.get(f"/r/{measure.round_id}/").status_code == 404
