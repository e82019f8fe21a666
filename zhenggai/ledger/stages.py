"""Back-scheduling: templates, the stages of a measure, and what a change of the calendar does to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from zhenggai.core import schedule as core
from zhenggai.core.calendar import Calendar, Special, YearPlan
from zhenggai.core.errors import BadValue
from zhenggai.core.rules.measure import OPEN
from zhenggai.core.schedule import LONGEST_NAME, MOST_STAGES, Plan, Share, check, lay
from zhenggai.ledger.models import Measure, Round, Schedule, Stage, StageTemplate
from zhenggai.office import calendar, clock
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

# So many measures are laid anew in one transaction when the calendar changes.
TOGETHER = 200


@dataclass(frozen=True)
class Laying:
    """From what stages are laid: a template, the day on which work can begin, the day by which it must be done."""

    template: StageTemplate
    start: date
    due: date


@dataclass(frozen=True)
class Span:
    """A stage as a person moves it."""

    name: str
    start: date
    end: date


@dataclass(frozen=True)
class Tally:
    """What was laid for many: how many measures, for how many of them the time is too short."""

    laid: int
    impossible: int


# Templates


def write_template(
    by: By,
    template: StageTemplate,
    *,
    name: str,
    shares: Sequence[Share],
    offered: str = "yes",
    version: int | None = None,
) -> StageTemplate:
    """Make or change a template; an unsaved one is made. What was laid from it stays as it is.

    Raises what `zhenggai.core.schedule.check` raises; BadValue (REQUIRED, LONG, NAME-TAKEN) for the name.
    """
    name = name.strip()
    if not name:
        raise BadValue("REQUIRED", field="name")
    if len(name) > LONGEST_NAME:
        raise BadValue("LONG", field="name", limit=LONGEST_NAME)
    check(shares)
    if StageTemplate.objects.filter(name=name).exclude(pk=template.pk).exists():
        raise BadValue("NAME-TAKEN", name=name)
    verb = "template.create" if template._state.adding else "template.edit"
    with step(by, verb, template, version=version) as doing:
        record = doing.record
        record.name, record.offered = name, bool(offered)
        record.stages = [
            {"name": one.name.strip(), "permille": one.permille, "least": one.least}
            for one in shares
        ]
        if record._state.adding:
            last = StageTemplate.objects.aggregate(last=Max("position"))["last"] or 0
            record.position = last + 1
    return doing.record


# One measure


def of_measure(measure: Measure) -> Schedule | None:
    """The stages of a measure, in order; None where none were laid."""
    rows = Schedule.objects.select_related("template").prefetch_related("stages")
    return rows.filter(measure=measure).first()


def propose(laying: Laying, today: Calendar | None = None) -> Plan:
    """The stages as they would be laid."""
    return lay(laying.template.shares, laying.start, laying.due, today or calendar.current())


def _within(measure: Measure, name: str, day: date) -> None:
    """No stage ends after the due date of its measure: that is moved by an extension only."""
    if measure.due_on is not None and day > measure.due_on:
        due = measure.due_on.isoformat()
        raise BadValue("STAGE-DUE", name=name, day=day.isoformat(), due=due)


def schedule(by: By, measure: Measure, laying: Laying, *, version: int | None = None) -> Schedule:
    """Lay the stages of a measure from a template, in place of those that it had.

    Raises BadValue: STAGE-DUE where they would end after the measure's due date.
    """
    plan = propose(laying)
    _within(measure, plan.stages[-1].name, laying.due)
    with step(by, "measure.schedule", measure, version=version) as doing:
        doing.facts["was"] = _written(doing.record)
        row = _header(doing.record, laying, plan, clock.now())
        _put(row, _rows(row, laying.template.shares, plan))
        doing.facts |= {"template": laying.template.name, "stages": _written(doing.record)}
        _touch(doing.record)
    return row


def revise(
    by: By, measure: Measure, spans: Sequence[Span], *, version: int | None = None
) -> Schedule | None:
    """Move the stages of a measure by hand; with no stage at all they are taken away.

    Raises BadValue: STAGE-MANY, STAGE-NAME, STAGE-ORDER, STAGE-DUE.
    """
    _in_order(measure, spans)
    days = calendar.current()
    with step(by, "measure.schedule", measure, version=version) as doing:
        old = of_measure(doing.record)
        doing.facts["was"] = _written(doing.record)
        _touch(doing.record)
        if not spans:
            Schedule.objects.filter(measure=doing.record).delete()
            return None
        row = _by_hand(doing.record, spans, old)
        row.provisional = days.provisional(spans[0].start, spans[-1].end)
        _put(row, _moved(row, spans, days))
        doing.facts["stages"] = _written(doing.record)
    return row


def _in_order(measure: Measure, spans: Sequence[Span]) -> None:
    if len(spans) > MOST_STAGES:
        raise BadValue("STAGE-MANY", limit=MOST_STAGES)
    before: date | None = None
    for span in spans:
        if not 0 < len(span.name.strip()) <= LONGEST_NAME:
            raise BadValue("STAGE-NAME", most=LONGEST_NAME)
        if span.end < span.start or (before is not None and span.start <= before):
            raise BadValue("STAGE-ORDER", name=span.name)
        _within(measure, span.name, span.end)
        before = span.end


def _touch(measure: Measure) -> None:
    """The measure itself is changed, so that its version moves on: also where the clock stands still, as in a demo."""
    measure.changed_at = max(clock.now(), measure.changed_at + timedelta(microseconds=1))


def _header(measure: Measure, laying: Laying, plan: Plan, at: datetime) -> Schedule:
    return Schedule(
        measure=measure,
        template=laying.template,
        start_on=laying.start,
        due_on=laying.due,
        begin_on=plan.begin,
        provisional=plan.provisional,
        laid_at=at,
    )


def _by_hand(measure: Measure, spans: Sequence[Span], old: Schedule | None) -> Schedule:
    return Schedule(
        measure=measure,
        template=old.template if old else None,
        start_on=spans[0].start,
        due_on=measure.due_on or spans[-1].end,
        by_hand=True,
        laid_at=clock.now(),
    )


def _rows(row: Schedule, shares: Sequence[Share], plan: Plan) -> list[Stage]:
    return [
        Stage(
            schedule=row,
            position=position,
            name=stage.name,
            permille=share.permille,
            least=share.least,
            start_on=stage.start,
            end_on=stage.end,
        )
        for position, (share, stage) in enumerate(zip(shares, plan.stages, strict=True), 1)
    ]


def _moved(row: Schedule, spans: Sequence[Span], days: Calendar) -> list[Stage]:
    """Stages moved by hand: their share is what they take of the working days."""
    lengths = [max(1, days.working_in(span.start, span.end)) for span in spans]
    whole = sum(lengths)
    return [
        Stage(
            schedule=row,
            position=position,
            name=span.name.strip(),
            permille=max(1, round(1000 * length / whole)),
            start_on=span.start,
            end_on=span.end,
        )
        for position, (span, length) in enumerate(zip(spans, lengths, strict=True), 1)
    ]


def _put(row: Schedule, stages: Iterable[Stage]) -> None:
    """Write the schedule of one measure in place of the one that it had."""
    Schedule.objects.filter(measure_id=row.measure_id).delete()
    row.save(force_insert=True)
    Stage.objects.bulk_create(stages)


def _written(measure: Measure) -> list[str]:
    return [str(stage) for stage in Stage.objects.filter(schedule_id=measure.pk)]


# Many measures


def waiting(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Those of `measures` that are open, have a due date, and no stages yet."""
    return measures.filter(status__in=OPEN, schedule=None).exclude(due_on=None)


