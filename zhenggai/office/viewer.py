"""Who is looking: the posts he holds and the groups in which he sits today, read once for a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from zhenggai.core import tree
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Duties, Reach, User
from zhenggai.office.models.groups import Membership

# The record of a round reaches the unit that was inspected with this reason.
INSPECTED = "inspected"


@dataclass(frozen=True)
class Holding:
    """A post held, and where its unit lies."""

    post_id: UUID
    unit_id: UUID
    path: str
    duty: str


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

    @cached_property
    def founding(self) -> bool:
        """Whether no security administrator has been named yet; asked only where roles are granted."""
        return not User.objects.filter(admin=Duties.SECURITY, is_active=True).exists()

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
        if "office" in hats and self.founding:
            hats.add("founder")
        return frozenset(hats)

    def within(self, field: str) -> Q:
        """A filter: the unit path in `field` lies in a subtree in which he holds a post."""
        reach = Q()
        for holding in self.holdings:
            first, beyond = tree.subtree(holding.path)
            reach |= Q(**{f"{field}__gte": first, f"{field}__lt": beyond})
        return reach


@dataclass(frozen=True)
class By:
    """Who acts, and the form from which he acts: sent twice it is one act."""

    user: User
    viewer: Viewer
    request_id: UUID | None = None


def _seats(person_id: UUID, day: date) -> tuple[Seat, ...]:
    rows = (
        Membership.objects.on(day)
        .filter(person_id=person_id)
        .values_list("group__kind", "group__unit__path", "group__round_id")
    )
    return tuple(Seat(kind, path, round_id) for kind, path, round_id in rows)


def _rounds(seats: tuple[Seat, ...]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = {}
    lasting = [seat for seat in seats if seat.round_id is None]
    for seat in seats:
        if seat.round_id is not None:
            found.setdefault(seat.round_id, set()).add(seat.kind)
    if lasting:
        for round_id, path in Reach.objects.filter(why=INSPECTED).values_list(
            "record_id", "unit__path"
        ):
            for seat in lasting:
                if path is not None and tree.below(path, seat.path):
                    found.setdefault(round_id, set()).add(seat.kind)
    return {round_id: frozenset(kinds) for round_id, kinds in found.items()}


def view_of(user: User) -> Viewer:
    """Read what `user` is today. An administrator holds no posts and no seats: he sees no business data."""
    if user.admin or user.person_id is None:
        return Viewer(user.id, user.person_id, user.admin, (), (), {})
    day = clock.today()
    holdings = tuple(
        Holding(*row)
        for row in Appointment.objects.on(day)
        .filter(person_id=user.person_id)
        .values_list("post_id", "post__unit_id", "post__unit__path", "post__duty")
    )
    seats = _seats(user.person_id, day)
    return Viewer(user.id, user.person_id, "", holdings, seats, _rounds(seats))


def by(user: User, request_id: UUID | None = None) -> By:
    """`user` as somebody who acts."""
    return By(user, view_of(user), request_id)
