"""Indicators (E7): what is measured, its readings, and what follows from them (`zhenggai.core.indicator`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from zhenggai.core.errors import BadValue, NotAllowed, NotFound
from zhenggai.core.indicator import Point, Standing, in_unit, standing
from zhenggai.core.reading.numbers import printed
from zhenggai.ledger.models import Figure, Finding, Indicator, Intake, Measure, Reading, Round
from zhenggai.ledger.models.indicator import KEEPERS
from zhenggai.office import access, clock
from zhenggai.office.flow import step
from zhenggai.office.models import Unit
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By

LONGEST_SOURCE = 300


@dataclass(frozen=True)
class Definition:
    """What is measured, of what, and where it is to go."""

    name: str
    measured_in: str = ""
    direction: str = Indicator.Direction.UP
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    responsible_unit: Unit | None = None
    finding: Finding | None = None
    measure: Measure | None = None


@dataclass(frozen=True)
class Taken:
    """A value as of a day, with its source: words, or a document and from where to where in its text."""

    value: Decimal
    as_of: date
    source: str = ""
    intake: Intake | None = None
    place: tuple[int, int] | None = None


def definition_of(indicator: Indicator) -> Definition:
    """What an indicator is at present."""
    aim = indicator.aim
    plain = ("name", "measured_in", "direction", "baseline_on", "target_on")
    others = ("responsible_unit", "finding", "measure")
    values = {name: getattr(indicator, name) for name in (*plain, *others)}
    return Definition(baseline=aim.baseline, target=aim.target, **values)


def _fill(record: Indicator, given: Definition) -> None:
    for field in fields(Definition):
        value = getattr(given, field.name)
        if field.name in ("baseline", "target"):
            value = "" if value is None else printed(value)
        setattr(record, field.name, value)
    if given.measure is not None:
        record.finding = given.measure.finding


def _sound(by: By, record: Indicator) -> None:
    """Raise BadValue where the definition contradicts itself, the round or another indicator."""
    if not record.name:
        raise BadValue("REQUIRED", field="name")
    if record.direction not in Indicator.Direction.values:
        raise BadValue("CHOICE", field="direction")
    days = ((record.baseline, record.baseline_on), (record.target, record.target_on))
    for value, day in days:
        if day and not value:
            raise BadValue("INDICATOR-DAY", day=day.isoformat())
    _placed(record)
    _unit_of_measure(by, record)


def _placed(record: Indicator) -> None:
    """What it belongs to lies in its round, and no other indicator bears its name there."""
    for place in (record.finding, record.measure):
        if place is not None and place.round_id != record.round_id:
            raise BadValue("CHOICE", field="finding")
    same = Indicator.objects.filter(
        round_id=record.round_id,
        finding=record.finding,
        measure=record.measure,
        name=record.name,
        status=Indicator.Status.KEPT,
    )
    if same.exclude(pk=record.pk).exists():
        raise BadValue("NAME-TAKEN", name=record.name)


def _unit_of_measure(by: By, record: Indicator) -> None:
    """Only the office shows an indicator to a unit that its measure does not show itself to."""
    if "office" in by.viewer.rounds.get(record.round_id, ()) or record.responsible_unit is None:
        return
    measure = record.measure
    helped = set(measure.responsible_units.values_list("pk", flat=True)) if measure else set()
    if measure and measure.lead_unit_id:
        helped.add(measure.lead_unit_id)
    if record.responsible_unit_id not in helped:
        raise BadValue("INDICATOR-OUTSIDE", name=str(record.responsible_unit))


def register(by: By, round_: Round, given: Definition) -> Indicator:
    """Begin to measure something. Raises BadValue (REQUIRED, CHOICE, NAME-TAKEN, INDICATOR-DAY, INDICATOR-OUTSIDE)."""
    indicator = Indicator(round=round_, created_at=clock.now())
    _fill(indicator, given)
    with step(by, "indicator.register", indicator) as doing:
        _sound(by, doing.record)
        return doing.record


def edit(by: By, indicator: Indicator, given: Definition, *, version: int | None = None) -> None:
    """Change what is measured; raises as `register` does, and INDICATOR-MEASURED where readings would change their unit."""
    with step(by, "indicator.edit", indicator, version=version) as doing:
        record = doing.record
        if given.measured_in != record.measured_in and record.readings.exists():
            raise BadValue("INDICATOR-MEASURED", unit=record.measured_in)
        _fill(record, given)
        # Whoever may change this one may not give it to a measure that is not his.
        access.require(by.viewer, "indicator.edit", record)
        _sound(by, record)


def drop(by: By, indicator: Indicator, *, note: str, version: int | None = None) -> None:
    """Measure it no longer, with the reason; its readings are kept."""
    with step(by, "indicator.drop", indicator, version=version, note=note):
        pass


def read(by: By, indicator: Indicator, taken: Taken, *, version: int | None = None) -> Reading:
    """Enter a reading. Raises BadValue (READING-AHEAD, READING-SOURCE, TEXT-LONG, CHOICE, PASSAGE)."""
    with step(by, "indicator.read", indicator, version=version) as doing:
        made = _entered(by, doing.record, taken)
        doing.facts |= {"value": made.value, "as_of": made.as_of.isoformat()}
        made.save(force_insert=True)
        return made


def correct(
    by: By, reading: Reading, taken: Taken, *, note: str, version: int | None = None
) -> Reading:
    """Put a right reading in place of a wrong one, with the reason; raises READING-REPLACED, and as `read` does."""
    with step(by, "indicator.correct", reading.indicator, version=version, note=note) as doing:
        if Reading.objects.filter(replaces=reading.pk).exists():
            raise BadValue("READING-REPLACED")
        made = _entered(by, doing.record, taken)
        made.replaces, made.reason = reading, note
        doing.facts |= {"was": reading.value, "value": made.value, "as_of": made.as_of.isoformat()}
        made.save(force_insert=True)
        return made


def _entered(by: By, indicator: Indicator, taken: Taken) -> Reading:
    person = by.user.person
    if person is None:
        raise NotAllowed("ACCESS")
    if taken.as_of > clock.today():
        raise BadValue("READING-AHEAD", day=taken.as_of.isoformat())
    if not taken.source and taken.intake is None:
        raise BadValue("READING-SOURCE")
    if len(taken.source) > LONGEST_SOURCE:
        raise BadValue("TEXT-LONG", length=len(taken.source), limit=LONGEST_SOURCE)
    start, end = _place(indicator, taken)
    return Reading(
        indicator=indicator,
        value=printed(taken.value),
        as_of=taken.as_of,
        source=taken.source,
        intake=taken.intake,
        start=start,
        end=end,
        entered_by=person,
        entered_for_id=next(iter(by.viewer.unit_ids), None),
        entered_at=clock.now(),
    )


def _place(indicator: Indicator, taken: Taken) -> tuple[int | None, int | None]:
    if taken.intake is None:
        return None, None
    document = taken.intake
    if document.round_id != indicator.round_id or document.status != Intake.Status.CONFIRMED:
        raise BadValue("CHOICE", field="document")
    if taken.place is None:
        return None, None
    start, end = taken.place
    if not 0 <= start < end <= len(document.text):
        raise BadValue("PASSAGE")
    return start, end


@dataclass(frozen=True)
class Line:
    """An indicator with the readings that hold, oldest first, and what follows from them."""

    indicator: Indicator
    readings: list[Reading]
    standing: Standing

    @property
    def latest(self) -> Reading | None:
        """The newest reading that holds."""
        return self.readings[-1] if self.readings else None

    @property
    def points(self) -> list[Point]:
        """The readings as values."""
        return points(self.readings)


def points(readings: Iterable[Reading]) -> list[Point]:
    """Readings as values, in their order."""
    return [Point(Decimal(one.value), one.as_of) for one in readings]


def lines(rows: Iterable[Indicator], today: date) -> list[Line]:
    """Indicators that were asked of access, with their readings, in one question more."""
    rows = list(rows)
    held: dict[object, list[Reading]] = {}
    found = Reading.objects.filter(indicator__in=rows, replaced_by=None)
    for one in found.select_related("intake").defer(
        "intake__text", "intake__proposal", "intake__reading", "intake__notes"
    ):
        held.setdefault(one.indicator_id, []).append(one)
    return [
        Line(row, mine, standing(row.aim, points(mine), today))
        for row in rows
        for mine in [held.get(row.pk, [])]
    ]


def seen(viewer: Viewer, round_: Round) -> QuerySet[Indicator]:
    """The indicators of a round that `viewer` sees, in their order, with what they belong to."""
    rows = access.visible_in(viewer, Indicator.objects.all(), round_.pk)
    return rows.select_related("finding", "measure", "responsible_unit")


def all_readings(indicator: Indicator) -> list[Reading]:
    """Every reading of an indicator that access gave, the newest first, replaced ones too."""
    return list(
        indicator.readings.select_related(
            "intake", "entered_by", "entered_for", "replaces", "replaced_by"
        ).order_by("-as_of", "-entered_at", "-id")
    )


def documents(viewer: Viewer, round_: Round) -> QuerySet[Intake]:
    """The documents of a round that `viewer` sees, which can be the source of a reading."""
    rows = access.visible_in(viewer, Intake.objects.all(), round_.pk)
    return rows.filter(status=Intake.Status.CONFIRMED).defer("proposal", "reading", "notes")


def figure(viewer: Viewer, round_: Round, figure_id: int) -> Figure:
    """A figure that was read in a document which `viewer` sees; NotFound otherwise."""
    known = documents(viewer, round_).order_by().values("pk")
    rows = Figure.objects.filter(pk=figure_id, intake__in=known)
    found = rows.select_related("intake", "measure", "finding").first()
    if found is None:
        raise NotFound("NOT-FOUND")
    return found


def may_begin(viewer: Viewer, round_: Round) -> bool:
    """Whether there is anything of a round of which `viewer` may register an indicator."""
    if access.may(viewer, "indicator.register", Indicator(round=round_)):
        return True
    units = [one.unit_id for one in viewer.holdings if one.duty in KEEPERS]
    return bool(units) and Measure.objects.filter(round=round_, lead_unit__in=units).exists()


def fitting(viewer: Viewer, round_: Round, found: Figure) -> list[Indicator]:
    """The indicators that a figure may be a reading of, the likeliest first: of its measure, its finding, its unit."""
    finding_id = found.finding_id or (found.measure.finding_id if found.measure else None)
    rows = seen(viewer, round_).filter(status=Indicator.Status.KEPT)
    near = list(rows.filter(finding_id=finding_id)) if finding_id else []
    wide = list(rows.filter(finding=None))
    value = Decimal(found.value)

    def unlike(one: Indicator) -> tuple[bool, bool, bool]:
        other = in_unit(value, found.unit, one.measured_in) is None
        return other, one.finding_id is None, one.measure_id != found.measure_id

    may = (one for one in [*near, *wide] if access.may(viewer, "indicator.read", one))
    return sorted(may, key=unlike)