def foresee(
    template: StageTemplate, start: date, measures: QuerySet[Measure]
) -> list[tuple[UUID, Laying, Plan]]:
    """The plan of each of `measures` that is waiting; of the same due date it is reckoned once."""
    days, known, found = calendar.current(), {}, []
    for pk, due in waiting(measures).values_list("pk", "due_on"):
        assert due is not None  # noqa: S101 - they are those with a due date
        if due not in known:
            laying = Laying(template, start, due)
            known[due] = laying, propose(laying, days)
        found.append((pk, *known[due]))
    return found


def schedule_all(
    by: By, round_: Round, template: StageTemplate, start: date, measures: QuerySet[Measure]
) -> Tally:
    """Lay stages for all of `measures` of the round that are waiting, in one act."""
    with step(by, "round.schedule", round_) as doing:
        of_round = measures.filter(round_id=round_.pk)
        found = foresee(template, start, of_round)
        rows, stages, at = [], [], clock.now()
        for pk, laying, plan in found:
            row = _header(Measure(pk=pk), laying, plan, at)
            rows.append(row)
            stages += _rows(row, template.shares, plan)
        Schedule.objects.bulk_create(rows, batch_size=500)
        Stage.objects.bulk_create(stages, batch_size=500)
        tally = Tally(len(found), sum(plan.impossible for _, _, plan in found))
        doing.facts |= {"template": template.name, "start": start.isoformat()}
        doing.facts |= {"measures": tally.laid, "impossible": tally.impossible}
    return tally


