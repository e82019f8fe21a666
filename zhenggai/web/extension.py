"""Extensions of due dates: ask, decide, and the list of what waits and what was decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, Unmet
from zhenggai.ledger import extensions
from zhenggai.ledger.models import Extension, Measure, Round
from zhenggai.office import access
from zhenggai.office.words import sentence
from zhenggai.web import asking, labels
from zhenggai.web.forms.fields import day

LISTED = 200
NOTED = {"measure.refuse_extension"}


class AskForm(forms.Form):
    """Until when, and why."""

    to_on = day(gettext_lazy("New due date"), required="yes")
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _fetch(request: HttpRequest, round_: Round, finding: int, number: int) -> Measure:
    rows = Measure.objects.select_related("finding", "lead_unit", "lead_leader", "round")
    return access.fetch(
        asking.eyes(request), rows, round=round_, finding_number=finding, number=number
    )


def _ledger(measure: Measure) -> str:
    place = f"{measure.finding_number}-{measure.number}"
    return f"{reverse('ledger.list', args=[measure.round_id])}?peek={place}"


def _page(
    request: HttpRequest, measure: Measure, verb: str, refused: str, **more: Any
) -> HttpResponse:
    """The measure with its requests, and the form of the act."""
    requests = measure.extensions.select_related("asked_by", "asked_for", "decided_by")
    context = {
        "measure": measure,
        "verb": verb,
        "noted": verb in NOTED,
        "refused": refused,
        "requests": requests,
        "note": request.POST.get("note", ""),
        **more,
    }
    return render(request, "extension/act.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, round_id: UUID, finding: int, number: int) -> HttpResponse:
    """`measure.ask_extension`: a later day, with the reason."""
    measure = _fetch(request, asking.round_of(request, round_id), finding, number)
    verb, by = "measure.ask_extension", asking.by(request)
    access.require(by.viewer, verb, measure)
    form, refused = AskForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        given = {"version": asking.version(request), **form.cleaned_data}
        try:
            extensions.ask(by, measure, **given)
        except (BadValue, Unmet) as refusal:
            refused = sentence(refusal)
        else:
            messages.success(request, _("%(measure)s: asked for.") % {"measure": measure.label})
            return redirect(_ledger(measure))
    refused = refused or (_("Look at the fields below.") if form.errors else "")
    return _page(request, measure, verb, refused, form=form)


@require_http_methods(["GET", "POST"])
def decide(
    request: HttpRequest, round_id: UUID, finding: int, number: int, verb: str
) -> HttpResponse:
    """Grant, refuse or withdraw: a note and a button."""
    measure = _fetch(request, asking.round_of(request, round_id), finding, number)
    by = asking.by(request)
    access.require(by.viewer, verb, measure)
    if request.method == "GET":
        return _page(request, measure, verb, "")
    note = request.POST.get("note", "").strip()
    try:
        extensions.ACTS[verb](by, measure, note=note, version=asking.version(request))
    except Unmet as refusal:
        return _page(request, measure, verb, sentence(refusal))
    said = {"measure": measure.label, "act": labels.verb(verb)}
    messages.success(request, _("%(measure)s: %(act)s, done.") % said)
    return redirect(_ledger(measure))


@require_GET
def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`extension.list`: what waits for an answer first, then what was decided."""
    round_ = asking.round_of(request, round_id)
    seen = access.visible_in(asking.eyes(request), Measure.objects.all(), round_.pk)
    rows = Extension.objects.filter(measure__in=seen.values("pk")).select_related(
        "measure__lead_unit", "measure__lead_leader", "asked_by", "asked_for", "decided_by"
    )
    waiting = list(rows.filter(answer=Extension.Answer.ASKED).order_by("asked_at")[:LISTED])
    decided = list(rows.exclude(answer=Extension.Answer.ASKED)[:LISTED])
    context = {"waiting": waiting, "decided": decided}
    return render(request, "extension/list.html", context)
