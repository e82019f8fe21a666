"""Counting happens here, from SQL aggregates over what a person sees. Every number can be opened in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from zhenggai.ledger.models import Finding, Institution, Measure, Round, Status
from zhenggai.office import access
from zhenggai.office.models.people import Duty
from zhenggai.office.sight import Viewer

Measures = QuerySet[Measure]
OPEN = ~Q(status=Status.CLOSED)
WEEK = timedelta(days=7)
# What the rows of the home table can be, and the field of a measure that says so.
ROWS = {
    "node": "node_id",
    "unit": "lead_unit_id",
    "leader": "lead_leader_id",
    "category": "finding__category_id",
}


def _rows(which: Q | None = None) -> Count:
    # By a field that the ledger's indexes hold: counting ids would read every row.
    return Count("status", filter=which)


def overdue(today: date) -> Q:
    """Open, and the due day is over: overdue from 00:00 of the next day."""
    return OPEN & Q(due_on__lt=today)


def due_soon(today: date, days: int) -> Q:
    """Open, and due today or within `days` days."""
    return OPEN & Q(due_on__gte=today, due_on__lte=today + timedelta(days=days))


def alert(status: str, due_on: date | None, today: date, days: int) -> str:
    """The alert state of one measure: closed, overdue, due_soon, on_track, or "" where no date is set (T5)."""
    if status == Status.CLOSED:
        return "closed"
    if due_on is None:
        return ""
    if due_on < today:
        return "overdue"
    return "due_soon" if due_on <= today + timedelta(days=days) else "on_track"


def measures_of(viewer: Viewer, round_: Round) -> Measures:
    """The measures of a round that `viewer` sees."""
    return access.visible_in(viewer, Measure.objects.all(), round_.pk)


@dataclass
class Tally:
    """One cell: all, done, overdue, and how many were closed in the last seven days."""

    total: int = 0
    done: int = 0
    overdue: int = 0
    week: int = 0

    def add(self, other: Tally) -> None:
        """Take another cell into this sum."""
        self.total += other.total
        self.done += other.done
        self.overdue += other.overdue
        self.week += other.week


@dataclass
class Row:
    """A row of the home table; `key` is None for what is not set (未定)."""

    key: UUID | None
    cells: dict[UUID | None, Tally] = field(default_factory=dict)
    sum: Tally = field(default_factory=Tally)


@dataclass
class Matrix:
    """Rows by `ROWS`, columns by target; with sums both ways that equal the ledger's count."""

    rows: dict[UUID | None, Row] = field(default_factory=dict)
    foot: dict[UUID | None, Tally] = field(default_factory=dict)
    sum: Tally = field(default_factory=Tally)


def _measure_counts(now: datetime, today: date) -> dict[str, Count]:
    return {
        "total": _rows(),
        "done": _rows(~OPEN),
        "late": _rows(overdue(today)),
        "week": _rows(Q(closed_at__gt=now - WEEK)),
    }


def _finding_counts(now: datetime, today: date) -> dict[str, Count]:
    # A finding is done in a cell when none of its measures there is open.
    return {
        "total": Count("finding", distinct=True),
        "done": Count("finding", distinct=True, filter=OPEN),
        "late": Count("finding", distinct=True, filter=overdue(today)),
        "week": Count("finding", distinct=True, filter=Q(closed_at__gt=now - WEEK)),
    }


def _tally(found: Any, of: str) -> Tally:
    done = found["done"] if of == "measures" else found["total"] - found["done"]
    return Tally(found["total"], done, found["late"], found["week"])


def matrix(measures: Measures, rows: str, of: str, now: datetime, today: date) -> Matrix:
    """Count `measures` by row and target. `rows` is a key of ROWS, `of` is measures or findings.

    Findings are counted anew for each sum: one that stands in two cells is one in the sum.
    """
    counts = (_measure_counts if of == "measures" else _finding_counts)(now, today)
    name = ROWS[rows]
    result = Matrix()
    for found in measures.order_by().values(name, "target_id").annotate(**counts):
        row = result.rows.setdefault(found[name], Row(found[name]))
        row.cells[found["target_id"]] = _tally(found, of)
    if of == "measures":
        _add_up(result)
    else:
        _count_sums(result, measures.order_by(), name, counts)
    return result


