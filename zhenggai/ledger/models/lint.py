"""What the ledger check found, day by day."""

from __future__ import annotations

from django.db import models

from zhenggai.ledger.models.round import Round


class LintCount(models.Model):
    """How many records of a round one rule of the ledger check named on a day; derived, and kept for the trend.

    A day on which the round was checked has a row for every rule, those that found nothing included.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="lint_counts", db_index=False)
    day = models.DateField()
    rule = models.CharField(max_length=32)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["day", "rule"]
        # Asked by round and by the last days: the constraint's own index serves.
        constraints = [
            models.UniqueConstraint(fields=["round", "day", "rule"], name="lint_count_once")
        ]
