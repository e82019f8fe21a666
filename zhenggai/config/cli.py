"""The command `zhenggai`. What needs no database (`read`) starts without Django, the rest are its commands."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib.metadata import version

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, DataError, IntegrityError

# Loaded by name when asked for, so that `zhenggai read` does not wait for the whole house to start.
PLAIN = {"read": "zhenggai.jobs.read:main", "check": "zhenggai.jobs.check:main"}


# What goes wrong outside the program, and is told in one sentence; anything else is a fault of the program.
OUTSIDE = (ImproperlyConfigured, DatabaseError, OSError, EOFError, KeyboardInterrupt)
INSIDE = (IntegrityError, DataError)
WHOLE = "--traceback"
# Ways to ask which commands there are.
ALL: tuple[list[str], ...] = ([], ["help"], ["--help"], ["-h"])
# The commands of the house; Django's own work too.
COMMANDS = {
    "init": "Make an installation: database, first unit, first two accounts.",
    "serve": "Serve the pages.",
    "demo": "Lay the example city and serve it on this machine.",
    "read": "Print what a document says, without database and server.",
    "check": "Proof-read a document, without database and server.",
    "migrate": "Bring the database to the present shape, and put the triggers back.",
    "lint": "Check the ledger of every round and keep what was found.",
    "verify-journal": "Verify the hash chains of the journal.",
}


def main() -> int:
    """Run the command named by the first argument and return its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenggai.config.settings")
    arguments = sys.argv[1:]
    try:
        return run(arguments)
    except OUTSIDE as error:
        if WHOLE in arguments or isinstance(error, INSIDE):
            raise
        sys.stderr.write(f"zhenggai: {told(error)}\n")
        return 1


def run(arguments: list[str]) -> int:
    """Run a command in this process."""
    if arguments in ALL:
        sys.stdout.write(listing())
        return 0
    if arguments == ["--version"]:
        sys.stdout.write(f"zhenggai {version('zhenggai')}\n")
        return 0
    if arguments and arguments[0] in PLAIN:
        return int(pkgutil.resolve_name(PLAIN[arguments[0]])(arguments[1:]))
    if arguments and not arguments[0].startswith("-"):
        # Commands are written with a hyphen; the modules that hold them cannot be.
        arguments = [arguments[0].replace("-", "_"), *arguments[1:]]
    execute_from_command_line(["zhenggai", *arguments])
    return 0


def listing() -> str:
    """The commands of the house, each with what it does."""
    lines = [f"  {name:15} {does}" for name, does in COMMANDS.items()]
    return "\n".join(["Commands (`zhenggai help COMMAND` tells more):", "", *lines, ""])


def told(error: BaseException) -> str:
    """What went wrong and what can be done about it, on one line."""
    if isinstance(error, KeyboardInterrupt):
        return "stopped."
    if isinstance(error, EOFError):
        return "an answer is needed and nobody is there to type it; nothing was changed."
    reason = " ".join(str(error).split())
    if isinstance(error, DatabaseError):
        return (
            f"the database cannot be used ({reason}). Look at ZHENGGAI_DATA and ZHENGGAI_DATABASE_URL;"
            " `zhenggai init` makes an installation, `zhenggai migrate` brings an older one up to date."
        )
    return reason
