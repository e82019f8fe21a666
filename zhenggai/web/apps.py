"""The pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages: views, forms, templates, static files."""

    name = "zhenggai.web"
    label = "web"
