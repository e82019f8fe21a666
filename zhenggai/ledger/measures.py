"""Acts on a measure until work on it begins: add, assign the six fields, take into the plan, start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Max

from zhenggai.core.errors import BadValue
from zhenggai.core.matching import normal
from zhenggai.ledger.models import Finding, Measure, Pace, Status, Target, TimeNode
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.models import Post, Unit
from zhenggai.office.viewer import By


@dataclass
class Assignment:
    """What a measure is assigned: the six fields (P2), the criterion, node, target, pace and readiness.

    Exactly one lead unit and one lead leader; any number of responsible ones. `condition` names what must come first
    (T3), empty where the measure can be done now.
    """

    title: str = ""
    text: str = ""
    criterion: str = ""
    lead_leader: Post | None = None
    lead_unit: Unit | None = None
    node: TimeNode | None = None
    target: Target | None = None
    due_on: date | None = None
    pace: str = ""
    condition: str = ""
    condition_due_on: date | None = None
    responsible_leaders: Iterable[Post] = ()
    responsible_units: Iterable[Unit] = ()


RELATED = {"responsible_leaders", "responsible_units"}
PLAIN = [field.name for field in fields(Assignment) if field.name not in RELATED]


def assignment_of(measure: Measure) -> Assignment:
    """What the measure is assigned at present."""
    values = {name: getattr(measure, name) for name in PLAIN}
    return Assignment(
        **values,
        responsible_leaders=list(measure.responsible_leaders.all()),
        responsible_units=list(measure.responsible_units.all()),
    )


def _of_round(measure: Measure, given: Assignment) -> None:
    for name in ("node", "target"):
        value = getattr(given, name)
        if value is not None and value.round_id != measure.round_id:
            raise BadValue("CHOICE", field=name)
    if given.pace and given.pace not in Pace.values:
        raise BadValue("CHOICE", field="pace")
    if not (normal(given.text) or normal(given.title)):
        raise BadValue("REQUIRED", field="text")


def _later_by_request(record: Measure, due_on: date | None) -> None:
    """Once a measure stands in the plan its due date goes back only by an extension (T6); earlier it may go."""
    planned = record.status != Status.DRAFT and record.due_on is not None
    if planned and (due_on is None or due_on > (record.due_on or due_on)):
        raise BadValue("DUE-BY-REQUEST", day=str(record.due_on))


def add(by: By, finding: Finding, given: Assignment) -> Measure:
    """Add a measure to a finding; its number follows the highest that the finding ever had."""
    last = finding.measures.aggregate(last=Max("number"))["last"] or 0
    measure = Measure(
        round_id=finding.round_id,
        finding=finding,
        finding_number=finding.number,
        number=last + 1,
        changed_at=clock.now(),
    )
    _of_round(measure, given)
    for name in PLAIN:
        setattr(measure, name, getattr(given, name))
    measure.original_due_on = given.due_on
    with step(by, "measure.add", measure) as doing:
        # Relations need the row; it is saved here and again, complete, when the step ends.
        doing.record.save(force_insert=True)
        for name in RELATED:
            doing.relate(name, getattr(given, name))
    return doing.record


def assign(by: By, measure: Measure, given: Assignment, *, version: int | None = None) -> Measure:
    """Give a measure its fields. The first due date stays on record as the original one."""
    _of_round(measure, given)
    with step(by, "measure.assign", measure, version=version) as doing:
        record = doing.record
        _later_by_request(record, given.due_on)
        for name in PLAIN:
            setattr(record, name, getattr(given, name))
        if record.original_due_on is None:
            record.original_due_on = given.due_on
        record.changed_at = clock.now()
        for name in RELATED:
            doing.relate(name, getattr(given, name))
    return doing.record


def plan(by: By, measure: Measure, *, version: int | None = None) -> None:
    """Take an assigned measure into the plan: draft → planned."""
    with step(by, "measure.plan", measure, version=version) as doing:
        doing.record.changed_at = clock.now()


def start(by: By, measure: Measure, *, version: int | None = None, note: str = "") -> None:
    """Begin the work: planned → in progress."""
    with step(by, "measure.start", measure, version=version, note=note) as doing:
        doing.record.changed_at = clock.now()
