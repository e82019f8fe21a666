"""A measure: assign its fields, and the acts on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, NotFound, Stale, Unmet
from zhenggai.ledger import closeout, measures
from zhenggai.ledger.models import Finding, Measure, Round
from zhenggai.office import access, naming
from zhenggai.office.viewer import By
from zhenggai.office.words import sentence
from zhenggai.web import asking, labels
from zhenggai.web.forms.measure import AssignForm, offers

SUGGESTIONS = 12
SUGGESTED: dict[str, Callable[[str, int], list[str]]] = {
    "units": naming.suggest_units,
    "leaders": naming.suggest_leaders,
    "people": naming.suggest_people,
}
# Acts that need nothing but a note; the others have pages of their own.
ACTS: dict[str, Callable[..., Any]] = {
    "measure.plan": lambda by, measure, *, note, version: measures.plan(
        by, measure, version=version
    ),
    "measure.start": measures.start,
    **closeout.ACTS,
}
# Acts that are refused without a note (`explained` in the rule table).
NOTED = {"measure.submit", "measure.verify", "measure.send_back", "measure.reopen"}


def _fetch(request: HttpRequest, round_: Round, finding: int, number: int) -> Measure:
    rows = Measure.objects.select_related(
        "finding", "lead_unit", "lead_leader", "node", "target", "round"
    )
    return access.fetch(
        asking.eyes(request), rows, round=round_, finding_number=finding, number=number
    )


def _ledger(round_: Round, measure: Measure) -> str:
    place = f"{measure.finding_number}-{measure.number}"
    return f"{reverse('ledger.list', args=[round_.pk])}?peek={place}"


def _tried(form: AssignForm, save: Callable[[By], Measure], by: By) -> tuple[Measure | None, Any]:
    """The saved measure; else the refusal is said on the form, with both texts where the copy was stale."""
    if not form.is_valid():
        return None, None
    try:
        with transaction.atomic():
            return save(by), None
    except BadValue as refused:
        form.add_error(None, sentence(refused))
    except Stale as stale:
        return None, form.compare(cast("Measure", stale.facts["record"]))
    return None, None


def _form(request: HttpRequest, form: AssignForm, measure: Measure, current: Any) -> HttpResponse:
    status = 200 if request.method == "GET" else 422 if current is None else 409
    context = {"form": form, "measure": measure, "current": current, "offers": offers(form)}
    return render(request, "measure/assign.html", context, status=status)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, round_id: UUID, finding: int, number: int) -> HttpResponse:
    """`measure.assign`: the six fields, criterion, node, target, date, pace, condition."""
    round_, by = asking.round_of(request, round_id), asking.by(request)
    measure = _fetch(request, round_, finding, number)
    access.require(by.viewer, "measure.assign", measure)
    form, current = AssignForm(round_, measure, request.POST or None), None
    if request.method == "POST":

        def save(by: By) -> Measure:
            return measures.assign(by, measure, form.given(by), version=form.seen_version)

        saved, current = _tried(form, save, by)
        if saved is not None:
            messages.success(request, _("%(measure)s was assigned.") % {"measure": measure.label})
            return redirect(_ledger(round_, measure))
    return _form(request, form, measure, current)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, round_id: UUID, finding: int) -> HttpResponse:
    """`measure.add`: a measure more for a finding."""
    round_, by = asking.round_of(request, round_id), asking.by(request)
    rows = Finding.objects.select_related("round").filter(round=round_)
    parent = access.fetch(by.viewer, rows, number=finding)
    blank = Measure(round=round_, finding=parent, finding_number=parent.number, number=0)
    access.require(by.viewer, "measure.add", blank)
    form = AssignForm(round_, blank, request.POST or None)
    if request.method == "POST":
        made, _current = _tried(form, lambda by: measures.add(by, parent, form.given(by)), by)
        if made is not None:
            messages.success(request, _("%(measure)s was added.") % {"measure": made.label})
            return redirect(_ledger(round_, made))
    return _form(request, form, blank, None)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, round_id: UUID, finding: int, number: int, verb: str) -> HttpResponse:
    """Every other act on a measure: one note and one button."""
    round_ = asking.round_of(request, round_id)
    measure = _fetch(request, round_, finding, number)
    access.require(asking.eyes(request), verb, measure)
    note = request.POST.get("note", "").strip()
    refused = _refused(request, measure, verb, note) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect(_ledger(round_, measure))
    context = {
        "measure": measure,
        "verb": verb,
        "note": note,
        "refused": refused,
        "noted": verb in NOTED,
    }
    return render(request, "measure/act.html", context, status=422 if refused else 200)


def _refused(request: HttpRequest, measure: Measure, verb: str, note: str) -> str:
    """Do the act; the sentence of a condition that is not met, or nothing."""
    try:
        ACTS[verb](asking.by(request), measure, note=note, version=asking.version(request))
    except Unmet as unmet:
        return sentence(unmet)
    said = {"measure": measure.label, "act": labels.verb(verb)}
    messages.success(request, _("%(measure)s: %(act)s, done.") % said)
    return ""


@require_GET
def suggest(request: HttpRequest, what: str) -> HttpResponse:
    """Names of units, leaders or people that begin like the last name typed, as options of a data list."""
    typed = naming.split(request.GET.get("q", "")[-200:])
    find = SUGGESTED.get(what)
    if find is None:
        raise NotFound("NOT-FOUND")
    names = find(typed[-1], SUGGESTIONS) if typed else []
    before = "、".join(typed[:-1])
    options = [f"{before}、{name}" if before else name for name in names]
    return render(request, "measure/_options.html", {"options": options})
