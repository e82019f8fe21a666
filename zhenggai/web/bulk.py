"""Changing the whole filtered set of the ledger: choose, look, run, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, Refusal, Unmet
from zhenggai.ledger import bulk, listing
from zhenggai.ledger.bulk import Line, Preview
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import Batch, BatchRow, Pace
from zhenggai.office import access, clock
from zhenggai.office.words import sentence
from zhenggai.web import asking, chips, filters, rows
from zhenggai.web.filters import State
from zhenggai.web.forms.fields import day

NAMES: dict[str, str | Promise] = {
    "lead_unit": _("Lead unit"),
    "lead_leader": _("Lead leader"),
    "node": _("Time node"),
    "target": _("Target category"),
    "due_on": _("Due date"),
    "pace": _("Pace"),
}
# So many rows of each kind are shown; the number counts all.
SHOWN = 50
RESULTS = 200
PANEL = "batch"
# Going on forth, and back.
RUNS = ("batch.run", "batch.restore")


@dataclass(frozen=True)
class Said:
    """A row of a preview or a result with its label and, where it was refused, the reason."""

    label: str
    title: str
    reason: str


def _frame(request: HttpRequest, round_id: UUID) -> Frame:
    round_ = asking.round_of(request, round_id)
    return Frame(asking.eyes(request), round_, clock.today())


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`batch.start`: which field becomes what for the rows of the address; a look first, then the run."""
    frame = _frame(request, round_id)
    access.require(frame.viewer, "batch.start", Batch(round=frame.round))
    state = filters.read(request.GET)
    if request.method == "GET":
        return _form(request, frame, state)
    key = request.POST.get("field", "")
    try:
        seen = bulk.preview(frame, state.wanted, key, _typed(request, key))
        if "run" not in request.POST or request.POST.get("seen") != _mark(seen):
            return _form(request, frame, state, seen=seen)
        batch = bulk.start(asking.by(request), frame, seen, key)
    except BadValue as refusal:
        return _form(request, frame, state, refused=sentence(refusal))
    return redirect("batch.view", frame.round.pk, batch.pk)


def _typed(request: HttpRequest, key: str) -> str:
    """What was chosen for a field; a day may be written in every way that a day is written."""
    text = request.POST.get(f"value_{key}", "")
    if key != "due_on" or not text.strip():
        return text
    try:
        return str(day(NAMES[key]).clean(text))
    except ValidationError:
        raise BadValue("DATE", value=text) from None


def _mark(seen: Preview) -> str:
    """What was seen: a run of something else is looked at again first."""
    return f"{seen.value}~{len(seen.changes)}~{len(seen.refused)}"


def _form(
    request: HttpRequest,
    frame: Frame,
    state: State,
    *,
    seen: Preview | None = None,
    refused: str = "",
) -> HttpResponse:
    round_ = frame.round
    context: dict[str, Any] = {
        "state": state,
        "chips": chips.chips(frame, state),
        "total": listing.measures(frame, state.wanted).count(),
        "names": NAMES,
        "nodes": list(round_.nodes.all()),
        "targets": list(round_.targets.all()),
        "paces": Pace.choices,
        "chosen": request.POST.get("field", "lead_unit"),
        "typed": {key: request.POST.get(f"value_{key}", "") for key in NAMES},
        "refused": refused,
    }
    if seen is not None:
        context |= {
            "seen": seen,
            "mark": _mark(seen),
            "changing": [_said(one) for one in seen.changes[:SHOWN]],
            "refusing": [_said(one) for one in seen.refused[:SHOWN]],
        }
    return render(request, "batch/start.html", context, status=422 if refused else 200)


def _said(line: Line) -> Said:
    reason = sentence(Refusal(line.code, **line.facts)) if line.code else ""
    return Said(rows.label(*line.label), line.title, reason)


@require_GET
def view(request: HttpRequest, round_id: UUID, batch_id: UUID) -> HttpResponse:
    """`batch.view`: how far it is, and what became of each row."""
    frame = _frame(request, round_id)
    return _page(request, frame, bulk.fetch(frame, batch_id))


def _page(
    request: HttpRequest, frame: Frame, batch: Batch, refusal: Refusal | None = None
) -> HttpResponse:
    counts = bulk.counts(batch)
    total = sum(counts.values())
    going = batch.status in (Batch.Status.RUNNING, Batch.Status.UNDOING)
    left = counts.get("changed" if batch.status == Batch.Status.UNDOING else "waiting", 0)
    done, shown = total - left if going else total, batch.rows.exclude(code="")
    context = {
        "batch": batch,
        "name": NAMES[batch.key],
        "counts": [(BatchRow.Result(key).label, count) for key, count in counts.items()],
        "total": total,
        "done": done,
        "going": going,
        "verb": RUNS[batch.status == Batch.Status.UNDOING],
        "refusals": [_result(one) for one in shown.select_related("measure")[:RESULTS]],
        "undoable": not going and batch.until is not None and clock.now() <= batch.until,
        "refused": sentence(refusal) if refusal else "",
    }
    htmx: Any = getattr(request, "htmx", None)
    alone = bool(htmx) and htmx.target == PANEL
    name = "batch/_progress.html" if alone else "batch/view.html"
    return render(request, name, context, status=refusal.status if refusal else 200)


def _result(row: BatchRow) -> Said:
    measure = row.measure
    reason = sentence(Refusal(row.code, **row.facts))
    return Said(measure.label, measure.title or measure.text[:80], reason)


@require_http_methods(["GET", "POST"])
def run(request: HttpRequest, round_id: UUID, batch_id: UUID) -> HttpResponse:
    """`batch.run`: go on for about a second."""
    frame = _frame(request, round_id)
    batch = bulk.fetch(frame, batch_id)
    if request.method == "POST":
        access.require(frame.viewer, RUNS[batch.status == Batch.Status.UNDOING], batch)
        batch = bulk.go(asking.by(request), batch)
        if getattr(request, "htmx", None):
            return _page(request, frame, batch)
    return redirect("batch.view", frame.round.pk, batch.pk)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, round_id: UUID, batch_id: UUID) -> HttpResponse:
    """`batch.undo`: put everything back, for half an hour."""
    frame = _frame(request, round_id)
    batch = bulk.fetch(frame, batch_id)
    if request.method == "POST":
        try:
            bulk.undo(asking.by(request), batch)
        except Unmet as refusal:
            return _page(request, frame, batch, refusal)
    return redirect("batch.view", frame.round.pk, batch.pk)
