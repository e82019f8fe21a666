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

from zhenggai.demo.load import load
from zhenggai.jobs.management.commands.init import prepare
from zhenggai.jobs.serving import serve
from zhenggai.office.models import Installation


def _free(port: int) -> int:
    """`port`, or the next one that nobody listens on."""
    for candidate in range(port, port + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", candidate)) != 0:
                return candidate
    raise CommandError(f"No free port from {port} on.")


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
        folder = Path(settings.DATA)
        if options["fresh"]:
            for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"):
                (folder / name).unlink(missing_ok=True)
        prepare(folder)
        call_command("migrate", interactive=False, verbosity=0)
        if not Installation.objects.exists():
            self._lay()
        if not Installation.objects.filter(demo=True).exists():
            raise CommandError(
                "This data folder holds a real installation; choose another ZHENGGAI_DATA."
            )
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
