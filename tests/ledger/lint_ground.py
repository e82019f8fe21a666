"""A round in which the ledger check finds nothing, so that each test spoils exactly one thing."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from tests import factories as make
from tests.conftest import City
from tests.factories import NOW
from zhenggai.ledger import closeout, measures
from zhenggai.ledger.lint import run
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import Finding, Intake, Measure, Mention, Round, Target, TimeNode
from zhenggai.office import clock
from zhenggai.office.models import Duty, Post

TODAY = date(2026, 6, 12)
PERIODS = [
    {"key": "plan", "months": 1, "due_on": "2026-02-16", "done_on": "2026-02-10"},
    {"key": "rectification", "months": 6, "due_on": "2026-07-16", "done_on": None},
]
TITLES = ("完成管网改造二期", "建立漏损月通报机制", "补办验收手续", "更换老化阀门", "公布抢修电话")
WAY = (
    ("planned", lambda city, one: measures.plan(city.by("wei"), one)),
    ("in_progress", lambda city, one: measures.start(city.by("lin"), one)),
    ("submitted", lambda city, one: closeout.submit(city.by("lin"), one, note="已通水")),
    ("reviewed", lambda city, one: closeout.review(city.by("he"), one)),
    ("verified", lambda city, one: closeout.verify(city.by("zhao"), one, note="现场核查3处")),
    ("closed", lambda city, one: closeout.close(city.by("wei"), one)),
)


@contextmanager
def laid(blocker: Any) -> Iterator[Ground]:
    """The ground, laid once for the tests of a file and taken away with its transaction; each test undoes its own part."""
    with blocker.unblock(), transaction.atomic():
        city = make.city(City)
        yield Ground(city, make.round_of(city.root, feedback_on=date(2026, 1, 16)))
        transaction.set_rollback(True)


class Ground:
    """The city with a round that is in order: rule set, periods, nodes, targets, one finding with one sound measure."""

    def __init__(self, city: Any, round_: Round) -> None:
        self.city, self.today = city, TODAY
        Round.objects.filter(pk=round_.pk).update(periods=PERIODS, plan_adopted_on="2026-02-10")
        self.round = Round.objects.get(pk=round_.pk)
        self.finding = make.finding(self.round, 7, "老旧小区供水管网改造进度缓慢")
        self.numbers = itertools.count(1)
        self.sound = self.measure()

    def fresh(self) -> Ground:
        """The same rows for another test, looked at on the same day."""
        other = copy.copy(self)
        other.today, other.numbers = TODAY, itertools.count(2)
        return other

    def node(self, name: str) -> TimeNode:
        return self.round.nodes.get(name=name)

    def target(self, key: str) -> Target:
        return self.round.targets.get(key=key)

    def measure(self, finding: Finding | None = None, **changes: Any) -> Measure:
        """A sound measure with some of its fields changed."""
        number = next(self.numbers)
        values = {
            "text": f"{TITLES[number % len(TITLES)]}，第{number}项。",
            "criterion": "36个小区通水验收",
            "lead_unit": self.city.housing,
            "lead_leader": self.city.posts["zhou"],
            "due_on": date(2026, 12, 1),
            "original_due_on": date(2026, 12, 1),
            "node": self.node("年底"),
            "target": self.target("completed"),
            "status": "planned",
        }
        title = f"{TITLES[number % len(TITLES)]}{number}"
        return make.measure(finding or self.finding, number, title, **(values | changes))

    def walked(self, status: str, **changes: Any) -> Measure:
        """A measure that people brought to a state by the acts of its way."""
        made = self.measure(**({"status": "draft"} | changes))
        for reached, act in WAY:
            act(self.city, made)
            if reached == status:
                break
        return made

    def later(self, days: int) -> None:
        """Look on so many days after the acts of this test."""
        self.today = clock.today() + timedelta(days=days)

    def post(self, **values: Any) -> Post:
        """A leader's post that nobody holds."""
        values = {"unit": self.city.root, "title": "副秘书长", "duty": Duty.LEADER} | values
        return Post.objects.create(**values)

    def document(self, **values: Any) -> Intake:
        """A confirmed document of the round, dated and read to its end."""
        usual = {
            "round": self.round,
            "status": "confirmed",
            "kind": "feedback",
            "name": "文件.txt",
            "text": "正文",
            "text_hash": str(Intake.objects.count()),
            "issued_on": date(2026, 1, 16),
            "reading": {"unread": []},
            "created_at": NOW,
            "created_by": self.city.users["wei"],
        }
        return Intake.objects.create(**(usual | values))

    def mention(self, intake: Intake, finding: Finding) -> None:
        """The document speaks of the finding."""
        Mention.objects.create(intake=intake, finding=finding, start=0, end=1)

    def scope(self, name: str = "wei") -> Scope:
        """The round as somebody sees it, read anew."""
        return Scope(self.city.by(name).viewer, Round.objects.get(pk=self.round.pk), self.today)

    def counts(self, name: str = "wei") -> dict[str, int]:
        """What was found, rules without anything left out."""
        return {rule: count for rule, count in run.counted(self.scope(name)).items() if count}

    def found(self, rule: str, name: str = "wei") -> list[Any]:
        """The ids of the rows that a rule names."""
        return list(run.rows(self.scope(name), rule).values_list("pk", flat=True))
