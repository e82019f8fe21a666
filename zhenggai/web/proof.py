"""Proof-reading: bring a text, look at what the rules say, edit it, say what is no mistake, take it along as .docx."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhenggai.core.errors import BadFile, BadValue, NotFound, Refusal, Stale, Unmet
from zhenggai.core.files import Limits, clean_name
from zhenggai.ledger import proofs
from zhenggai.ledger.intake import stage as staging
from zhenggai.ledger.models import Intake, Proof
from zhenggai.office import access
from zhenggai.office.words import sentence
from zhenggai.web import asking, proof_desk, uploads

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """`proof.list`: the texts one proof-reads, and where a new one is dropped or pasted."""
    return _listing(request)


def _listing(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """The list; after a refusal with its sentence and the text that was pasted."""
    context = {
        "proofs": proofs.listed(asking.by(request)),
        "may_stage": access.may(asking.eyes(request), "proof.stage", Proof()),
        "refused": sentence(refusal) if refusal else "",
        "pasted": request.POST.get("text", ""),
    }
    return render(request, "proof/list.html", context, status=refusal.status if refusal else 200)


def _fetch(request: HttpRequest, proof_id: UUID) -> Proof:
    """The proof of an address, if the viewer sees it and it was not put away."""
    rows = Proof.objects.exclude(status=Proof.Status.DISCARDED).select_related("intake", "round")
    proof = access.fetch(asking.eyes(request), rows, pk=proof_id)
    if proof.round is not None:
        request._round = proof.round  # type: ignore[attr-defined]
    return proof


@require_http_methods(["GET", "POST"])
def stage(request: HttpRequest) -> HttpResponse:
    """`proof.stage`: take a file, a pasted text or the text of a document."""
    if request.method == "GET":
        return redirect("proof.list")
    try:
        with uploads.few():
            proof = _staged(request)
    except (BadFile, BadValue) as refusal:
        return _listing(request, refusal)
    return redirect("proof.view", proof.pk)


def _staged(request: HttpRequest) -> Proof:
    """The text that came, kept."""
    by = asking.by(request)
    if "intake" in request.POST:
        rows = Intake.objects.select_related("round")
        intake = access.fetch(by.viewer, rows, pk=_uuid(request.POST["intake"]))
        return proofs.stage_source(by, intake)
    access.require(by.viewer, "proof.stage", Proof())
    upload = request.FILES.get("file")
    if upload is None:
        return proofs.stage(by, staging.from_text(request.POST.get("text", "")))
    limits = Limits(max_bytes=settings.MAX_FILE_BYTES)
    return proofs.stage(by, staging.from_file(upload.read(), upload.name or "", limits))


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise BadValue("PARAM", name="intake") from None


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """`proof.judge`: the issues of a text while it is being written; nothing is kept."""
    waivers: Any = ()
    if known := request.POST.get("proof"):
        waivers = _fetch(request, _uuid(known)).waivers.select_related("person")
    try:
        reviewed = proofs.review(proofs.taken(request.POST.get("text", "")), waivers)
    except (BadFile, BadValue) as refusal:
        return HttpResponse(sentence(refusal), status=refusal.status, content_type="text/plain")
    return render(request, "proof/_issues.html", {"desk": proof_desk.lay(reviewed)})


@require_GET
def view(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """`proof.view`: the text with marks, the issues beside it; `show` chooses a severity."""
    return _page(request, _fetch(request, proof_id))


def _page(
    request: HttpRequest, proof: Proof, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    show = request.GET.get("show", "")
    desk = proof_desk.lay(proofs.review_proof(proof), show=show, linked=True)
    context = {
        "proof": proof,
        "desk": desk,
        "show": show if show in desk.counts else "",
        "refused": sentence(refusal) if refusal else "",
        **more,
    }
    return render(request, "proof/view.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """`proof.edit`: write the text anew, its issues beside it."""
    proof = _fetch(request, proof_id)
    if request.method == "GET":
        if not access.open_now(asking.eyes(request), "proof.edit", proof):
            return redirect("proof.view", proof.pk)
        return _editor(request, proof, proof.content)
    text = request.POST.get("text", "")
    try:
        proofs.edit(asking.by(request), proof, text, version=asking.version(request))
    except Stale as stale:
        proof = cast("Proof", stale.facts["record"])
        return _editor(request, proof, text, stale)
    except (BadFile, BadValue) as refusal:
        return _editor(request, proof, text, refusal)
    return redirect("proof.view", proof.pk)


def _editor(
    request: HttpRequest, proof: Proof, text: str, refusal: Refusal | None = None
) -> HttpResponse:
    """The text to be written; after a conflict the other's text stands below."""
    reviewed = proofs.review(text, proof.waivers.select_related("person"))
    context = {
        "proof": proof,
        "text": text,
        "desk": proof_desk.lay(reviewed),
        "refused": sentence(refusal) if refusal else "",
        "theirs": proof.content if isinstance(refusal, Stale) else "",
    }
    return render(request, "proof/edit.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def waive(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """`proof.waive`: this is no mistake, because …"""
    proof = _fetch(request, proof_id)
    if request.method == "GET":
        return redirect("proof.view", proof.pk)
    mark, reason = request.POST.get("mark", ""), request.POST.get("reason", "")
    try:
        proofs.waive(asking.by(request), proof, mark, reason)
    except (Unmet, BadValue) as refusal:
        return _page(request, proof, refusal, opened=mark, typed=reason)
    except NotFound:
        messages.info(request, _("The text has changed there in the meantime; look again."))
    return redirect("proof.view", proof.pk)


@require_http_methods(["GET", "POST"])
def unwaive(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """`proof.unwaive`: it may be a mistake after all."""
    proof = _fetch(request, proof_id)
    if request.method == "POST":
        proofs.unwaive(asking.by(request), proof, request.POST.get("mark", "")[:64])
    return redirect("proof.view", proof.pk)


@require_POST
def export(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """`proof.export`: the text as .docx with a comment at every issue."""
    proof = _fetch(request, proof_id)
    content = proofs.export(asking.by(request), proof)
    response = HttpResponse(content, content_type=DOCX)
    name = clean_name(_("%(title)s - proof-read.docx") % {"title": str(proof)[:60]})
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """`proof.discard`: put a text of one's own away for good."""
    proof = _fetch(request, proof_id)
    if request.method == "POST":
        proofs.discard(asking.by(request), proof, version=asking.version(request))
        messages.success(request, _("“%(title)s” was discarded.") % {"title": proof})
    return redirect("proof.list")
