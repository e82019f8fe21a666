"""The workbook lines of the bench alone: `.venv/bin/python -m tools.bench.sheets`; an empty database in a temporary folder."""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
import tempfile

import django


def main() -> int:
    """Choose the ground before the settings are read, then run; the exit status is 1 where a limit is passed."""
    parser = argparse.ArgumentParser(prog="tools.bench.sheets", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="measures of the ledger taken out")
    parser.add_argument("--brought", type=int, default=5_000, help="rows of the workbook checked")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhenggai-bench-") as folder:
        os.environ |= {
            "ZHENGGAI_DATA": folder,
            "ZHENGGAI_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "ZHENGGAI_SECRET_KEY": "for-the-bench-only-" + "0123456789" * 4,
            "ZHENGGAI_HTTPS": "false",
            "ZHENGGAI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "zhenggai.config.settings",
        }
        django.setup()
        lines = pkgutil.resolve_name("tools.bench.sheet_lines:run")(options.rows, options.brought)
    for line in lines:
        print(line)
    return 1 if any(line.passed for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
