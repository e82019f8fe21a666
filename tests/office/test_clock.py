from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from zhenggai.office import clock
from zhenggai.office.models import Installation

DAY = datetime(2026, 6, 12, 1, 0, tzinfo=UTC)


@pytest.fixture
def demo(db):
    """The example city's installation."""
    return Installation.objects.create(demo=True, demo_now=DAY, made_at=DAY)


@pytest.fixture
def real(db):
    """An installation in which work is done."""
    return Installation.objects.create(made_at=DAY)


def test_a_real_installation_lives_in_real_time(real):
    with time_machine.travel(DAY, tick=False):
        assert clock.now() == DAY


def test_the_demo_stands_on_its_day(demo):
    assert clock.now() == DAY
    assert clock.today() == date(2026, 6, 12)


def test_a_day_begins_at_midnight_in_shanghai():
    assert clock.day_of(datetime(2026, 6, 12, 15, 59, 59, tzinfo=UTC)) == date(2026, 6, 12)
    assert clock.day_of(datetime(2026, 6, 12, 16, 0, tzinfo=UTC)) == date(2026, 6, 13)


def test_the_demo_is_turned_on_by_a_week(demo):
    assert clock.turn(timedelta(days=7)) == DAY + timedelta(days=7)
    assert clock.today() == date(2026, 6, 19)


def test_a_real_clock_is_neither_turned_nor_held(real):
    with pytest.raises(clock.NotDemo):
        clock.turn(timedelta(days=1))
    with pytest.raises(clock.NotDemo), clock.held_at(DAY):
        pytest.fail("held")


def test_held_time_ends_with_the_block_even_by_an_error(demo):
    past = DAY - timedelta(days=100)
    with pytest.raises(ZeroDivisionError), clock.held_at(past):
        assert clock.now() == past
        raise ZeroDivisionError
    assert clock.now() == DAY


def test_one_request_sees_one_time(real):
    with time_machine.travel(DAY, tick=False) as traveller:
        with clock.once() as first:
            traveller.shift(60)
            assert clock.now() == first == DAY
        assert clock.now() == DAY + timedelta(seconds=60)
