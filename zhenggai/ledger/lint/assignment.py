"""Who answers for a measure and what it is to be measured by: the gaps and contradictions of its fields."""

from __future__ import annotations

from django.db.models import Count, F, Q

from zhenggai.core.lintrules import TESTABLE
from zhenggai.ledger.lint.scope import OPEN, Check, Rows, Scope, paths
from zhenggai.ledger.models import Measure
from zhenggai.office.models import Post, Unit

LEADERS = Measure.responsible_leaders.through
UNITS = Measure.responsible_units.through
LEADER = paths(leader="lead_leader__title")
UNIT = paths(closed_on="lead_unit__closed_on")


def _ended(scope: Scope) -> Rows:
    return Post.objects.order_by().filter(valid_to__lt=scope.today).values("pk")


def _vacant(scope: Scope) -> Q:
    present = Q(lead_leader__isnull=False) & ~Q(lead_leader__in=_ended(scope))
    return OPEN & present & ~Q(lead_leader__in=scope.held())


def _gone(scope: Scope) -> Q:
    away = ~Q(post__in=scope.held()) | Q(post__in=_ended(scope))
    return OPEN & Q(pk__in=LEADERS._default_manager.filter(away).values("measure"))


def _outside(scope: Scope) -> Q:
    inside = Unit.objects.within(scope.round.inspected_unit.path).values("pk")
    return OPEN & Q(lead_unit__isnull=False) & ~Q(lead_unit__in=inside)


def _closed_helper(_scope: Scope) -> Q:
    closed = UNITS._default_manager.filter(unit__in=Unit.objects.closed().values("pk"))
    return OPEN & Q(pk__in=closed.values("measure"))


def _unit_twice(_scope: Scope) -> Q:
    both = UNITS._default_manager.filter(unit=F("measure__lead_unit"))
    return OPEN & Q(pk__in=both.values("measure"))


def _leader_twice(_scope: Scope) -> Q:
    both = LEADERS._default_manager.filter(post=F("measure__lead_leader"))
    return OPEN & Q(pk__in=both.values("measure"))


def _same_text(scope: Scope) -> Q:
    texts = scope.seen(Measure).exclude(text="").values("text")
    twice = texts.annotate(findings=Count("finding_number", distinct=True)).filter(findings__gt=1)
    return Q(text__in=twice.values("text"))


CHECKS: dict[str, Check] = {
    "lead-unit": Check(lambda _: OPEN & Q(lead_unit=None), ledger="unit=none&status=open"),
    "lead-leader": Check(lambda _: OPEN & Q(lead_leader=None), ledger="leader=none&status=open"),
    "criterion": Check(lambda _: OPEN & Q(criterion="")),
    "criterion-vague": Check(
        lambda _: OPEN & ~Q(criterion="") & ~Q(criterion__regex=TESTABLE),
        paths(criterion="criterion"),
    ),
    "leader-vacant": Check(_vacant, LEADER),
    "leader-ended": Check(lambda scope: OPEN & Q(lead_leader__in=_ended(scope)), LEADER),
    "helper-vacant": Check(_gone),
    "unit-ended": Check(
        lambda _: OPEN & Q(lead_unit__in=Unit.objects.closed().order_by().values("pk")), UNIT
    ),
    "unit-outside": Check(_outside),
    "helper-ended": Check(_closed_helper),
    "unit-twice": Check(_unit_twice),
    "leader-twice": Check(_leader_twice, LEADER),
    "target-unset": Check(lambda _: OPEN & Q(target=None), ledger="target=none&status=open"),
    "same-text": Check(_same_text),
}
