"""Workbooks: bring one to the ledger of a round, decide about it, import it, take it back; take the ledger out."""

from __future__ import annotations

import tempfile
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadFile, BadValue, Duplicate, Refusal, Stale, Unmet
from zhenggai.core.files import clean_name
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Round, Sheet
from zhenggai.ledger.sheets import allocation, export, send_back, stage, undo
from zhenggai.ledger.sheets import confirm as confirming
from zhenggai.office import access, clock, files
from zhenggai.office.words import sentence
from zhenggai.web import asking, filters, sheet_desk, sheet_words, uploads
from zhenggai.web.forms.sheet import change_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 200
HEAVY = ("setup", "brought", "notes")


@require_GET
def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`sheet.list`: the workbooks of a round, the drop zone, and what can be taken out."""
    return _listing(request, asking.round_of(request, round_id))


def _listing(request: HttpRequest, round_: Round, refusal: Refusal | None = None) -> HttpResponse:
    rows = access.visible_in(asking.eyes(request), Sheet.objects.defer(*HEAVY), round_.pk)
    found: list[Any] = list(rows.select_related("created_by__person")[:SHOWN])
    for sheet in found:
        sheet.written = sheet_words.written(sheet.counts)
    context = {
        "sheets": found,
        "may_stage": access.may(asking.eyes(request), "sheet.stage", Sheet(round=round_)),
        "refused": sentence(refusal) if refusal else "",
    }
    return render(request, "sheet/list.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`sheet.stage`: read a workbook. After a new sign-in one comes back here without it."""
    round_ = asking.round_of(request, round_id)
    upload = request.FILES.get("file")
    if request.method == "GET":
        return redirect("sheet.list", round_.pk)
    access.require(asking.eyes(request), "sheet.stage", Sheet(round=round_))
    try:
        if upload is None:
            raise BadValue("REQUIRED", field=_("File"))
        with uploads.few():
            staged = stage.stage(asking.by(request), round_, upload.read(), upload.name or "")
    except Refusal as refusal:
        return _listing(request, round_, refusal)
    if staged.again:
        messages.info(request, _("This file waits here already; it was opened again."))
    return redirect("sheet.view", staged.sheet.pk)


def _fetch(request: HttpRequest, sheet_id: UUID) -> Sheet:
    rows = Sheet.objects.select_related("round__inspected_unit", "created_by__person")
    sheet = access.fetch(asking.eyes(request), rows, pk=sheet_id)
    request._round = sheet.round  # type: ignore[attr-defined]
    return sheet


