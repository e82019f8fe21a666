"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import ledger

urlpatterns = [
    path("r/<uuid:round_id>/ledger/", ledger.listed, name="ledger.list"),
    path("r/<uuid:round_id>/ledger/filters/", ledger.asked, name="ledger.filters"),
]
