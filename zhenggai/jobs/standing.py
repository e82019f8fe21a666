"""What stands in the data folder: nothing yet, an example city, an installation, one of an older version."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zhenggai.office.models import Installation


def private() -> None:
    """Let whatever this process writes from now on be for its owner only."""
    os.umask(0o077)


def file() -> Path | None:
    """The database file of SQLite; None on a server."""
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


def installation() -> Installation | None:
    """The installation in the database, None where none was made; asking makes nothing."""
    path = file()
    if path is not None and not path.is_file():
        return None
    if Installation._meta.db_table not in connection.introspection.table_names():
        return None
    return Installation.objects.first()


def require() -> None:
    """Refuse where nothing was made yet, or where the database has the shape of an older version."""
    if installation() is None:
        where = file() or connection.settings_dict["NAME"]
        raise CommandError(f"There is no installation in {where} yet; `zhenggai init` makes one.")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "The database has the shape of an older version. Back it up, then run `zhenggai migrate`."
        )
