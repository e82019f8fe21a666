"""The commands as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Commands and the clock."""

    name = "zhenggai.jobs"
    label = "jobs"
