"""Leading group, special groups, task forces: the roles."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.office.models.base import Record
from zhenggai.office.models.people import Person
from zhenggai.office.models.unit import Unit


class GroupKind(models.TextChoices):
    """What a group is for. All but the task force give their members a hat of the same name."""

    OFFICE = "office", _("General office")
    SUPERVISION = "supervision", _("Supervision group")
    ACCOUNTABILITY = "accountability", _("Accountability group")
    CLUES = "clue_verification", _("Clue verification group")
    INSTITUTIONS = "institution_building", _("Institution building group")
    LEADING = "leading_group", _("Leading group")
    INSPECTOR = "inspector", _("Read-only inspectors")
    TASK_FORCE = "task_force", _("Task force")


class Group(Record):
    """A group formed by a unit, for one round (`round_id`) or standing for every round of the unit's subtree."""

    noun = "group"
    sight = "staff"

    kind = models.CharField(max_length=24, choices=GroupKind.choices)
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    # The round lies on a floor above; its id suffices here.
    round_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["unit__path", "kind", "name"]

    def __str__(self) -> str:
        """The name."""
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about who sits where."""

    def on(self, day: date) -> MembershipQuerySet:
        """Memberships in force on `day`."""
        return self.filter(
            Q(joined_on=None) | Q(joined_on__lte=day), Q(left_on=None) | Q(left_on__gte=day)
        )


class Membership(Record):
    """A person sits in a group from a day to a day, both included."""

    noun = "membership"
    sight = "staff"

    class Function(models.TextChoices):
        """What the member is in the group."""

        HEAD = "head", _("Head of the group")
        DEPUTY = "deputy", _("Deputy head of the group")
        MEMBER = "member", _("Member")

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=8, choices=Function.choices, default=Function.MEMBER)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None)
                | Q(joined_on=None)
                | Q(left_on__gte=models.F("joined_on")),
                name="membership_dates_in_order",
            )
        ]
