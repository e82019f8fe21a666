"""Bringing in units and people: the template, the file, what it would do, the confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.directory import Judged, JudgedUnit, Verdict, Verdicts
from zhenggai.core.errors import BadFile, BadValue, NotFound, WrongState
from zhenggai.core.files import clean_name
from zhenggai.office import directory, files
from zhenggai.office.models import Duty, Unit
from zhenggai.office.words import sentence
from zhenggai.web import asking
from zhenggai.web.office.acting import require
from zhenggai.web.office.blank import write

TAB = "units"
SALT = "directory"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many rows of each kind are shown; the numbers above count all.
SHOWN = 300
COUNTED = ("units", "people", "posts", "accounts", "changed")
FIELDS = {
    "above": gettext_lazy("Unit above"),
    "short_name": gettext_lazy("Short name"),
    "initials": gettext_lazy("Initials"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "account": gettext_lazy("User name"),
    "duty": gettext_lazy("Duty in the rectification"),
    "post": gettext_lazy("Post title"),
}
VERDICTS = {
    Verdict.ERROR: (gettext_lazy("Error"), "late"),
    Verdict.CHANGE: (gettext_lazy("Changes"), "soon"),
    Verdict.NEW: (gettext_lazy("New"), "good"),
    Verdict.SAME: (gettext_lazy("Same"), ""),
}


@dataclass(frozen=True)
class Shown:
    """One row as the page shows it; `notes` are cell and sentence."""

    row: Judged
    word: Any
    shape: str
    notes: list[tuple[str, str]]
    changes: list[tuple[Any, str, str]]


def _guard(request: HttpRequest) -> None:
    require(request, "directory.load", Unit())


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """`directory.template`: the empty workbook with the present units in its drop-downs."""
    _guard(request)
    response = HttpResponse(write(), content_type=XLSX)
    header = content_disposition_header(True, _("Units and people") + ".xlsx")  # noqa: FBT003 - Django's signature
    response.headers["Content-Disposition"] = str(header)
    return response


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """`directory.bring`: choose the workbook; it is kept and shown as what it would do."""
    _guard(request)
    refused, status = "", 200
    if request.method == "POST":
        try:
            return redirect(_staged(request))
        except (BadFile, BadValue) as error:
            refused, status = sentence(error), error.status
    context = {"refused": refused, "tab": TAB, "here": "office.units"}
    return render(request, "office/bring.html", context, status=status)


def _staged(request: HttpRequest) -> str:
    """Keep the file that was sent, if it is one; returns the address that shows what it would do."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise BadValue("REQUIRED", field=_("File"))
    data, name = sent.read(), clean_name(sent.name or "")
    directory.received(data, name)
    blob = files.store(data, "xlsx")
    held = {"sha256": blob.sha256, "name": name, "user": str(asking.by(request).user.pk)}
    token = signing.dumps(held, salt=SALT)
    return f"{reverse('directory.load')}?{urlencode({'file': token})}"


def _held(request: HttpRequest) -> dict[str, str]:
    """Which stored file the address is about; only for whoever brought it."""
    try:
        held: dict[str, str] = signing.loads(request.GET.get("file", ""), salt=SALT)
    except signing.BadSignature:
        raise NotFound("NOT-FOUND") from None
    if held["user"] != str(asking.by(request).user.pk):
        raise NotFound("NOT-FOUND")
    return held


@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """`directory.load`: what the file would do, and the button that does it."""
    _guard(request)
    held, refused, status = _held(request), "", 200
    if request.method == "POST":
        try:
            return _loaded(request, held)
        except (BadValue, WrongState) as error:
            refused, status = sentence(error), error.status
    verdicts = directory.check(files.load(held["sha256"]), held["name"])
    context = _context(verdicts) | {"name": held["name"], "refused": refused}
    return render(request, "office/load.html", context, status=status)


def _loaded(request: HttpRequest, held: dict[str, str]) -> HttpResponse:
    made = directory.load(
        asking.by(request),
        sha256=held["sha256"],
        name=held["name"],
        fingerprint=request.POST.get("fingerprint", ""),
    )
    said = _(
        "Brought in: %(units)s units, %(people)s people, %(posts)s posts, %(accounts)s accounts; "
        "%(changed)s changed."
    )
    messages.success(request, said % {name: made[name] for name in COUNTED})
    return redirect("office.units")


def _context(verdicts: Verdicts) -> dict[str, Any]:
    rows: list[Judged] = [*verdicts.units, *verdicts.people]
    telling = [row for row in rows if row.verdict is not Verdict.SAME]
    order = list(VERDICTS)
    telling.sort(key=lambda row: (order.index(row.verdict), not row.doubts))
    return {
        "counts": [
            (word, shape, verdicts.count(verdict)) for verdict, (word, shape) in VERDICTS.items()
        ],
        "rows": [_shown(row) for row in telling[:SHOWN]],
        "more": max(0, len(telling) - SHOWN),
        "verdicts": verdicts,
        "doing": verdicts.count(Verdict.NEW) + verdicts.count(Verdict.CHANGE),
        "errors": verdicts.count(Verdict.ERROR),
        "fingerprint": verdicts.fingerprint(),
        "normalised": sum(verdicts.normalised.values()),
        "tab": TAB,
        "here": "office.units",
    }


def _shown(row: Judged) -> Shown:
    word, shape = VERDICTS[row.verdict]
    told = [(problem.cell, sentence(problem.refusal)) for problem in (*row.problems, *row.doubts)]
    duties = dict(Duty.choices)
    changes = [
        (FIELDS[one.field], str(duties.get(one.old, one.old)), str(duties.get(one.new, one.new)))
        if one.field == "duty"
        else (FIELDS[one.field], one.old, one.new)
        for one in row.changes
    ]
    if isinstance(row, JudgedUnit) and row.verdict is Verdict.NEW:
        changes.append((FIELDS["above"], "", row.above or _("the top")))
    return Shown(row, word, shape, told, changes)
