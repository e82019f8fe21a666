"""Addresses of workbooks: the ledger out and in again."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import sheet

urlpatterns = [
    path("r/<uuid:round_id>/sheets/", sheet.listed, name="sheet.list"),
    path("r/<uuid:round_id>/sheets/bring/", sheet.bring, name="sheet.stage"),
    path("r/<uuid:round_id>/ledger/export/", sheet.taken_out, name="ledger.export"),
    path("r/<uuid:round_id>/allocation/export/", sheet.allocated, name="allocation.export"),
    path("sheets/<uuid:sheet_id>/", sheet.view, name="sheet.view"),
    path("sheets/<uuid:sheet_id>/correct/", sheet.correct, name="sheet.correct"),
    path("sheets/<uuid:sheet_id>/send-back/", sheet.returned, name="sheet.send_back"),
    path("sheets/<uuid:sheet_id>/confirm/", sheet.confirm, name="sheet.confirm"),
    path("sheets/<uuid:sheet_id>/discard/", sheet.discard, name="sheet.discard"),
    path("sheets/<uuid:sheet_id>/undo/", sheet.taken_back, name="sheet.undo"),
    path("sheets/<uuid:sheet_id>/file/", sheet.original, name="sheet.file"),
]
