"""The counts of a day, kept once a working day, and what became of them week by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum

from zhenggai.core import lintrules
from zhenggai.ledger.lint.run import counted
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import LintCount, Round
from zhenggai.office import calendar

WEEK = timedelta(days=7)
# The home asks for the newest count and for one of about a week before it; holidays lie between.
LOOKED_BACK = timedelta(days=35)


@dataclass(frozen=True)
class Day:
    """What was found on a day, by severity."""

    day: date
    error: int
    warning: int
    info: int

    @property
    def total(self) -> int:
        """All severities together."""
        return self.error + self.warning + self.info


@dataclass(frozen=True)
class Latest:
    """The newest day that was kept, and one of about a week before it."""

    now: Day
    before: Day | None

    @property
    def more(self) -> int:
        """How many more there are than a week before."""
        return max(0, self.now.total - self.before.total) if self.before else 0

    @property
    def fewer(self) -> int:
        """How many fewer there are than a week before."""
        return max(0, self.before.total - self.now.total) if self.before else 0


def keep(round_: Round, day: date, counts: Mapping[str, int]) -> None:
    """Keep the counts of a working day; what was kept of it before stands."""
    if not calendar.current().is_working(day):
        return
    LintCount.objects.bulk_create(
        [
            LintCount(round=round_, day=day, rule=rule, count=count)
            for rule, count in counts.items()
        ],
        ignore_conflicts=True,
    )


def check(round_: Round, day: date) -> dict[str, int]:
    """Count the whole round, whoever may see it, and keep the counts."""
    counts = counted(Scope(None, round_, day))
    keep(round_, day, counts)
    return counts


def days(round_: Round, first: date, last: date) -> list[Day]:
    """The days on which the round was checked, both ends included, the newest first; one query."""
    sums = {
        severity: Sum(
            "count",
            filter=Q(rule__in=[rule.id for rule in lintrules.RULES if rule.severity == severity]),
            default=0,
        )
        for severity in lintrules.SEVERITIES
    }
    kept = LintCount.objects.filter(round=round_, day__gte=first, day__lte=last)
    found = kept.order_by("-day").values("day").annotate(**sums)
    return [Day(*row) for row in found.values_list("day", *sums)]


def weeks(found: list[Day]) -> list[Day]:
    """Of `found`, newest first, the last day of every week."""
    last: dict[date, Day] = {}
    for one in found:
        last.setdefault(one.day - timedelta(days=one.day.weekday()), one)
    return list(last.values())


def latest(round_: Round, today: date) -> Latest | None:
    """The newest day that was kept, and the newest that lies at least a week before it; one query."""
    found = days(round_, today - LOOKED_BACK, today)
    if not found:
        return None
    before = [one for one in found if one.day <= found[0].day - WEEK]
    return Latest(found[0], before[0] if before else None)


def on(round_: Round, day: date) -> dict[str, int]:
    """What each rule found on a day that was kept; empty for any other."""
    return dict(LintCount.objects.filter(round=round_, day=day).values_list("rule", "count"))
