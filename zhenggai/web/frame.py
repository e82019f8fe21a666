"""What stands around every page: who is here, which round, the navigation, the demo's bar."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from zhenggai.demo.seats import SEATS
from zhenggai.office import clock
from zhenggai.office.models import Installation, User
from zhenggai.office.viewer import By
from zhenggai.web import asking


def _seats() -> list[dict[str, str]]:
    """Those between whom a visitor of the demo can switch, in the order of the data."""
    names = dict(
        User.objects.filter(username__in=SEATS, is_active=True).values_list(
            "username", "person__name"
        )
    )
    return [
        {"username": key, "name": names[key] or label, "label": label, "about": about}
        for key, (label, about) in SEATS.items()
        if key in names
    ]


def _role(by: By) -> str:
    """What stands beside the name: the kind of administrator, or the units of the posts that are held."""
    if by.viewer.admin:
        return str(by.user.get_admin_display())
    return "、".join(dict.fromkeys(holding.unit for holding in by.viewer.holdings[:2]))


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; light for those who are not signed in."""
    context: dict[str, Any] = {
        "demo": settings.DEMO and Installation.objects.filter(demo=True).exists(),
        "now": clock.now(),
        "here": request.resolver_match.view_name if request.resolver_match else "",
    }
    if context["demo"]:
        context["seats"] = _seats()
    if not isinstance(getattr(request, "user", None), User):
        return context
    by = asking.by(request)
    rounds = asking.rounds(request)
    # Asked only where the frame is drawn, which a row opened beside the list is without.
    context |= {"by": by, "rounds": rounds, "role": partial(_role, by)}
    context["round"] = getattr(request, "_round", None) or asking.last_round(request, rounds)
    return context
