"""What access needs to know about somebody: values only, so that every record can speak of a viewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhenggai.core import tree

# The record of a round reaches the unit that was inspected with this reason.
INSPECTED = "inspected"


@dataclass(frozen=True)
class Holding:
    """A post held, where its unit lies, what it does, and how people call the unit."""

    post_id: UUID
    unit_id: UUID
    path: str
    duty: str
    unit: str


@dataclass(frozen=True)
class Seat:
    """A seat in a group: for one round, or standing for the subtree of `path`."""

    kind: str
    path: str
    round_id: UUID | None


@dataclass(frozen=True)
class Viewer:
    """What access needs to know about a user on a day."""

    user_id: UUID
    person_id: UUID | None
    admin: str
    holdings: tuple[Holding, ...]
    seats: tuple[Seat, ...]
    # For each round that he sees as a whole: the hats that his seats give him there.
    rounds: dict[UUID, frozenset[str]]
    # Whether no security administrator has been named yet; looked up only where it matters.
    founding: Callable[[], bool]
    # Whether he holds a post in the one unit below which all others lie.
    top: bool = False

    @property
    def post_ids(self) -> list[UUID]:
        """The posts he holds."""
        return [holding.post_id for holding in self.holdings]

    @property
    def unit_ids(self) -> list[UUID]:
        """The units in which he holds a post."""
        return [holding.unit_id for holding in self.holdings]

    @property
    def standing(self) -> frozenset[str]:
        """The hats he wears towards what belongs to no round: units, people, a new round."""
        hats = {seat.kind for seat in self.seats}
        if self.admin:
            hats.add(self.admin)
        if "office" in hats and self.founding():
            hats.add("founder")
        return frozenset(hats)

    def within(self, field: str) -> Q:
        """A filter: the unit path in `field` lies in a subtree in which he holds a post."""
        reach = Q()
        for holding in self.holdings:
            first, beyond = tree.subtree(holding.path)
            reach |= Q(**{f"{field}__gte": first, f"{field}__lt": beyond})
        return reach
