"""Indicators (指标) and their readings (E7)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from zhenggai.core.indicator import Aim
from zhenggai.ledger.models.finding import Finding
from zhenggai.ledger.models.measure import Measure
from zhenggai.ledger.models.round import Round
from zhenggai.ledger.models.source import Intake
from zhenggai.office import access
from zhenggai.office.models import ReachRow, Record, Unit
from zhenggai.office.models.people import Duty
from zhenggai.office.sight import Viewer

KEEPERS = (Duty.LIAISON, Duty.HEAD, Duty.DEPUTY)


class Indicator(Record):
    """What is measured of a round, a finding or a measure, from a baseline to a target.

    Values are decimal strings: exact, whatever the database makes of numbers. One of a measure names its finding too.
    """

    noun = "indicator"
    round_field = "round_id"

    class Status(models.TextChoices):
        """Kept, or given up."""

        KEPT = "kept", _("Kept")
        DROPPED = "dropped", _("Dropped")

    class Direction(models.TextChoices):
        """Which way is better."""

        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.KEPT)
    round = models.ForeignKey(Round, models.CASCADE, related_name="indicators")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="indicators")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="indicators")
    name = models.CharField(max_length=120)
    # The unit of measurement: 户, 万元, %.
    measured_in = models.CharField(max_length=20, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.CharField(max_length=40, blank=True)
    baseline_on = models.DateField(null=True)
    target = models.CharField(max_length=40, blank=True)
    target_on = models.DateField(null=True)
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="indicators")
    created_at = models.DateTimeField()

    class Meta:
        ordering = [F("finding__number").asc(nulls_first=True), "measure__number", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure=None) | Q(finding__isnull=False), name="indicator_of_finding"
            )
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def aim(self) -> Aim:
        """Where it comes from and is to go, as numbers."""
        baseline, target = (
            Decimal(text) if text else None for text in (self.baseline, self.target)
        )
        return Aim(self.direction, baseline, target, self.target_on)

    @classmethod
    def own(cls, viewer: Viewer) -> Q:
        """It is seen where the measure, else the finding, else the round is seen to which it belongs."""

        def seen(model: type[Record], field: str) -> Exists:
            rows = access.visible(viewer, model._default_manager.order_by())
            return Exists(rows.filter(pk=OuterRef(field)))

        return (
            Q(seen(Measure, "measure_id"))
            | Q(seen(Finding, "finding_id"), measure=None)
            | Q(seen(Round, "round_id"), finding=None)
        )

    def hats(self, viewer: Viewer) -> set[str]:
        """Hats towards its measure; whoever speaks for the responsible unit helps with readings."""
        worn = self.measure.hats(viewer) & {"liaison", "head"} if self.measure else set()
        units = {one.unit_id for one in viewer.holdings if one.duty in KEEPERS}
        return worn | ({"helper"} if self.responsible_unit_id in units else set())

    def reach(self) -> Iterable[ReachRow]:
        """The responsible unit, which sees its finding and round too."""
        if self.responsible_unit_id:
            row = (self.responsible_unit_id, None, "unit")
            yield row
            yield (*row, self.round_id)
            if self.finding_id:
                yield (*row, self.finding_id)


class Reading(models.Model):
    """A value of an indicator as of a day, with its source: words, or a document of the ledger and the place in it.

    A correction is a reading of its own that replaces the wrong one; both are kept, and each is replaced once.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    value = models.CharField(max_length=40)
    as_of = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="readings")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    entered_by = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    entered_for = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    # Why the earlier one was wrong.
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["as_of", "entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") | Q(intake__isnull=False), name="reading_sourced"
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(intake__isnull=False, start__isnull=False, end__gt=F("start")),
                name="reading_place",
            ),
        ]

    def __str__(self) -> str:
        """The value and its day."""
        return f"{self.value} ({self.as_of.isoformat()})"
