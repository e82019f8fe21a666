"""Saved views of the ledger."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.round import Round
from zhenggai.office.models import Record, Unit
from zhenggai.office.sight import Viewer

LONGEST_NAME, LONGEST_ADDRESS = 40, 2000


class SavedView(Record):
    """An address of the ledger under a name. It holds no rows: everybody sees through it what he may see anyway."""

    noun = "view"
    # Who sees which view is asked by `ledger.views`; a name tells nothing of the rows.
    sight = "staff"
    round_field = "round_id"

    class Scope(models.TextChoices):
        """For whom it stands in the list."""

        MINE = "mine", _("For me")
        UNIT = "unit", _("For my unit")
        ALL = "all", _("For everybody of the round")

    round = models.ForeignKey(Round, models.CASCADE, related_name="views")
    name = models.CharField(max_length=LONGEST_NAME)
    # The query string without its question mark, as the ledger writes it.
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.MINE)
    owner = models.ForeignKey("office.User", models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "owner", "name"], name="view_name_once"),
            models.CheckConstraint(
                condition=Q(scope="unit", unit__isnull=False)
                | (~Q(scope="unit") & Q(unit__isnull=True)),
                name="view_unit_named",
            ),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name

    def hats(self, viewer: Viewer) -> set[str]:
        """Whoever saved it."""
        return {"self"} if viewer.user_id == self.owner_id else set()