# The calendar


def load_year(by: By, plan: YearPlan, *, version: int | None = None) -> int:
    """Load a year into the calendar and lay anew the stages that lean on it; returns of how many measures they moved."""
    calendar.load(by, plan, version=version)
    return recalculate(by, date(plan.year - 1, 12, 1), date(plan.year, 12, 31))


def edit_day(by: By, special: Special | date, *, version: int | None = None) -> int:
    """Change one day of the calendar and lay anew the stages that lean on it; returns of how many measures they moved."""
    day = special.day if isinstance(special, Special) else special
    calendar.edit(by, special, version=version)
    return recalculate(by, day, day)


def recalculate(by: By, first: date, last: date) -> int:
    """Lay anew what was laid by rule over any day from `first` to `last`; one act for each measure whose stages move.

    Stages that somebody moved by hand stay where they are. A few hundred at a time, so that others can save in between:
    what was not reached when it is broken off is found when the year is loaded again. The form that asked for it is
    spent by the act on the calendar.
    """
    by, moved = By(by.user, by.viewer), 0
    touched = list(
        Schedule.objects.filter(
            Q(start_on__lte=last) | Q(begin_on__lte=last),
            due_on__gte=first,
            measure__status__in=OPEN,
        ).values_list("pk", flat=True)
    )
    for at in range(0, len(touched), TOGETHER):
        with transaction.atomic():
            moved += _relay(by, touched[at : at + TOGETHER])
    return moved


def _relay(by: By, ids: Sequence[UUID]) -> int:
    """Put the stages of some measures where the calendar has them now; returns of how many they moved."""
    days, settled, stages, moved = calendar.current(), [], [], 0
    rows = Schedule.objects.filter(pk__in=ids, measure__status__in=OPEN)
    for row in rows.select_related("measure").prefetch_related("stages"):
        old = list(row.stages.all())
        plan = _by_calendar(row, old, days)
        if (row.provisional, row.begin_on) != (plan.provisional, plan.begin):
            row.provisional, row.begin_on = plan.provisional, plan.begin
            settled.append(row)
        new = _rows(row, [stage.share for stage in old], plan)
        if [str(stage) for stage in new] == [str(stage) for stage in old]:
            continue
        with step(by, "measure.recalculate", row.measure) as doing:
            doing.facts |= {"was": [str(one) for one in old], "stages": [str(one) for one in new]}
        stages += new
        moved += 1
    Stage.objects.filter(schedule__in={stage.schedule_id for stage in stages}).delete()
    Stage.objects.bulk_create(stages, batch_size=500)
    Schedule.objects.bulk_update(settled, ["provisional", "begin_on"], batch_size=100)
    return moved


def _by_calendar(row: Schedule, stages: Sequence[Stage], days: Calendar) -> Plan:
    """The stages as the calendar has them; those that were moved by hand as they are."""
    if not row.by_hand:
        return lay([stage.share for stage in stages], row.start_on, row.due_on, days)
    as_they_are = tuple(
        core.Stage(one.name, one.start_on, one.end_on, days.working_in(one.start_on, one.end_on))
        for one in stages
    )
    return Plan(as_they_are, None, days.provisional(stages[0].start_on, stages[-1].end_on))
