"""Workbooks brought to the ledger of a round, and the layouts whose columns were mapped before."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.finding import Finding
from zhenggai.ledger.models.measure import Measure
from zhenggai.ledger.models.round import Round
from zhenggai.office.models import Record

BATCH = 500


class Sheet(Record):
    """A workbook on its way into the ledger of a round, and what became of it.

    `setup` is what a person decided: sheet, head, columns, texts in place of a cell's, which rows to take. Verdicts are
    never stored: they follow from the file, the decisions and the ledger of the moment. `brought` says exactly what the
    import wrote, so that it can be taken back.
    """

    noun = "sheet"
    round_field = "round_id"
    unrevised = frozenset({"setup", "brought", "notes"})

    class Status(models.TextChoices):
        """From the upload to the ledger, or away."""

        STAGED = "staged", _("To be confirmed")
        IMPORTED = "imported", _("In the ledger")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Undone")

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.STAGED)
    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    name = models.CharField(max_length=255)
    blob = models.CharField(max_length=64)
    setup = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    brought = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("office.User", models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "blob"],
                condition=Q(status="imported"),
                name="sheet_imported_once",
            )
        ]

    def __str__(self) -> str:
        """The name of the file."""
        return self.name

    def words(self) -> str:
        """The name of the file."""
        return self.name

    def facts(self) -> dict[str, Any]:
        """How many rows that it brought were worked on since, or carry what others added."""
        return {"touched": self._touched()}

    def _touched(self) -> int:
        brought = self.brought
        made, found = set(brought.get("measures", ())), brought.get("findings", ())
        worked_on = 0
        for ids in batches(list(made)):
            rows = Measure.objects.filter(pk__in=ids)
            worked_on += rows.filter(~Q(version=1) | ~Q(status="draft")).count()
        for ids in batches(list(found)):
            rows_of = Finding.objects.filter(pk__in=ids)
            worked_on += rows_of.filter(version__gt=1).count()
            foreign = Measure.objects.filter(finding__in=ids).values_list("pk", flat=True)
            worked_on += sum(str(pk) not in made for pk in foreign)
        for ids in batches(list(brought.get("changed", ()))):
            versions = {str(each["id"]): each["version"] for each in ids}
            now = dict(Measure.objects.filter(pk__in=list(versions)).values_list("pk", "version"))
            worked_on += sum(versions[str(pk)] != version for pk, version in now.items())
        return worked_on


def batches(items: list[Any]) -> list[list[Any]]:
    """`items` in pieces that a statement can name."""
    return [items[at : at + BATCH] for at in range(0, len(items), BATCH)]


class SheetLayout(models.Model):
    """A layout whose columns a person mapped: the next workbook with the same headings is read the same way."""

    layout = models.CharField(max_length=32, primary_key=True)
    # Number of the column to field; "" for a column that is left out.
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField()
