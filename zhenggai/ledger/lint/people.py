"""Units and leaders on whom measures lie: who is missing for the way to close-out, who carries too much in one week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import TruncWeek

from zhenggai.ledger.lint.scope import OPEN, Check, Rows, Scope
from zhenggai.ledger.models import Measure
from zhenggai.office.models import Appointment
from zhenggai.office.models.people import Duty


def _nobody(*duties: str) -> Check:
    """Units in which nobody holds a post with one of `duties` today."""

    def condition(scope: Scope) -> Q:
        held = Appointment.objects.on(scope.today)
        return ~Q(Exists(held.filter(post__unit=OuterRef("pk"), post__duty__in=duties)))

    return Check(condition)


def _weeks(scope: Scope) -> Rows:
    """Leaders, weeks from today on, and how many open measures are due there; above the limit only."""
    ahead = scope.seen(Measure).filter(OPEN, due_on__gte=scope.today, lead_leader__isnull=False)
    weeks = ahead.annotate(week=TruncWeek("due_on")).values("lead_leader", "week")
    return weeks.annotate(many=Count("finding_number")).filter(
        many__gt=scope.limit("leader-load", "most")
    )


def _loaded(scope: Scope) -> Q:
    return Q(pk__in=_weeks(scope).values("lead_leader"))


def _fullest(scope: Scope) -> Mapping[str, Any]:
    fullest = _weeks(scope).filter(lead_leader=OuterRef("pk")).order_by("-many", "week")
    return {
        "week_of": Subquery(fullest.values("week")[:1]),
        "measures": Subquery(fullest.values("many")[:1]),
    }


CHECKS: dict[str, Check] = {
    "unit-liaison": _nobody(Duty.LIAISON),
    "unit-head": _nobody(Duty.HEAD, Duty.DEPUTY),
    "leader-load": Check(_loaded, _fullest),
}
