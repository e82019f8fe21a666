"""Addresses of the wall chart and the timeline."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import timeline, wallchart

urlpatterns = [
    path("r/<uuid:round_id>/timeline/", timeline.view, name="timeline.view"),
    path("r/<uuid:round_id>/wall/", wallchart.view, name="wallchart.view"),
]
