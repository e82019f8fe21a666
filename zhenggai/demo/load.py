"""Lay the example city through the same acts that people use, at the instants at which they happened."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from zhenggai.core.files import Limits
from zhenggai.demo.city import FEEDBACK, Act, City, Person, load_city
from zhenggai.demo.city import Measure as MeasureData
from zhenggai.ledger import (
    closeout,
    coverage,
    extensions,
    indicators,
    institutions,
    judgements,
    measures,
    milestones,
    plans,
    rounds,
)
from zhenggai.ledger.intake import confirm, stage
from zhenggai.ledger.lint import kept
from zhenggai.ledger.models import (
    Finding,
    Measure,
    Origin,
    Recommendation,
    Round,
    Target,
    TimeNode,
)
from zhenggai.office import clock, people, units, viewer
from zhenggai.office.founding import Founder, found
from zhenggai.office.models import Group, Post, Unit, User
from zhenggai.office.models import Person as PersonRow
from zhenggai.office.viewer import By

# The account with which a visitor begins.
FIRST = "linzhiyuan"
# Who rated the plans, and the meeting that adopted them.
RATER, MEETING = "zhaoqiming", "市委常委会会议"
ZONE = ZoneInfo("Asia/Shanghai")
GROUPS = {"general_office": "office"}
SOURCES = {"巡视": Origin.INSPECTION}
# So many weeks of the ledger check lie behind the city's day.
CHECKED = 8
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


def _at(day: Any, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


class _Laying:
    """The rows made so far, by the keys of the data."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.units: dict[str, Unit] = {}
        self.posts: dict[str, Post] = {}
        self.people: dict[str, PersonRow] = {}
        self.users: dict[str, User] = {}
        self.bys: dict[str, By] = {}

    def by(self, key: str) -> By:
        """Somebody who acts; made an account when he first does."""
        if key not in self.bys:
            self.bys[key] = viewer.by(self.users[key])
        return self.bys[key]

    def renewed(self, key: str) -> By:
        """The same person, his seats and posts read again."""
        self.bys.pop(key, None)
        return self.by(key)

    def found(self) -> By:
        root, first = self.city.units[0], self._person(FIRST)
        secret = secrets.token_urlsafe(32)  # nobody signs in with it: the switch needs no password
        founded = found(
            organisation=root.name,
            administrator=Founder("xitong", "xitong", secret),
            coordinator=Founder(FIRST, first.name, secret),
            demo_now=_at(self.city.round.feedback_on),
        )
        top = Unit.objects.get(parent=None)
        units.edit(founded, top, version=1, name=root.name, short_name=root.short_name)
        self.units[root.key] = top
        person = founded.user.person
        if person is None:  # pragma: no cover - founding always makes one
            raise LookupError(FIRST)
        self.people[FIRST], self.users[FIRST] = person, founded.user
        people.edit_person(founded, person, version=1, initials=first.initials)
        return founded

    def _person(self, key: str) -> Person:
        return next(person for person in self.city.people if person.key == key)

    def lay_units(self, by: By) -> None:
        for data in self.city.units[1:]:
            parent = self.units[data.parent] if data.parent else None
            self.units[data.key] = units.create(
                by, parent=parent, name=data.name, short_name=data.short_name
            )

    def lay_people(self, by: By) -> None:
        actors = {act.actor for act in self.city.acts} | {seat.person for seat in self.city.seats}
        administrators = self._administrators()
        for data in self.city.people:
            if data.key in administrators:
                continue
            person = self.people.get(data.key) or people.create_person(
                by, name=data.name, initials=data.initials
            )
            post = people.create_post(
                by, unit=self.units[data.unit], title=data.title, duty=data.duty
            )
            people.appoint(by, person=person, post=post, starts_on=data.since)
            self.people[data.key], self.posts[data.post] = person, post
            if data.key in actors and data.key not in self.users:
                self.users[data.key] = people.create_user(
                    by, username=data.key, password="", person=person
                )

    def _administrators(self) -> dict[str, str]:
        return {
            member: group.kind
            for group in self.city.groups
            if group.kind in ADMINISTRATORS
            for member in group.members
        }

    def lay_groups(self, by: By) -> None:
        top = self.units[self.city.round.inspected_unit]
        for data in self.city.groups:
            if data.kind in ADMINISTRATORS:
                continue
            kind = GROUPS.get(data.kind, data.kind)
            group = Group.objects.filter(kind=kind).first() or people.form_group(
                by, kind=kind, name=data.name, unit=top
            )
            for member in data.members:
                if member == FIRST and kind == "office":
                    continue  # sits there since the founding
                people.seat(
                    by,
                    group=group,
                    person=self.people[member],
                    function="head" if member == data.head else "member",
                    joined_on=data.since,
                )

    def lay_administrators(self, by: By) -> None:
        for key, kind in self._administrators().items():
            self.users[key] = people.create_user(
                by, username=key, password="", person=None, admin=kind
            )

    def lay_plan(self, by: By, round_: Round) -> dict[str, Measure]:
        rows = _Rows(self, round_)
        laid = {
            data.key: measures.add(by, rows.finding(data), rows.assignment(data))
            for data in self.city.measures
        }
        for answer in self.city.recommendations:
            row = Recommendation.objects.get(round=round_, number=answer.number)
            coverage.answer(by, row, [laid[key] for key in answer.measures])
        self._approve(by, round_, laid)
        return laid

    def _approve(self, by: By, round_: Round, laid: dict[str, Measure]) -> None:
        """The plans, special ones first: proposed, rated by another, approved by the meeting that adopted them."""
        for data in sorted(self.city.plans, key=lambda one: one.kind, reverse=True):
            plan = plans.draft(by, round_, title=data.title, kind=data.kind)
            if data.findings:
                mine = [one for one in laid.values() if one.finding_number in data.findings]
                plans.place(by, plan, mine)
            plans.propose(by, plan)
            plans.rate(
                self.by(RATER), plan, rating="good", note="措施具体，责任到人，可以提交审议。"
            )
            plans.approve(by, plan, meeting=MEETING, meeting_on=data.adopted_on)

    def lay_institutions(self, by: By, round_: Round) -> None:
        for data in self.city.institutions:
            with clock.held_at(_at(data.issued_on, 16)):
                rule = institutions.Rule(
                    data.title, data.number, self.units[data.unit], data.issued_on
                )
                answered = Finding.objects.filter(round=round_, number__in=data.findings)
                institutions.register(by, round_, rule, answered)

    def lay_indicators(self, by: By, round_: Round, laid: dict[str, Measure]) -> None:
        findings = {row.number: row for row in Finding.objects.filter(round=round_)}
        for data in self.city.indicators:
            with clock.held_at(_at(self.city.round.plan_adopted_on, 18)):
                given = indicators.Definition(
                    name=data.name,
                    measured_in=data.measured_in,
                    direction=data.direction,
                    baseline=Decimal(data.baseline) if data.baseline else None,
                    baseline_on=data.baseline_on,
                    target=Decimal(data.target),
                    target_on=data.target_on,
                    finding=findings.get(data.finding or 0),
                    measure=laid.get(data.measure),
                )
                indicator = indicators.register(by, round_, given)
            for one in data.readings:
                with clock.held_at(one.at):
                    taken = indicators.Taken(Decimal(one.value), one.as_of, one.source)
                    indicators.read(by, indicator, taken)


