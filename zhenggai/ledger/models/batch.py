"""One change of many measures: what was asked for, and what became of each row."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.measure import Measure
from zhenggai.ledger.models.round import Round
from zhenggai.office import clock
from zhenggai.office.models import Record
from zhenggai.office.sight import Viewer


class Batch(Record):
    """A change of many measures, done in short pieces, so that it can be left and gone on with, and undone as one.

    `key` names the change (`ledger.bulk.CHANGES`), `value` is what was chosen, as text; `until` is when undoing ends.
    """

    noun = "batch"
    round_field = "round_id"

    class Status(models.TextChoices):
        """Forth, done, back."""

        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RUNNING)
    round = models.ForeignKey(Round, models.CASCADE, related_name="batches")
    key = models.CharField(max_length=24)
    value = models.CharField(max_length=200, blank=True)
    shown = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey("office.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        """What is changed to what."""
        return f"{self.key}: {self.shown}"

    def hats(self, viewer: Viewer) -> set[str]:
        """Whoever began it."""
        return {"self"} if viewer.user_id == self.created_by_id else set()

    def facts(self) -> dict[str, Any]:
        """Until when it can be undone; None where it cannot."""
        return {"until": self.until, "now": clock.now()}


class BatchRow(models.Model):
    """One measure of a batch: its value before, the version after, and what became of it forth and back."""

    class Result(models.TextChoices):
        """What became of the row."""

        WAITING = "waiting", _("Waiting")
        CHANGED = "changed", _("Changed")
        REFUSED = "refused", _("Refused")
        RESTORED = "restored", _("Restored")
        KEPT = "kept", _("Not restored")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    result = models.CharField(max_length=12, choices=Result.choices, default=Result.WAITING)
    before = models.JSONField(null=True)
    version_after = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "measure"], name="batch_measure_once"),
        ]
        indexes = [models.Index(fields=["batch", "result", "position"], name="batch_next")]

    def __str__(self) -> str:
        """Place and result."""
        return f"{self.position}: {self.result}"