def _add_up(result: Matrix) -> None:
    for row in result.rows.values():
        for key, cell in row.cells.items():
            row.sum.add(cell)
            result.foot.setdefault(key, Tally()).add(cell)
        result.sum.add(row.sum)


def _count_sums(result: Matrix, measures: Measures, name: str, counts: dict[str, Count]) -> None:
    for found in measures.values(name).annotate(**counts):
        result.rows[found[name]].sum = _tally(found, "findings")
    for found in measures.values("target_id").annotate(**counts):
        result.foot[found["target_id"]] = _tally(found, "findings")
    result.sum = _tally(measures.aggregate(**counts), "findings")


@dataclass(frozen=True)
class Strip:
    """The numbers above the table."""

    findings: int
    findings_done: int
    measures: int
    measures_done: int
    overdue: int
    institutions: int
    drafts: int


def _whole(measures: Measures, today: date) -> Tally:
    counted = measures.aggregate(total=_rows(), done=_rows(~OPEN), late=_rows(overdue(today)))
    return Tally(counted["total"], counted["done"], counted["late"])


def strip(
    viewer: Viewer, round_: Round, measures: Measures, today: date, whole: Tally | None = None
) -> Strip:
    """Findings and measures with those done, overdue measures, institutions listed and proposed.

    `whole` is the sum over `measures` where it was counted already.
    """
    whole = whole or _whole(measures, today)
    # Along the order of numbers, so that nothing is sorted or kept to tell one finding from another.
    each = measures.order_by().values("finding_number").annotate(open=_rows(OPEN))
    closed = each.filter(open=0).count()
    findings = access.visible_in(viewer, Finding.objects.filter(kind="problem"), round_.pk).count()
    kept = access.visible_in(viewer, Institution.objects.all(), round_.pk).aggregate(
        listed=Count("pk", filter=Q(status="listed")),
        drafts=Count("pk", filter=Q(status="draft")),
    )
    return Strip(
        findings,
        closed,
        whole.total,
        whole.done,
        whole.overdue,
        kept["listed"],
        kept["drafts"],
    )


def needs_me(viewer: Viewer, round_: Round, measures: Measures, today: date) -> dict[str, int]:
    """What waits for `viewer` in this round: key → how many, keys without any left out.

    Keys are those of ACTS, and due_soon and overdue: of the measures that he leads, or of all where he sits in the
    office.
    """
    hats = viewer.rounds.get(round_.pk, frozenset())
    soon = {"due_soon": due_soon(today, round_.due_soon_days), "overdue": overdue(today)}
    acts = {key: todo(viewer, round_, key) for key in ACTS if _concerns(viewer, hats, key)}
    led = {key: acts.pop(key) for key in [*acts] if ACTS[key][1] not in hats}
    if "office" in hats:
        whole = acts | soon
    else:
        whole, led = acts, led | soon
    if hats & DECIDERS or viewer.post_ids:
        whole["extension"] = extensions(viewer, round_)
    found = _each(measures, whole)
    if led and viewer.holdings:
        mine = measures.filter(led_by(viewer))
        found |= mine.aggregate(**{key: _rows(rows) for key, rows in led.items()})
    return {key: found[key] for key in NEEDS if found.get(key)}


def _each(measures: Measures, asked: dict[str, Q]) -> dict[str, int]:
    """How many `measures` fulfil each condition: one query in which each is counted along its own index."""
    rows = [
        measures.order_by().filter(condition).values_list(Value(key)).annotate(_rows())
        for key, condition in asked.items()
    ]
    return dict(rows[0].union(*rows[1:], all=True)) if rows else {}


# Who answers requests for extension beside the lead leader (T6).
DECIDERS = frozenset(("office", "leading_group"))


def extensions(viewer: Viewer, round_: Round) -> Q:
    """Measures whose request for extension waits for `viewer`."""
    waiting = Q(asked_due_on__isnull=False)
    if viewer.rounds.get(round_.pk, frozenset()) & DECIDERS:
        return waiting
    return waiting & Q(lead_leader_id__in=viewer.post_ids)


