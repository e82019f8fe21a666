"""Addresses of indicators and their readings."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import indicator

ALL = "r/<uuid:round_id>/indicators"
ONE = f"{ALL}/<uuid:indicator_id>"

urlpatterns = [
    path(f"{ALL}/", indicator.listed, name="indicator.list"),
    path(f"{ALL}/register/", indicator.register, name="indicator.register"),
    path(f"{ONE}/", indicator.view, name="indicator.view"),
    path(f"{ONE}/edit/", indicator.edit, name="indicator.edit"),
    path(f"{ONE}/read/", indicator.read, name="indicator.read"),
    path(f"{ONE}/drop/", indicator.drop, name="indicator.drop"),
    path(f"{ONE}/readings/<int:reading_id>/correct/", indicator.correct, name="indicator.correct"),
    path("r/<uuid:round_id>/figures/<int:figure_id>/", indicator.figure, name="figure.view"),
]
