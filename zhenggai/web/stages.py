"""Stages: templates, the stages of one measure, the stages of many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, Stale
from zhenggai.core.rules.measure import OPEN
from zhenggai.core.schedule import Plan, Share, check, lay
from zhenggai.ledger import listing, stages
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import Measure, Round, Schedule, StageTemplate
from zhenggai.ledger.stages import Laying
from zhenggai.office import access, calendar, clock
from zhenggai.web import asking, filters
from zhenggai.web.forms.stages import (
    LayAllForm,
    LayForm,
    TemplateForm,
    first_offered,
    mark,
    moved_rows,
    percent,
    rows_of,
    shares_of,
    spans_of,
)

HERE = {"here": "calendar.view", "tab": "templates"}
# So many measures whose time is too short are named; the number above counts all.
NAMED = 100
PREVIEWED = 30


@dataclass(frozen=True)
class Shown:
    """A stage as a page shows it: where it stands today as the class that gives the shape, and its word."""

    name: str
    start: date
    end: date
    days: int
    shape: str
    word: str


def _shown(name: str, start: date, end: date, days: int) -> Shown:
    today = clock.today()
    shape, word = ("good", _("under way")) if start <= today <= end else ("", _("ahead"))
    if end < today:
        shape, word = "done", _("over")
    return Shown(name, start, end, days, shape, word)


def _of_plan(plan: Plan) -> list[Shown]:
    return [_shown(one.name, one.start, one.end, one.days) for one in plan.stages]


def _of_row(row: Schedule | None) -> list[Shown]:
    if row is None:
        return []
    days = calendar.current()
    return [
        _shown(one.name, one.start_on, one.end_on, days.working_in(one.start_on, one.end_on))
        for one in row.stages.all()
    ]


# Templates


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """`template.list`: every template with its stages."""
    found = list(access.visible(asking.eyes(request), StageTemplate.objects.all()))
    rows = [(one, [(s.name, percent(s.permille), s.least) for s in one.shares]) for one in found]
    context = {"rows": rows, "new": StageTemplate(), **HERE}
    return render(request, "stages/templates.html", context)


@require_http_methods(["GET", "POST"])
def create_template(request: HttpRequest) -> HttpResponse:
    """`template.create`: a template more."""
    access.require(asking.eyes(request), "template.create", StageTemplate())
    return _template(request, StageTemplate())


@require_http_methods(["GET", "POST"])
def edit_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """`template.edit`: name, stages, whether it is offered; what was laid from it stays."""
    template = access.fetch(asking.eyes(request), StageTemplate.objects.all(), pk=template_id)
    access.require(asking.eyes(request), "template.edit", template)
    return _template(request, template)


def _template(request: HttpRequest, template: StageTemplate) -> HttpResponse:
    """The form of a template: looked at with a pair of days, or saved."""
    sent = request.POST if request.method == "POST" else None
    start = {"name": template.name, "offered": template.offered, "version": template.version}
    start |= {"start": clock.today(), "due": clock.today().replace(month=12, day=31)}
    form, refused, status = TemplateForm(sent, initial=start, label_suffix=""), None, 200
    shares: list[Share] = list(template.shares)
    if sent is not None:
        try:
            shares = shares_of(sent)
            check(shares)
            if form.is_valid() and "save" in sent:
                return _template_saved(request, template, form, shares)
            status = 422 if form.errors else 200
        except (BadValue, Stale) as refusal:
            refused, status, shares = refusal, refusal.status, []
    rows = rows_of(template, sent)
    context = {"form": form, "template": template, "rows": rows, "refused": refused, **HERE}
    return render(request, "stages/template.html", context | _preview(form, shares), status=status)


def _preview(form: TemplateForm, shares: list[Share]) -> dict[str, Any]:
    """The template laid over the days of its form."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    start, due = given.get("start"), given.get("due")
    if not shares or not isinstance(start, date) or not isinstance(due, date):
        return {}
    plan = lay(shares, start, due, calendar.current())
    return {"plan": plan, "lines": _of_plan(plan)}


def _template_saved(
    request: HttpRequest, template: StageTemplate, form: TemplateForm, shares: list[Share]
) -> HttpResponse:
    given = form.cleaned_data
    saved = stages.write_template(
        asking.by(request),
        template,
        name=given["name"],
        shares=shares,
        offered="yes" if given["offered"] else "",
        version=None if template._state.adding else given["version"],
    )
    messages.success(request, _("The template “%(name)s” was saved.") % {"name": saved.name})
    return redirect("template.list")


# One measure


def _fetch(request: HttpRequest, round_: Round, finding: int, number: int) -> Measure:
    rows = Measure.objects.select_related("finding", "round", "lead_unit")
    return access.fetch(
        asking.eyes(request), rows, round=round_, finding_number=finding, number=number
    )


