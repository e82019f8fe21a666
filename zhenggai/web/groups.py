"""The rows of the ledger in groups with their sums; every number opens its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhenggai.ledger import counts, listing
from zhenggai.ledger.counts import Tally
from zhenggai.ledger.listing import NONE, Frame, Wanted
from zhenggai.office import clock
from zhenggai.web import asking, chips, drawn, home
from zhenggai.web.filters import State

CHOICES = {"by": tuple(counts.ROWS), "order": ("official", "overdue", "open", "total")}
ORDERS = {
    "overdue": lambda line: -line.tally.overdue,
    "open": lambda line: -line.open,
    "total": lambda line: -line.tally.total,
}


@dataclass(frozen=True)
class Line:
    """One group: its name, its sums, and the addresses of its rows."""

    name: str
    tally: Tally
    all: str
    closed: str
    left: str
    overdue: str

    @property
    def open(self) -> int:
        """How many are not closed out."""
        return self.tally.total - self.tally.done

    @property
    def share(self) -> int:
        """How many of a hundred are closed out, rounded down, so that only the whole is 100."""
        return 100 * self.tally.done // self.tally.total if self.tally.total else 0


@require_GET
def view(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`groups.view`: sums of the filtered rows by unit, leader, node or category."""
    round_ = asking.round_of(request, round_id)
    state, chosen = drawn.asked(request, CHOICES)
    frame = Frame(asking.eyes(request), round_, clock.today())
    found = listing.measures(frame, state.wanted)
    by = chosen["by"]
    matrix = counts.matrix(found, by, "measures", clock.now(), frame.today)
    lines = _lines(frame, state, by, matrix)
    if chosen["order"] in ORDERS:
        lines.sort(key=ORDERS[chosen["order"]])
    context = {
        "lines": lines,
        "sum": _line(frame, state, _("Total"), matrix.sum, {}),
        "chips": chips.chips(frame, state),
        "as_ledger": state.address,
        "name": home.SWITCHES[by],
        **_switches(state, chosen),
    }
    return render(request, "groups/view.html", context)


def _switches(state: State, chosen: dict[str, str]) -> dict[str, Any]:
    """Other groups and other orders of the same rows."""

    def to(**changes: str) -> str:
        return drawn.address(state, CHOICES, chosen | changes)

    orders = {
        "official": _("official order"),
        "overdue": _("most overdue"),
        "open": _("most open"),
        "total": _("most measures"),
    }
    return {
        "bys": [(home.SWITCHES[key], to(by=key), key == chosen["by"]) for key in CHOICES["by"]],
        "orders": [(words, to(order=key), key == chosen["order"]) for key, words in orders.items()],
    }


def _lines(frame: Frame, state: State, by: str, matrix: counts.Matrix) -> list[Line]:
    keys = [key for key in matrix.rows if key is not None]
    named: list[tuple[UUID | None, str]] = list(home.names(by, frame.round, keys))
    if None in matrix.rows:
        named.append((None, _("Not set")))
    return [
        _line(frame, state, name, matrix.rows[key].sum, {by: key or NONE})
        for key, name in named
        if key in matrix.rows
    ]


def _line(frame: Frame, state: State, name: str, tally: Tally, group: dict[str, Any]) -> Line:
    ledger = reverse("ledger.list", args=[frame.round.pk])

    def rows(**more: Any) -> str:
        return ledger + state.where(**group, **more).address

    # A narrower filter of the same kind stands already in what was asked for.
    asked: Wanted = state.wanted
    return Line(
        name,
        tally,
        all=rows(),
        closed=rows(status=("closed",)) if not asked.status else rows(),
        left=rows(status=("open",)) if not asked.status else rows(),
        overdue=rows(alert="overdue") if not asked.alert else rows(),
    )