# What waits in which state, and for which hat: "unit" is the liaison or head, "head" the head of the lead unit.
ACTS = {
    "plan": ("draft", "office"),
    "start": ("planned", "unit"),
    "report": ("in_progress", "unit"),
    "review": ("submitted", "head"),
    "verify": ("reviewed", "supervision"),
    "close": ("verified", "office"),
}

# Everything that may wait for somebody, in the order in which it is told.
NEEDS = ("due_soon", "overdue", *ACTS, "extension")


def led_by(viewer: Viewer, *duties: str) -> Q:
    """Measures whose lead unit is one in which `viewer` holds a post (of one of `duties`), or whose lead leader he is."""
    units = [h.unit_id for h in viewer.holdings if not duties or h.duty in duties]
    led = Q(lead_unit_id__in=units)
    return led if duties else led | Q(lead_leader_id__in=viewer.post_ids)


def _concerns(viewer: Viewer, hats: frozenset[str], key: str) -> bool:
    hat = ACTS[key][1]
    if hat == "unit":
        return any(h.duty in (Duty.LIAISON, Duty.HEAD, Duty.DEPUTY) for h in viewer.holdings)
    if hat == "head":
        return any(h.duty in (Duty.HEAD, Duty.DEPUTY) for h in viewer.holdings)
    return hat in hats


def todo(viewer: Viewer, round_: Round, key: str) -> Q:
    """The filter behind one key of `needs_me`."""
    status, hat = ACTS[key]
    waiting = Q(status=status)
    if hat == "unit":
        return waiting & led_by(viewer, Duty.LIAISON, Duty.HEAD, Duty.DEPUTY)
    if hat == "head":
        return waiting & led_by(viewer, Duty.HEAD, Duty.DEPUTY)
    return waiting if hat in viewer.rounds.get(round_.pk, frozenset()) else Q(pk__in=[])


def slowest(measures: Measures, today: date, most: int) -> list[Measure]:
    """The measures that are overdue longest."""
    return list(
        measures.filter(overdue(today))
        .select_related("lead_unit")
        .order_by("due_on", "id")
        .only(
            "finding_number",
            "number",
            "title",
            "text",
            "due_on",
            "lead_unit__name",
            "lead_unit__short_name",
            "status",
        )[:most]
    )


def open_measures(unit_id: UUID) -> int:
    """How many open measures a unit leads or answers for."""
    return (
        Measure.objects.filter(Q(lead_unit_id=unit_id) | Q(responsible_units=unit_id))
        .exclude(status=Status.CLOSED)
        .distinct()
        .count()
    )


def finding_state(measures: Measures) -> dict[UUID, str]:
    """The derived state of each finding of `measures`: not_started, in_progress, all_closed, relapsed (decision 2)."""
    rows = (
        measures.order_by()
        .values("finding_id")
        .annotate(
            total=_rows(),
            closed=_rows(~OPEN),
            begun=_rows(~Q(status__in=("draft", "planned"))),
            back=_rows(Q(first_closed_at__isnull=False) & OPEN),
        )
    )
    states = {}
    for row in rows:
        if row["back"]:
            state = "relapsed"
        elif row["closed"] == row["total"]:
            state = "all_closed"
        else:
            state = "in_progress" if row["begun"] else "not_started"
        states[row["finding_id"]] = state
    return states


def of_findings(measures: Measures, today: date) -> dict[UUID, Tally]:
    """How far the measures of each finding are, for those findings that have any."""
    found = (
        measures.order_by()
        .values("finding_id")
        .annotate(
            total=_rows(),
            done=_rows(~OPEN),
            late=_rows(overdue(today)),
        )
    )
    return {row["finding_id"]: Tally(row["total"], row["done"], row["late"]) for row in found}


def led(viewer: Viewer, round_: Round) -> dict[UUID, int]:
    """How many open measures of a round each unit leads, of those that `viewer` sees."""
    seen = access.visible_in(viewer, Measure.objects.filter(OPEN), round_.pk)
    found = seen.exclude(lead_unit=None).order_by().values("lead_unit_id")
    return {row["lead_unit_id"]: row["n"] for row in found.annotate(n=_rows())}
