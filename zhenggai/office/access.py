"""ASK: may somebody do this, and what does he see. Pages, exports, search and buttons all ask here."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhenggai.core import rules
from zhenggai.core.errors import NotAllowed, NotFound
from zhenggai.office.models import Reach, Record
from zhenggai.office.prepared import Ids, Prepared
from zhenggai.office.sight import Viewer

M = TypeVar("M", bound=models.Model)
# So many records are named one by one when all others are seen.
FEW = 200


def _round_id(record: Record) -> Any:
    value: Any = record
    for part in record.round_field.split("__"):
        value = getattr(value, part)
    return value


def hats(viewer: Viewer, record: Record) -> set[str]:
    """The hats that `viewer` wears towards `record`. An administrator wears his own hat and no other."""
    if viewer.admin:
        return {viewer.admin} | record.hats(viewer)
    return record.hats(viewer) | _seated(viewer, record)


def _seated(viewer: Viewer, record: Record) -> frozenset[str]:
    """The hats that seats give towards `record`, and the one that everybody wears."""
    round_id = _round_id(record) if record.round_field else None
    if round_id is None:
        return viewer.standing | {"anyone"}
    return viewer.rounds.get(round_id, frozenset()) | {"anyone"}


def may(viewer: Viewer, verb: str, record: Record) -> bool:
    """Whether `viewer` may do `verb` to `record`, whatever its state. An unknown verb raises UnknownVerb."""
    by = rules.find(verb).by
    # Seats are at hand; what a record knows of posts may cost questions, and is asked where seats do not suffice.
    if not viewer.admin and by & _seated(viewer, record):
        return True
    return bool(by & hats(viewer, record))


def require(viewer: Viewer, verb: str, record: Record) -> None:
    """Raise NotAllowed unless `viewer` may do `verb` to `record`."""
    if not may(viewer, verb, record):
        raise NotAllowed("ACCESS", verb=verb)


def open_now(viewer: Viewer, verb: str, record: Record) -> bool:
    """Whether the door is open now: `viewer` may, and the record stands in a state from which it can be done."""
    rule = rules.find(verb)
    return (not rule.source or record.state in rule.source) and may(viewer, verb, record)


def doors(viewer: Viewer, record: Record) -> frozenset[str]:
    """Every verb of the record's noun whose door is open to `viewer` now; his hats are asked once."""
    worn = hats(viewer, record)
    return frozenset(
        verb
        for verb, rule in rules.TABLE.items()
        if rule.noun == record.noun
        and rule.by & worn
        and (not rule.source or record.state in rule.source)
    )


def visible(viewer: Viewer, queryset: models.QuerySet[M]) -> models.QuerySet[M]:
    """Narrow `queryset` to what `viewer` sees.

    Directory records (units, people, posts, groups) are seen by everybody who is signed in. Everything else is seen by
    those who sit in a group of its round and by the units and posts that it reaches; by no administrator.
    """
    model: Any = queryset.model
    if model.sight == "staff":
        return queryset
    if viewer.admin:
        return queryset.none()
    seen = Q() | model.own(viewer)
    if viewer.rounds:
        seen |= Q(**{f"{model.round_field}__in": list(viewer.rounds)})
    if viewer.holdings:
        seen |= _reached(viewer, model)
    return queryset.filter(seen) if seen else queryset.none()


def _concerned(post_ids: Any) -> models.QuerySet[Reach]:
    # To be asked of one record at a time, by somebody below whom every unit lies.
    rows = Reach.objects.filter(Q(unit__isnull=False) | Q(post_id__in=post_ids))
    return rows.filter(record_id=OuterRef("pk"))


def _reached(viewer: Viewer, model: Any) -> Q:
    if viewer.top:
        # His reach is nearly everything: each record is asked, nothing is listed.
        return Q(Exists(_concerned(viewer.post_ids)))
    # Units and posts are asked apart: one condition over both would read every row of the reach.
    ways = [Reach.objects.filter(viewer.within("unit__path"))]
    ways.append(Reach.objects.filter(post_id__in=viewer.post_ids))
    seen = Q()
    for rows in ways:
        if model.round_field == "id":
            # Rounds are few, and every measure brings its units to one: each is asked, nothing is listed.
            seen |= Q(Exists(rows.filter(record_id=OuterRef("pk"))))
        else:
            seen |= Q(pk__in=rows.values("record_id"))
    return seen


def sits(viewer: Viewer, round_id: UUID) -> bool:
    """Whether `viewer` sees a round as a whole, with everything that belongs to it, because he sits in a group of it."""
    return round_id in viewer.rounds and not viewer.admin


@cache
def _hidden(model: Any) -> Prepared[tuple[UUID]]:
    """The records of a round that reach no unit at all, up to a few: all that is hidden from the top of the tree."""

    def rows(round_id: Any, post_ids: Any) -> models.QuerySet[Any, tuple[UUID]]:
        unled = model._default_manager.filter(
            **{model.round_field: round_id, f"{model.surely}__isnull": True}
        )
        hidden = unled.order_by().exclude(Exists(_concerned(post_ids)))
        found: models.QuerySet[Any, tuple[UUID]] = hidden.values_list("pk")[: FEW + 1]
        return found

    return Prepared(rows, UUID, Ids)


def visible_in(viewer: Viewer, queryset: models.QuerySet[M], round_id: UUID) -> models.QuerySet[M]:
    """Narrow `queryset` to one round and to what `viewer` sees of it.

    The same rows as `visible` gives; where he sees the round as a whole his reach need not be asked, which spares the
    database a list of everything below his unit.
    """
    model: Any = queryset.model
    of_round = queryset.filter(**{model.round_field: round_id})
    if sits(viewer, round_id):
        return of_round
    if viewer.top and model.surely and not model.own(viewer):
        hidden = [row[0] for row in _hidden(model)(round_id, Ids(viewer.post_ids))]
        if len(hidden) <= FEW:
            return of_round.exclude(pk__in=hidden)
    return visible(viewer, of_round)


def sees(viewer: Viewer, record: Record) -> bool:
    """Whether `viewer` sees `record`, which was read without asking: the same answer as `visible` gives."""
    round_id = _round_id(record) if record.round_field else None
    if round_id is not None and sits(viewer, round_id):
        return True
    return visible(viewer, type(record)._default_manager.filter(pk=record.pk)).exists()


def fetch(viewer: Viewer, queryset: models.QuerySet[M], **lookup: object) -> M:
    """The one record that `viewer` sees under `lookup`; NotFound for a stranger as for a missing one."""
    found = visible(viewer, queryset).filter(**lookup).first()
    if found is None:
        raise NotFound("NOT-FOUND")
    return found
