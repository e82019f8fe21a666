"""The rows of the ledger as plain texts, made in one pass, so that the template has nothing left to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhenggai.ledger import counts
from zhenggai.ledger.models import CIRCLED, Pace, Status
from zhenggai.office import clock, naming
from zhenggai.web.filters import State

Row = dict[str, Any]
# What stands in a cell: its text, or for the alert the class that gives its shape and its word.
Cell = tuple[str, ...]
CLAIMED = {
    "completed": gettext_lazy("Claimed completed"),
    "continuing": gettext_lazy("Claimed to continue"),
    "in_progress": gettext_lazy("Claimed in progress"),
    "not_started": gettext_lazy("Claimed not started"),
    "long_term": gettext_lazy("Claimed long term"),
}


@dataclass(frozen=True)
class Column:
    """A column: its head, the order by which it sorts ("" for none), the fields it needs, how a cell is made, its class."""

    label: str | Promise
    sort: str
    needs: tuple[str, ...]
    cell: Callable[[Row, Shown], Cell]
    kind: str

    @property
    def html(self) -> str:
        """The cell with a place for each of its texts."""
        return f'<td class="{self.kind}"><div>{{}}</div></td>'


@dataclass
class Shown:
    """What the cells of one page share."""

    today: date
    soon: int
    holders: dict[UUID, str]

    def __post_init__(self) -> None:
        """Look up once what every row says."""
        self.days: dict[date, str] = {}
        self.states = {value: str(label) for value, label in Status.choices}
        self.paces = {value: str(label) for value, label in Pace.choices}

    def day(self, day: date | None) -> str:
        """A day as short as it can be said: without the year where it is this one."""
        if day is None:
            return ""
        if day not in self.days:
            shape = _("j M") if day.year == self.today.year else _("j M Y")
            self.days[day] = written(day, shape)
        return self.days[day]


def label(finding: int, number: int) -> str:
    """7-③; above twenty 7-(21)."""
    mark = CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else f"({number})"
    return f"{finding}-{mark}"


def badge(
    status: str, due_on: date | None, long_term: object, today: date, soon: int
) -> tuple[str, str]:
    """The alert of a measure: the class that gives its shape, and its word."""
    alert = counts.alert(status, due_on, today, soon)
    if alert == "closed":
        return "done", _("Closed out")
    if due_on is None:
        return ("long", _("Long term")) if long_term else ("none", _("No due date"))
    days = (due_on - today).days
    if alert == "overdue":
        return "late", ngettext("Overdue %(n)s day", "Overdue %(n)s days", -days) % {"n": -days}
    if alert == "due_soon":
        if not days:
            return "soon", _("Due today")
        return "soon", ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": days}
    return "good", _("On track")


def _alert(row: Row, shown: Shown) -> Cell:
    long_term = row["node_id"] and row["node__due_on"] is None
    return badge(row["status"], row["due_on"], long_term, shown.today, shown.soon)


def _leader(row: Row, shown: Shown) -> Cell:
    return (shown.holders.get(row["lead_leader_id"]) or row["lead_leader__title"] or "",)


def _due(row: Row, shown: Shown) -> Cell:
    day = shown.day(row["due_on"])
    original = row["original_due_on"]
    if original and row["due_on"] and original != row["due_on"]:
        day = _("%(day)s (was %(original)s)") % {"day": day, "original": shown.day(original)}
    return (day,)


COLUMNS: dict[str, Column] = {
    "measure": Column(
        gettext_lazy("Measure"),
        "",
        ("title", "text"),
        lambda row, shown: (row["title"] or row["text"][:160],),
        kind="txt",
    ),
    "finding": Column(
        gettext_lazy("Finding"),
        "",
        ("finding__wording",),
        lambda row, shown: (row["finding__wording"],),
        kind="txt dim fd",
    ),
    "category": Column(
        gettext_lazy("Category"),
        "",
        ("finding__category__heading",),
        lambda row, shown: (row["finding__category__heading"],),
        kind="txt dim",
    ),
    "unit": Column(
        gettext_lazy("Lead unit"),
        "unit",
        ("lead_unit__short_name", "lead_unit__name"),
        lambda row, shown: (row["lead_unit__short_name"] or row["lead_unit__name"] or "",),
        kind="unit",
    ),
    "leader": Column(
        gettext_lazy("Lead leader"),
        "leader",
        ("lead_leader_id", "lead_leader__title"),
        _leader,
        kind="boss",
    ),
    "node": Column(
        gettext_lazy("Time node"),
        "node",
        ("node__name",),
        lambda row, shown: (row["node__name"] or "",),
        kind="node",
    ),
    "target": Column(
        gettext_lazy("Target category"),
        "target",
        ("target__name",),
        lambda row, shown: (row["target__name"] or "",),
        kind="aim",
    ),
    "pace": Column(
        gettext_lazy("Pace"),
        "",
        ("pace",),
        lambda row, shown: (shown.paces.get(row["pace"], ""),),
        kind="pace",
    ),
    "due": Column(gettext_lazy("Due date"), "due", ("due_on", "original_due_on"), _due, kind="day"),
    "alert": Column(
        gettext_lazy("Alert"),
        "",
        ("status", "due_on", "node_id", "node__due_on"),
        _alert,
        kind="st {}",
    ),
    "status": Column(
        gettext_lazy("State"),
        "status",
        ("status",),
        lambda row, shown: (shown.states[row["status"]],),
        kind="state-word",
    ),
    "claimed": Column(
        gettext_lazy("Claimed"),
        "",
        ("claimed_status",),
        lambda row, shown: (claimed(row["claimed_status"]),),
        kind="claim",
    ),
    "criterion": Column(
        gettext_lazy("Completion criterion"),
        "",
        ("criterion",),
        lambda row, shown: (row["criterion"][:160],),
        kind="txt dim",
    ),
    "changed": Column(
        gettext_lazy("Last changed"),
        "changed",
        ("changed_at",),
        lambda row, shown: (shown.day(clock.day_of(row["changed_at"])),),
        kind="day",
    ),
}


def claimed(status: str) -> str:
    """What a text claims of a measure's state, in words; what is not known is said as it stands."""
    return str(CLAIMED.get(status, status))


