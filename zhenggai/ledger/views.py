"""Saved views: kept by name, seen by oneself, one's unit or everybody of the round."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from zhenggai.core.errors import BadValue, NotAllowed, NotFound
from zhenggai.ledger.models import Round, SavedView
from zhenggai.ledger.models.view import LONGEST_ADDRESS, LONGEST_NAME
from zhenggai.office.flow import step
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By

MOST = 200


def seen(viewer: Viewer, round_: Round) -> QuerySet[SavedView]:
    """The views of a round that stand in the list of `viewer`."""
    if viewer.admin:
        return SavedView.objects.none()
    shared = Q(scope=SavedView.Scope.ALL)
    shared |= Q(scope=SavedView.Scope.UNIT, unit_id__in=viewer.unit_ids)
    rows = SavedView.objects.filter(Q(owner_id=viewer.user_id) | shared, round=round_)
    return rows.select_related("owner__person", "unit")


def fetch(viewer: Viewer, round_: Round, view_id: UUID) -> SavedView:
    """One of them; NotFound otherwise."""
    found = seen(viewer, round_).filter(pk=view_id).first()
    if found is None:
        raise NotFound("NOT-FOUND")
    return found


def save(by: By, round_: Round, *, name: str, address: str, scope: str) -> SavedView:
    """Keep an address under a name; one's own view of that name is replaced.

    `address` is a query string that the ledger has read and written again. Raises BadValue (REQUIRED, TEXT-LONG, CHOICE,
    VIEWS-MANY), and NotAllowed where somebody outside the general office shares with everybody.
    """
    name = " ".join(name.split())
    if not name:
        raise BadValue("REQUIRED", field="name")
    for text, limit in ((name, LONGEST_NAME), (address, LONGEST_ADDRESS)):
        if len(text) > limit:
            raise BadValue("TEXT-LONG", length=len(text), limit=limit)
    unit_id = _unit(by.viewer, round_, scope)
    mine = SavedView.objects.filter(round=round_, owner=by.user)
    known = mine.filter(name=name).first()
    if known is None and mine.count() >= MOST:
        raise BadValue("VIEWS-MANY", limit=MOST)
    view = known or SavedView(round=round_, owner=by.user, name=name)
    if known is None:
        view.address, view.scope, view.unit_id = address, scope, unit_id
    with step(by, "view.save", view) as doing:
        doing.record.address, doing.record.scope = address, scope
        doing.record.unit_id = unit_id
        return doing.record


def _unit(viewer: Viewer, round_: Round, scope: str) -> UUID | None:
    """The unit with which a view is shared; raises where it cannot be shared so."""
    if scope not in SavedView.Scope.values:
        raise BadValue("CHOICE", field="scope")
    if scope == SavedView.Scope.ALL and not may_share(viewer, round_):
        raise NotAllowed("ACCESS")
    if scope != SavedView.Scope.UNIT:
        return None
    if not viewer.unit_ids:
        raise BadValue("CHOICE", field="scope")
    return viewer.unit_ids[0]


def may_share(viewer: Viewer, round_: Round) -> bool:
    """Whether `viewer` may keep a view for everybody of the round."""
    return "office" in viewer.rounds.get(round_.pk, frozenset())


def drop(by: By, view: SavedView) -> None:
    """Take a view out of the list for good."""
    with step(by, "view.drop", view) as doing:
        doing.facts["name"] = view.name
    SavedView.objects.filter(pk=view.pk).delete()
