"""The office as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Units, people, posts, users, groups, the journal and files."""

    name = "zhenggai.office"
    label = "office"