class _Rows:
    """From the keys of a measure's data to rows."""

    def __init__(self, laying: _Laying, round_: Round) -> None:
        self.laying = laying
        self.findings = {row.number: row for row in Finding.objects.filter(round=round_)}
        names = {node.key: node.name for node in laying.city.nodes}
        nodes = {row.name: row for row in TimeNode.objects.filter(round=round_)}
        self.nodes = {key: nodes[name] for key, name in names.items()}
        self.targets = {row.key: row for row in Target.objects.filter(round=round_)}

    def finding(self, data: MeasureData) -> Finding:
        return self.findings[data.finding]

    def assignment(self, data: MeasureData) -> measures.Assignment:
        posts, tree = self.laying.posts, self.laying.units
        return measures.Assignment(
            title=data.title,
            text=data.text,
            criterion=data.criterion,
            lead_leader=posts[data.lead_leader],
            lead_unit=tree[data.lead_unit],
            node=self.nodes[data.node],
            target=self.targets[data.target],
            due_on=data.due_on,
            pace=data.pace,
            condition=data.condition,
            condition_due_on=data.condition_on,
            responsible_leaders=[posts[key] for key in data.responsible_leaders],
            responsible_units=[tree[key] for key in data.responsible_units],
        )


ACTS: dict[str, Callable[..., Any]] = {
    "measure.start": measures.start,
    "measure.ask_extension": extensions.ask,
    "measure.judge": judgements.judge,
    **extensions.ACTS,
    **closeout.ACTS,
}


