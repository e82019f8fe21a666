"""Posts of a unit, and who holds them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenggai.office import access, clock, people
from zhenggai.office.models import Appointment, Person, Post, Unit
from zhenggai.office.viewer import By
from zhenggai.web import asking
from zhenggai.web.forms.office import AppointForm, EndForm, HolderForm, NewPostForm, PostForm
from zhenggai.web.office import person as persons
from zhenggai.web.office import unit as units
from zhenggai.web.office.acting import Asked, answer, require


def _fetch(request: HttpRequest, post_id: UUID) -> Post:
    return access.fetch(asking.eyes(request), Post.objects.select_related("unit"), pk=post_id)


def _page(unit: Unit) -> str:
    return reverse("unit.view", args=[unit.pk])


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """`post.create`: a post, with its holder where there is one already."""
    unit = units.fetch(request, unit_id)
    require(request, "post.create", unit)
    form = NewPostForm(Post(unit=unit, duty=""), request.POST or None)

    def act() -> str:
        _make(asking.by(request), unit, form)
        return _page(unit)

    return answer(request, Asked("post.create", form, unit.name, _page(unit), units.TAB), act)


def _make(by: By, unit: Unit, form: NewPostForm) -> None:
    given = form.cleaned_data
    if given["holder"] is None:
        people.create_post(by, unit=unit, title=given["title"], duty=given["duty"])
        return
    place = people.Place(unit, given["title"], given["duty"], further="yes")
    people.appoint_to(by, person=given["holder"], place=place, starts_on=given["starts_on"])


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """`post.edit`: title, duty, days of validity."""
    post = _fetch(request, post_id)
    require(request, "post.edit", post)
    form = PostForm(post, request.POST or None)

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in people.POST_FIELDS}
        people.edit_post(asking.by(request), post, version=form.seen_version, **given)
        return _page(post.unit)

    about = f"{post.unit} · {post.title}"
    return answer(request, Asked("post.edit", form, about, _page(post.unit), units.TAB), act)


@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """`appointment.create` from a post: who gets it."""
    post = _fetch(request, post_id)
    require(request, "appointment.create", post)
    form = HolderForm(Appointment(post=post, starts_on=clock.today()), request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        people.appoint(
            asking.by(request), person=given["holder"], post=post, starts_on=given["starts_on"]
        )
        return _page(post.unit)

    about = f"{post.unit} · {post.title}"
    back = _page(post.unit)
    return answer(request, Asked("appointment.create", form, about, back, units.TAB), act)


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """`appointment.create` from a person: which post he gets; one that is missing is made."""
    person = persons.fetch(request, person_id)
    require(request, "appointment.create", person)
    form = AppointForm(Appointment(starts_on=clock.today()), request.POST or None)

    def act() -> str:
        _appoint(asking.by(request), person, form)
        return persons.page_of(person)

    back = persons.page_of(person)
    asked = Asked("appointment.create", form, person.name, back, persons.TAB)
    return answer(request, asked, act)


def _appoint(by: By, person: Person, form: AppointForm) -> None:
    given = form.cleaned_data
    place = people.Place(given["unit"], given["title"], given["duty"])
    if given["further"]:
        place = replace(place, further="yes")
    people.appoint_to(by, person=person, place=place, starts_on=given["starts_on"])


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """`appointment.end`: the last day on which a post is held."""
    rows = Appointment.objects.select_related("person", "post__unit")
    held = access.fetch(asking.eyes(request), rows, pk=appointment_id)
    require(request, "appointment.end", held)
    form = EndForm(held, request.POST or None, {"last_day": clock.today()})
    back = persons.page_of(held.person)

    def act() -> str:
        day = form.cleaned_data["last_day"]
        people.end_appointment(asking.by(request), held, version=form.seen_version, ends_on=day)
        return back

    about = f"{held.person.name} · {held.post.unit} {held.post.title}"
    told = _("What the post answers for stays with the post.")
    return answer(request, Asked("appointment.end", form, about, back, persons.TAB, told), act)
