"""Addresses of a finding."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import finding

urlpatterns = [
    path("r/<uuid:round_id>/findings/<int:number>/", finding.view, name="finding.view"),
    path(
        "r/<uuid:round_id>/institutions/<uuid:institution_id>/confirm/",
        finding.act,
        {"verb": "institution.confirm"},
        name="institution.confirm",
    ),
    path(
        "r/<uuid:round_id>/institutions/<uuid:institution_id>/drop/",
        finding.act,
        {"verb": "institution.drop"},
        name="institution.drop",
    ),
]
