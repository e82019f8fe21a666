"""What stands around every page: who is here, which round, the navigation, the demo's bar."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zhenggai.ledger.models import Round
from zhenggai.office import access, clock
from zhenggai.office.models import Installation, User
from zhenggai.web import asking


def _rounds(request: HttpRequest) -> list[Round]:
    found = access.visible(asking.eyes(request), Round.objects.all())
    return list(found.only("id", "inspected_body", "term", "ordinal")[:30])


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; light for those who are not signed in."""
    installation = Installation.objects.first()
    context: dict[str, Any] = {
        "demo": installation is not None and installation.demo,
        "now": clock.now(),
        "here": request.resolver_match.view_name if request.resolver_match else "",
    }
    if not isinstance(getattr(request, "user", None), User):
        return context
    rounds = _rounds(request)
    context |= {"by": asking.by(request), "rounds": rounds}
    context["round"] = getattr(request, "_round", None) or (rounds[0] if rounds else None)
    if context["demo"]:
        context["people"] = User.objects.filter(is_active=True).select_related("person")
    return context
