"""What every record of the house is able to say about itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from zhenggai.office.keys import uuid7
from zhenggai.office.sight import Viewer

# (unit, post, why) and, where it is brought to another record, that record: it reaches a unit and everybody above it,
# or the holder of a post.
ReachRow = tuple[UUID | None, UUID | None, str] | tuple[UUID | None, UUID | None, str, UUID]


class Record(models.Model):
    """A row that is changed by acts only, and refuses a change that was made from an old copy."""

    noun: ClassVar[str] = ""
    # Who may see it: "reach" (units, posts and rounds concerned) or "staff" (everybody but the administrators).
    sight: ClassVar[str] = "reach"
    # The field that holds the id of the round it belongs to, for those who see a whole round.
    round_field: ClassVar[str] = ""
    # The field that holds a unit which it reaches for certain, where it has one.
    surely: ClassVar[str] = ""
    # Fields whose old and new values are not kept as revisions (long copies, secrets).
    unrevised: ClassVar[frozenset[str]] = frozenset()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def own(cls, viewer: Viewer) -> Q:
        """Rows that `viewer` sees though they reach nobody: what he himself is still preparing."""
        del viewer
        return Q()

    @property
    def state(self) -> str:
        """The state that the rule table speaks of; empty where a record has none."""
        return getattr(self, "status", "")

    def hats(self, viewer: Viewer) -> set[str]:
        """The hats that `viewer` wears towards this record beyond those of his groups."""
        del viewer
        return set()

    def facts(self) -> dict[str, Any]:
        """The facts that the conditions of the rule table ask for."""
        return {}

    def reach(self) -> Iterable[ReachRow]:
        """The units and posts that this record concerns."""
        return ()

    @classmethod
    def reach_of(cls, records: Sequence[Self]) -> Iterator[tuple[Self, Iterable[ReachRow]]]:
        """The reach of many records; a noun that asks the database for it asks once for all of them."""
        return ((record, record.reach()) for record in records)

    def words(self) -> str:
        """The text under which the record is found by a search; empty to be found by none."""
        return ""
