"""The way of a measure to its close-out: what was never begun, what is silent, what waits too long for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from zhenggai.ledger import counts
from zhenggai.ledger.lint.scope import NOTHING, OPEN, Check, Scope, paths
from zhenggai.ledger.models import CloseOut, Status


def _waiting(rule: str, status: str, step: str) -> Check:
    """Measures of a state whose last step lies further back than the rule's working days."""

    def condition(scope: Scope) -> Q:
        old = CloseOut.objects.filter(ended_at=None, **{f"{step}__lt": scope.since(rule)})
        return Q(status=status) & Q(pk__in=old.order_by().values("measure"))

    def facts(_scope: Scope) -> Mapping[str, Any]:
        way = CloseOut.objects.filter(measure=OuterRef("pk"), ended_at=None).order_by()
        return {"waits_since": Subquery(way.values(step)[:1])}

    return Check(condition, facts, ledger=f"status={status}")


def _left(scope: Scope) -> Q:
    adopted = scope.round.plan_adopted_on
    if adopted is None or adopted >= scope.before("draft-left"):
        return NOTHING
    return Q(status=Status.DRAFT)


def _unstarted(scope: Scope) -> Q:
    return Q(status=Status.PLANNED) & counts.due_soon(scope.today, scope.round.due_soon_days)


def _idle(scope: Scope) -> Q:
    return counts.overdue(scope.today) & Q(status__in=(Status.DRAFT, Status.PLANNED))


def _silent(scope: Scope) -> Q:
    old = Q(changed_at__lt=scope.since("overdue-silent"))
    return Q(status=Status.IN_PROGRESS) & counts.overdue(scope.today) & old


CHECKS: dict[str, Check] = {
    "draft-left": Check(_left, ledger="status=draft"),
    "unstarted": Check(_unstarted, ledger="status=planned&alert=due_soon"),
    "overdue-idle": Check(_idle, ledger="status=draft,planned&alert=overdue"),
    "overdue-silent": Check(
        _silent, paths(changed_on="changed_at"), ledger="status=in_progress&alert=overdue"
    ),
    "review-waiting": _waiting("review-waiting", Status.SUBMITTED, "submitted_at"),
    "verify-waiting": _waiting("verify-waiting", Status.REVIEWED, "reviewed_at"),
    "close-waiting": _waiting("close-waiting", Status.VERIFIED, "verified_at"),
    "claimed-open": Check(
        lambda _: OPEN & Q(claimed_status="completed"), paths(claimed="claimed_status")
    ),
}
