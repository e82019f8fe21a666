"""The ledger as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Round → feedback → plan → measure → close-out → notice."""

    name = "zhenggai.ledger"
    label = "ledger"
