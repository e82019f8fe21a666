"""`zhenggai migrate`: Django's own, and then the triggers are put back."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from zhenggai.office import guards


class Command(migrate.Command):
    """Bring the database to the present shape."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then guard; a database migrated back to before the journal has nothing to guard."""
        super().handle(*args, **options)
        if "office_entry" in connection.introspection.table_names():
            guards.install()
