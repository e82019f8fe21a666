"""Addresses of the demo: in the list only where the setting ZHENGGAI_DEMO says so."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from zhenggai.web import demo

urlpatterns: list[URLPattern] = []
if settings.DEMO:
    urlpatterns += [
        path("demo/", demo.begin, name="demo.begin"),
        path("demo/enter/", demo.enter, name="demo.enter"),
        path("demo/clock/", demo.turn, name="demo.clock"),
    ]
