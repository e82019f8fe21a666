"""The way of a measure to its close-out: what was never begun, what is silent, what waits too long for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from zhenggai.ledger import counts
from zhenggai.ledger.lint.scope import NOTHING, OPEN, Check, Scope, paths
from zhenggai.ledger.models import CloseOut, Extension, Status


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


def _asked(scope: Scope) -> Q:
    waiting = Extension.objects.order_by().filter(answer=Extension.Answer.ASKED)
    old = waiting.filter(asked_at__lt=scope.since("extension-waiting"))
    return OPEN & Q(pk__in=old.values("measure"))


def _request(_scope: Scope) -> Mapping[str, Any]:
    own = Extension.objects.filter(measure=OuterRef("pk"), answer=Extension.Answer.ASKED)
    asked_at = Subquery(own.order_by().values("asked_at")[:1])
    return {"asked_due_on": F("asked_due_on"), "waits_since": asked_at}


def _often(scope: Scope) -> Q:
    return OPEN & Q(extended__gt=scope.limit("extended-often", "most"))


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
    "extension-waiting": Check(_asked, _request),
    "extended-often": Check(_often, paths(first_due_on="original_due_on", extended="extended")),
}
