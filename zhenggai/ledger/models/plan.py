"""Main and special plans of a round, with their versions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.measure import Measure
from zhenggai.ledger.models.round import Round
from zhenggai.office.models import Record


class Plan(Record):
    """A plan (整改方案): the main one holds every measure of the round that stands in no special one.

    `author` proposed it; who rates it is another person (P4), which the database holds too. `number` counts versions.
    """

    noun = "plan"
    round_field = "round_id"

    class Kind(models.TextChoices):
        """The main plan, or one of any number of special ones (P1)."""

        MAIN = "main", _("Main plan")
        SPECIAL = "special", _("Special plan")

    class Status(models.TextChoices):
        """From the draft to the approval."""

        DRAFTING = "drafting", _("Being drafted")
        PROPOSED = "proposed", _("To be rated")
        RATED = "rated", _("To be approved")
        APPROVED = "approved", _("Approved")

    class Rating(models.TextChoices):
        """What whoever rates may say (三方联审)."""

        GOOD = "good", _("Good")
        ADEQUATE = "adequate", _("Adequate")
        POOR = "poor", _("Poor")

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFTING)
    round = models.ForeignKey(Round, models.CASCADE, related_name="plans")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField(default=1)
    author = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    rating = models.CharField(max_length=8, choices=Rating.choices, blank=True)
    rated_by = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    rated_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    meeting = models.CharField(max_length=120, blank=True)
    meeting_on = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(kind="main"), name="plan_one_main"
            ),
            models.UniqueConstraint(fields=["round", "title"], name="plan_title_once"),
            models.CheckConstraint(
                condition=Q(rated_by__isnull=True) | ~Q(rated_by=F("author")),
                name="plan_rated_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(meeting_on__isnull=False),
                name="plan_approved_by_meeting",
            ),
        ]

    def __str__(self) -> str:
        """The title."""
        return self.title

    def measures(self) -> models.QuerySet[Measure]:
        """The measures of this plan."""
        of_round = Measure.objects.filter(round_id=self.round_id)
        if self.kind == Plan.Kind.MAIN:
            return of_round.filter(placed__isnull=True)
        return of_round.filter(placed__plan=self)

    def unready(self) -> models.QuerySet[Measure]:
        """Measures that lack leader, unit, day (unless they are long-term by their node) or criterion (P3)."""
        undated = Q(due_on=None) & ~Q(node__isnull=False, node__due_on__isnull=True)
        lacking = Q(lead_leader=None) | Q(lead_unit=None) | Q(criterion="") | undated
        return self.measures().exclude(status="closed").filter(lacking)

    def facts(self) -> dict[str, Any]:
        """How much is still missing, and who proposed it."""
        gaps = self.unready().count()
        if self.kind == Plan.Kind.MAIN:
            # What the feedback says and nothing answers stands with the main plan (R3).
            gaps += self.round.findings.filter(kind="problem", measures=None).count()
            gaps += self.round.recommendations.filter(measures=None).count()
        else:
            gaps += int(not self.measures().exists())
        return {"gaps": gaps, "author": self.author_id}


class Placed(models.Model):
    """A measure that stands in a special plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="placed")
    measure = models.OneToOneField(Measure, models.CASCADE, related_name="placed")

    def __str__(self) -> str:
        """Plan and measure."""
        return f"{self.plan_id}: {self.measure_id}"


class PlanVersion(models.Model):
    """A version as it was approved: the meeting, and every measure as it stood (a baseline, P5)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    meeting = models.CharField(max_length=120)
    meeting_on = models.DateField()
    approved_at = models.DateTimeField()
    # {"7-3": {"title": …, "unit": …, "leader": …, "due_on": …, …}, …}: words and days as they stood.
    rows = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
        ]

    def __str__(self) -> str:
        """The number."""
        return str(self.number)
