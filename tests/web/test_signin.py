from __future__ import annotations

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.factories import PASSWORD
from zhenggai.office.models import Entry, User

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(client, username, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_who_is_not_signed_in_is_sent_to_the_door(client, city):
    answer = client.get("/")
    assert answer.status_code == 302 and answer.url.startswith("/sign-in/")


def test_signing_in_and_out(client, city):
    assert sign_in(client, "wei").status_code == 302
    assert client.get("/").status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get("/").status_code == 302


def test_a_wrong_password_says_so_and_no_more(client, city):
    wrong = sign_in(client, "wei", "wrong password")
    unknown = sign_in(client, "nobody", "wrong password")
    assert wrong.status_code == unknown.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    assert len(wrong.content) - len(unknown.content) == len("wei") - len("nobody")


def test_a_person_is_locked_after_many_tries_on_one_address_only(client, city):
    for _try in range(8):
        last = sign_in(client, "wei", "wrong password")
    assert last.status_code == 429
    assert sign_in(client, "wei").status_code == 429
    assert sign_in(client, "lin").status_code == 302


def test_nobody_signs_himself_up(client, city):
    for address in ("/signup/", "/accounts/signup/", "/sign-in/up/"):
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"username": "x"}).status_code in (302, 404)
    assert not User.objects.filter(username="x").exists()


def test_a_first_password_must_be_changed(client, city):
    User.objects.filter(username="lin").update(must_change_password=True)
    sign_in(client, "lin")
    assert client.get("/").url == reverse("user.password")
    form = {"present": PASSWORD, "new": "another long word", "again": "another long word"}
    assert (
        client.post(reverse("user.password"), form | {"again": "not the same"}).status_code == 422
    )
    assert client.post(reverse("user.password"), form | {"present": "wrong"}).status_code == 422
    weak = form | {"new": "12345678", "again": "12345678"}
    assert client.post(reverse("user.password"), weak).status_code == 422
    assert client.post(reverse("user.password"), form).status_code == 302
    assert client.get("/").status_code == 200
    entry = Entry.objects.get(verb="user.password")
    assert "password" in entry.fields and not entry.revisions.filter(field="password").exists()


@override_settings(TOTP_ROLES=["office"])
def test_a_role_can_require_a_second_factor(client, city):
    sign_in(client, "wei")
    answer = client.get("/")
    assert answer.status_code == 302 and answer.url == reverse("mfa_activate_totp")
    page = client.get(answer.url, follow=True)
    assert page.status_code == 200
    client.logout()
    sign_in(client, "lin")
    assert client.get("/").status_code == 200


def test_an_idle_session_ends(client, city):
    client.force_login(city.users["wei"], backend=BACKEND)
    client.get("/")
    session = client.session
    session["seen"] = session["seen"] - 3600
    session.save()
    assert client.get("/").status_code == 302


def test_a_deactivated_account_is_out_at_once(client, city):
    client.force_login(city.users["wei"], backend=BACKEND)
    User.objects.filter(username="wei").update(is_active=False)
    assert client.get("/").status_code == 302


def test_the_demos_addresses_are_not_in_a_real_installation(client, city):
    for address in ("/demo/", "/demo/enter/", "/demo/clock/"):
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"username": "wei"}).status_code in (302, 404)
    assert "_auth_user_id" not in client.session
