"""Categories, findings with their manifestations, recommendations."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.round import Round
from zhenggai.ledger.models.source import Intake
from zhenggai.office.models import Record


class Category(Record):
    """A category (方面) of a round with the heading that the document gave it."""

    noun = "category"
    round_field = "round_id"

    round = models.ForeignKey(Round, models.CASCADE, related_name="categories")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=8)
    heading = models.TextField()
    kind = models.CharField(max_length=16, default="problem")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        """The heading."""
        return self.heading


class Finding(Record):
    """A finding (问题): its number is continuous in the round and never reused; its wording is exact.

    An item of kind `clues` carries the printed aggregate sentence on clues and petitions: text and figures, no persons.
    """

    noun = "finding"
    round_field = "round_id"

    class Kind(models.TextChoices):
        """A problem, or the aggregate item on clues and petitions."""

        PROBLEM = "problem", _("Finding")
        CLUES = "clues", _("Clues and petitions")

    round = models.ForeignKey(Round, models.CASCADE, related_name="findings")
    category = models.ForeignKey(Category, models.PROTECT, related_name="findings")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="findings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PROBLEM)
    wording = models.TextField()
    text = models.TextField(blank=True)
    recurs = models.ForeignKey("self", models.SET_NULL, null=True, related_name="recurrences")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="finding_number_once")
        ]
        # Counted on every home page, by kind.
        indexes = [models.Index(fields=["round", "kind"], name="finding_kind")]

    def __str__(self) -> str:
        """The number."""
        return str(self.number)

    def words(self) -> str:
        """The wording."""
        return f"{self.wording} {self.text}"


class Manifestation(Record):
    """A concrete manifestation (具体表现) of a finding."""

    noun = "manifestation"
    round_field = "finding__round_id"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="manifestations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="manifestation_number_once")
        ]


class Recommendation(Record):
    """A recommendation (意见建议) of the feedback; answered by measures like a finding (R3)."""

    noun = "recommendation"
    round_field = "round_id"

    round = models.ForeignKey(Round, models.CASCADE, related_name="recommendations")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    measures = models.ManyToManyField("ledger.Measure", related_name="answers")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="recommendation_number_once")
        ]

    def words(self) -> str:
        """The text."""
        return self.text

    def facts(self) -> dict[str, Any]:
        """Nothing is asked of it."""
        return {}
