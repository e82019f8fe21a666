"""Which SQLite is used, and how.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections checkpoint at the wrong moment. The
`pysqlite3` package brings a repaired library; it must take the place of the standard module before Django loads.
"""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys

REPAIRED = (3, 51, 3)


def install() -> None:
    """Put `pysqlite3` in the place of `sqlite3` where it is installed and newer."""
    if sqlite3.sqlite_version_info >= REPAIRED or importlib.util.find_spec("pysqlite3") is None:
        return
    module = importlib.import_module("pysqlite3")
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def options() -> dict[str, object]:
    """Connection options. On an affected library WAL is refused: slower, never corrupt."""
    version = sys.modules["sqlite3"].sqlite_version_info
    mode = "WAL" if version >= REPAIRED else "DELETE"
    return {
        "timeout": 30,
        # IMMEDIATE takes the write lock at BEGIN, so two writers wait for each other and neither fails half-way.
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            f"PRAGMA journal_mode={mode};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-32000;PRAGMA journal_size_limit=67108864;PRAGMA trusted_schema=OFF;"
            # What was withheld or taken back does not lie on in free pages.
            "PRAGMA secure_delete=ON"
        ),
    }
