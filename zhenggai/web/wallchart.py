"""The wall chart: the round on paper from A3 to A0, and on a big screen that turns its own pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhenggai.core.drawing.wallchart import PAPERS, Chart, Words, sheets
from zhenggai.ledger import charting
from zhenggai.ledger.listing import Frame
from zhenggai.office import clock
from zhenggai.web import asking, chips, drawn
from zhenggai.web.filters import State

SCREEN = "screen"
CHOICES = {"paper": tuple(PAPERS), "as": ("paper", SCREEN)}
# A sheet stands so many seconds on the big screen; then the next one, drawn anew.
TURN = 30


@require_GET
def view(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`wallchart.view`: the sheets to print, or one after the other on a big screen; filters as in the ledger."""
    round_ = asking.round_of(request, round_id)
    state, chosen = drawn.asked(request, CHOICES, free="sheet")
    frame = Frame(asking.eyes(request), round_, clock.today())
    found = charting.rows(frame, state.wanted)
    drawings = [mark_safe(one) for one in _sheets(frame, found, chosen["paper"])]  # noqa: S308 - every value is escaped where it is drawn
    context = _context(frame, state, chosen) | {
        "sheets": drawings,
        "empty": not found,
        "cut": len(found) == charting.MOST,
    }
    if chosen["as"] == SCREEN:
        return _screen(request, context, chosen["sheet"])
    return render(request, "wallchart/view.html", context)


def _screen(request: HttpRequest, context: dict[str, Any], sheet: str) -> HttpResponse:
    """One sheet over the whole screen; after a while the next one."""
    count = len(context["sheets"])
    number = int(sheet) if sheet.isascii() and sheet.isdigit() and len(sheet) < 4 else 1
    number = min(max(number, 1), count)
    following = number % count + 1
    mark = "&" if context["screen"] != "?" else ""
    context |= {
        "drawing": context["sheets"][number - 1],
        "following": f"{context['screen']}{mark}sheet={following}",
        "turn": TURN,
    }
    return render(request, "wallchart/screen.html", context)


def _context(frame: Frame, state: State, chosen: dict[str, str]) -> dict[str, Any]:
    def to(**changes: str) -> str:
        return drawn.address(state, CHOICES, chosen | changes)

    return {
        "paper": chosen["paper"],
        "papers": [(name, name.upper(), to(paper=name, **{"as": "paper"})) for name in PAPERS],
        "screen": to(**{"as": SCREEN}),
        "printed": to(**{"as": "paper"}),
        "as_ledger": state.address,
        "chips": chips.chips(frame, state),
    }


def _sheets(frame: Frame, found: list[dict[str, Any]], paper: str) -> list[str]:
    told = drawn.told(found, frame.today)
    chart = Chart(
        blocks=charting.blocks(frame, found, told),
        nodes=charting.nodes(frame),
        today=frame.today,
        words=_words(frame, found),
    )
    return sheets(chart, PAPERS[paper])


def _words(frame: Frame, found: list[dict[str, Any]]) -> Words:
    states = [charting.state_of(frame, row) for row in found]
    numbers = {
        "findings": len({row["finding_number"] for row in found}),
        "measures": len(found),
        "closed": states.count("closed"),
        "overdue": states.count("overdue"),
    }
    return Words(
        title=_("%(round)s: wall chart of the rectification") % {"round": frame.round},
        totals=_(
            "%(findings)s findings · %(measures)s measures · %(closed)s closed out · %(overdue)s overdue"
        )
        % numbers,
        as_of=_("as of %(time)s")
        % {"time": date_format(localtime(clock.now()), "DATETIME_FORMAT")},
        heads=(
            _("Finding"),
            _("Measure"),
            _("Lead unit"),
            _("Lead leader"),
            "",
            _("Due date and state"),
        ),
        today=_("Today"),
        goes_on=_(" (continued)"),
        month=drawn.month_word,
        sheet=lambda number, count: (
            _("Sheet %(number)s of %(count)s") % {"number": number, "count": count}
        ),
        legend=tuple(drawn.legend().items()),
    )
