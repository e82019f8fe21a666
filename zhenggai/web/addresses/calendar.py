"""Addresses of the calendar, of stage templates, and of the stages of measures."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import calendar, stages

ONE = "r/<uuid:round_id>/measures/<int:finding>-<int:number>"

urlpatterns = [
    path("calendar/", calendar.view, name="calendar.view"),
    path("calendar/load/", calendar.load, name="calendar.load"),
    path("calendar/days/<str:day>/", calendar.edit, name="calendar.edit"),
    path("calendar/reading/", calendar.reading, name="day.view"),
    path("calendar/templates/", stages.templates, name="template.list"),
    path("calendar/templates/add/", stages.create_template, name="template.create"),
    path("calendar/templates/<uuid:template_id>/", stages.edit_template, name="template.edit"),
    path("r/<uuid:round_id>/schedule/", stages.schedule_all, name="round.schedule"),
    path(f"{ONE}/stages/", stages.listed, name="stage.list"),
    path(f"{ONE}/schedule/", stages.schedule, name="measure.schedule"),
]
