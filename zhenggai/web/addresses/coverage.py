"""Addresses of coverage."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import coverage

urlpatterns = [
    path("r/<uuid:round_id>/coverage/", coverage.view, name="coverage"),
    path(
        "r/<uuid:round_id>/recommendations/<int:number>/answer/",
        coverage.answer,
        name="recommendation.answer",
    ),
]
