"""Acts on people, posts, appointments, accounts and groups."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from zhenggai.core.errors import BadValue, Duplicate, WrongState
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.models import (
    Appointment,
    Group,
    GroupKind,
    Membership,
    Person,
    Post,
    Unit,
    User,
)
from zhenggai.office.viewer import By

PERSON_FIELDS = ("name", "initials", "phone", "email")
POST_FIELDS = ("title", "duty", "valid_from", "valid_to")


def create_person(
    by: By, *, name: str, initials: str = "", phone: str = "", email: str = ""
) -> Person:
    """Add a person."""
    person = Person(name=name, initials=initials, phone=phone, email=email)
    with step(by, "person.create", person):
        pass
    return person


def edit_person(by: By, person: Person, *, version: int, **values: str) -> None:
    """Change name, initials, telephone or e-mail."""
    with step(by, "person.edit", person, version=version) as doing:
        _put(doing.record, PERSON_FIELDS, values)


def create_post(
    by: By, *, unit: Unit, title: str, duty: str, valid_from: date | None = None
) -> Post:
    """Add a post to a unit. `duty` is one of `office.models.Duty`."""
    post = Post(unit=unit, title=title, duty=duty, valid_from=valid_from)
    with step(by, "post.create", post):
        pass
    return post


def edit_post(by: By, post: Post, *, version: int, **values: Any) -> None:
    """Change title, duty or days of validity."""
    with step(by, "post.edit", post, version=version) as doing:
        _put(doing.record, POST_FIELDS, values)
        _in_order(doing.record.valid_from, doing.record.valid_to)


def appoint(by: By, *, person: Person, post: Post, starts_on: date | None = None) -> Appointment:
    """Give a person a post from a day on (None: since always).

    Raises Duplicate (NAME-TAKEN) where he holds it, WrongState (POST-HELD) where somebody else does on that day.
    """
    if Appointment.objects.filter(person=person, post=post, ends_on=None).exists():
        raise Duplicate("NAME-TAKEN", name=f"{person.name} · {post.title}")
    others = Appointment.objects.on(starts_on or clock.today()).filter(post=post)
    holder = others.exclude(person=person).select_related("person").first()
    if holder is not None:
        raise WrongState("POST-HELD", title=post.title, name=holder.person.name)
    appointment = Appointment(person=person, post=post, starts_on=starts_on)
    with step(by, "appointment.create", appointment):
        pass
    return appointment


@dataclass(frozen=True)
class Place:
    """A post as it is written: in which unit, under which title, with which duty.

    `further` is "yes" where the unit gets one more post of a title that somebody else holds already (a third deputy).
    """

    unit: Unit
    title: str
    duty: str
    further: str = ""


def appoint_to(
    by: By, *, person: Person, place: Place, starts_on: date | None = None
) -> Appointment:
    """Give a person the post at `place`: the vacant one of that title, or a new one.

    Raises WrongState (POST-HELD) where somebody else holds the only post of that title and no further one is wanted.
    """
    of_title = Post.objects.filter(unit=place.unit, title=place.title)
    held = Appointment.objects.on(clock.today()).filter(post__in=of_title).select_related("person")
    holders = {one.post_id: one.person for one in held}
    if any(holder.pk == person.pk for holder in holders.values()):
        raise Duplicate("NAME-TAKEN", name=f"{person.name} · {place.title}")
    post = next((one for one in of_title if one.pk not in holders), None)
    if post is None and holders and place.further != "yes":
        who = "、".join(sorted(holder.name for holder in holders.values()))
        raise WrongState("POST-HELD", title=place.title, name=who)
    with transaction.atomic():
        if post is None:
            # The form is answered once, by the appointment.
            made_by = replace(by, request_id=None)
            post = create_post(made_by, unit=place.unit, title=place.title, duty=place.duty)
        return appoint(by, person=person, post=post, starts_on=starts_on)


def end_appointment(by: By, appointment: Appointment, *, version: int, ends_on: date) -> None:
    """End an appointment with a day, the last on which it holds."""
    with step(by, "appointment.end", appointment, version=version) as doing:
        _not_over(doing.record.ends_on)
        _in_order(doing.record.starts_on, ends_on)
        doing.record.ends_on = ends_on


def create_user(
    by: By, *, username: str, password: str, person: Person | None, admin: str = ""
) -> User:
    """Make an account with a first password, which must be changed at the first sign-in.

    Without a password nobody signs in with it until one is set.

    `admin` names one of the three administrators; such an account belongs to no person with posts.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise Duplicate("NAME-TAKEN", name=username)
    if person is not None and User.objects.filter(person=person).exists():
        raise Duplicate("ACCOUNT-HELD", name=person.name)
    user = User(username=username, person=person, admin=admin, must_change_password=bool(password))
    if password:
        _set_password(user, password)
    else:
        user.set_unusable_password()
    with step(by, "user.appoint" if admin else "user.create", user):
        pass
    return user


def change_password(by: By, user: User, *, password: str) -> User:
    """Set a new password; set by somebody else, it must be changed at the next sign-in. Returns the account."""
    _set_password(user, password)
    secret = user.password
    with step(by, "user.password", user) as doing:
        doing.record.password = secret
        doing.record.must_change_password = by.user.pk != user.pk
    return doing.record


def set_active(by: By, user: User, *, version: int, active: str) -> None:
    """Let an account sign in or not; `active` is "yes" or "no". Nobody shuts himself out (SELF-LOCK)."""
    if user.pk == by.user.pk:
        raise WrongState("SELF-LOCK")
    with step(by, "user.edit", user, version=version) as doing:
        doing.record.is_active = active == "yes"


def form_group(by: By, *, kind: str, name: str, unit: Unit, round_id: UUID | None = None) -> Group:
    """Form a group of a unit, for one round or standing. `kind` is one of `office.models.GroupKind`.

    There may be many task forces; of every other kind a unit has one (Duplicate, NAME-TAKEN).
    """
    same = Group.objects.filter(kind=kind, unit=unit, round_id=round_id)
    if kind != GroupKind.TASK_FORCE and same.exists():
        raise Duplicate("NAME-TAKEN", name=str(GroupKind(kind).label))
    group = Group(kind=kind, name=name, unit=unit, round_id=round_id)
    with step(by, "group.create", group):
        pass
    return group


def seat(
    by: By, *, group: Group, person: Person, function: str = "member", joined_on: date | None = None
) -> Membership:
    """Seat a person in a group from a day on."""
    if Membership.objects.filter(group=group, person=person, left_on=None).exists():
        raise Duplicate("NAME-TAKEN", name=f"{group.name} · {person.name}")
    membership = Membership(group=group, person=person, function=function, joined_on=joined_on)
    with step(by, "membership.create", membership):
        pass
    return membership


def unseat(by: By, membership: Membership, *, version: int, left_on: date) -> None:
    """End a membership with a day, the last on which it holds."""
    with step(by, "membership.end", membership, version=version) as doing:
        _not_over(doing.record.left_on)
        _in_order(doing.record.joined_on, left_on)
        doing.record.left_on = left_on


def _in_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise BadValue("DAYS-ORDER", first=first.isoformat(), last=last.isoformat())


def _not_over(last: date | None) -> None:
    if last is not None and last < clock.today():
        raise WrongState("ENDED", day=last.isoformat())


def _put(record: Any, names: tuple[str, ...], values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name not in names:
            raise BadValue("PARAM", name=name)
        setattr(record, name, value)


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadValue("PASSWORD", reasons=" ".join(error.messages)) from None
    user.set_password(password)
