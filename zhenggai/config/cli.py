"""The command `zhenggai`. What needs no database (`read`) starts without Django, the rest are its commands."""

from __future__ import annotations

import os
import pkgutil
import sys

from django.core.management import execute_from_command_line

# Loaded by name when asked for, so that `zhenggai read` does not wait for the whole house to start.
PLAIN = {"read": "zhenggai.jobs.read:main"}


def main() -> int:
    """Run the command named by the first argument and return its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenggai.config.settings")
    arguments = sys.argv[1:]
    if arguments and arguments[0] in PLAIN:
        return int(pkgutil.resolve_name(PLAIN[arguments[0]])(arguments[1:]))
    if arguments:
        # Commands are written with a hyphen; the modules that hold them cannot be.
        arguments[0] = arguments[0].replace("-", "_")
    execute_from_command_line(["zhenggai", *arguments])
    return 0
