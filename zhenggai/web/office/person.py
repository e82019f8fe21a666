"""People, their posts and appointments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue
from zhenggai.office import access, clock, people
from zhenggai.office.models import Appointment, Person, Unit
from zhenggai.web import asking
from zhenggai.web.forms.office import PersonForm
from zhenggai.web.office import unit as units
from zhenggai.web.office.acting import Asked, answer, require
from zhenggai.web.office.pages import page

TAB = "people"
# In the order of sounds, as far as initials are known.
BY_SOUND = (ExpressionWrapper(Q(initials=""), BooleanField()), "initials", "name", "pk")


def fetch(request: HttpRequest, person_id: UUID) -> Person:
    """The person of an address."""
    return access.fetch(asking.eyes(request), Person.objects.select_related("user"), pk=person_id)


def page_of(person: Person) -> str:
    """The address of a person."""
    return reverse("person.view", args=[person.pk])


def _looked_for(request: HttpRequest, asked: str, unit: Unit | None) -> QuerySet[Person]:
    found = access.visible(asking.eyes(request), Person.objects.all())
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(initials__startswith=asked.lower()))
    if unit is not None:
        here = Unit.objects.within(unit.path)
        held = Appointment.objects.on(clock.today()).filter(post__unit__in=here)
        found = found.filter(pk__in=held.values("person_id"))
    return found


def today() -> Prefetch[Any]:
    """What people hold today, with the units, read for all of them at once."""
    held = Appointment.objects.on(clock.today()).select_related("post__unit")
    return Prefetch("appointments", held.order_by("post__unit__path"), to_attr="held")


def _unit(request: HttpRequest) -> Unit | None:
    value = request.GET.get("unit", "")
    try:
        return units.fetch(request, UUID(value)) if value else None
    except ValueError:
        raise BadValue("PARAM", name="unit") from None


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`office.people`: everybody, or who was looked for, or who holds a post in a unit and below."""
    asked, unit = request.GET.get("q", "").strip()[:60], _unit(request)
    found = _looked_for(request, asked, unit).select_related("user").prefetch_related(today())
    context = {
        "page": page(request, found.order_by(*BY_SOUND)),
        "q": asked,
        "unit": unit,
        "tab": TAB,
        "here": "office.units",
        "new": Person(),
    }
    return render(request, "office/people.html", context)


@require_GET
def view(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """`person.view`: posts with their days, groups, account."""
    person = fetch(request, person_id)
    held = person.appointments.select_related("post__unit").order_by("-ends_on", "-starts_on")
    day = clock.today()
    context = {
        "person": person,
        "held": [one for one in held if one.ends_on is None or one.ends_on >= day],
        "past": [one for one in held if one.ends_on is not None and one.ends_on < day],
        "seats": person.memberships.select_related("group__unit").order_by("left_on"),
        "tab": TAB,
        "here": "office.units",
    }
    return render(request, "office/person.html", context)


def _given(form: PersonForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in people.PERSON_FIELDS}


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """`person.create`."""
    require(request, "person.create", Person())
    form = PersonForm(Person(), request.POST or None)

    def act() -> str:
        return page_of(people.create_person(asking.by(request), **_given(form)))

    asked = Asked("person.create", form, _("A new person"), reverse("office.people"), TAB)
    return answer(request, asked, act)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """`person.edit`."""
    person = fetch(request, person_id)
    require(request, "person.edit", person)
    form = PersonForm(person, request.POST or None)

    def act() -> str:
        people.edit_person(asking.by(request), person, version=form.seen_version, **_given(form))
        return page_of(person)

    return answer(request, Asked("person.edit", form, person.name, page_of(person), TAB), act)
