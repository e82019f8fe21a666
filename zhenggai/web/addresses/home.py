"""Addresses of the home pages."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import home

urlpatterns = [
    path("", home.start, name="home"),
    path("r/<uuid:round_id>/", home.view, name="round.view"),
    path("language/", home.language, name="language"),
]
