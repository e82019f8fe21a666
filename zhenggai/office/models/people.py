"""People, their posts, and the names under which they sign in."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.office.models.base import Record
from zhenggai.office.models.unit import Unit
from zhenggai.office.sight import Viewer


class Person(Record):
    """One human being. `initials` are the first letters of the name's sounds (lzy), for quick finding."""

    noun = "person"
    sight = "staff"

    name = models.CharField(max_length=60)
    initials = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """The name."""
        return self.name

    def words(self) -> str:
        """Name and initials."""
        return f"{self.name} {self.initials}"


class Duty(models.TextChoices):
    """What the holder of a post does for the rectification of his unit."""

    HEAD = "head", _("Head")
    DEPUTY = "deputy", _("Deputy head")
    LEADER = "leader", _("Leader")
    LIAISON = "liaison", _("Liaison")
    STAFF = "staff", _("Staff")


class Post(Record):
    """A post of a unit. Responsibility is held by posts; people come and go."""

    noun = "post"
    sight = "staff"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    duty = models.CharField(max_length=8, choices=Duty.choices, default=Duty.STAFF)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["unit__path", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None)
                | Q(valid_from=None)
                | Q(valid_to__gte=models.F("valid_from")),
                name="post_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        """The title; the holder's name is shown where it is looked up for many posts at once."""
        return self.title

    def words(self) -> str:
        """The title."""
        return self.title


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Questions about who holds what."""

    def on(self, day: date) -> AppointmentQuerySet:
        """Appointments in force on `day`."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Appointment(Record):
    """A person holds a post from a day to a day, both included."""

    noun = "appointment"
    sight = "staff"

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="appointment_dates_in_order",
            )
        ]


class Duties(models.TextChoices):
    """The three administrators, kept apart: one field, so nobody is two of them."""

    NONE = "", _("None")
    SYSTEM = "system_admin", _("System administrator")
    SECURITY = "security_admin", _("Security administrator")
    AUDIT = "audit_admin", _("Audit administrator")


class UserManager(BaseUserManager["User"]):
    """Finds users by the name under which they sign in, each with the person: every page names him."""

    def get_queryset(self) -> models.QuerySet[User]:
        """All users with their persons."""
        return super().get_queryset().select_related("person")


class User(AbstractBaseUser, Record):
    """A name under which one person signs in; a person has at most one."""

    noun = "user"
    sight = "staff"
    unrevised = frozenset({"password"})

    username = models.CharField(_("user name"), max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="user")
    admin = models.CharField(max_length=16, choices=Duties.choices, blank=True, default="")
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        """The sign-in name."""
        return self.username

    def hats(self, viewer: Viewer) -> set[str]:
        """Everybody is himself."""
        return {"self"} if viewer.user_id == self.id else set()
