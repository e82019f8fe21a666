"""Inspection rounds, the rule set that gives their periods, time nodes and target categories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenggai.office.models import ReachRow, Record, Unit
from zhenggai.office.sight import INSPECTED, Viewer


class Origin(models.TextChoices):
    """What kind of examination the round answers."""

    INSPECTION = "inspection", _("Inspection")
    LOCAL = "local_inspection", _("Local inspection")
    AUDIT = "audit", _("Audit")
    SUPERVISION = "supervision_check", _("Supervision check")


class RuleSet(models.Model):
    """Periods in force from a day on: copied to a round by the date of its feedback, and editable there.

    `periods` is a list of {"key", "months", "days"}: the plan is due, concentrated rectification ends, the report is
    due, the notice is published; counted from the day of the feedback. `limits` replaces limits of the ledger check:
    {"review-waiting": {"days": 3}}; what it does not name is as in `zhenggai.core.lintrules`.
    """

    origin = models.CharField(max_length=20, choices=Origin.choices)
    name = models.CharField(max_length=80)
    since = models.DateField()
    periods = models.JSONField(default=list)
    limits = models.JSONField(default=dict)

    class Meta:
        ordering = ["origin", "since"]

    def __str__(self) -> str:
        """The name."""
        return self.name


class Round(Record):
    """One inspection round of one inspected body."""

    noun = "round"
    round_field = "id"

    source = models.CharField(max_length=20, choices=Origin.choices, default=Origin.INSPECTION)
    sending_body = models.CharField(max_length=80, blank=True)
    term = models.CharField(max_length=40, blank=True)
    ordinal = models.CharField(max_length=40, blank=True)  # 第八轮
    form = models.CharField(max_length=20, blank=True)  # 常规巡视
    team = models.CharField(max_length=80, blank=True)
    inspected_body = models.CharField(max_length=120)
    inspected_unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds")
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    feedback_on = models.DateField(null=True)
    plan_adopted_on = models.DateField(null=True)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True)
    # [{"key": "plan", "months": 1, "due_on": "2026-02-16", "done_on": null}, …]: dates of this round, editable.
    periods = models.JSONField(default=list)
    special_plans = models.JSONField(default=list)
    special_groups = models.JSONField(default=list)
    due_soon_days = models.PositiveSmallIntegerField(default=7)

    class Meta:
        ordering = ["-feedback_on", "-id"]
        indexes = [models.Index(fields=["inspected_unit"], name="round_unit")]

    def __str__(self) -> str:
        """Body, term and ordinal, as the round is spoken of."""
        return " · ".join(
            part for part in (self.inspected_body, f"{self.term}{self.ordinal}") if part
        )

    def hats(self, viewer: Viewer) -> set[str]:
        """A round that is being made belongs to nobody yet: standing seats count."""
        return set(viewer.standing) if self._state.adding else set()

    def reach(self) -> Iterable[ReachRow]:
        """The inspected unit."""
        yield self.inspected_unit_id, None, INSPECTED

    def words(self) -> str:
        """How people speak of it."""
        return f"{self} {self.team} {self.sending_body}"


class TimeNode(Record):
    """A time node of a round (5月初, 年底, 长期). `due_on` is null for a node without a day (长期)."""

    noun = "node"
    round_field = "round_id"

    round = models.ForeignKey(Round, models.CASCADE, related_name="nodes")
    name = models.CharField(max_length=40)
    due_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="node_name_once")]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def long_term(self) -> bool:
        """Whether the node has no day."""
        return self.due_on is None


class Target(Record):
    """A target category of a round: what counts as met. `key` is the meaning, `name` the words of this round."""

    noun = "target"
    round_field = "round_id"

    class Key(models.TextChoices):
        """The four meanings."""

        COMPLETED = "completed", _("Completed")
        INTERIM = "interim_result", _("Interim result")
        EFFECT = "marked_effect", _("Marked effect")
        LONG_TERM = "long_term", _("Long term")

    round = models.ForeignKey(Round, models.CASCADE, related_name="targets")
    key = models.CharField(max_length=16, choices=Key.choices)
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="target_name_once")]

    def __str__(self) -> str:
        """The name."""
        return self.name


def rule_set_for(source: str, feedback_on: date | None) -> RuleSet | None:
    """The rule set in force on the day of the feedback; the newest where no day is known yet."""
    sets = RuleSet.objects.filter(origin=source)
    if feedback_on is not None:
        sets = sets.filter(since__lte=feedback_on)
    return sets.order_by("-since").first()
