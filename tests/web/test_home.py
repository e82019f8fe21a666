from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, city, name, round_, **asked):
    client.force_login(
        city.users[name], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client.get(reverse("round.view", args=[round_.pk]), asked)


def test_the_home_shows_where_things_stand(client, city, round_, measure):
    answer = page(client, city, "wei", round_)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "整改完成" in text and "未定" in text
    assert f"{reverse('ledger.list', args=[round_.pk])}?node=none&amp;target=none" in text


@pytest.mark.parametrize("rows", ["node", "unit", "leader", "category"])
@pytest.mark.parametrize("of", ["measures", "findings"])
def test_every_switch(client, city, round_, measure, rows, of):
    assert page(client, city, "wei", round_, rows=rows, of=of).status_code == 200


@pytest.mark.parametrize("asked", [{"rows": "owner__password"}, {"of": "x"}, {"rows": ""}])
def test_an_unknown_switch_is_refused(client, city, round_, measure, asked):
    answer = page(client, city, "wei", round_, **asked)
    assert answer.status_code in (400, 422)


def test_the_round_of_somebody_else_looks_like_none(client, city, round_, measure):
    for name in ("song", "sys"):
        assert page(client, city, name, round_).status_code == 404
    assert client.get("/r/00000000-0000-7000-8000-000000000000/").status_code == 404


def test_without_a_round_the_home_is_a_drop_zone(client, city):
    client.force_login(
        city.users["wei"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.get("/")
    assert answer.status_code == 200
    assert 'type="file"' in answer.content.decode()


def test_more_measures_are_not_more_queries(
    client, city, round_, finding, measure, django_assert_max_num_queries
):
    page(client, city, "wei", round_)
    with django_assert_max_num_queries(40) as few:
        page(client, city, "wei", round_)
    for number in range(2, 30):
        make.measure(finding, number, f"措施{number}", lead_unit=city.housing)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page(client, city, "wei", round_)


def test_english(client, city, round_, measure):
    client.cookies["language"] = "en"
    text = page(client, city, "wei", round_).content.decode()
    assert "Where things stand" in text and '<html lang="en">' in text
