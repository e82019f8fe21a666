"""A round's own fields: register it, edit it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenggai.core.errors import BadValue, Refusal, Stale
from zhenggai.ledger import milestones, rounds
from zhenggai.ledger.models import Origin, Round, Target
from zhenggai.office import access
from zhenggai.office.models import Unit
from zhenggai.web import asking, intake_words
from zhenggai.web.forms.intake import legible
from zhenggai.web.forms.round import RoundForm, calendar_of, initial_of, rows_of, typed_rows


def _page(
    request: HttpRequest,
    form: RoundForm,
    rows: dict[str, Any],
    refusal: Refusal | None = None,
    current: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    """The form; with what was wrong, and after a stale save with both texts."""
    if request.method == "POST":
        typed_rows(request.POST, rows)
    status = refusal.status if refusal else 422 if form.errors else 200
    context = {
        "form": form,
        "refused": intake_words.said(refusal) if refusal else "",
        "meanings": Target.Key.choices,
        "current": current,
        **rows,
    }
    return render(request, "round/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """`round.create`: register a round without a document."""
    access.require(asking.eyes(request), "round.create", Round())
    legible(request.POST)
    top = Unit.objects.open().first()
    shown = {"source": Origin.INSPECTION, "due_soon_days": 7, "inspected_unit": top and top.pk}
    form = RoundForm(request.POST or None, shown)
    rows = rows_of(None, milestones.date_of(request.POST.get("feedback_on", "")))
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, rows)
    try:
        made = rounds.create(asking.by(request), form.values(), calendar_of(request.POST, []))
    except BadValue as refusal:
        return _page(request, form, rows, refusal)
    messages.success(request, _("%(round)s was registered.") % {"round": made})
    return redirect("round.view", made.pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`round.edit`: all fields, periods, nodes and targets."""
    round_ = asking.round_of(request, round_id)
    access.require(asking.eyes(request), "round.edit", round_)
    legible(request.POST)
    form, rows = RoundForm(request.POST or None, initial_of(round_)), rows_of(round_)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, rows)
    try:
        calendar = calendar_of(request.POST, list(round_.periods))
        version = asking.version(request)
        rounds.edit(asking.by(request), round_, form.values(), calendar, version=version)
    except Stale as stale:
        theirs = initial_of(cast("Round", stale.facts["record"]))
        again = request.POST.copy()
        again["version"] = str(theirs["version"])
        form.data = again
        return _page(request, form, rows, stale, _beside(form, theirs))
    except BadValue as refusal:
        return _page(request, form, rows, refusal)
    messages.success(request, _("The round was saved."))
    return redirect("round.view", round_.pk)


def _beside(form: RoundForm, theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Label, what stands in the ledger, what was typed, for the fields that differ."""
    found = []
    for field in form.visible_fields():
        now, typed = theirs.get(field.name), form.data.get(field.name, "")
        shown = "" if now is None else str(now)
        if shown != typed:
            found.append((str(field.label), shown, typed))
    return found
