"""The example city shows a list that one believes: a few things to correct, some to check, weeks behind them."""

from __future__ import annotations

import pytest
from django.db import transaction

from zhenggai.core import lintrules
from zhenggai.demo.load import load
from zhenggai.ledger.lint import kept, run
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import Round
from zhenggai.office import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


def test_the_city_has_something_to_put_right_and_not_too_much(city):
    sums = lintrules.severities(run.counted(Scope(None, Round.objects.get(), clock.today())))
    assert 1 <= sums["error"] <= 5
    assert 5 <= sums["warning"] <= 25
    assert sum(sums.values()) <= 40


def test_weeks_lie_behind_the_citys_day(city):
    latest = kept.latest(Round.objects.get(), clock.today())
    assert latest.now.day == clock.today() and latest.before is not None
    assert latest.now.total != latest.before.total
