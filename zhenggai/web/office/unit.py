"""Units: the tree, one unit, and the acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core import tree as paths
from zhenggai.ledger import counts
from zhenggai.ledger.models import Round
from zhenggai.office import access, clock, units
from zhenggai.office.models import Appointment, Post, Unit
from zhenggai.web import asking
from zhenggai.web.forms.office import MoveForm, SureForm, UnitForm
from zhenggai.web.office import tree
from zhenggai.web.office.acting import Asked, answer, require

TAB = "units"
# So many units are shown for a search.
MOST_FOUND = 200


def fetch(request: HttpRequest, unit_id: UUID) -> Unit:
    """The unit of an address."""
    return access.fetch(asking.eyes(request), Unit.objects.select_related("parent"), pk=unit_id)


def _round(request: HttpRequest) -> Round | None:
    """The round in which open measures are counted: the one of the frame; none for administrators."""
    return access.visible(asking.eyes(request), Round.objects.all()).first()


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`office.units`: the tree, or what was looked for."""
    asked, round_ = request.GET.get("q", "").strip()[:120], _round(request)
    led = counts.led(asking.eyes(request), round_) if round_ else {}
    standing = Unit.objects.closed() if "closed" in request.GET else Unit.objects.open()
    if asked:
        standing = standing.filter(Q(name__icontains=asked) | Q(short_name__icontains=asked))
    looked = bool(asked) or "closed" in request.GET
    if looked:
        lines = tree.flat(list(standing[:MOST_FOUND]), led)
    else:
        lines = tree.lines(list(standing), led, opened=request.GET.get("open", ""))
    context = {"lines": lines, "q": asked, "looked": looked, "tab": TAB, "led_in": round_}
    context |= {"here": "office.units", "folded": any(one.below and not one.open for one in lines)}
    context["root"] = lines[0].unit if lines and not looked else None
    return render(request, "office/units.html", context)


@require_GET
def view(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """`unit.view`: posts and their holders, what lies below."""
    unit, round_ = fetch(request, unit_id), _round(request)
    led = counts.led(asking.eyes(request), round_) if round_ else {}
    children = list(Unit.objects.open().filter(parent=unit))
    above = tree.names_above([unit])
    context: dict[str, Any] = {
        "unit": unit,
        "above": list(Unit.objects.filter(path__in=list(above))),
        "posts": _posts(unit),
        "children": tree.flat(children, led),
        "led_in": round_,
        "led": led.get(unit.pk, 0),
        "depth": paths.depth(unit.path),
        "tab": TAB,
        "here": "office.units",
    }
    return render(request, "office/unit.html", context)


@dataclass
class Seen:
    """A post with who holds it and who held it."""

    post: Post
    now: list[Appointment]
    past: list[Appointment]


def _posts(unit: Unit) -> list[Seen]:
    posts = sorted(unit.posts.all(), key=lambda post: (tree.ORDER[post.duty], post.title))
    seen = {post.pk: Seen(post, [], []) for post in posts}
    told = Appointment.objects.filter(post__unit=unit).select_related("person")
    day = clock.today()
    for one in told.order_by("-ends_on", "-starts_on"):
        over = one.ends_on is not None and one.ends_on < day
        (seen[one.post_id].past if over else seen[one.post_id].now).append(one)
    return list(seen.values())


def _page(unit: Unit) -> str:
    return reverse("unit.view", args=[unit.pk])


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """`unit.create`: a unit below another."""
    parent = fetch(request, unit_id)
    require(request, "unit.create", parent)
    form = UnitForm(Unit(parent=parent), request.POST or None)

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in ("name", "short_name")}
        return _page(units.create(asking.by(request), parent=parent, **given))

    about = _("Below %(unit)s") % {"unit": parent.name}
    return answer(request, Asked("unit.create", form, about, _page(parent), TAB), act)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """`unit.edit`: the names."""
    unit = fetch(request, unit_id)
    require(request, "unit.edit", unit)
    form = UnitForm(unit, request.POST or None)

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in ("name", "short_name")}
        units.edit(asking.by(request), unit, version=form.seen_version, **given)
        return _page(unit)

    return answer(request, Asked("unit.edit", form, unit.name, _page(unit), TAB), act)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """`unit.move`: under another unit, with all below."""
    unit = fetch(request, unit_id)
    require(request, "unit.move", unit)
    form = MoveForm(unit, request.POST or None)

    def act() -> str:
        parent = form.cleaned_data["parent"]
        units.move(asking.by(request), unit, version=form.seen_version, parent=parent)
        return _page(unit)

    return answer(request, Asked("unit.move", form, unit.name, _page(unit), TAB), act)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """`unit.close`: a unit to which nothing open belongs."""
    unit = fetch(request, unit_id)
    require(request, "unit.close", unit)
    form = SureForm(unit, request.POST or None)

    def act() -> str:
        units.close(
            asking.by(request),
            unit,
            version=form.seen_version,
            open_count=lambda one: counts.open_measures(one.pk),
        )
        return reverse("office.units")

    told = _("It stays in everything that is past, and can be chosen no longer.")
    return answer(request, Asked("unit.close", form, unit.name, _page(unit), TAB, told), act)
