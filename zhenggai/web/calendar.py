"""The calendar of working days: a year to look at, a day to change, a year to load."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core import workbook
from zhenggai.core.calendar import Reckoned
from zhenggai.core.calendar.lines import Sheet, read_lines
from zhenggai.core.calendar.typed import Towards, read
from zhenggai.core.errors import BadFile, BadValue, NotFound, Refusal, Stale
from zhenggai.core.files import clean_name, clean_text
from zhenggai.core.files.plain import decode
from zhenggai.ledger import milestones, stages
from zhenggai.office import access, calendar, clock
from zhenggai.office.models import CalendarYear
from zhenggai.office.words import sentence
from zhenggai.web import asking, calendar_page
from zhenggai.web.forms.calendar import DayForm, LoadForm

LARGEST = 1024 * 1024
MOST_ROWS = 1000
HERE = {"here": "calendar.view", "tab": "calendar"}


def _year(request: HttpRequest) -> int:
    value = request.GET.get("year", "")
    if not value:
        return clock.today().year
    if not (value.isascii() and value.isdigit() and len(value) == 4):
        raise BadValue("PARAM", name="year")
    return calendar.year_of(int(value)).year


@require_GET
def view(request: HttpRequest) -> HttpResponse:
    """`calendar.view`: a year as twelve months, and what its notice says."""
    year, days = _year(request), calendar.current()
    months = calendar_page.months(days, year)
    context = {
        "year": year,
        "months": months,
        "working": sum(month.working for month in months),
        "holidays": calendar_page.holidays(days, year),
        "known": year in days.years,
        "record": calendar.year_of(year),
        "today": clock.today(),
        **calendar_page.years(days, year),
        **HERE,
    }
    return render(request, "calendar/view.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, day: str) -> HttpResponse:
    """`calendar.edit`: make one day free, worked, or give it back to its weekday."""
    on = milestones.date_of(day)
    if on is None or not calendar.FIRST <= on.year <= calendar.LAST:
        raise NotFound("NOT-FOUND")
    record, now = calendar.holding(on), calendar.current().look(on)
    access.require(asking.eyes(request), "calendar.edit", record)
    if record._state.adding:
        # A day of a year that is not loaded is known by its weekday only.
        raise NotFound("NOT-FOUND")
    form, refused = DayForm(now, record.version, request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            return _edited(request, form)
        except Refusal as refusal:
            refused = _mended(refusal)
    context = {"form": form, "day": now, "record": record, "refused": refused, **HERE}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "calendar/edit.html", context, status=status)


def _mended(refusal: Refusal) -> Refusal:
    """Refusals that can be put right on the page; any other becomes a page of its own."""
    if refusal.code not in ("CAL-WORKED", "CONFLICT"):
        raise refusal
    return refusal


def _edited(request: HttpRequest, form: DayForm) -> HttpResponse:
    version = form.cleaned_data["version"]
    moved = stages.edit_day(asking.by(request), form.wanted, version=version)
    on = form.day.day
    messages.success(
        request, _("%(day)s was changed.") % {"day": date_format(on, "DATE_FORMAT")} + _moved(moved)
    )
    return redirect(f"{reverse('calendar.view')}?year={on.year}")


def _moved(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "The stages of %(n)s measure moved with it.",
        "The stages of %(n)s measures moved with it.",
        count,
    )
    return " " + said % {"n": count}


@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """`calendar.load`: paste or choose a year's notice; look at every line; then load it."""
    access.require(asking.eyes(request), "calendar.load", CalendarYear())
    following = calendar_page.years(calendar.current(), clock.today().year)["following"]
    year = request.GET.get("year", "")
    start = {"year": int(year) if year.isascii() and year.isdigit() else following}
    form = LoadForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "GET":
        form.initial["text"] = "\n".join(calendar.as_lines(form.initial["year"]))
        return render(request, "calendar/load.html", {"form": form, **HERE})
    try:
        return _looked(request, form)
    except (BadFile, BadValue) as refusal:
        context = {"form": form, "refused": refusal, **HERE}
        return render(request, "calendar/load.html", context, status=refusal.status)


def _looked(request: HttpRequest, form: LoadForm) -> HttpResponse:
    """Load what was looked at, or show what it would do; what somebody else loaded meanwhile is looked at anew."""
    if not form.is_valid():
        return render(request, "calendar/load.html", {"form": form, **HERE}, status=422)
    year = calendar.year_of(form.cleaned_data["year"]).year
    sheet = read_lines(_text(request, form), year)
    if "load" not in request.POST:
        return _look(request, sheet)
    try:
        return _loaded(request, sheet, form)
    except Stale as stale:
        return _look(request, sheet, stale)


def _look(request: HttpRequest, sheet: Sheet, refused: Refusal | None = None) -> HttpResponse:
    record, days = calendar.year_of(sheet.year), calendar.current()
    context: dict[str, Any] = {
        "sheet": sheet,
        "text": "\n".join(line.text for line in sheet.lines),
        "lines": calendar_page.judged(sheet, days),
        "gone": calendar_page.gone(sheet, days),
        # 0: it was not loaded when it was looked at.
        "seen": 0 if record._state.adding else record.version,
        "refused": refused,
        **HERE,
    }
    return render(request, "calendar/look.html", context, status=refused.status if refused else 200)


def _text(request: HttpRequest, form: LoadForm) -> str:
    """The lines of the file that was sent, else what was pasted. Raises BadFile."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return clean_text(str(form.cleaned_data["text"]))[0]
    data, name = sent.read(LARGEST + 1), clean_name(sent.name or "")
    if len(data) > LARGEST:
        raise BadFile("FILE-TOO-BIG", limit=LARGEST)
    if not name.lower().endswith(".xlsx"):
        return clean_text(decode(data, name)[0])[0]
    book = workbook.read(data, name, MOST_ROWS)
    rows = [row for sheet in book.sheets for row in sheet.rows]
    return "\n".join(",".join(cell for cell in row.cells if cell) for row in rows)


def _loaded(request: HttpRequest, sheet: Sheet, form: LoadForm) -> HttpResponse:
    if sheet.refused:
        raise BadValue("CAL-ERRORS", rows=sheet.refused)
    moved = stages.load_year(asking.by(request), sheet.plan, version=form.cleaned_data["version"])
    said = _("The year %(year)s was loaded.") % {"year": sheet.year}
    messages.success(request, said + _moved(moved))
    return redirect(f"{reverse('calendar.view')}?year={sheet.year}")


@require_GET
def reading(request: HttpRequest) -> HttpResponse:
    """`day.view`: what a typed day means, for the line beside its field."""
    text = request.GET.get("q", "")[:100].strip()
    towards = Towards.BACK if request.GET.get("towards") == "back" else Towards.AHEAD
    days, context = calendar.current(), dict[str, Any]()
    try:
        found: Reckoned | None = read(text, clock.today(), days, towards) if text else None
    except BadValue as refusal:
        found, context["refused"] = None, sentence(refusal)
    if found is not None:
        ahead = days.working_between(clock.today(), found.day)
        context |= {"found": found, "known": days.look(found.day), "ahead": ahead}
    return render(request, "calendar/_reading.html", context)
