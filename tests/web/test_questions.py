"""How many questions a page asks the database: few, and no more with more rows (time is measured by `make bench`)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from zhenggai.office import flow

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PANEL = {"HX-Request": "true", "HX-Target": "panel"}
# Session and account; time; viewer; round; count; rows' keys; rows; holders; rounds of the frame.
LEDGER = 10
# Those who see by reach are asked for it with the rounds, the one at the top for what is hidden from him.
REACHED = 12


@pytest.fixture
def asked(client, city, round_):
    """How many questions somebody's page asks when it is opened again."""

    def count(who, query="", **headers):
        client.force_login(city.users[who], backend=BACKEND)
        address = reverse("ledger.list", args=[round_.pk]) + query
        client.get(address, headers=headers)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address, headers=headers).status_code == 200
        return len(seen)

    return count


@pytest.fixture
def laid(city, round_):
    """Lay further findings with two measures each, led and helped by units and leaders of every kind."""

    def lay(start, many):
        made = []
        for number in range(start, start + many):
            parent = make.finding(round_, number, f"第{number}个问题")
            for at, (unit, post) in enumerate((("housing", "zhou"), ("water", "he")), 1):
                made.append(
                    make.measure(
                        parent,
                        at,
                        f"措施{number}-{at}",
                        lead_unit=getattr(city, unit),
                        lead_leader=city.posts[post],
                        due_on=date(2026, 5, at),
                    )
                )
                made[-1].responsible_units.set([city.finance])
                made[-1].responsible_leaders.set([city.posts["ma"], city.posts["lin"]])
        # One that nobody but its leader and the office sees.
        made.append(make.measure(parent, 9, "无牵头单位", lead_leader=city.posts["he"]))
        flow.put_reach(made)

    return lay


@pytest.mark.parametrize(
    ("who", "query", "most"),
    [
        ("wei", "", LEDGER),
        ("wei", "?alert=overdue&sort=due", LEDGER),
        # How many of each unit and the units in their order; small ones are read together before the one that is cut.
        ("wei", "?status=open&sort=unit", LEDGER + 3),
        ("lin", "?sort=due", REACHED),
        ("zhou", "?sort=due", REACHED),
    ],
)
def test_the_ledger_asks_few_questions_and_no_more_with_more_rows(asked, laid, who, query, most):
    laid(10, 2)
    few = asked(who, query)
    laid(20, 40)
    many = asked(who, query)
    assert many <= max(few, most) and many <= most


@pytest.mark.parametrize(("who", "most"), [("wei", 9), ("lin", 9), ("zhou", 9)])
def test_the_panel_asks_few_questions(asked, laid, who, most):
    laid(10, 1)
    # Session and account; time; viewer; the measure; who answers for it; holders; what is missing, or whether it is seen.
    assert asked(who, "?peek=10-1", **PANEL) <= most
