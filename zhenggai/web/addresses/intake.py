"""Addresses of the documents that are brought in."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import intake

urlpatterns = [
    path("documents/", intake.listed, name="intake.list"),
    path("documents/bring/", intake.stage, name="intake.stage"),
    path("documents/<uuid:intake_id>/", intake.view, name="intake.view"),
    path("documents/<uuid:intake_id>/correct/", intake.correct, name="intake.correct"),
    path("documents/<uuid:intake_id>/confirm/", intake.confirm, name="intake.confirm"),
    path("documents/<uuid:intake_id>/discard/", intake.discard, name="intake.discard"),
    path("documents/<uuid:intake_id>/undo/", intake.undo, name="intake.undo"),
    path("documents/<uuid:intake_id>/file/", intake.original, name="intake.file"),
]
