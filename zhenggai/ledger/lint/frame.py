"""The frame of a round: what nothing can be measured against while it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value

from zhenggai.core import tree
from zhenggai.ledger import rounds
from zhenggai.ledger.lint.scope import NOTHING, Check, Scope
from zhenggai.ledger.models import Target, TimeNode
from zhenggai.office.models import GroupKind, Membership


def _only_if(*, wrong: bool) -> Q:
    return Q() if wrong else NOTHING


def _over(scope: Scope) -> list[str]:
    ended = rounds.countdowns(scope.round, scope.today)
    return [each.label for each in ended if each.days < 0 and each.done_on is None]


def _empty(scope: Scope) -> Q:
    above = tree.ancestors(scope.round.inspected_unit.path)
    seated = Membership.objects.on(scope.today).filter(group__kind=GroupKind.SUPERVISION)
    lasting = Q(group__round_id=None, group__unit__path__in=above)
    return ~Q(Exists(seated.filter(lasting | Q(group__round_id=OuterRef("pk")))))


def _periods(scope: Scope) -> Mapping[str, Any]:
    return {"periods": Value("、".join(_over(scope)))}


CHECKS: dict[str, Check] = {
    "round-rules": Check(lambda _: Q(rule_set=None)),
    "round-periods": Check(
        lambda scope: _only_if(wrong=not rounds.countdowns(scope.round, scope.today))
    ),
    "round-nodes": Check(
        lambda _: ~Q(Exists(TimeNode.objects.filter(round=OuterRef("pk"), due_on__isnull=False)))
    ),
    "round-targets": Check(lambda _: ~Q(Exists(Target.objects.filter(round=OuterRef("pk"))))),
    "period-over": Check(lambda scope: _only_if(wrong=bool(_over(scope))), _periods),
    "supervision-empty": Check(_empty),
}
