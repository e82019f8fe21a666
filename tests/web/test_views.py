"""Saved views: an address under a name, for oneself, one's unit or everybody, and never a row more than one may see."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zhenggai.ledger.models import SavedView

pytestmark = pytest.mark.django_db


def enter(client, city, who):
    client.force_login(
        city.users[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def save(client, round_, name="超期的", address="alert=overdue&sort=due", scope="mine"):
    return client.post(
        reverse("view.save", args=[round_.pk]), {"name": name, "address": address, "scope": scope}
    )


def listed(client, round_, query=""):
    return client.get(reverse("view.list", args=[round_.pk]) + query).content.decode()


def test_kept_and_opened_again(client, city, measure):
    round_ = measure.round
    answer = save(enter(client, city, "wei"), round_)
    assert answer.url.endswith("/ledger/?alert=overdue&sort=due")
    assert client.get(answer.url).status_code == 200
    assert "alert=overdue&amp;sort=due" in listed(client, round_)


def test_the_same_name_is_replaced(client, city, measure):
    enter(client, city, "wei")
    save(client, measure.round)
    save(client, measure.round, address="status=closed")
    assert SavedView.objects.get().address == "status=closed"


@pytest.mark.parametrize(
    ("scope", "seen"),
    [("mine", {"lin"}), ("unit", {"lin", "he"})],
)
def test_for_whom_it_stands(client, city, measure, scope, seen):
    save(enter(client, city, "lin"), measure.round, name="我的视图", scope=scope)
    for who in ("lin", "he", "ma", "wei", "zhou"):
        shown = "我的视图" in listed(enter(client, city, who), measure.round)
        assert shown == (who in seen), who


def test_the_office_shares_with_everybody(client, city, measure):
    save(enter(client, city, "wei"), measure.round, name="督办清单", scope="all")
    assert "督办清单" in listed(enter(client, city, "lin"), measure.round)
    answer = save(enter(client, city, "lin"), measure.round, name="越权", scope="all")
    assert answer.status_code == 403
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"name": " "}, 422),
        ({"name": "长" * 41}, 422),
        ({"scope": "world"}, 422),
        ({"address": "nonsense=1"}, 400),
        ({"address": "node=not-an-id"}, 404),
        ({"address": "javascript:alert(1)"}, 400),
    ],
)
def test_what_cannot_be_kept_is_refused(client, city, measure, data, status):
    assert save(enter(client, city, "wei"), measure.round, **data).status_code == status
    assert not SavedView.objects.exists()


def test_dropped_by_its_owner_only(client, city, measure):
    save(enter(client, city, "lin"), measure.round, scope="unit")
    view = SavedView.objects.get()
    drop = reverse("view.drop", args=[measure.round_id, view.pk])
    assert enter(client, city, "song").post(drop).status_code == 404
    assert enter(client, city, "he").post(drop).status_code == 403
    assert enter(client, city, "lin").post(drop).status_code == 302
    assert not SavedView.objects.exists()


def test_page_and_opened_row_are_not_kept(client, city, measure):
    save(enter(client, city, "wei"), measure.round, address="status=draft&peek=7-1&size=100")
    assert SavedView.objects.get().address == "status=draft&size=100"
