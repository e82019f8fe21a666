"""Run the bench: `.venv/bin/python -m tools.bench [--findings 10000] [--strict]`; an empty database in a temporary folder."""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
import tempfile

import django


def main() -> int:
    """Choose the ground before the settings are read, then run; the exit status is 1 where `--strict` finds a limit passed."""
    parser = argparse.ArgumentParser(prog="tools.bench", description=__doc__)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--each", type=int, default=3, help="measures of a finding")
    parser.add_argument("--units", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=60, help="how often each page is asked")
    parser.add_argument("--strict", action="store_true", help="fail where a limit is passed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhenggai-bench-") as folder:
        os.environ |= {
            "ZHENGGAI_DATA": folder,
            "ZHENGGAI_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "ZHENGGAI_SECRET_KEY": "for-the-bench-only-" + "0123456789" * 4,
            "ZHENGGAI_HTTPS": "false",
            "ZHENGGAI_HOSTS": "localhost,127.0.0.1,testserver",
            "ZHENGGAI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "zhenggai.config.settings",
        }
        django.setup()
        passed = pkgutil.resolve_name("tools.bench.run:run")(options)
    return 1 if passed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
