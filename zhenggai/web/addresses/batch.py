"""Addresses of changing many measures at once."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import bulk

urlpatterns = [
    path("r/<uuid:round_id>/bulk/", bulk.start, name="batch.start"),
    path("r/<uuid:round_id>/bulk/<uuid:batch_id>/", bulk.view, name="batch.view"),
    path("r/<uuid:round_id>/bulk/<uuid:batch_id>/run/", bulk.run, name="batch.run"),
    path("r/<uuid:round_id>/bulk/<uuid:batch_id>/undo/", bulk.undo, name="batch.undo"),
]