def fields(state: State) -> list[str]:
    """The fields that the columns of `state` need."""
    return [need for name in state.columns for need in COLUMNS[name].needs]


@dataclass(frozen=True)
class Line:
    """A row as shown: its address, its label, whether it is open beside the list, its cells."""

    href: str
    label: str
    picked: bool
    cells: SafeString


def lines(
    rows: list[Row], state: State, today: date, soon: int, begin: str | None = None
) -> list[Line]:
    """The rows of a page; `begin` is what stands before the number in a row's address, elsewhere than in the ledger."""
    posts = {row["lead_leader_id"] for row in rows} if "leader" in state.columns else set()
    posts.discard(None)
    shown = Shown(today, soon, naming.holders(posts) if posts else {})
    columns = [COLUMNS[name] for name in state.columns]
    shape = "".join(column.html for column in columns)
    begin = state.before_peek if begin is None else begin
    return [
        Line(
            f"{begin}{row['finding_number']}-{row['number']}",
            label(row["finding_number"], row["number"]),
            state.peek == (row["finding_number"], row["number"]),
            # Nine cells in each of two hundred rows: a loop in the template would take most of the page's time.
            format_html(shape, *(text for column in columns for text in column.cell(row, shown))),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Head:
    """The head of a column: its words, the address that sorts by it, and how it is sorted now."""

    label: str | Promise
    kind: str
    address: str
    sorted: str


def heads(state: State) -> list[Head]:
    """The heads of the columns; a second click turns the order round."""
    made = []
    columns = [COLUMNS[name] for name in state.columns]
    for kind, label, sort in (
        ("number", gettext_lazy("No."), "number"),
        *((column.kind, column.label, column.sort) for column in columns),
    ):
        now = "" if state.sort != sort else "descending" if state.down else "ascending"
        address = state.but(sort=sort, down="down" if now == "ascending" else "").address
        made.append(
            Head(label, kind.replace(" {}", ""), address if sort else "", now if sort else "")
        )
    return made
