"""Stage templates, and the stages of a measure laid back from its due date (倒排工期)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhenggai.core.schedule import Share
from zhenggai.ledger.models.measure import Measure
from zhenggai.office.models import Record


class StageTemplate(Record):
    """A way to part the time of a measure into stages, the same for every round.

    `stages` is a list of {"name", "permille", "least"}: the share of the time in ‰, which make 1000 together, and the
    working days that the stage needs at least. One that is not `offered` any more stays with what was laid from it.
    """

    noun = "template"
    sight = "staff"

    name = models.CharField(max_length=40, unique=True)
    stages = models.JSONField(default=list)
    offered = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def shares(self) -> tuple[Share, ...]:
        """The stages as the core knows them."""
        return tuple(Share(one["name"], one["permille"], one["least"]) for one in self.stages)


class Schedule(models.Model):
    """How the stages of a measure were laid: over which time, from which template, and whether that could be done.

    `begin_on` is the day on which work should have begun, where the time is too short. `by_hand`: somebody moved the
    stages, and nothing but a person moves them again. `provisional`: a year on the way is not loaded yet.
    """

    measure = models.OneToOneField(
        Measure, models.CASCADE, primary_key=True, related_name="schedule"
    )
    template = models.ForeignKey(StageTemplate, models.PROTECT, null=True, related_name="+")
    start_on = models.DateField()
    due_on = models.DateField()
    begin_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    laid_at = models.DateTimeField()

    @property
    def impossible(self) -> bool:
        """Whether the time was too short."""
        return self.begin_on is not None


class Stage(models.Model):
    """One stage of a measure: from a day to a day, both included, with the share from which it was laid."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    permille = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField(default=1)
    start_on = models.DateField()
    end_on = models.DateField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "position"], name="stage_position_once"),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")), name="stage_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        """Name and days, as the journal keeps them."""
        return f"{self.name} {self.start_on.isoformat()}–{self.end_on.isoformat()}"

    @property
    def share(self) -> Share:
        """The share as the core knows it."""
        return Share(self.name, self.permille, self.least)
