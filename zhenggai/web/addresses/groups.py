"""Addresses of the ledger in groups."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import groups

urlpatterns = [path("r/<uuid:round_id>/groups/", groups.view, name="groups.view")]
