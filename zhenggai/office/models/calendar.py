"""The calendar of working days as it is kept: years, and in each the days that its notice names."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenggai.office.models.base import Record


class CalendarYear(Record):
    """A year whose notice was loaded; the days of years that are not loaded are known by their weekdays only."""

    noun = "calendar"
    sight = "staff"

    year = models.PositiveSmallIntegerField(unique=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        """The year."""
        return str(self.year)


class CalendarDay(models.Model):
    """A day that a notice names: free, or a weekend day that is worked. New Year may lie in the December before."""

    class Kind(models.TextChoices):
        """What the notice makes of it."""

        OFF = "off", _("Off")
        WORK = "work", _("Worked instead")

    plan = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    day = models.DateField(unique=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        """Day, kind and name, as the journal keeps them."""
        return f"{self.day.isoformat()} {self.kind} {self.name}".strip()
