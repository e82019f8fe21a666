"""Units and leaders on whom measures lie: who is missing for the way to close-out, who carries too much in one week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import TruncWeek

from zhenggai.ledger.lint.scope import OPEN, Check, Scope
from zhenggai.ledger.models import Measure
from zhenggai.office.models import Appointment
from zhenggai.office.models.people import Duty


def _nobody(*duties: str) -> Check:
    """Units in which nobody holds a post with one of `duties` today."""

    def condition(scope: Scope) -> Q:
        held = Appointment.objects.on(scope.today)
        return ~Q(Exists(held.filter(post__unit=OuterRef("pk"), post__duty__in=duties)))

    return Check(condition)


def _weeks(scope: Scope) -> dict[UUID, tuple[date, int]]:
    """Leaders with the week from today on in which most of their open measures are due, above the limit; read once."""
    if "weeks" not in scope.memo:
        ahead = scope.seen(Measure).filter(OPEN, due_on__gte=scope.today, lead_leader__isnull=False)
        weeks = ahead.annotate(week=TruncWeek("due_on")).values_list("lead_leader", "week")
        full = weeks.annotate(many=Count("finding_number")).filter(
            many__gt=scope.limit("leader-load", "most")
        )
        # The fullest week is written last and stands; of equal ones the nearest.
        rows = sorted(full, key=lambda row: (row[2], -row[1].toordinal()))
        scope.memo["weeks"] = {leader: (week, many) for leader, week, many in rows}
    return dict(scope.memo["weeks"])


def _loaded(scope: Scope) -> Q:
    return Q(pk__in=list(_weeks(scope)))


def _fullest(scope: Scope) -> Mapping[str, Any]:
    named = _weeks(scope).items()
    if not named:
        return {}
    weeks = (When(pk=leader, then=Value(week)) for leader, (week, _many) in named)
    many = (When(pk=leader, then=Value(many)) for leader, (_week, many) in named)
    return {
        "week_of": Case(*weeks, output_field=DateField()),
        "measures": Case(*many, output_field=IntegerField()),
    }


CHECKS: dict[str, Check] = {
    "unit-liaison": _nobody(Duty.LIAISON),
    "unit-head": _nobody(Duty.HEAD, Duty.DEPUTY),
    "leader-load": Check(_loaded, _fullest),
}