def _do(laying: _Laying, laid: dict[str, Measure], act: Act) -> None:
    with clock.held_at(act.at):
        own = {"to_on": act.to_on, "verdict": act.verdict}
        given = {name: value for name, value in own.items() if value}
        ACTS[act.verb](laying.by(act.actor), laid[act.measure], note=act.note, **given)


def load(city: City | None = None) -> None:
    """Make the whole city in an empty database, in one transaction: all of it or nothing."""
    city = city or load_city()
    with transaction.atomic():
        _lay(_Laying(city))


def _lay(laying: _Laying) -> None:
    city = laying.city
    by = laying.found()
    feedback, adopted = city.round.feedback_on, city.round.plan_adopted_on
    with clock.held_at(_at(feedback)):
        laying.lay_units(by)
        laying.lay_people(by)
        laying.lay_groups(by)
        laying.lay_administrators(by)
    with clock.held_at(_at(feedback, 15)):
        round_ = _bring_in(laying)
    office = laying.by(FIRST)
    with clock.held_at(_at(adopted, 17)):
        special = [plan.title for plan in city.plans if plan.kind == "special"]
        rounds.fill(office, round_, {"plan_adopted_on": adopted, "special_plans": special})
        laid = laying.lay_plan(office, round_)
    checks = _fridays(city.today)
    for act in city.acts:
        while checks and checks[0] < act.at.astimezone(ZONE).date():
            kept.check(Round.objects.get(pk=round_.pk), checks.pop(0))
        _do(laying, laid, act)
    laying.lay_institutions(office, round_)
    laying.lay_indicators(office, round_, laid)
    kept.check(Round.objects.get(pk=round_.pk), city.today)
    clock.stand_at(city.now)


def _fridays(today: date) -> list[date]:
    """The Fridays before `today` on which the ledger was checked."""
    last = today - timedelta(days=(today.weekday() - 4) % 7 or 7)
    return [last - timedelta(weeks=back) for back in reversed(range(CHECKED))]


def _bring_in(laying: _Laying) -> Round:
    """Register the round, and bring the feedback opinion in as a person would: drop, look, confirm."""
    city, by = laying.city, laying.by(FIRST)
    data = city.round
    values = rounds.RoundValues(
        inspected_body=data.inspected_body,
        inspected_unit=laying.units[data.inspected_unit],
        source=SOURCES[data.source],
        sending_body=data.sending_body,
        term=data.term,
        ordinal=data.number,
        form=data.form,
        team=data.team,
        started_on=data.started_on,
        ended_on=data.ended_on,
        feedback_on=data.feedback_on,
    )
    calendar = rounds.Calendar(
        nodes=[rounds.NodeValues(node.name, node.on) for node in city.nodes],
        targets=[rounds.TargetValues(str(key), name) for name, key in milestones.TARGETS.items()],
    )
    round_ = rounds.create(by, values, calendar)
    by = laying.renewed(FIRST)  # from now on he sees the round
    staged = stage.stage(
        by, stage.from_file(FEEDBACK.read_bytes(), "反馈意见.txt", Limits()), round_
    )
    confirm.confirm(by, staged.intake)
    return round_
