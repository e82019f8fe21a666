"""The plan (P1, P3–P5): main and special, gaps as a worklist, rated by another, approved by a meeting, kept by versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from zhenggai.core.errors import BadValue, Duplicate, NotAllowed
from zhenggai.ledger import measures, rounds
from zhenggai.ledger.models import Measure, Placed, Plan, PlanVersion, Round, Status
from zhenggai.office import access, clock
from zhenggai.office.flow import step
from zhenggai.office.models import Person
from zhenggai.office.viewer import By

LONGEST_TITLE, LONGEST_MEETING = 120, 120
# What a baseline keeps of a measure, and where it is read.
KEPT = {
    "title": "title",
    "text": "text",
    "criterion": "criterion",
    "leader": "lead_leader__title",
    "unit": "lead_unit__name",
    "due_on": "due_on",
    "node": "node__name",
    "target": "target__name",
}


def _line(text: str, limit: int, field: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise BadValue("REQUIRED", field=field)
    if len(text) > limit:
        raise BadValue("TEXT-LONG", length=len(text), limit=limit)
    return text


def _person(by: By) -> Person:
    if by.user.person is None:
        raise NotAllowed("ACCESS")
    return by.user.person


def draft(by: By, round_: Round, *, title: str, kind: str) -> Plan:
    """Begin a plan. Raises BadValue, and Duplicate (PLAN-KNOWN) for a second main plan or a title that is taken."""
    if kind not in Plan.Kind.values:
        raise BadValue("CHOICE", field="kind")
    plan = Plan(round=round_, kind=kind, title=_line(title, LONGEST_TITLE, "title"))
    try:
        with transaction.atomic(), step(by, "plan.draft", plan) as doing:
            doing.record.save(force_insert=True)
            return doing.record
    except IntegrityError:
        raise Duplicate("PLAN-KNOWN") from None


def place(by: By, plan: Plan, chosen: Iterable[Measure], *, version: int | None = None) -> None:
    """Say which measures stand in a special plan; those left out return to the main one."""
    if plan.kind == Plan.Kind.MAIN:
        raise BadValue("CHOICE", field="measures")
    wanted = {measure.pk: measure for measure in chosen}
    if any(measure.round_id != plan.round_id for measure in wanted.values()):
        raise BadValue("CHOICE", field="measures")
    elsewhere = Placed.objects.filter(measure__in=list(wanted)).exclude(plan=plan)
    taken = elsewhere.select_related("measure", "plan").first()
    if taken is not None:
        raise BadValue("PLAN-PLACED", name=str(taken.measure), plan=str(taken.plan))
    with step(by, "plan.place", plan, version=version) as doing:
        known = set(Placed.objects.filter(plan=plan).values_list("measure_id", flat=True))
        Placed.objects.filter(plan=plan).exclude(measure__in=list(wanted)).delete()
        Placed.objects.bulk_create(
            [Placed(plan=plan, measure_id=pk) for pk in wanted if pk not in known]
        )
        doing.facts["measures"] = len(wanted)


def propose(by: By, plan: Plan, *, version: int | None = None) -> None:
    """Give it to be rated; Unmet (NEED-WITHOUT_GAPS) while something is missing."""
    with step(by, "plan.propose", plan, version=version) as doing:
        record = doing.record
        record.author, record.proposed_at = _person(by), clock.now()
        record.rating, record.rated_by, record.rated_at, record.remark = "", None, None, ""


def rate(by: By, plan: Plan, *, rating: str, note: str = "", version: int | None = None) -> None:
    """Rate it (P4): good or adequate goes to the meeting, a poor one back with its reasons."""
    if rating not in Plan.Rating.values:
        raise BadValue("CHOICE", field="rating")
    if rating == Plan.Rating.POOR:
        send_back(by, plan, note=note, rating=rating, version=version)
        return
    with step(by, "plan.rate", plan, version=version, note=note) as doing:
        _rated(doing.record, _person(by), rating, note)


def send_back(
    by: By, plan: Plan, *, note: str, rating: str = "", version: int | None = None
) -> None:
    """Give it back to be worked over, with the reasons."""
    with step(by, "plan.send_back", plan, version=version, note=note) as doing:
        person = _person(by)
        if rating and person.pk == doing.record.author_id:
            raise NotAllowed("ACCESS")
        _rated(doing.record, person if rating else None, rating, note)


def _rated(plan: Plan, person: Person | None, rating: str, note: str) -> None:
    plan.rating, plan.rated_by, plan.remark = rating, person, note
    plan.rated_at = clock.now() if person else None


def approve(
    by: By, plan: Plan, *, meeting: str, meeting_on: date | None, version: int | None = None
) -> int:
    """Record the meeting that approved it: drafts become planned, and the version is kept. Gives how many were taken in.

    Raises BadValue for a meeting without name or day, or one that lies ahead; Unmet while something is missing.
    """
    meeting = _line(meeting, LONGEST_MEETING, "meeting")
    if meeting_on is None or meeting_on > clock.today():
        raise BadValue("PLAN-MEETING")
    quiet = By(by.user, by.viewer)
    with step(by, "plan.approve", plan, version=version) as doing:
        record = doing.record
        record.meeting, record.meeting_on = meeting, meeting_on
        drafts = list(record.measures().filter(status=Status.DRAFT))
        for measure in drafts:
            measures.plan(quiet, measure)
        PlanVersion.objects.create(
            plan=record,
            number=record.number,
            meeting=meeting,
            meeting_on=meeting_on,
            approved_at=clock.now(),
            rows=snapshot(record),
        )
        doing.facts |= {"planned": len(drafts), "number": record.number}
        _adopted(quiet, record)
    return len(drafts)


def _adopted(by: By, plan: Plan) -> None:
    """The day on which the main plan was first approved is the round's, where it holds none yet."""
    round_ = plan.round
    first = plan.kind == Plan.Kind.MAIN and round_.plan_adopted_on is None
    if first and access.may(by.viewer, "round.edit", round_):
        rounds.fill(by, round_, {"plan_adopted_on": plan.meeting_on})


def revise(by: By, plan: Plan, *, note: str, version: int | None = None) -> None:
    """Begin the next version, with the reason; what was approved stays as its baseline."""
    with step(by, "plan.revise", plan, version=version, note=note) as doing:
        record = doing.record
        record.number += 1
        record.author, record.proposed_at, record.rated_by, record.rated_at = None, None, None, None
        record.rating, record.remark = "", note


def snapshot(plan: Plan) -> dict[str, dict[str, Any]]:
    """Every measure of the plan as it stands, by its number (7-3)."""
    rows = plan.measures().order_by("finding_number", "number")
    found = rows.values("finding_number", "number", *KEPT.values())
    return {
        f"{row['finding_number']}-{row['number']}": {
            name: _plain(row[column]) for name, column in KEPT.items()
        }
        for row in found
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value or ""


@dataclass(frozen=True)
class Difference:
    """What changed between two versions: numbers added and removed, and (number, field, old, new)."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[tuple[str, str, str, str]] = field(default_factory=list)


def compare(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Difference:
    """Compare two versions, or a version with the present (P5)."""
    found = Difference(
        [key for key in new if key not in old], [key for key in old if key not in new]
    )
    for key, row in new.items():
        before = old.get(key)
        if before is not None:
            found.changed.extend(
                (key, name, str(before.get(name, "")), str(value))
                for name, value in row.items()
                if before.get(name, "") != value
            )
    return found
