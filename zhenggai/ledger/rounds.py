"""Acts on inspection rounds: register, edit; their periods as countdowns (R1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from zhenggai.core import tree
from zhenggai.core.errors import BadValue, NotAllowed
from zhenggai.ledger.milestones import month_later
from zhenggai.ledger.models import (
    Judgement,
    Origin,
    Round,
    RuleSet,
    Target,
    TimeNode,
    rule_set_for,
)
from zhenggai.office.flow import step
from zhenggai.office.models import Unit
from zhenggai.office.viewer import By

# The words of the periods that a rule set knows; a round may name more.
PERIODS = {
    "plan": _("Plan due"),
    "rectification": _("Concentrated rectification ends"),
    "report": _("Report due"),
    "publication": _("Publication due"),
}
WORDS = ("sending_body", "term", "ordinal", "form", "team")
LENGTHS = {"sending_body": 80, "term": 40, "ordinal": 40, "form": 20, "team": 80}
LENGTHS |= {"inspected_body": 120}
DAYS = ("started_on", "ended_on", "feedback_on", "plan_adopted_on")
FIELDS = (
    *WORDS,
    *DAYS,
    "source",
    "inspected_body",
    "inspected_unit",
    "special_plans",
    "special_groups",
    "due_soon_days",
)


@dataclass
class RoundValues:
    """The fields of a round as a person fills them in."""

    inspected_body: str = ""
    inspected_unit: Unit | None = None
    source: str = Origin.INSPECTION
    sending_body: str = ""
    term: str = ""
    ordinal: str = ""
    form: str = ""
    team: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    feedback_on: date | None = None
    plan_adopted_on: date | None = None
    special_plans: list[str] = field(default_factory=list)
    special_groups: list[str] = field(default_factory=list)
    due_soon_days: int = 7
    # The date of a notice that was published already.
    published_on: date | None = None


@dataclass
class NodeValues:
    """A time node as filled in; `id` is None for a new one, `due_on` None for one without a day (长期)."""

    name: str
    due_on: date | None
    id: UUID | None = None


@dataclass
class TargetValues:
    """A target category as filled in."""

    key: str
    name: str
    id: UUID | None = None


@dataclass
class Calendar:
    """The dated frame of a round: periods as they stand on the round, nodes, targets."""

    periods: list[dict[str, Any]] = field(default_factory=list)
    nodes: list[NodeValues] = field(default_factory=list)
    targets: list[TargetValues] = field(default_factory=list)


@dataclass(frozen=True)
class Countdown:
    """A period of the round: when it ends, how many days are left (negative: over), when it was met."""

    key: str
    label: str
    due_on: date
    days: int
    done_on: date | None

    @property
    def days_over(self) -> int:
        """How many days it is over."""
        return max(0, -self.days)


def periods_of(rule_set: RuleSet | None, feedback_on: date | None) -> list[dict[str, Any]]:
    """The periods of a rule set, counted from the day of the feedback; without it they have no day yet."""
    if rule_set is None:
        return []
    return [
        {
            "key": period["key"],
            "months": period.get("months", 0),
            "due_on": month_later(feedback_on, period.get("months", 0)).isoformat()
            if feedback_on
            else None,
            "done_on": None,
        }
        for period in rule_set.periods
    ]


def countdowns(round_: Round, today: date) -> list[Countdown]:
    """The dated periods of the round, the earliest first. The plan is met on the day on which it was adopted."""
    found = []
    for period in round_.periods:
        due, done = _day(period.get("due_on")), _day(period.get("done_on"))
        if due is None:
            continue
        if period["key"] == "plan" and done is None:
            done = round_.plan_adopted_on
        label = str(PERIODS.get(period["key"], period["key"]))
        found.append(Countdown(period["key"], label, due, (due - today).days, done))
    return sorted(found, key=lambda countdown: countdown.due_on)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def check(values: RoundValues) -> None:
    """Refuse a round without a body or a unit, or whose days are out of order."""
    if not values.inspected_body.strip():
        raise BadValue("REQUIRED", field=_("Inspected body"))
    if values.inspected_unit is None:
        raise BadValue("REQUIRED", field=_("Inspected unit"))
    if values.source not in Origin.values:
        raise BadValue("CHOICE", field=_("Kind of examination"))
    days = [day for day in (values.started_on, values.ended_on, values.feedback_on) if day]
    if days != sorted(days):
        raise BadValue("DATE-ORDER")
    for name, limit in LENGTHS.items():
        if len(getattr(values, name)) > limit:
            raise BadValue("LONG", field=name, limit=limit)


def _seated(by: By, unit: Unit) -> None:
    """Only an office whose seat lasts and whose unit lies above may open a round there: it is to see it afterwards."""
    seats = [seat for seat in by.viewer.seats if seat.kind == "office" and seat.round_id is None]
    if not any(tree.below(unit.path, seat.path) for seat in seats):
        raise NotAllowed("ACCESS", verb="round.create")


def build(values: RoundValues) -> Round:
    """An unsaved round with the rule set in force on the day of its feedback."""
    rule_set = rule_set_for(values.source, values.feedback_on)
    periods = published(periods_of(rule_set, values.feedback_on), values.published_on)
    round_ = Round(rule_set=rule_set, periods=periods)
    for name in FIELDS:
        setattr(round_, name, getattr(values, name))
    return round_


def create(
    by: By,
    values: RoundValues,
    calendar: Calendar | None = None,
) -> Round:
    """Register a round with its nodes and targets; its periods come from the rule set in force."""
    calendar = calendar or Calendar()
    check(values)
    assert values.inspected_unit is not None  # noqa: S101 - checked above
    _seated(by, values.inspected_unit)
    round_ = build(values)
    with transaction.atomic():
        with step(by, "round.create", round_) as doing:
            doing.facts["nodes"] = [node.name for node in calendar.nodes]
            doing.facts["targets"] = [target.name for target in calendar.targets]
        _put_nodes(round_, calendar.nodes)
        _put_targets(round_, calendar.targets)
    return round_


def edit(
    by: By,
    round_: Round,
    values: RoundValues,
    calendar: Calendar,
    *,
    version: int,
) -> None:
    """Change the round, the days of its periods, its nodes and targets.

    Nodes and targets that are left out are removed, unless measures stand under them (IN-USE).
    """
    check(values)
    assert values.inspected_unit is not None  # noqa: S101 - checked above
    if values.inspected_unit.pk != round_.inspected_unit_id:
        _seated(by, values.inspected_unit)
    with step(by, "round.edit", round_, version=version) as doing:
        record = doing.record
        for name in FIELDS:
            setattr(record, name, getattr(values, name))
        record.periods = list(calendar.periods)
        _complete(record)
        _remove_others(record, TimeNode, [node.id for node in calendar.nodes])
        _remove_others(record, Target, [target.id for target in calendar.targets])
        _put_nodes(record, calendar.nodes)
        _put_targets(record, calendar.targets)
        doing.facts["nodes"] = [
            f"{node.name} {node.due_on.isoformat() if node.due_on else ''}".strip()
            for node in calendar.nodes
        ]
        doing.facts["targets"] = [target.name for target in calendar.targets]


def fill(
    by: By, round_: Round, found: dict[str, Any], published_on: date | None = None
) -> dict[str, Any]:
    """Write what a document states into fields that are still empty; returns the old values of those it wrote.

    `published_on` is the date of a notice: on it the rectification was made public.
    """
    empty = {name: value for name, value in found.items() if value and not getattr(round_, name)}
    if not empty and published(round_.periods, published_on) == round_.periods:
        return {}
    old = {name: getattr(round_, name) for name in empty}
    with step(by, "round.edit", round_) as doing:
        for name, value in empty.items():
            setattr(doing.record, name, value)
        _complete(doing.record)
        doing.record.periods = published(doing.record.periods, published_on)
        if doing.record.periods != round_.periods:
            old["periods"] = round_.periods
    return old


def published(periods: list[dict[str, Any]], day: date | None) -> list[dict[str, Any]]:
    """The periods with the publication met on `day`, unless it was met before."""
    return [
        each | {"done_on": day.isoformat()}
        if day and each["key"] == "publication" and not each.get("done_on")
        else each
        for each in periods
    ]


def _complete(round_: Round) -> None:
    """Once the day of the feedback is known: the rule set in force, and days for periods that have none yet."""
    if round_.feedback_on is None:
        return
    if not any(period.get("due_on") for period in round_.periods):
        round_.rule_set = rule_set_for(round_.source, round_.feedback_on)
        round_.periods = periods_of(round_.rule_set, round_.feedback_on)


def _remove_others(
    round_: Round, model: type[TimeNode] | type[Target], kept: Iterable[UUID | None]
) -> None:
    gone = model._default_manager.filter(round=round_).exclude(
        pk__in=[pk for pk in kept if pk is not None]
    )
    if model is TimeNode:
        ids = list(gone.values_list("pk", flat=True))
        judged = Judgement.objects.filter(node_id__in=ids).first()
        if judged is not None:
            raise BadValue("NODE-JUDGED", name=judged.node.name)
    used = gone.annotate(uses=Count("measures")).filter(uses__gt=0).first()
    if used is not None:
        raise BadValue("IN-USE", name=used.name, open=used.measures.count())
    gone.delete()


def _names(values: Sequence[NodeValues] | Sequence[TargetValues]) -> None:
    names = [value.name.strip() for value in values]
    if "" in names:
        raise BadValue("REQUIRED", field=_("Name"))
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise BadValue("NAME-TAKEN", name=doubled)


def _free_names(
    model: type[TimeNode] | type[Target],
    known: Mapping[UUID, TimeNode | Target],
    wanted: Mapping[UUID | None, str],
) -> None:
    """Let go of the names that change, so that two can be exchanged: a name stands once in a round."""
    for pk, record in known.items():
        if wanted.get(pk, record.name) != record.name:
            model._default_manager.filter(pk=pk).update(name=pk.hex)


def _put_nodes(round_: Round, nodes: Sequence[NodeValues]) -> None:
    """Nodes stand in the order of their days, those without one last."""
    _names(nodes)
    ordered = sorted(nodes, key=lambda node: node.due_on or date.max)
    known = {node.pk: node for node in TimeNode.objects.filter(round=round_)}
    _free_names(TimeNode, known, {node.id: node.name.strip() for node in nodes})
    for position, values in enumerate(ordered, 1):
        node = known.get(values.id) if values.id else TimeNode(round=round_)
        if node is None:
            raise BadValue("CHOICE", field=_("Time node"))
        node.name, node.due_on, node.position = values.name.strip(), values.due_on, position
        node.version += 0 if node._state.adding else 1
        node.save()


def sort_nodes(round_: Round) -> None:
    """Put the nodes in the order of their days."""
    nodes = sorted(TimeNode.objects.filter(round=round_), key=lambda node: node.due_on or date.max)
    for position, node in enumerate(nodes, 1):
        node.position = position
    TimeNode.objects.bulk_update(nodes, ["position"])


def _put_targets(round_: Round, targets: Sequence[TargetValues]) -> None:
    _names(targets)
    known = {target.pk: target for target in Target.objects.filter(round=round_)}
    _free_names(Target, known, {target.id: target.name.strip() for target in targets})
    for position, values in enumerate(targets, 1):
        target = known.get(values.id) if values.id else Target(round=round_)
        if target is None or values.key not in Target.Key.values:
            raise BadValue("CHOICE", field=_("Target category"))
        target.name, target.key, target.position = values.name.strip(), values.key, position
        target.version += 0 if target._state.adding else 1
        target.save()
