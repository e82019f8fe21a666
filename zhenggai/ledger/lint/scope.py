"""Where the rules look: a round, on a day, through somebody's eyes; and what a rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from zhenggai.core import lintrules
from zhenggai.core.calendar import Calendar
from zhenggai.ledger.models import Finding, Manifestation, Measure, Round, Status
from zhenggai.office import access, calendar
from zhenggai.office.models import Appointment, Post, Unit
from zhenggai.office.sight import Viewer

Rows = QuerySet[Any]
OPEN = ~Q(status=Status.CLOSED)
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """A round on a day, as `viewer` sees it; without a viewer the house counts the whole of it for the trend."""

    viewer: Viewer | None
    round: Round
    today: date
    # What is dear and asked more than once, kept as long as the scope.
    memo: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def whole(self) -> bool:
        """Whether the whole round is seen, and not only what reaches a unit or a post."""
        return self.viewer is None or access.sits(self.viewer, self.round.pk)

    def seen(self, model: Any) -> Rows:
        """The rows of `model` in this round that are seen, in no order."""
        if self.viewer is None:
            return model.objects.order_by().filter(**{model.round_field: self.round.pk})
        return access.visible_in(self.viewer, model.objects.order_by(), self.round.pk)

    @cached_property
    def limits(self) -> Mapping[str, Any]:
        """What the round's rule set puts in place of the limits of the table."""
        return self.round.rule_set.limits if self.round.rule_set else {}

    @cached_property
    def calendar(self) -> Calendar:
        """The working days, as the house knows them."""
        return calendar.current()

    def limit(self, rule: str, name: str) -> int:
        """One limit of a rule, as it holds in this round."""
        return lintrules.limit(rule, name, self.limits)

    def before(self, rule: str) -> date:
        """The working day since which the rule's working days have passed by the end of today; what began earlier waits longer."""
        last = self.calendar.previous_working(self.today).day
        return self.calendar.add_working(last, -self.limit(rule, "days")).day

    def since(self, rule: str) -> datetime:
        """The instant before which something must lie to have waited longer than the rule's working days."""
        day = self.before(rule)
        return datetime.combine(day, time.min, timezone.get_current_timezone())

    def held(self) -> Rows:
        """The posts that somebody holds on this day, as ids."""
        return Appointment.objects.on(self.today).values("post_id")


# What a rule asks of a row of its noun.
Condition = Callable[[Scope], Q]
# A value that the page shows beside a row: the path of a field, or an expression.
Fact = str | Combinable


@dataclass(frozen=True)
class Check:
    """A rule at work: the condition of its rows, the facts behind the verdict, and the ledger's filter that shows them.

    `facts` are made only for the rows of an opened rule; `ledger` is a query string where the ledger has such a filter.
    """

    condition: Condition
    facts: Callable[[Scope], Mapping[str, Any]] = field(default=lambda _scope: {})
    ledger: str = ""


def paths(**named: str) -> Callable[[Scope], Mapping[str, Any]]:
    """Facts that are fields of the row or of a record beside it."""
    return lambda _scope: named


def _manifestations(scope: Scope) -> Rows:
    # They reach nobody by themselves: whoever sees a finding sees its manifestations.
    return Manifestation.objects.order_by().filter(finding__in=scope.seen(Finding).values("pk"))


def _led(scope: Scope, name: str) -> Rows:
    return scope.seen(Measure).filter(OPEN).exclude(**{name: None}).values(name)


def _round(scope: Scope) -> Rows:
    # What is wrong with the frame of the round is put right by those who see the whole of it.
    return scope.seen(Round) if scope.whole else Round.objects.none()


# Rows that are not simply those of the round: units and leaders are asked about where they lead open measures.
OTHERS: dict[str, Callable[[Scope], Rows]] = {
    "manifestation": _manifestations,
    "unit": lambda scope: Unit.objects.open().order_by().filter(pk__in=_led(scope, "lead_unit_id")),
    "post": lambda scope: Post.objects.order_by().filter(pk__in=_led(scope, "lead_leader_id")),
    "round": _round,
}
