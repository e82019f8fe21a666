"""Saved views of the ledger: list, keep the present address under a name, drop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue
from zhenggai.ledger import views
from zhenggai.ledger.models import Round, SavedView
from zhenggai.office.words import sentence
from zhenggai.web import asking, filters

# Target of the requests that want the list alone, beside the ledger.
BESIDE = "filters"


@require_GET
def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`view.list`: the views that stand for the viewer, and the form that keeps the address one comes from."""
    round_ = asking.round_of(request, round_id)
    address = filters.read(request.GET).but().address.removeprefix("?")
    return _list(request, round_, {"address": address})


def _list(request: HttpRequest, round_: Round, given: dict[str, Any]) -> HttpResponse:
    viewer = asking.eyes(request)
    seen = list(views.seen(viewer, round_))
    closed = set() if views.may_share(viewer, round_) else {SavedView.Scope.ALL}
    closed |= set() if viewer.unit_ids else {SavedView.Scope.UNIT}
    context = {
        "mine": [one for one in seen if one.owner_id == viewer.user_id],
        "others": [one for one in seen if one.owner_id != viewer.user_id],
        "scopes": [one for one in SavedView.Scope.choices if one[0] not in closed],
        **given,
    }
    htmx: Any = getattr(request, "htmx", None)
    beside = bool(htmx) and htmx.target == BESIDE
    name = "view/_list.html" if beside else "view/list.html"
    return render(request, name, context, status=422 if given.get("refused") else 200)


@require_http_methods(["GET", "POST"])
def save(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`view.save`: keep an address of the ledger under a name."""
    round_ = asking.round_of(request, round_id)
    if request.method == "GET":
        return redirect("view.list", round_.pk)
    name, scope = request.POST.get("name", ""), request.POST.get("scope", SavedView.Scope.MINE)
    given = QueryDict(request.POST.get("address", "")[:4000])
    address = filters.read(given).but().address.removeprefix("?")
    try:
        view = views.save(asking.by(request), round_, name=name, address=address, scope=scope)
    except BadValue as refusal:
        kept = {"address": address, "name": name, "scope": scope}
        return _list(request, round_, kept | {"refused": sentence(refusal)})
    messages.success(request, _("The view “%(name)s” was saved.") % {"name": view.name})
    return redirect(f"{reverse('ledger.list', args=[round_.pk])}?{address}")


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, round_id: UUID, view_id: UUID) -> HttpResponse:
    """`view.drop`: take a view out of the list."""
    round_ = asking.round_of(request, round_id)
    view = views.fetch(asking.eyes(request), round_, view_id)
    if request.method == "POST":
        views.drop(asking.by(request), view)
        messages.success(request, _("The view “%(name)s” was dropped.") % {"name": view.name})
    return redirect("view.list", round_.pk)
