"""The founding of an installation: what must exist before anybody can act.

There is nobody yet who could do these acts, so they are done once, together, in the name of the first coordinator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhenggai.core.errors import Duplicate
from zhenggai.office import flow, viewer
from zhenggai.office.models import (
    Duties,
    Group,
    GroupKind,
    Installation,
    Membership,
    Person,
    Unit,
    User,
)
from zhenggai.office.viewer import By


@dataclass(frozen=True)
class Founder:
    """A first account: the name under which one signs in, the person's name, the password."""

    username: str
    name: str
    password: str


def found(
    *,
    organisation: str,
    administrator: Founder,
    coordinator: Founder,
    demo_now: datetime | None = None,
) -> By:
    """Make the root unit, the system administrator, the general office and its first coordinator.

    `demo_now` is where the demo's clock stands; it makes this installation a demo, for ever. Raises Duplicate where
    there is an installation already. Returns the coordinator as somebody who acts.
    """
    with transaction.atomic():
        if Installation.objects.exists():
            raise Duplicate("FOUNDED")
        Installation.objects.create(
            demo=demo_now is not None, demo_now=demo_now, made_at=timezone.now()
        )
        root = Unit.objects.create(name=organisation, path="0001", position=1)
        system = User(username=administrator.username, admin=Duties.SYSTEM)
        system.set_password(administrator.password)
        system.save()
        person = Person.objects.create(name=coordinator.name)
        user = User(username=coordinator.username, person=person)
        user.set_password(coordinator.password)
        user.save()
        office = Group.objects.create(
            kind=GroupKind.OFFICE, name=str(GroupKind.OFFICE.label), unit=root
        )
        Membership.objects.create(group=office, person=person)
        by = viewer.by(user)
        flow.remember_founding(by, root)
    return by
