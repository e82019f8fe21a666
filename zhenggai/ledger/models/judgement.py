"""Judgements at time nodes (T2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.measure import Measure
from zhenggai.ledger.models.round import TimeNode
from zhenggai.office.models import Unit


class Judgement(models.Model):
    """What was said of a measure at its time node: target met or not met, by whom and why.

    A later judgement replaces the earlier one, which is kept; of a measure at a node one holds.
    """

    class Verdict(models.TextChoices):
        """Whether the target was met at the node."""

        MET = "met", _("Met")
        NOT_MET = "not_met", _("Not met")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="judgements")
    node = models.ForeignKey(TimeNode, models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "node"],
                condition=Q(replaced_at=None),
                name="judgement_one_holds",
            ),
            models.CheckConstraint(
                condition=Q(verdict="met") | ~Q(reason=""), name="judgement_explained"
            ),
        ]
        # Summed for every node by its verdicts.
        indexes = [
            models.Index(
                fields=["node", "verdict", "measure"],
                condition=Q(replaced_at=None),
                name="judgement_sums",
            )
        ]

    def __str__(self) -> str:
        """The verdict."""
        return self.get_verdict_display()
