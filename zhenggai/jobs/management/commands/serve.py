"""`zhenggai serve`: the server of an installation."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhenggai.jobs.serving import serve

LAST_PORT = 65_535


def _address(text: str) -> str:
    """host:port or unix:/path."""
    host, _, port = text.rpartition(":")
    if text.startswith("unix:/") or (
        host and port.isascii() and port.isdigit() and int(port) <= LAST_PORT
    ):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is neither host:port nor unix:/path")


def _several(text: str) -> int:
    """A number of processes or threads."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 1000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")


class Command(BaseCommand):
    """Serve the pages."""

    help = "Serve the pages with gunicorn; put nginx or another proxy with TLS in front."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument(
            "--bind", type=_address, default="127.0.0.1:8000", help="host:port or unix:/path"
        )
        parser.add_argument("--workers", type=_several, default=2)
        parser.add_argument("--threads", type=_several, default=8)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        serve(options["bind"], options["workers"], options["threads"])
