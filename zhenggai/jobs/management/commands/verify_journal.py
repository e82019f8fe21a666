"""`zhenggai verify-journal`: walk every chain of the journal and say whether it holds."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhenggai.core.rules import STREAMS
from zhenggai.jobs import standing
from zhenggai.office import guards, journal


class Command(BaseCommand):
    """Verify the journal."""

    help = "Verify the hash chains of the journal; exit status 1 when one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a stream; raise where a chain is broken or a trigger is missing."""
        standing.require()
        broken = []
        for stream in STREAMS:
            verdict = journal.verify(stream)
            if verdict.broken_at is None:
                self.stdout.write(f"{stream}: {verdict.count} entries, head {verdict.head or '-'}")
            else:
                broken.append(f"{stream}: entry {verdict.broken_at} is broken ({verdict.reason})")
        broken += [f"trigger {name} is missing" for name in guards.missing()]
        if broken:
            raise CommandError("; ".join(broken))
