"""What the wall chart and the timeline share: their words, and addresses that are those of the ledger with little more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenggai.core.errors import Refusal
from zhenggai.ledger.charting import Told
from zhenggai.office import naming
from zhenggai.web import filters
from zhenggai.web.filters import State

STATES = ("closed", "overdue", "due_soon", "on_track", "long", "unset")


def asked(
    request: HttpRequest, own: Mapping[str, tuple[str, ...]], free: str = ""
) -> tuple[State, dict[str, str]]:
    """The state of the ledger that an address asks for, and the page's own choices; the first of each is usual.

    A choice that is not offered raises PARAM. `free` names one more that the page judges itself.
    """
    query = request.GET.copy()
    chosen = {free: query.get(free, "")} if free else {}
    query.pop(free, None)
    for name, offered in own.items():
        value = query.get(name, "") or offered[0]
        if value not in offered:
            raise Refusal("PARAM", name=name)
        chosen[name] = value
        query.pop(name, None)
    return filters.read(query), chosen


def address(state: State, own: Mapping[str, tuple[str, ...]], chosen: Mapping[str, str]) -> str:
    """The address of a state with choices; what is usual is left out."""
    extra = "&".join(f"{name}={chosen[name]}" for name in own if chosen[name] != own[name][0])
    base = state.address
    return base + ("&" if extra and base != "?" else "") + extra


def told(rows: Iterable[Mapping[str, Any]], today: date) -> Told:
    """The words for these rows; who holds which post is asked once."""
    posts: set[UUID] = {row["lead_leader_id"] for row in rows if row["lead_leader_id"]}
    return Told(
        state=lambda state, due: state_word(state, due, today),
        day=lambda day: day_word(day, today),
        holders=naming.holders(posts) if posts else {},
    )


def state_word(state: str, due: date | None, today: date) -> str:
    """The state of a bar in words."""
    days = (due - today).days if due else 0
    match state:
        case "overdue":
            return ngettext("Overdue %(n)s day", "Overdue %(n)s days", -days) % {"n": -days}
        case "due_soon" if not days:
            return _("Due today")
        case "due_soon":
            return ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": days}
        case _:
            return legend()[state]


def legend() -> dict[str, str]:
    """Every state with its word."""
    words = (
        _("Closed out"),
        _("Overdue"),
        _("Due soon"),
        _("On track"),
        _("Long term"),
        _("No due date"),
    )
    return dict(zip(STATES, words, strict=True))


def day_word(day: date | None, today: date) -> str:
    """A day as short as it can be said: without the year where it is this one."""
    if day is None:
        return ""
    return written(day, _("j M") if day.year == today.year else _("j M Y"))


def month_word(day: date) -> str:
    """A month; with its year where the year begins."""
    return written(day, _("M Y") if day.month == 1 else _("M"))
