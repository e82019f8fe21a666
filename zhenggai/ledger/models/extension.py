"""Requests to move a due date (延期)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.measure import Measure
from zhenggai.office.models import Unit


class Extension(models.Model):
    """A due date is moved by request, reason and approver only (T6); every request stays on record, refused ones too.

    Whoever decides did not ask: the database holds it. A measure has at most one request that waits.
    """

    class Answer(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="extensions")
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.ASKED)
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    asked_for = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(answer="asked"), name="extension_one_waits"
            ),
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="extension_later"),
            models.CheckConstraint(
                condition=~Q(answer__in=("granted", "refused"))
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="extension_other_decides",
            ),
        ]

    def __str__(self) -> str:
        """From day to day."""
        return f"{self.from_on.isoformat()} → {self.to_on.isoformat()}"
