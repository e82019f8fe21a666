"""The ledger's list: which measures and findings of a round are wanted. Pure query building; order and pages are in `paging`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from zhenggai.core.errors import NotFound
from zhenggai.ledger import counts
from zhenggai.ledger.models import Finding, Measure, Pace, Round, Status
from zhenggai.office import access, search
from zhenggai.office.models import Post, Reach, Unit
from zhenggai.office.prepared import Prepared, held
from zhenggai.office.sight import Viewer

NONE: Literal["none"] = "none"
# The id of a record, "none" for what is not set (未定), or None where nothing is asked.
Asked = UUID | Literal["none"] | None

ALERTS = ("overdue", "due_soon", "on_track", "long", "unset", "closed")
# So many hits of a word are listed once; for more the index is asked each time.
FEW = 20_000
# What the filter `todo` takes: an act that waits for the viewer, or what is due soon or overdue among his own.
TODO = (*counts.ACTS, "extension", "due_soon", "overdue")
STATUSES = (*Status.values, "open")
# So many rounds are offered in the head of a page.
ROUNDS = 30
PACES = (*Pace.values, NONE)


@dataclass(frozen=True)
class Wanted:
    """Which rows are wanted. Everything that is given must hold; several statuses are alternatives.

    `unit` alone asks for exactly that lead unit, with `below` for every lead unit of its subtree too. `mine` is `me`
    (I lead or answer for it, or my unit leads it) or `unit` (led or answered for in the subtree of my unit).
    `due_from` and `due_to` are civil days, both included.
    """

    text: str = ""
    finding: int | None = None
    node: Asked = None
    target: Asked = None
    unit: Asked = None
    below: str = ""
    leader: Asked = None
    category: UUID | None = None
    status: tuple[str, ...] = ()
    alert: str = ""
    pace: str = ""
    ready: str = ""
    mine: str = ""
    todo: str = ""
    due_from: date | None = None
    due_to: date | None = None

    @property
    def anything(self) -> bool:
        """Whether the list is narrowed at all."""
        return self != Wanted()


@dataclass(frozen=True)
class Frame:
    """Where the question is asked: by whom, of which round, on which day."""

    viewer: Viewer
    round: Round
    today: date


# What is named of the records around an opened measure, and nothing else of them: a source's text is long.
NAMED = {
    "round": ("due_soon_days",),
    "finding": ("wording",),
    "node": ("name", "due_on"),
    "target": ("name",),
    "lead_unit": ("name", "short_name"),
    "lead_leader": ("title",),
    "intake": ("title", "name"),
}
OWN = tuple(field.name for field in Measure._meta.concrete_fields)
ONLY = (*OWN, *(f"{record}__{name}" for record, names in NAMED.items() for name in names))

_newest = Prepared(lambda: Round.objects.only("inspected_body", "term", "ordinal")[:ROUNDS])
_one = Prepared(lambda pk: Round.objects.select_related("inspected_unit").filter(pk=pk), UUID)


def rounds(viewer: Viewer) -> list[Round]:
    """The newest rounds that `viewer` sees, at most ROUNDS, with what they are called by."""
    newest = _newest()
    if all(access.sits(viewer, one.pk) for one in newest):
        return newest
    seen = access.visible(viewer, Round.objects.only("inspected_body", "term", "ordinal"))
    return list(seen[:ROUNDS])


def round_of(viewer: Viewer, round_id: UUID, seen: Callable[[], list[Round]]) -> Round:
    """The round with its inspected unit, if `viewer` sees it; NotFound otherwise.

    `seen` gives the newest rounds that he sees, where that is to be asked anyhow.
    """
    if access.sits(viewer, round_id) or any(one.pk == round_id for one in seen()):
        found = next(iter(_one(round_id)), None)
    else:
        rows = Round.objects.select_related("inspected_unit")
        found = access.visible_in(viewer, rows, round_id).first()
    if found is None:
        raise NotFound("NOT-FOUND")
    return found


_measure = Prepared(
    lambda round_id, finding, number: (
        Measure.objects.order_by()
        .filter(round_id=round_id, finding_number=finding, number=number)
        .select_related(*NAMED)
        .only(*ONLY)
    ),
    UUID,
    int,
    int,
)
_ANSWERING: dict[str, Prepared[Any]] = {
    "responsible_leaders": Prepared(lambda pk: Post.objects.filter(answered=pk), UUID),
    "responsible_units": Prepared(lambda pk: Unit.objects.filter(answered=pk), UUID),
}


def opened(viewer: Viewer, round_id: UUID, finding: int, number: int) -> Measure:
    """The measure of an address with all that is named of it, if `viewer` sees it; NotFound otherwise."""
    found = next(iter(_measure(round_id, finding, number)), None)
    if found is None or not access.sees(viewer, found):
        raise NotFound("NOT-FOUND")
    for name, ask in _ANSWERING.items():
        held(found, name, ask(found.pk))
    return found


def _held(field: str, asked: Asked) -> Q:
    return Q(**{f"{field}__isnull": True}) if asked == NONE else Q(**{field: asked})


def _unit(wanted: Wanted) -> Q:
    if not isinstance(wanted.unit, UUID) or not wanted.below:
        return _held("lead_unit", wanted.unit)
    path = Unit.objects.filter(pk=wanted.unit).values_list("path", flat=True).first()
    if path is None:
        raise NotFound("NOT-FOUND")
    return Q(lead_unit__in=Unit.objects.within(path).values("pk"))


def _text(text: str) -> Q:
    found = search.listed(text, ("measure", "finding"), FEW)
    if found is None:
        return Q(pk__in=[])
    return Q(pk__in=found["measure"]) | Q(finding_id__in=found["finding"])


def _status(statuses: tuple[str, ...]) -> Q:
    named = [status for status in statuses if status != "open"]
    asked = Q(status__in=named) if len(named) != 1 else Q(status=named[0])
    if "open" in statuses:
        asked = asked | counts.OPEN if named else counts.OPEN
    return asked


def alert(key: str, today: date, days: int) -> Q:
    """The measures that stand under one alert; `long` is without a day because its node has none."""
    if key == "overdue":
        return counts.overdue(today)
    if key == "due_soon":
        return counts.due_soon(today, days)
    if key == "closed":
        return ~counts.OPEN
    if key == "on_track":
        return counts.OPEN & Q(due_on__gte=today) & ~counts.due_soon(today, days)
    long_term = Q(node__isnull=False, node__due_on__isnull=True)
    undated = counts.OPEN & Q(due_on__isnull=True)
    return undated & long_term if key == "long" else undated & ~long_term


def _reached(rows: Q) -> Q:
    return Q(pk__in=Reach.objects.filter(rows).values("record_id"))


def _mine(viewer: Viewer, whose: str) -> Q:
    if not viewer.holdings:
        return Q(pk__in=[])
    if whose == "unit":
        return _reached(viewer.within("unit__path"))
    # Units and posts are asked apart, so that each is one walk along its index.
    return _reached(Q(unit_id__in=viewer.unit_ids)) | _reached(Q(post_id__in=viewer.post_ids))


def _todo(frame: Frame, key: str) -> Q:
    if key in counts.ACTS:
        return counts.todo(frame.viewer, frame.round, key)
    if key == "extension":
        return counts.extensions(frame.viewer, frame.round)
    office = "office" in frame.viewer.rounds.get(frame.round.pk, frozenset())
    mine = Q() if office else counts.led_by(frame.viewer)
    return alert(key, frame.today, frame.round.due_soon_days) & mine


def _ready(answer: str) -> Q:
    return Q(condition="") if answer == "yes" else ~Q(condition="")


def _filters(wanted: Wanted, frame: Frame) -> dict[str, Callable[[], Q]]:
    days = frame.round.due_soon_days
    return {
        "text": lambda: _text(wanted.text),
        "finding": lambda: Q(finding_number=wanted.finding),
        "node": lambda: _held("node", wanted.node),
        "target": lambda: _held("target", wanted.target),
        "unit": lambda: _unit(wanted),
        "leader": lambda: _held("lead_leader", wanted.leader),
        "category": lambda: Q(finding__category=wanted.category),
        "status": lambda: _status(wanted.status),
        "alert": lambda: alert(wanted.alert, frame.today, days),
        "pace": lambda: Q(pace="" if wanted.pace == NONE else wanted.pace),
        "ready": lambda: _ready(wanted.ready),
        "mine": lambda: _mine(frame.viewer, wanted.mine),
        "todo": lambda: _todo(frame, wanted.todo),
        "due_from": lambda: Q(due_on__gte=wanted.due_from),
        "due_to": lambda: Q(due_on__lte=wanted.due_to),
    }


def measures(frame: Frame, wanted: Wanted) -> QuerySet[Measure]:
    """The wanted measures among those that the viewer sees, in no order."""
    rows = access.visible_in(frame.viewer, Measure.objects.all(), frame.round.pk).order_by()
    for name, condition in _filters(wanted, frame).items():
        if getattr(wanted, name) not in (None, "", ()):
            rows = rows.filter(condition())
    return rows


def findings(frame: Frame, wanted: Wanted) -> QuerySet[Finding]:
    """The findings of the wanted measures; where nothing narrows the list, those without measures too.

    Category, number and text are asked of the finding itself, so that one without measures is found by them.
    """
    rows = access.visible_in(frame.viewer, Finding.objects.all(), frame.round.pk).order_by()
    own = Wanted(text=wanted.text, finding=wanted.finding, category=wanted.category)
    if own.category is not None:
        rows = rows.filter(category=own.category)
    if own.finding is not None:
        rows = rows.filter(number=own.finding)
    if wanted == own and not own.text:
        return rows
    through = Q(pk__in=measures(frame, wanted).values("finding_id"))
    if wanted == own:
        found = search.listed(own.text, ("finding",), FEW)
        through |= Q(pk__in=[] if found is None else found["finding"])
    return rows.filter(through)