@require_GET
def view(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.view`: the panes of a workbook that waits, or what became of one that does not."""
    return _show(request, _fetch(request, sheet_id))


def _show(request: HttpRequest, sheet: Sheet, refusal: Refusal | None = None) -> HttpResponse:
    status = refusal.status if refusal else 200
    refused = {"refused": sentence(refusal) if refusal else ""}
    if sheet.status != Sheet.Status.STAGED:
        return render(request, "sheet/past.html", _past(request, sheet) | refused, status=status)
    show, page = request.GET.get("show", ""), request.GET.get("page", "1")
    if show not in (*sheet_words.VERDICTS, *sheet_words.FILTERS, "") or not page.isdecimal():
        raise Refusal("PARAM", name="show" if page.isdecimal() else "page")
    with uploads.few():
        desk = sheet_desk.lay(sheet, show, int(page[:6]))
    context = sheet_desk.context(sheet, desk) | refused
    return render(request, "sheet/view.html", context, status=status)


def _past(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    measures, more = sheet_desk.brought(asking.eyes(request), sheet)
    return {
        "sheet": sheet,
        "touched": sheet.facts()["touched"] if sheet.status == Sheet.Status.IMPORTED else 0,
        "written": sheet_words.written(sheet.counts),
        "measures": measures,
        "more": more,
    }


def _back(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Back to the same rows; the address is the state."""
    here = redirect("sheet.view", sheet.pk)
    query, key = request.GET.urlencode(), request.POST.get("key", "")
    here["Location"] += f"?{query}" if query else ""
    here["Location"] += f"#row-{quote(key)}" if key else ""
    return here


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.correct`: one decision."""
    sheet = _fetch(request, sheet_id)
    if request.method == "GET":
        return _back(request, sheet)
    try:
        change = change_of(request.POST, sheet)
        stage.correct(asking.by(request), sheet, change, version=asking.version(request))
    except BadValue as refusal:
        return _show(request, sheet, refusal)
    except Stale as stale:
        return _show(request, cast("Sheet", stale.facts["record"]), stale)
    return _back(request, sheet)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.confirm`: import it."""
    sheet = _fetch(request, sheet_id)
    if request.method == "GET":
        return redirect("sheet.view", sheet.pk)
    by, version = asking.by(request), asking.version(request)
    named = request.POST.get("named", "")
    try:
        done = confirming.confirm(by, sheet, version=version, named=named)
    except (BadFile, BadValue, Duplicate, Stale, Unmet) as refusal:
        return _show(request, _fetch(request, sheet_id), refusal)
    what = sheet_words.written(done.counts)
    messages.success(
        request,
        _("Imported: %(what)s. The workbook keeps it; there it can be undone.") % {"what": what},
    )
    return redirect("sheet.view", sheet.pk)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.discard`: put a waiting workbook away."""
    sheet = _fetch(request, sheet_id)
    if request.method == "POST":
        stage.discard(asking.by(request), sheet, version=asking.version(request))
        messages.success(request, _("“%(title)s” was discarded.") % {"title": sheet})
    return redirect("sheet.list", sheet.round_id)


@require_http_methods(["GET", "POST"])
def taken_back(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.undo`: remove exactly what the import brought."""
    sheet = _fetch(request, sheet_id)
    if request.method == "POST":
        undo.undo(asking.by(request), sheet, version=asking.version(request))
        messages.success(request, _("The import of “%(title)s” was undone.") % {"title": sheet})
    return redirect("sheet.view", sheet.pk)


@require_http_methods(["GET", "POST"])
def returned(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.send_back`: the workbook with comments in the cells to be put right."""
    sheet = _fetch(request, sheet_id)
    if request.method == "GET":
        return redirect("sheet.view", sheet.pk)
    with uploads.few():
        made = send_back.send_back(asking.by(request), sheet)
    stem = sheet.name.rpartition(".")[0] or sheet.name
    return _given(made, f"{stem}-{_('to be put right')}.xlsx", XLSX)


@require_GET
def original(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """`sheet.file`: the file as it came, always as a download."""
    sheet = _fetch(request, sheet_id)
    return _given(files.load(sheet.blob), sheet.name, "application/octet-stream")


def _given(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=clean_name(name))
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _wanted(request: HttpRequest, round_id: UUID) -> tuple[Frame, Wanted]:
    """The rows that the address of the ledger asks for."""
    state = filters.read(request.GET)
    round_ = asking.round_of(request, round_id)
    return Frame(asking.eyes(request), round_, clock.today()), state.wanted


@require_http_methods(["GET", "POST"])
def taken_out(request: HttpRequest, round_id: UUID) -> HttpResponseBase:
    """`ledger.export`: the ledger as a workbook: exactly the rows of this filter, or everything."""
    frame, wanted = _wanted(request, round_id)
    if request.method == "GET":
        return redirect("sheet.list", round_id)
    target = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was sent
    with uploads.few():
        export.export(asking.by(request), frame, wanted, target)
    target.seek(0)
    name = clean_name(f"{frame.round.inspected_body}整改台账-{frame.today:%Y%m%d}.xlsx")
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


@require_http_methods(["GET", "POST"])
def allocated(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`allocation.export`: the allocation table as .xlsx or .docx."""
    frame, wanted = _wanted(request, round_id)
    if request.method == "GET":
        return redirect("sheet.list", round_id)
    form = request.POST.get("form", "")
    if form not in allocation.FORMS:
        raise BadValue("CHOICE", field="form")
    with uploads.few():
        made = allocation.export(asking.by(request), frame, wanted, form)
    name = f"{frame.round.inspected_body}整改任务配档表-{frame.today:%Y%m%d}.{form}"
    return _given(made, name, DOCX if form == "docx" else XLSX)
