"""Indicators: the list of a round, one with its readings, and the acts on both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, NotAllowed, NotFound, Stale, Unmet
from zhenggai.ledger import indicators
from zhenggai.ledger.models import Figure, Finding, Indicator, Reading, Round
from zhenggai.office import access, clock
from zhenggai.office.words import sentence
from zhenggai.web import asking, changes, indicator_page
from zhenggai.web.forms import indicator as forms

LISTED = 100
Save = Callable[[], Indicator]


def _fetch(request: HttpRequest, round_id: UUID, indicator_id: UUID) -> Indicator:
    round_ = asking.round_of(request, round_id)
    rows = Indicator.objects.select_related("round", "finding", "measure", "responsible_unit")
    return access.fetch(asking.eyes(request), rows, round=round_, pk=indicator_id)


def _figure(request: HttpRequest, round_: Round) -> Figure | None:
    """The figure from which a form is filled, where the address names one."""
    asked = request.GET.get("figure", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        raise BadValue("PARAM", name="figure")
    return indicators.figure(asking.eyes(request), round_, int(asked))


def _status(request: HttpRequest, current: Any = None) -> int:
    return 200 if request.method == "GET" else 422 if current is None else 409


@require_GET
def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`indicator.list`: every indicator that is kept, with its line, value, target and source."""
    round_, eyes = asking.round_of(request, round_id), asking.eyes(request)
    dropped = request.GET.get("status") == Indicator.Status.DROPPED
    status = Indicator.Status.DROPPED if dropped else Indicator.Status.KEPT
    rows = indicators.seen(eyes, round_).filter(status=status)
    page = Paginator(rows, LISTED).get_page(request.GET.get("page"))
    found = indicators.lines(page.object_list, clock.today())
    context = {
        "lines": [indicator_page.shown(line) for line in found],
        "page": page,
        "dropped": dropped,
        "registrable": indicators.may_begin(eyes, round_),
    }
    return render(request, "indicator/list.html", context)


@require_GET
def view(request: HttpRequest, round_id: UUID, indicator_id: UUID) -> HttpResponse:
    """`indicator.view`: one indicator with all its readings, replaced ones too."""
    indicator, eyes = _fetch(request, round_id, indicator_id), asking.eyes(request)
    (line,) = indicators.lines([indicator], clock.today())
    readings = indicators.all_readings(indicator)
    context = {
        "indicator": indicator,
        "line": indicator_page.shown(line, indicator_page.LARGE),
        "readings": indicator_page.told(eyes, indicator, readings),
        "acts": changes.of_record(indicator),
        "form": forms.ReadingForm(eyes, indicator, None, {"as_of": clock.today()}),
    }
    return render(request, "indicator/view.html", context)


