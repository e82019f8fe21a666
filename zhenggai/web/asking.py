"""Who asks: the viewer of a request, read once, and the id of the form that he sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest
from django.utils.functional import LazyObject

from zhenggai.core.errors import BadValue
from zhenggai.ledger import listing
from zhenggai.ledger.models import Round
from zhenggai.office import viewer
from zhenggai.office.models import User
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By


def _request_id(request: HttpRequest) -> UUID | None:
    value = request.POST.get("request_id", "") if request.method == "POST" else ""
    try:
        return UUID(value) if value else None
    except ValueError:
        raise BadValue("PARAM", name="request_id") from None


def by(request: HttpRequest) -> By:
    """The user of the request as somebody who acts."""
    known: By | None = getattr(request, "_by", None)
    if known is None:
        # The account itself, where `request.user` only stands for it.
        lazy = isinstance(request.user, LazyObject)
        user = get_user(request) if lazy else request.user
        assert isinstance(user, User)  # noqa: S101 - pages behind the sign-in only
        known = viewer.by(user)
        # Kept before the form's id is read: the page that refuses a wrong one asks here again.
        request._by = known  # type: ignore[attr-defined]
        known = replace(known, request_id=_request_id(request))
        request._by = known  # type: ignore[attr-defined]
    return known


def eyes(request: HttpRequest) -> Viewer:
    """What the user of the request sees with."""
    return by(request).viewer


def rounds(request: HttpRequest) -> list[Round]:
    """The newest rounds that the user of the request sees, read once."""
    known: list[Round] | None = getattr(request, "_rounds", None)
    if known is None:
        known = listing.rounds(eyes(request))
        request._rounds = known  # type: ignore[attr-defined]
    return known


def round_of(request: HttpRequest, round_id: UUID) -> Round:
    """The round of an address, if the viewer sees it; it is then the round of the whole page."""
    found = listing.round_of(eyes(request), round_id, lambda: rounds(request))
    request._round = found  # type: ignore[attr-defined]
    # Pages that belong to no round stay with the one that was looked at last.
    if request.session.get("round") != str(found.pk):
        request.session["round"] = str(found.pk)
    return found


def last_round(request: HttpRequest, rounds: Iterable[Round]) -> Round | None:
    """Of `rounds` the one that was looked at last in this session, else the first; None of none."""
    kept, first = request.session.get("round"), None
    for one in rounds:
        if str(one.pk) == kept:
            return one
        first = first or one
    return first


def version(request: HttpRequest) -> int:
    """The version of the copy that the sent form was made from."""
    value = request.POST.get("version", "")
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        raise BadValue("PARAM", name="version")
    return int(value)
