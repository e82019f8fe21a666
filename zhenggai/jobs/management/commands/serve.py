"""`zhenggai serve`: the server of an installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhenggai.jobs.serving import serve


class Command(BaseCommand):
    """Serve the pages."""

    help = "Serve the pages with gunicorn; put nginx or another proxy with TLS in front."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help="host:port or unix:/path")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        serve(options["bind"], options["workers"], options["threads"])
