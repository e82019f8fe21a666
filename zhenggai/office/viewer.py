"""Who is looking: the posts he holds and the groups in which he sits today, read anew for every request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Value

from zhenggai.core import tree
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Duties, Reach, Unit, User
from zhenggai.office.models.groups import Membership
from zhenggai.office.prepared import Prepared
from zhenggai.office.sight import INSPECTED, Holding, Seat, Viewer


@dataclass(frozen=True)
class By:
    """Who acts, and the form from which he acts: sent twice it is one act."""

    user: User
    viewer: Viewer
    request_id: UUID | None = None


def _facts(person_id: UUID, day: date) -> models.QuerySet[Appointment, tuple[Any, ...]]:
    """Posts held and seats taken on a day, which unit each round inspects, and the roots of the tree: in one query."""
    nothing, none = Value(""), Value(None, output_field=models.UUIDField())
    held = Appointment.objects.on(day).filter(person_id=person_id)
    seats = Membership.objects.on(day).filter(person_id=person_id)
    inspected = Reach.objects.filter(why=INSPECTED)
    roots = Unit.objects.order_by().filter(parent=None)
    return held.values_list(
        *(Value("post"), "post_id", "post__unit_id", "post__unit__path", "post__duty"),
        *("post__unit__short_name", "post__unit__name"),
    ).union(
        seats.values_list(
            *(Value("seat"), "group__round_id", none, "group__unit__path", "group__kind"),
            *(nothing, nothing),
        ),
        inspected.values_list(
            *(Value("round"), "record_id", none, "unit__path", nothing, nothing, nothing)
        ),
        roots.values_list(Value("root"), "pk", none, "path", nothing, nothing, nothing),
        all=True,
    )


_ask = Prepared(_facts, UUID, date)


def _rounds(
    seats: tuple[Seat, ...], inspected: list[tuple[UUID, str]]
) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = {}
    lasting = [seat for seat in seats if seat.round_id is None]
    for seat in seats:
        if seat.round_id is not None:
            found.setdefault(seat.round_id, set()).add(seat.kind)
    for round_id, path in inspected:
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
    rows: dict[str, list[tuple[Any, ...]]] = {"post": [], "seat": [], "round": [], "root": []}
    for what, *row in _ask(user.person_id, clock.today()):
        rows[what].append(tuple(row))
    holdings = tuple(
        Holding(post_id, unit_id, path, duty, short or name)
        for post_id, unit_id, path, duty, short, name in rows["post"]
    )
    seats = tuple(Seat(kind, path, round_id) for round_id, _, path, kind, *_ in rows["seat"])
    inspected = [(round_id, path) for round_id, _, path, *_ in rows["round"]]
    top = len(rows["root"]) == 1 and any(one.unit_id == rows["root"][0][0] for one in holdings)
    return Viewer(
        user.id,
        user.person_id,
        "",
        holdings,
        seats,
        _rounds(seats, inspected),
        cache(_founding),
        top,
    )


def by(user: User, request_id: UUID | None = None) -> By:
    """`user` as somebody who acts."""
    return By(user, view_of(user), request_id)
