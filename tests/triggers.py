"""The triggers that keep the journal, lifted where a test must do what they refuse."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from zhenggai.office import guards


def lift() -> None:
    """Take every trigger away, as somebody with the database's own password could."""
    acts = ("update", "delete", "truncate")
    names = [(f"{table}_no_{act}", table) for table in guards.APPEND_ONLY for act in acts]
    names += [(f"{table}_{column}_fixed", table) for table, column in guards.FIXED.items()]
    with connection.cursor() as cursor:
        for name, table in names:
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


@contextmanager
def lifted() -> Iterator[None]:
    """No trigger inside, all of them after."""
    lift()
    yield
    guards.install()


def found_again() -> None:
    """What a migrated database holds and a flushed one lacks: the triggers and the rule sets."""
    guards.install()
    importlib.import_module("zhenggai.ledger.migrations.0002_rule_sets").forward(apps, None)
