"""Addresses of proof-reading."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import proof

urlpatterns = [
    path("proofs/", proof.listed, name="proof.list"),
    path("proofs/begin/", proof.stage, name="proof.stage"),
    path("proofs/try/", proof.judge, name="proof.judge"),
    path("proofs/<uuid:proof_id>/", proof.view, name="proof.view"),
    path("proofs/<uuid:proof_id>/edit/", proof.edit, name="proof.edit"),
    path("proofs/<uuid:proof_id>/waive/", proof.waive, name="proof.waive"),
    path("proofs/<uuid:proof_id>/unwaive/", proof.unwaive, name="proof.unwaive"),
    path("proofs/<uuid:proof_id>/export/", proof.export, name="proof.export"),
    path("proofs/<uuid:proof_id>/discard/", proof.discard, name="proof.discard"),
]
