"""The ledger: one table of all measures or findings of a round; a row opens beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhenggai.ledger import listing, paging
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import Batch, Measure
from zhenggai.office import access, clock
from zhenggai.web import asking, chips, filters, overview, panel, rows
from zhenggai.web.filters import State

TAB_NAMES = {
    "overview": gettext_lazy("Overview"),
    "source": gettext_lazy("Source"),
    "history": gettext_lazy("History"),
}
# Target of the requests that want the panel alone, and of those that want the filter form alone.
PANEL, FORM = "panel", "filters"


def _frame(request: HttpRequest, round_id: UUID) -> Frame:
    round_ = asking.round_of(request, round_id)
    return Frame(asking.eyes(request), round_, clock.today())


def _wants(request: HttpRequest, target: str) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request and htmx.target == target


def _may_bulk(frame: Frame) -> bool:
    return access.may(frame.viewer, "batch.start", Batch(round=frame.round))


def _page(frame: Frame, state: State) -> paging.Page:
    if state.show == "findings":
        return paging.numbered(listing.findings(frame, state.wanted), state.asked, overview.FIELDS)
    found = listing.measures(frame, state.wanted)
    return paging.page(found, frame.round, state.asked, rows.fields(state))


def _list(frame: Frame, state: State) -> dict[str, Any]:
    page = _page(frame, state)
    soon = frame.round.due_soon_days
    context: dict[str, Any] = {
        "page": page,
        "state": state,
        "chips": chips.chips(frame, state),
        "quick": chips.quick(state),
        "earlier": state.but(before=str(page.earlier)).address if page.earlier else "",
        "later": state.but(after=str(page.later)).address if page.later else "",
        "first": state.but().address,
        "sizes": [(size, state.but(size=size).address) for size in filters.SIZES],
        "as_measures": state.but(show="measures").address,
        "as_findings": state.but(show="findings", sort="number", down="").address,
        "asking": f"filters/{state.but().address}",
        "summed": f"../groups/{state.but().address}",
        "viewing": f"../views/{state.but().address}",
        "bulk": f"../bulk/{state.but().address}" if _may_bulk(frame) else "",
        "usual": state.columns == filters.USUAL,
    }
    if state.show == "findings":
        # What tells how clues were handled is a row, too, and no problem.
        clues = listing.findings(frame, state.wanted).exclude(kind="problem").count()
        others = {"problems": page.total - clues, "clues": clues}
        return context | others | {"lines": overview.lines(frame, page.rows)}
    return context | {
        "lines": rows.lines(page.rows, state, frame.today, soon),
        "heads": rows.heads(state),
    }


def _panel(frame: Frame, measure: Measure, state: State) -> dict[str, Any]:
    tabs = [(key, name, replace(state, tab=key).address) for key, name in TAB_NAMES.items()]
    closed = replace(state, peek=None, tab=filters.TABS[0]).address
    return panel.context(frame, measure, state.tab) | {"tabs": tabs, "closed": closed}


def _beside(request: HttpRequest, round_id: UUID, state: State) -> HttpResponse:
    """The panel alone; nothing where it was closed."""
    if state.peek is None:
        return HttpResponse()
    eyes = asking.eyes(request)
    measure = listing.opened(eyes, round_id, *state.peek)
    frame = Frame(eyes, measure.round, clock.today())
    shown = _panel(frame, measure, state) | {"round": frame.round}
    return HttpResponse(render_to_string("measure/_panel.html", shown))


@require_GET
def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`ledger.list`: the table with the opened row, or for htmx the opened row alone."""
    state = filters.read(request.GET)
    if _wants(request, PANEL):
        return _beside(request, round_id, state)
    frame = _frame(request, round_id)
    if "" in request.GET.values():
        # A form sends what was left empty, too; the address says only what is asked.
        return redirect(request.path + state.address)
    context = _list(frame, state)
    if state.peek is not None:
        measure = listing.opened(frame.viewer, round_id, *state.peek)
        context |= _panel(frame, measure, state)
    return render(request, "ledger/list.html", context)


@require_GET
def asked(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`ledger.filters`: the form in which the list is narrowed, sorted and given its columns."""
    state = filters.read(request.GET)
    frame = _frame(request, round_id)
    context = {
        "state": state,
        "fields": chips.form(frame, state),
        "sorts": chips.sorts(state),
        "columns": [(key, one.label, key in state.columns) for key, one in rows.COLUMNS.items()],
        "sizes": filters.SIZES,
    }
    name = "ledger/_filters.html" if _wants(request, FORM) else "ledger/filters.html"
    return render(request, name, context)
