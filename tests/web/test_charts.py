"""Timeline and wall chart in the browser's eyes: same rows as the ledger, same sight, no question more for more rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import Measure

pytestmark = pytest.mark.django_db


def enter(client, city, who="wei"):
    client.force_login(
        city.users[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def get(client, name, round_, query=""):
    return client.get(reverse(name, args=[round_.pk]) + query)


@pytest.mark.parametrize("name", ["timeline.view", "wallchart.view"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_measures_of_the_round_are_drawn(client, city, measure, name, language):
    enter(client, city).cookies["language"] = language
    shown = get(client, name, measure.round).content.decode()
    assert "7-①" in shown
    assert "完成管网改造二期" in shown
    assert "<svg" in shown


@pytest.mark.parametrize("name", ["timeline.view", "wallchart.view"])
def test_an_outsider_sees_no_row(client, city, measure, name):
    enter(client, city, "song")
    assert get(client, name, measure.round).status_code == 404


@pytest.mark.parametrize("name", ["timeline.view", "wallchart.view"])
def test_a_unit_sees_its_own_only(client, city, round_, finding, measure, name):
    make.measure(finding, 2, "市财政局的措施", lead_unit=city.finance)
    shown = get(enter(client, city, "lin"), name, round_).content.decode()
    assert "完成管网改造二期" in shown
    assert "市财政局的措施" not in shown


@pytest.mark.parametrize("name", ["timeline.view", "wallchart.view"])
def test_the_filters_are_those_of_the_ledger(client, city, measure, name):
    enter(client, city)
    assert "7-①" not in get(client, name, measure.round, "?status=closed").content.decode()
    assert "7-①" in get(client, name, measure.round, "?q=管网").content.decode()
    assert get(client, name, measure.round, "?nonsense=1").status_code == 400


@pytest.mark.parametrize("query", ["?paper=a9", "?as=film", "?scale=year"])
def test_a_choice_that_is_not_offered_is_refused(client, city, round_, query):
    name = "timeline.view" if "scale" in query else "wallchart.view"
    assert get(enter(client, city), name, round_, query).status_code == 400


def test_an_empty_round_says_so(client, city, round_):
    enter(client, city)
    for name in ("timeline.view", "wallchart.view"):
        assert "没有整改措施" in get(client, name, round_).content.decode()


@pytest.mark.parametrize("sheet", ["", "2", "0", "99", "-1", "x", "９"])
def test_the_big_screen_turns_its_pages(client, city, round_, finding, sheet):
    for number in range(1, 100):
        make.measure(finding, number, f"措施{number}", due_on=date(2026, 6, 30))
    query = f"?as=screen&sheet={sheet}"
    answer = get(enter(client, city), "wallchart.view", round_, query)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert shown.count("<svg") == 1
    assert 'http-equiv="refresh"' in shown
    assert "&amp;sheet=" in shown


@pytest.mark.parametrize("name", ["timeline.view", "wallchart.view"])
def test_more_rows_are_no_more_questions(client, city, finding, measure, name):
    enter(client, city)
    get(client, name, finding.round)
    with CaptureQueriesContext(
        connection,
    ) as few:
        get(client, name, finding.round)
    for number in range(2, 45):
        make.measure(finding, number, f"措施{number}", lead_leader=city.posts["zhou"])
    assert Measure.objects.count() == 44
    with CaptureQueriesContext(connection) as many:
        get(client, name, finding.round)
    assert len(many) <= len(few)
