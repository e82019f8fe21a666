"""Documents: bring one in, correct what was read beside its source, confirm, discard, undo."""

from __future__ import annotations

import json
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadFile, BadValue, NotFound, Refusal, Stale, Unmet
from zhenggai.core.files import Limits
from zhenggai.ledger.intake import confirm as confirming
from zhenggai.ledger.intake import correct as correcting
from zhenggai.ledger.intake import stage as staging
from zhenggai.ledger.intake import undo as undoing
from zhenggai.ledger.models import Intake, Round
from zhenggai.office import access, files
from zhenggai.office.words import sentence
from zhenggai.web import asking, intake_page, intake_words, uploads
from zhenggai.web.forms.intake import change_of, whole

SHOWN = 200
HEAVY = ("text", "reading", "proposal", "notes")


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """`intake.list`: the documents, and the drop zone."""
    return _listing(request)


def _listing(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """The page of the documents; after a refusal with its sentence and the text that was pasted."""
    rows = (
        access.visible(asking.eyes(request), Intake.objects.all())
        .defer(*HEAVY)
        .select_related("round", "created_by__person")
        .annotate(counts=KT("proposal__brought__counts"))
    )
    found: list[Any] = list(rows[:SHOWN])
    for intake in found:
        intake.written = intake_words.written(json.loads(intake.counts or "{}"))
    context: dict[str, Any] = {
        "intakes": found,
        "may_stage": access.may(asking.eyes(request), "intake.stage", Intake()),
        "may_register": access.may(asking.eyes(request), "round.create", Round()),
        "refused": sentence(refusal) if refusal else "",
        "earlier": refusal.facts.get("intake") if refusal else "",
        "pasted": request.POST.get("text", ""),
    }
    return render(request, "intake/list.html", context, status=refusal.status if refusal else 200)


def _incoming(request: HttpRequest) -> staging.Incoming:
    """The file that came, else the pasted text."""
    upload = request.FILES.get("file")
    if upload is None:
        return staging.from_text(request.POST.get("text", ""))
    limits = Limits(max_bytes=settings.MAX_FILE_BYTES)
    return staging.from_file(upload.read(), upload.name or "", limits)


@require_http_methods(["GET", "POST"])
def stage(request: HttpRequest) -> HttpResponse:
    """`intake.stage`: read a file or pasted text. After a new sign-in one comes back here without it."""
    if request.method == "GET":
        return redirect("intake.list")
    access.require(asking.eyes(request), "intake.stage", Intake())
    try:
        with uploads.few():
            staged = staging.stage(asking.by(request), _incoming(request))
    except Refusal as refusal:
        return _listing(request, refusal)
    if staged.again:
        messages.info(request, _("This text waits here already; it was opened again."))
    return redirect("intake.view", staged.intake.pk)


def _fetch(request: HttpRequest, intake_id: UUID) -> Intake:
    rows = Intake.objects.select_related("round", "created_by__person")
    intake = access.fetch(asking.eyes(request), rows, pk=intake_id)
    if intake.round is not None:
        request._round = intake.round  # type: ignore[attr-defined]
    return intake


@require_GET
def view(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """`intake.view`: the three panes of a document that waits, the source and its rows of one that is in."""
    return intake_page.show(request, _fetch(request, intake_id))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """`intake.correct`: one correction."""
    intake = _fetch(request, intake_id)
    here = reverse("intake.view", args=[intake.pk])
    if request.method == "GET":
        opened = request.GET.get("open", "")
        return redirect(f"{here}?open={opened}" if opened.isalnum() else here)
    try:
        change = change_of(asking.eyes(request), request.POST)
        version = whole(request.POST, "version")
        correcting.correct(asking.by(request), intake, change, version=version)
    except (BadValue, BadFile) as refusal:
        return intake_page.show(request, intake, refusal)
    except Stale as stale:
        return intake_page.show(request, cast("Intake", stale.facts["record"]), stale)
    return redirect(here)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """`intake.confirm`: bring it into the ledger."""
    intake = _fetch(request, intake_id)
    if request.method == "GET":
        return redirect("intake.view", intake.pk)
    try:
        done = confirming.confirm(
            asking.by(request),
            intake,
            version=whole(request.POST, "version"),
            named=request.POST.get("named", ""),
        )
    except (BadValue, Stale, NotFound, Unmet) as refusal:
        return intake_page.show(request, Intake.objects.get(pk=intake.pk), refusal)
    written = intake_words.written(done.proposal["brought"]["counts"])
    messages.success(
        request,
        _("Brought into the ledger: %(what)s. The document keeps it; there it can be undone.")
        % {"what": written},
    )
    return redirect("round.view", done.round_id)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """`intake.discard`: put a waiting document away."""
    intake = _fetch(request, intake_id)
    if request.method == "POST":
        undoing.discard(asking.by(request), intake, version=whole(request.POST, "version"))
        messages.success(request, _("“%(title)s” was discarded.") % {"title": intake})
    return redirect("intake.list")


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """`intake.undo`: remove exactly what the import brought."""
    intake = _fetch(request, intake_id)
    if request.method == "POST":
        undoing.undo(asking.by(request), intake, version=whole(request.POST, "version"))
        messages.success(request, _("The import of “%(title)s” was undone.") % {"title": intake})
    return redirect("intake.view", intake.pk)


@require_GET
def original(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """`intake.file`: the file as it came, always as a download."""
    intake = _fetch(request, intake_id)
    if not intake.blob:
        raise NotFound("NOT-FOUND")
    response = HttpResponse(files.load(intake.blob), content_type="application/octet-stream")
    header = content_disposition_header(as_attachment=True, filename=intake.name)
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