def _defined(
    request: HttpRequest, form: forms.DefinitionForm, save: Save
) -> tuple[Indicator | None, Any]:
    """What was saved; else the refusal is said on the form, with both texts where the copy was stale."""
    if request.method == "GET" or not form.is_valid():
        return None, None
    try:
        return save(), None
    except BadValue as refused:
        form.add_error(None, sentence(refused))
    except Stale as stale:
        return None, cast("Indicator", stale.facts["record"])
    return None, None


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`indicator.register`: what is measured, of what, from where to where."""
    round_, by = asking.round_of(request, round_id), asking.by(request)
    figure = _figure(request, round_)
    form = forms.DefinitionForm(by.viewer, round_, request.POST or None, _begun(request, figure))
    if not indicators.may_begin(by.viewer, round_):
        raise NotAllowed("ACCESS", verb="indicator.register")
    made, _current = _defined(request, form, lambda: indicators.register(by, round_, form.given))
    if made is None:
        context = {"form": form, "figure": figure, "excerpt": figure and _excerpt(figure)}
        return render(request, "indicator/edit.html", context, status=_status(request))
    messages.success(request, _("%(name)s was registered.") % {"name": made.name})
    if figure is None:
        return redirect("indicator.view", round_.pk, made.pk)
    return redirect(_reading(made, figure))


def _excerpt(figure: Figure) -> Any:
    return indicator_page.excerpt_of(figure)


def _reading(indicator: Indicator, figure: Figure) -> str:
    return (
        f"{reverse('indicator.read', args=[indicator.round_id, indicator.pk])}?figure={figure.pk}"
    )


def _begun(request: HttpRequest, figure: Figure | None) -> dict[str, str]:
    """The form as the address or a figure begins it."""
    if figure is None:
        return {"place": request.GET.get("place", "")[:16]}
    place = ""
    if figure.measure:
        place = f"{figure.measure.finding_number}-{figure.measure.number}"
    elif figure.finding:
        place = str(figure.finding.number)
    return {"place": place, "measured_in": figure.unit}


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, round_id: UUID, indicator_id: UUID) -> HttpResponse:
    """`indicator.edit`: another name, baseline, target, unit."""
    indicator, by = _fetch(request, round_id, indicator_id), asking.by(request)
    access.require(by.viewer, "indicator.edit", indicator)
    sent, initial = request.POST or None, forms.shown(indicator)
    form = forms.DefinitionForm(by.viewer, indicator.round, sent, initial)

    def save() -> Indicator:
        indicators.edit(by, indicator, form.given, version=asking.version(request))
        return indicator

    made, current = _defined(request, form, save)
    if made is not None:
        messages.success(request, _("%(name)s was changed.") % {"name": form.given.name})
        return redirect("indicator.view", round_id, made.pk)
    context = {"form": form, "indicator": current or indicator}
    context["current"] = form.compare(current) if current else None
    return render(request, "indicator/edit.html", context, status=_status(request, current))


@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, round_id: UUID, indicator_id: UUID) -> HttpResponse:
    """`indicator.read`: a value as of a day with its source; a figure of a document fills the form."""
    indicator, by = _fetch(request, round_id, indicator_id), asking.by(request)
    access.require(by.viewer, "indicator.read", indicator)
    figure = _figure(request, indicator.round)
    initial = indicator_page.from_figure(figure, indicator) if figure else {}
    form = forms.ReadingForm(by.viewer, indicator, request.POST or None, initial)

    def save() -> Reading:
        return indicators.read(by, indicator, form.taken, version=asking.version(request))

    if _entered(request, form, save):
        return redirect("indicator.view", round_id, indicator_id)
    others = indicators.fitting(by.viewer, indicator.round, figure) if figure else []
    context = {"indicator": indicator, "form": form, "figure": figure, "others": others}
    context["excerpt"] = figure and _excerpt(figure)
    return render(request, "indicator/read.html", context, status=_status(request))


def _entered(request: HttpRequest, form: forms.ReadingForm, save: Callable[[], Reading]) -> bool:
    if request.method == "GET" or not form.is_valid():
        return False
    try:
        made = save()
    except (BadValue, Unmet) as refused:
        form.add_error(None, sentence(refused))
        return False
    said = {"name": form.indicator.name, "value": made.value, "unit": form.indicator.measured_in}
    messages.success(request, _("%(name)s: %(value)s %(unit)s entered.") % said)
    return True


@require_http_methods(["GET", "POST"])
def correct(
    request: HttpRequest, round_id: UUID, indicator_id: UUID, reading_id: int
) -> HttpResponse:
    """`indicator.correct`: a reading in place of a wrong one; both are kept."""
    indicator, by = _fetch(request, round_id, indicator_id), asking.by(request)
    access.require(by.viewer, "indicator.correct", indicator)
    reading = indicator.readings.select_related("intake").filter(pk=reading_id).first()
    if reading is None:
        raise NotFound("NOT-FOUND")
    reading.indicator = indicator
    initial = forms.of_reading(reading)
    form = forms.CorrectionForm(by.viewer, indicator, request.POST or None, initial)

    def save() -> Reading:
        note, version = form.cleaned_data["note"], asking.version(request)
        return indicators.correct(by, reading, form.taken, note=note, version=version)

    if _entered(request, form, save):
        return redirect("indicator.view", round_id, indicator_id)
    context = {"indicator": indicator, "form": form, "reading": reading}
    return render(request, "indicator/read.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, round_id: UUID, indicator_id: UUID) -> HttpResponse:
    """`indicator.drop`: measure it no longer, with the reason."""
    indicator, by = _fetch(request, round_id, indicator_id), asking.by(request)
    access.require(by.viewer, "indicator.drop", indicator)
    note, refused = request.POST.get("note", "").strip(), ""
    if request.method == "POST":
        try:
            indicators.drop(by, indicator, note=note, version=asking.version(request))
        except Unmet as unmet:
            refused = sentence(unmet)
        else:
            messages.success(request, _("%(name)s was dropped.") % {"name": indicator.name})
            return redirect("indicator.list", round_id)
    context = {"indicator": indicator, "note": note, "refused": refused}
    return render(request, "indicator/drop.html", context, status=422 if refused else 200)


@require_GET
def figure(request: HttpRequest, round_id: UUID, figure_id: int) -> HttpResponse:
    """`figure.view`: the form that makes a figure of a document a reading, of the indicator that fits it best."""
    round_, eyes = asking.round_of(request, round_id), asking.eyes(request)
    found = indicators.figure(eyes, round_, figure_id)
    fitting = indicators.fitting(eyes, round_, found)
    if fitting and fitting[0].finding_id:
        return redirect(_reading(fitting[0], found))
    access.require(eyes, "indicator.register", Indicator(round=round_))
    return redirect(f"{reverse('indicator.register', args=[round_.pk])}?figure={found.pk}")


def of_finding(request: HttpRequest, finding: Finding) -> dict[str, Any]:
    """The indicators of a finding and its measures, for its page; and whether figures may become readings."""
    eyes = asking.eyes(request)
    rows = indicators.seen(eyes, finding.round).filter(
        finding=finding, status=Indicator.Status.KEPT
    )
    blank = Indicator(round=finding.round, finding=finding)
    found = indicators.lines(rows[:LISTED], clock.today())
    return {
        "indicators": [indicator_page.shown(line) for line in found],
        "registrable": access.may(eyes, "indicator.register", blank),
    }
