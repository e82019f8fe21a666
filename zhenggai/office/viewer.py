"""Who is looking: the posts he holds and the groups in which he sits today, read once for a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from zhenggai.core import tree
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Duties, Reach, User
from zhenggai.office.models.groups import Membership
from zhenggai.office.sight import INSPECTED, Holding, Seat, Viewer


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


def _founding() -> bool:
    return not User.objects.filter(admin=Duties.SECURITY, is_active=True).exists()


def view_of(user: User) -> Viewer:
    """Read what `user` is today. An administrator holds no posts and no seats: he sees no business data."""
    if user.admin or user.person_id is None:
        return Viewer(user.id, user.person_id, user.admin, (), (), {}, _founding)
    day = clock.today()
    holdings = tuple(
        Holding(row[0], row[1], row[2], row[3], row[4] or row[5])
        for row in Appointment.objects.on(day)
        .filter(person_id=user.person_id)
        .values_list(
            *("post_id", "post__unit_id", "post__unit__path", "post__duty"),
            *("post__unit__short_name", "post__unit__name"),
        )
    )
    seats = _seats(user.person_id, day)
    return Viewer(user.id, user.person_id, "", holdings, seats, _rounds(seats), cache(_founding))


def by(user: User, request_id: UUID | None = None) -> By:
    """`user` as somebody who acts."""
    return By(user, view_of(user), request_id)
