"""Leading group, special groups, task forces, and who sits in them: the roles."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.ledger.models import Round
from zhenggai.office import access, clock, people
from zhenggai.office.models import Duties, Group, GroupKind, Membership, Unit, User
from zhenggai.web import asking
from zhenggai.web.forms.office import EndForm, GroupForm, SeatForm
from zhenggai.web.office.acting import Asked, answer, require

TAB = "groups"
ORDER = (
    GroupKind.LEADING,
    GroupKind.OFFICE,
    GroupKind.SUPERVISION,
    GroupKind.ACCOUNTABILITY,
    GroupKind.CLUES,
    GroupKind.INSTITUTIONS,
    GroupKind.TASK_FORCE,
    GroupKind.INSPECTOR,
)


def _fetch(request: HttpRequest, group_id: UUID) -> Group:
    return access.fetch(asking.eyes(request), Group.objects.select_related("unit"), pk=group_id)


def _page(group: Group) -> str:
    return reverse("group.view", args=[group.pk])


def _rounds(request: HttpRequest) -> dict[UUID | None, str]:
    """The names of rounds that the viewer sees; a round is business, its group is not."""
    return {one.pk: str(one) for one in access.visible(asking.eyes(request), Round.objects.all())}


def _granted_by_security() -> bool:
    return User.objects.filter(admin=Duties.SECURITY, is_active=True).exists()


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`office.groups`: every kind of group, formed or not."""
    seated = Membership.objects.on(clock.today()).select_related("person")
    found = Group.objects.select_related("unit").prefetch_related(
        Prefetch("memberships", seated.order_by("function", "person__name"), to_attr="seated")
    )
    groups = list(access.visible(asking.eyes(request), found))
    rounds = _rounds(request)
    kinds = [
        (kind, [(group, rounds.get(group.round_id, "")) for group in groups if group.kind == kind])
        for kind in ORDER
    ]
    context = {"kinds": kinds, "new": Group(), "tab": TAB, "here": "office.units"}
    return render(request, "office/groups.html", context)


@require_GET
def view(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """`group.view`: members with function and days."""
    group, day = _fetch(request, group_id), clock.today()
    seats = list(group.memberships.select_related("person").order_by("function", "joined_on"))
    seats.sort(key=lambda seat: Membership.Function.values.index(seat.function))
    context = {
        "group": group,
        "round_name": _rounds(request).get(group.round_id, ""),
        "seats": [seat for seat in seats if seat.left_on is None or seat.left_on >= day],
        "past": [seat for seat in seats if seat.left_on is not None and seat.left_on < day],
        "by_security": _granted_by_security(),
        "tab": TAB,
        "here": "office.units",
    }
    return render(request, "office/group.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """`group.create`: for one round, or standing for every round below the unit."""
    require(request, "group.create", Group())
    kind = request.GET.get("kind", "")
    known = kind in GroupKind.values
    start = {"unit": str(Unit.objects.filter(parent=None).first() or "")}
    if known:
        start |= {"kind": kind, "name": str(GroupKind(kind).label)}
    form = GroupForm(Group(), request.POST or None, start)
    form.fields["round"].queryset = access.visible(  # type: ignore[attr-defined]
        asking.eyes(request), Round.objects.all()
    )
    about = str(GroupKind(kind).label) if known else str(GroupKind.TASK_FORCE.label)
    asked = Asked("group.create", form, about, reverse("office.groups"), TAB)
    return answer(request, asked, lambda: _page(_form(request, form)))


def _form(request: HttpRequest, form: GroupForm) -> Group:
    given = form.cleaned_data
    return people.form_group(
        asking.by(request),
        kind=given["kind"],
        name=given["name"],
        unit=given["unit"],
        round_id=given["round"].pk if given["round"] else None,
    )


@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """`membership.create`: grants the role of the group."""
    group = _fetch(request, group_id)
    require(request, "membership.create", group)
    form = SeatForm(Membership(group=group, joined_on=clock.today()), request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        people.seat(
            asking.by(request),
            group=group,
            person=given["member"],
            function=given["function"],
            joined_on=given["joined_on"],
        )
        return _page(group)

    return answer(request, Asked("membership.create", form, group.name, _page(group), TAB), act)


@require_http_methods(["GET", "POST"])
def unseat(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """`membership.end`: the last day in the group."""
    rows = Membership.objects.select_related("person", "group")
    seated = access.fetch(asking.eyes(request), rows, pk=membership_id)
    require(request, "membership.end", seated)
    form = EndForm(seated, request.POST or None, {"last_day": clock.today()})

    def act() -> str:
        day = form.cleaned_data["last_day"]
        people.unseat(asking.by(request), seated, version=form.seen_version, left_on=day)
        return _page(seated.group)

    about = f"{seated.group.name} · {seated.person.name}"
    return answer(request, Asked("membership.end", form, about, _page(seated.group), TAB), act)
