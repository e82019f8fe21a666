"""`zhenggai demo`: the example city, in one process, on this machine only."""

from __future__ import annotations

import os
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from zhenggai.demo.load import load
from zhenggai.jobs import standing
from zhenggai.jobs.management.commands.init import prepare
from zhenggai.jobs.serving import serve


def _free(port: int) -> int:
    """`port`, or the next one that nobody listens on."""
    for candidate in range(port, port + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", candidate)) != 0:
                return candidate
    raise CommandError(f"No free port from {port} on.")


def _throw_away() -> None:
    """Remove the database of an example, which the caller has seen to be one."""
    path = standing.file()
    if path is None:
        raise CommandError("--fresh is for SQLite; on a server make a new, empty database.")
    connection.close()
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class Command(BaseCommand):
    """Lay the example city and serve it."""

    help = "Lay the example city (once) and serve it on 127.0.0.1."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Port, and whether to begin anew or only to lay the city."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="throw the present example away")
        parser.add_argument("--lay-only", action="store_true", help="do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the database where there is none, then serve."""
        if not settings.DEMO:
            raise CommandError("The demo is started by `make demo`, or with ZHENGGAI_DEMO=true.")
        there = standing.installation()
        if there is not None and not there.demo:
            raise CommandError(
                "This data folder holds a real installation; nothing was changed. Choose another ZHENGGAI_DATA."
            )
        if options["fresh"]:
            _throw_away()
        prepare(Path(settings.DATA))
        call_command("migrate", interactive=False, verbosity=0)
        if standing.installation() is None:
            self._lay()
        if not options["lay_only"]:
            self._serve(_free(options["port"]))

    def _lay(self) -> None:
        self.stdout.write("Laying the example city 云川市 ...")
        began = time.monotonic()
        load()
        self.stdout.write(f"Laid in {time.monotonic() - began:.1f} s.")

    def _serve(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}/demo/"
        self.stdout.write(f"Open {address} (stop with Ctrl+C)")
        if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            threading.Timer(1.5, webbrowser.open, [address]).start()
        serve(f"127.0.0.1:{port}", workers=1, threads=8)
