"""Triggers that refuse to change or remove what was written: the journal, its revisions, the mark of the demo.

SQLite drops a table's triggers when a migration rebuilds it, so they are put back after every migration
(`zhenggai migrate`) and looked for whenever the server starts (`zhenggai serve`).
"""

from __future__ import annotations

from django.db import connection

APPEND_ONLY = ("office_entry", "office_revision")
FIXED = {"office_installation": "demo"}


def _acts() -> tuple[str, ...]:
    # SQLite knows no TRUNCATE; there it is a DELETE.
    return (
        ("UPDATE", "DELETE") if connection.vendor == "sqlite" else ("UPDATE", "DELETE", "TRUNCATE")
    )


def _names() -> list[str]:
    names = [f"{table}_no_{act.lower()}" for table in APPEND_ONLY for act in _acts()]
    return names + [f"{table}_{column}_fixed" for table, column in FIXED.items()]


def _sqlite() -> list[str]:
    statements = [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for act in _acts()
    ]
    return statements + [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{column}_fixed BEFORE UPDATE OF {column} ON {table} "
        f"WHEN OLD.{column} IS NOT NEW.{column} "
        f"BEGIN SELECT RAISE(ABORT, '{table}.{column} is fixed'); END"
        for table, column in FIXED.items()
    ]


def _postgresql() -> list[str]:
    statements = [
        "CREATE OR REPLACE FUNCTION zhenggai_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    ]
    statements += [
        f"CREATE OR REPLACE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION zhenggai_refuse()"
        for table in APPEND_ONLY
        for act in _acts()
    ]
    return statements + [
        f"CREATE OR REPLACE TRIGGER {table}_{column}_fixed BEFORE UPDATE OF {column} ON {table} "
        f"FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) "
        "EXECUTE FUNCTION zhenggai_refuse()"
        for table, column in FIXED.items()
    ]


def install() -> None:
    """Put every trigger in its place; those that stand there already stay."""
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing() -> list[str]:
    """The names of triggers that are not in the database."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in _names() if name not in present]
