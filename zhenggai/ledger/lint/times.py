"""Dates of a measure: missing, out of order, or in contradiction to its node and target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from zhenggai.ledger.lint.scope import NOTHING, OPEN, Check, Rows, Scope, paths
from zhenggai.ledger.models import Judgement, Pace, Relapse, Stage, Target, TimeNode

UNDATED_NODE = Q(node__isnull=False, node__due_on__isnull=True)
NODE = paths(node="node__name", node_due_on="node__due_on")
CONDITION = paths(condition="condition", condition_due_on="condition_due_on")


def _last(scope: Scope) -> Rows:
    dated = TimeNode.objects.filter(round=scope.round, due_on__isnull=False)
    return dated.order_by("-due_on").values("due_on")[:1]


def _after_last(scope: Scope) -> Q:
    # With a dated node of its own it is the node that the date contradicts.
    return OPEN & Q(node__due_on__isnull=True) & Q(due_on__gt=Subquery(_last(scope)))


def _last_facts(scope: Scope) -> Mapping[str, Any]:
    return {"last_due_on": Subquery(_last(scope))}


def _concentrated(scope: Scope) -> date | None:
    """The last day of the concentrated rectification."""
    ends = [each.get("due_on") for each in scope.round.periods if each["key"] == "rectification"]
    return date.fromisoformat(ends[0]) if ends and ends[0] else None


def _slow(scope: Scope) -> Q:
    end = _concentrated(scope)
    return NOTHING if end is None else OPEN & Q(pace=Pace.IMMEDIATE, due_on__gt=end)


def _relapsed(_scope: Scope) -> Q:
    old = Relapse.objects.filter(reopened_at__date__gt=F("measure__due_on"))
    return OPEN & Q(pk__in=old.values("measure"))


def _reopened(_scope: Scope) -> Mapping[str, Any]:
    own = Relapse.objects.filter(measure=OuterRef("pk")).order_by("-reopened_at")
    return {"reopened_on": Subquery(own.values("reopened_at")[:1])}


def _too_late(_scope: Scope) -> Q:
    late = Stage.objects.order_by().filter(end_on__gt=F("schedule__measure__due_on"))
    return OPEN & Q(pk__in=late.values("schedule_id"))


def _last_stage(_scope: Scope) -> Mapping[str, Any]:
    last = Stage.objects.filter(schedule=OuterRef("pk")).order_by("-end_on")
    return {
        "stage": Subquery(last.values("name")[:1]),
        "stage_ends": Subquery(last.values("end_on")[:1]),
    }


def _holding() -> Rows:
    return Judgement.objects.order_by().filter(replaced_at=None)


def _passed(scope: Scope) -> Q:
    # A target that was met at its node is no reproach, though work goes on.
    met = _holding().filter(verdict=Judgement.Verdict.MET, node=F("measure__node"))
    return OPEN & Q(node__due_on__lt=scope.today) & ~Q(pk__in=met.values("measure"))


def _judged(scope: Scope) -> Mapping[str, Any]:
    own = _holding().filter(measure=OuterRef("pk"), node=OuterRef("node"))
    said = Coalesce(Subquery(own.values("verdict")[:1]), Value("none"))
    return {**NODE(scope), "judged": said}


CHECKS: dict[str, Check] = {
    "due": Check(lambda _: OPEN & Q(due_on=None) & ~UNDATED_NODE, ledger="alert=unset&status=open"),
    "due-after-node": Check(lambda _: OPEN & Q(due_on__gt=F("node__due_on")), NODE),
    "due-after-last": Check(_after_last, _last_facts),
    "node-unset": Check(lambda _: OPEN & Q(node=None), ledger="node=none&status=open"),
    "node-past": Check(_passed, _judged),
    "long-dated": Check(
        lambda _: OPEN & Q(target__key=Target.Key.LONG_TERM, due_on__isnull=False),
        paths(target="target__name"),
    ),
    "completed-undated": Check(
        lambda _: OPEN & UNDATED_NODE & Q(target__key=Target.Key.COMPLETED, due_on=None),
        paths(target="target__name", node="node__name"),
    ),
    "condition-undated": Check(
        lambda _: OPEN & ~Q(condition="") & Q(condition_due_on=None), paths(condition="condition")
    ),
    "condition-late": Check(
        lambda _: OPEN & ~Q(condition="") & Q(condition_due_on__gt=F("due_on")), CONDITION
    ),
    "condition-past": Check(
        lambda scope: OPEN & ~Q(condition="") & Q(condition_due_on__lt=scope.today), CONDITION
    ),
    "immediate-slow": Check(_slow),
    "relapse-date": Check(_relapsed, _reopened),
    "stage-after-due": Check(_too_late, _last_stage),
    "stages-tight": Check(
        lambda _: OPEN & Q(schedule__begin_on__isnull=False),
        paths(begin_on="schedule__begin_on"),
    ),
}
