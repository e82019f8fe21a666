"""`zhenggai lint`: check the ledger of every round and keep what was found."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from zhenggai.core import lintrules
from zhenggai.jobs import standing
from zhenggai.ledger.lint import kept
from zhenggai.ledger.models import Round
from zhenggai.office import clock


class Command(BaseCommand):
    """Check every round."""

    help = "Check the ledger of every round and keep the counts of the day; for a timer, once a working day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a round and one for every rule that found something."""
        standing.require()
        today = clock.today()
        for round_ in Round.objects.select_related("rule_set", "inspected_unit"):
            counts = kept.check(round_, today)
            sums = lintrules.severities(counts)
            told = ", ".join(f"{name} {sums[name]}" for name in lintrules.SEVERITIES)
            self.stdout.write(f"{round_}: {told}")
            for rule, count in counts.items():
                if count:
                    self.stdout.write(f"  {lintrules.TABLE[rule].severity:8}{rule:24}{count:>7}")