@require_GET
def listed(request: HttpRequest, round_id: UUID, finding: int, number: int) -> HttpResponse:
    """`stage.list`: the stages of a measure; for htmx the piece that stands in its panel."""
    round_ = asking.round_of(request, round_id)
    measure = _fetch(request, round_, finding, number)
    row = stages.of_measure(measure)
    context = {"measure": measure, "row": row, "lines": _of_row(row)}
    name = "stages/_lines.html" if getattr(request, "htmx", False) else "stages/list.html"
    return render(request, name, context)


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, round_id: UUID, finding: int, number: int) -> HttpResponse:
    """`measure.schedule`: look at the stages, lay them, move them by hand, take them away."""
    round_ = asking.round_of(request, round_id)
    measure = _fetch(request, round_, finding, number)
    access.require(asking.eyes(request), "measure.schedule", measure)
    row, sent = stages.of_measure(measure), request.POST
    asks = sent.get("do", "") not in ("move", "clear") and request.method == "POST"
    form = LayForm(sent if asks else None, initial=_start(measure, row), label_suffix="")
    refused = None
    if request.method == "POST":
        try:
            if _done(request, measure, form):
                return redirect(_ledger(round_, measure))
        except (BadValue, Stale) as refusal:
            refused = refusal
    context = _shown_schedule(request, measure, row, form) | {"refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "stages/schedule.html", context, status=status)


def _ledger(round_: Round, measure: Measure) -> str:
    place = f"{measure.finding_number}-{measure.number}"
    return f"{reverse('ledger.list', args=[round_.pk])}?peek={place}"


def _start(measure: Measure, row: Schedule | None) -> dict[str, Any]:
    """What the form shows first: the template that was used, from today, until the due date."""
    template = first_offered(row.template_id if row else None)
    due = measure.due_on or (row.due_on if row else None)
    start = row.start_on if row else clock.today()
    shown: dict[str, Any] = {"template": template.pk if template else None}
    shown |= {"start": start, "due": due, "laid": template}
    return shown


def _done(request: HttpRequest, measure: Measure, form: LayForm) -> bool:
    """Do what the button says; False where there is something to look at first."""
    by, version, does = asking.by(request), asking.version(request), request.POST.get("do", "")
    if does == "clear":
        stages.revise(by, measure, [], version=version)
        messages.success(request, _("%(m)s has no stages any more.") % {"m": measure.label})
    elif does == "move":
        stages.revise(by, measure, spans_of(request.POST), version=version)
        messages.success(request, _("The stages of %(m)s were moved.") % {"m": measure.label})
    elif does == "save" and form.is_valid() and form.cleaned_data["seen"] == form.mark:
        stages.schedule(by, measure, form.laying, version=version)
        messages.success(request, _("The stages of %(m)s were laid.") % {"m": measure.label})
    else:
        return False
    return True


def _shown_schedule(
    request: HttpRequest, measure: Measure, row: Schedule | None, form: LayForm
) -> dict[str, Any]:
    laying = _laying(form)
    context: dict[str, Any] = {"measure": measure, "row": row, "form": form}
    context |= {"present": _of_row(row), "rows": moved_rows(row, request.POST)}
    context["again"] = request.POST.get("do") == "save" and not form.errors
    if laying is not None:
        plan = stages.propose(laying)
        context |= {"plan": plan, "lines": _of_plan(plan), "seen": mark(laying)}
    return context


def _laying(form: LayForm) -> Laying | None:
    """What is previewed: what was sent, else what the form shows first."""
    if form.is_bound:
        return form.laying if form.is_valid() else None
    laid, start, due = (form.initial[name] for name in ("laid", "start", "due"))
    return Laying(laid, start, due) if laid and due else None


# Many measures


@require_http_methods(["GET", "POST"])
def schedule_all(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`round.schedule`: stages for every measure of the round, or of a filter of its ledger, that has none."""
    round_ = asking.round_of(request, round_id)
    access.require(asking.eyes(request), "round.schedule", round_)
    state = filters.read(request.GET)
    wanted = listing.measures(Frame(asking.eyes(request), round_, clock.today()), state.wanted)
    template = first_offered()
    start = {"template": template.pk if template else None, "start": clock.today()}
    sent = request.POST if request.method == "POST" else None
    form = LayAllForm(sent, initial=start, label_suffix="")
    given = start | ({"template": template} if sent is None else {})
    if sent is not None:
        given = form.cleaned_data if form.is_valid() else {}
    if sent is not None and given and sent.get("seen") == _seen(given) and "save" in sent:
        return _laid(request, round_, given, wanted)
    context = {"form": form, "state": state, **_foreseen(given, wanted), **_flagged(wanted)}
    return render(request, "stages/many.html", context, status=422 if form.errors else 200)


def _flagged(wanted: Any) -> dict[str, Any]:
    """Measures whose stages are laid already, and for which the time was too short."""
    late = wanted.filter(status__in=OPEN).exclude(schedule=None).exclude(schedule__begin_on=None)
    rows = late.select_related("schedule").order_by("finding_number", "number")
    return {"flagged": rows[:NAMED], "flagged_count": late.count()}


def _seen(given: dict[str, Any]) -> str:
    return f"{given['template'].pk} {given['start'].isoformat()}"


def _laid(request: HttpRequest, round_: Round, given: dict[str, Any], wanted: Any) -> HttpResponse:
    by = asking.by(request)
    tally = stages.schedule_all(by, round_, given["template"], given["start"], wanted)
    said = _("Stages were laid for %(n)s measures; for %(late)s of them the time is too short.")
    messages.success(request, said % {"n": tally.laid, "late": tally.impossible})
    return redirect("ledger.list", round_.pk)


def _foreseen(given: dict[str, Any], wanted: Any) -> dict[str, Any]:
    """How many would get stages, and for which of them the time is too short."""
    if not given or not given.get("template"):
        return {}
    found = stages.foresee(given["template"], given["start"], wanted)
    late = {pk: (laying, plan) for pk, laying, plan in found if plan.impossible}
    first = list(late)[:NAMED]
    named = wanted.filter(pk__in=first).order_by("finding_number", "number")
    return {
        "count": len(found),
        "late": len(late),
        "more": max(0, len(late) - NAMED),
        "named": [
            (one, *late[one.pk])
            for one in named.only("finding_number", "number", "title", "text", "due_on")
        ],
        "provisional": sum(plan.provisional for _pk, _laying, plan in found),
        "seen": _seen(given),
    }
