"""The coverage list and the answer to a recommendation as pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import Recommendation

pytestmark = pytest.mark.django_db


def enter(client, city, who="wei"):
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(city.users[who], backend=backend)
    return client


@pytest.fixture
def asked(round_):
    return Recommendation.objects.create(round=round_, number=1, text="扛牢全面从严治党政治责任")


def listed(round_):
    return reverse("coverage", args=[round_.pk])


def answer(round_, number=1):
    return reverse("recommendation.answer", args=[round_.pk, number])


def test_the_gaps_are_listed_with_a_way_to_close_them(client, city, round_, finding, asked):
    text = enter(client, city).get(listed(round_)).content.decode()
    assert finding.wording in text
    assert asked.text in text
    assert reverse("measure.add", args=[round_.pk, finding.number]) in text
    assert answer(round_) in text


def test_answering_with_the_numbers_of_measures(client, city, round_, measure, asked):
    enter(client, city)
    given = client.post(answer(round_), {"measures": "7-1", "version": "1"})
    assert given.url == listed(round_)
    assert list(asked.measures.all()) == [measure]


@pytest.mark.parametrize("typed", ["7-9", "nonsense", "7-1、99-1"])
def test_a_measure_that_is_not_there_answers_nothing(client, city, round_, measure, asked, typed):
    given = enter(client, city).post(answer(round_), {"measures": typed, "version": "1"})
    assert given.status_code == 422
    assert typed in given.content.decode()
    assert not asked.measures.exists()


@pytest.mark.parametrize("who", ["song", "sys"])
def test_an_outsider_finds_nothing(client, city, round_, asked, who):
    enter(client, city, who)
    assert client.get(listed(round_)).status_code == 404
    assert client.post(answer(round_), {"measures": "", "version": "1"}).status_code == 404


def test_more_gaps_ask_no_more(client, city, round_, asked):
    enter(client, city)
    counts = []
    for numbers in (range(1, 4), range(4, 40)):
        for number in numbers:
            make.finding(round_, number, f"第{number}个问题")
            Recommendation.objects.create(round=round_, number=number + 1, text=f"建议{number}")
        client.get(listed(round_))
        with CaptureQueriesContext(connection) as queries:
            client.get(listed(round_))
        counts.append(len(queries))
    assert counts[0] == counts[1]
