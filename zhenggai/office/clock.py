"""The only clock. Instants are UTC; days are civil days of the setting TIME_ZONE.

The demo stands on a day of its own, kept in the installation's row; nothing else can hold or turn the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from zhenggai.office.models import Installation
from zhenggai.office.prepared import Prepared

_standing = Prepared(lambda: Installation.objects.values_list("demo_now"))
_held: ContextVar[datetime | None] = ContextVar("held", default=None)


class NotDemo(RuntimeError):
    """The clock of a real installation was to be held or turned."""


def now() -> datetime:
    """The present instant, or the demo's."""
    held = _held.get()
    if held is not None:
        return held
    standing = next((row[0] for row in _standing()), None)
    return standing or timezone.now()


def today() -> date:
    """The present civil day."""
    return timezone.localdate(now())


def day_of(instant: datetime) -> date:
    """The civil day of an instant."""
    return timezone.localdate(instant)


@contextmanager
def held_at(instant: datetime) -> Iterator[None]:
    """Hold the clock while the demo's past is laid; refuses in a real installation."""
    if not Installation.objects.filter(demo=True).exists():
        raise NotDemo
    token = _held.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def once() -> Iterator[datetime]:
    """Hold the present instant for the length of one request, so that all of it sees one time."""
    instant = now()
    token = _held.set(instant)
    try:
        yield instant
    finally:
        _held.reset(token)


def stand_at(instant: datetime) -> None:
    """Let the demo's clock stand at `instant`, once its past is laid."""
    if not Installation.objects.filter(demo=True).update(demo_now=instant):
        raise NotDemo


def turn(step: timedelta) -> datetime:
    """Turn the demo's clock on by `step` and return where it stands."""
    row = Installation.objects.filter(demo=True).exclude(demo_now=None).first()
    if row is None or row.demo_now is None:
        raise NotDemo
    row.demo_now += step
    row.save(update_fields=["demo_now"])
    return row.demo_now
