"""The tree of units."""

from __future__ import annotations

from django.db import models

from zhenggai.core import tree
from zhenggai.office.models.base import Record


class UnitQuerySet(models.QuerySet["Unit"]):
    """Questions about the tree."""

    def within(self, path: str) -> UnitQuerySet:
        """Units at and below `path`."""
        first, beyond = tree.subtree(path)
        return self.filter(path__gte=first, path__lt=beyond)

    def open(self) -> UnitQuerySet:
        """Units that were not closed."""
        return self.filter(closed_on=None)

    def closed(self) -> UnitQuerySet:
        """Units that were closed."""
        return self.exclude(closed_on=None)


class Unit(Record):
    """A body of the tree: a city, a department, a district, an office of one of them.

    `path` is four digits a level (`zhenggai.core.tree`); it stands here only, other rows carry the unit's id.
    """

    noun = "unit"
    sight = "staff"

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    closed_on = models.DateField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once")]
        ordering = ["path"]

    def __str__(self) -> str:
        """The name by which people call it."""
        return self.short_name or self.name

    def words(self) -> str:
        """Both names."""
        return f"{self.name} {self.short_name}"
