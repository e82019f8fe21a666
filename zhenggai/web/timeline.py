"""The timeline: the rows of the ledger with their time beside them, on one scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhenggai.core.drawing import timeline
from zhenggai.core.drawing.axis import month_axis
from zhenggai.core.drawing.bars import Bar
from zhenggai.core.drawing.timeline import Ground
from zhenggai.ledger import charting, listing, paging
from zhenggai.ledger.listing import Frame
from zhenggai.office import calendar, clock
from zhenggai.web import asking, chips, drawn
from zhenggai.web.filters import State

# Pixels a day, from close to far.
SCALES = {"month": 3.2, "week": 9.0, "quarter": 1.3}
NAMES = {
    "month": gettext_lazy("Months"),
    "week": gettext_lazy("Weeks"),
    "quarter": gettext_lazy("Quarters"),
}
CHOICES = {"scale": tuple(SCALES)}


@dataclass(frozen=True)
class Line:
    """A row: its address in the ledger, its bar, its drawing."""

    href: str
    bar: Bar
    drawing: SafeString


@require_GET
def view(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`timeline.view`: a page of the ledger's rows with their time; filters, order and pages as in the ledger."""
    round_ = asking.round_of(request, round_id)
    state, chosen = drawn.asked(request, CHOICES)
    state = replace(state, show="measures", peek=None)
    frame = Frame(asking.eyes(request), round_, clock.today())
    found = listing.measures(frame, state.wanted)
    page = paging.page(found, round_, state.asked, charting.FIELDS)
    context = {
        "page": page,
        "state": state,
        "chips": chips.chips(frame, state),
        **_turns(state, chosen, page),
        **_drawn(frame, page.rows, SCALES[chosen["scale"]]),
    }
    return render(request, "timeline/view.html", context)


def _turns(state: State, chosen: dict[str, str], page: paging.Page) -> dict[str, Any]:
    """Where one can go from here."""

    def to(other: State, **changes: str) -> str:
        return drawn.address(other, CHOICES, chosen | changes)

    return {
        "scales": [(NAMES[key], to(state, scale=key), key == chosen["scale"]) for key in SCALES],
        "earlier": to(state.but(before=str(page.earlier))) if page.earlier else "",
        "later": to(state.but(after=str(page.later))) if page.later else "",
        "first": to(state.but()),
        "as_ledger": state.but().address,
        "sorts": [
            (words, to(state.but(sort=key, down="")), state.sort == key)
            for key, words in (
                ("number", _("by number")),
                ("due", _("by due date")),
                ("unit", _("by unit")),
            )
        ],
    }


def _drawn(frame: Frame, rows: list[dict[str, Any]], scale: float) -> dict[str, Any]:
    told = drawn.told(rows, frame.today)
    bars = [charting.bar(frame, row, told) for row in rows]
    ground = _ground(frame, bars, scale)
    return {
        "head": mark_safe(timeline.head(ground, drawn.month_word, _("Today"))),  # noqa: S308 - escaped where it is drawn
        "lines": [
            Line(_href(row), bar, mark_safe(timeline.row(ground, bar)))  # noqa: S308 - escaped where it is drawn
            for row, bar in zip(rows, bars, strict=True)
        ],
        "legend": drawn.legend(),
    }


def _href(row: dict[str, Any]) -> str:
    return f"?peek={row['finding_number']}-{row['number']}"


def _ground(frame: Frame, bars: list[Bar], scale: float) -> Ground:
    """The scale over all that is drawn; days off from the office's calendar."""
    nodes = charting.nodes(frame)
    days: list[date] = [frame.today, *(node.day for node in nodes)]
    for bar in bars:
        days += [day for day in (bar.start, bar.due) if day]
    axis = month_axis(days, 0, 1)
    axis = replace(axis, right=round(axis.days * scale) + 0.0)
    works = calendar.current()
    return Ground(axis, nodes, frame.today, lambda day: not works.is_working(day))
