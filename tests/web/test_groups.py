"""Sums by group: they add up to the ledger's, every number opens just its rows, filters hold, sight holds."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(city, finding, measure):
    """Eight measures of two units and none, two of them overdue."""
    for number in range(2, 6):
        make.measure(finding, number, f"措施{number}", lead_unit=city.finance)
    for number in range(6, 9):
        day = date(2020, 1, 1) if number < 8 else None
        make.measure(finding, number, f"措施{number}", due_on=day)
    return finding.round


def enter(client, city, who="wei"):
    client.force_login(
        city.users[who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def page(client, round_, query=""):
    answer = client.get(reverse("groups.view", args=[round_.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def opened(client, address):
    """How many rows the ledger shows at an address."""
    shown = client.get(address.replace("&amp;", "&")).content.decode()
    found = re.search(r"共(\d+)条", shown)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("by", ["unit", "leader", "node", "category"])
def test_every_number_opens_just_its_rows(client, city, laid, by):
    shown = page(enter(client, city), laid, f"?by={by}")
    cells = re.findall(r'<td class="num"><a href="([^"]+)">(?:<span[^>]*>)?(\d+)', shown)
    assert cells
    for address, number in cells:
        assert opened(client, address) == int(number), (by, address)


def test_the_sums_add_up(client, city, laid):
    shown = page(enter(client, city), laid, "?by=unit")
    totals = [int(n) for n in re.findall(r'</th><td class="num"><a[^>]*>(\d+)</a>', shown)]
    assert totals[-1] == sum(totals[:-1]) == 8


def test_the_filters_of_the_address_hold(client, city, laid):
    shown = page(enter(client, city), laid, f"?by=unit&unit={city.finance.pk}")
    assert "市财政局" in shown
    assert "市住建局" not in re.sub(r"<option.*?</option>", "", shown).split("<table")[1]


def test_orders(client, city, laid):
    shown = page(enter(client, city), laid, "?by=unit&order=total")
    assert shown.index("市财政局") < shown.index("市住建局", shown.index("<table"))
    assert client.get(reverse("groups.view", args=[laid.pk]) + "?order=weight").status_code == 400


def test_a_unit_sees_its_own_sums_only(client, city, laid):
    shown = page(enter(client, city, "lin"), laid, "?by=unit")
    assert "市财政局" not in shown.split("<table")[1]


def test_more_rows_are_no_more_questions(client, city, laid, finding):
    enter(client, city)
    page(client, laid)
    with CaptureQueriesContext(connection) as few:
        page(client, laid)
    for number in range(20, 60):
        make.measure(finding, number, f"措施{number}", lead_unit=city.water)
    with CaptureQueriesContext(connection) as many:
        page(client, laid)
    assert len(many) <= len(few)
