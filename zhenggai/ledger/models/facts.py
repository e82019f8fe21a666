"""What a source says of a record, and where: mentions, figures, cited documents; institutions as drafts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.finding import Finding, Recommendation
from zhenggai.ledger.models.measure import Measure
from zhenggai.ledger.models.round import Round
from zhenggai.ledger.models.source import Intake
from zhenggai.office.models import Record, Unit


class Mention(models.Model):
    """A place in a source that speaks of a finding, a measure or a recommendation; offsets in characters of its text."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="mentions")
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="mentions")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, related_name="mentions")
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, related_name="mentions"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    wording = models.TextField(blank=True)
    # What the text claims of the state; a claim is kept with its source and closes nothing.
    claimed_status = models.CharField(max_length=16, blank=True)


class Figure(models.Model):
    """A figure printed in a source, with the interval that its precision or qualifier implies."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="figures")
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="figures")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, related_name="figures")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # Decimal strings: exact, whatever the database makes of numbers.
    value = models.CharField(max_length=40)
    low = models.CharField(max_length=40, blank=True)
    high = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    qualifier = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12)


class Citation(models.Model):
    """A document named in a source."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="citations")
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="citations")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, related_name="citations")
    title = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()


class Statistic(models.Model):
    """A total that a source states under one of the reader's keys."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="statistics")
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="statistics")
    key = models.CharField(max_length=24)
    value = models.CharField(max_length=40)
    unit = models.CharField(max_length=20, blank=True)
    scope = models.CharField(max_length=8)
    person_times = models.BooleanField(default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()


class Institution(Record):
    """A standing rule that was set up or revised (建立健全制度); proposed as a draft from a document that was read."""

    noun = "institution"
    round_field = "round_id"

    class Status(models.TextChoices):
        """Proposed, counted, or not one after all."""

        DRAFT = "draft", _("Draft")
        LISTED = "listed", _("Listed")
        DROPPED = "dropped", _("Not an institution")

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    round = models.ForeignKey(Round, models.CASCADE, related_name="institutions")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="+")
    title = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    issuer = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    findings = models.ManyToManyField(Finding, related_name="institutions")

    class Meta:
        ordering = ["title"]

    def words(self) -> str:
        """Title and number."""
        return f"{self.title} {self.number}"
