"""Addresses of the ledger check."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import lint

urlpatterns = [
    path("r/<uuid:round_id>/check/", lint.view, name="lint.view"),
    path("r/<uuid:round_id>/check/export/", lint.export, name="lint.export"),
]
