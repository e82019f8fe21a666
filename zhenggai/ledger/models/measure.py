"""Measures: the six fields, criterion, node, target, pace, readiness and the state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.finding import Finding, Manifestation
from zhenggai.ledger.models.round import Round, Target, TimeNode
from zhenggai.ledger.models.source import Intake
from zhenggai.office import clock
from zhenggai.office.models import Post, ReachRow, Record, Unit
from zhenggai.office.models.people import Duty
from zhenggai.office.prepared import among
from zhenggai.office.sight import Viewer

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Status(models.TextChoices):
    """The states of a measure (decision 2)."""

    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Submitted")
    REVIEWED = "reviewed", _("Reviewed")
    VERIFIED = "verified", _("Verified")
    CLOSED = "closed", _("Closed out")


class Pace(models.TextChoices):
    """How quickly it can be put right."""

    IMMEDIATE = "immediate", _("Immediate")
    STAGED = "staged", _("Staged")
    CONTINUOUS = "continuous", _("Continuous")


def _related(rows: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for record_id, other_id in rows:
        found.setdefault(record_id, []).append(other_id)
    return found


class Measure(Record):
    """A measure (整改措施) of a finding. Its number is continuous in the finding and never reused; shown 7-③.

    `round` repeats the finding's, so that the ledger is one indexed read.
    """

    noun = "measure"
    round_field = "round_id"
    surely = "lead_unit"

    # Every index below begins with the round.
    round = models.ForeignKey(Round, models.CASCADE, related_name="measures", db_index=False)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="measures")
    manifestation = models.ForeignKey(
        Manifestation, models.PROTECT, null=True, related_name="measures"
    )
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="measures")
    finding_number = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    result = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    claimed_status = models.CharField(max_length=16, blank=True)
    criterion = models.TextField(blank=True)
    node = models.ForeignKey(TimeNode, models.PROTECT, null=True, related_name="measures")
    target = models.ForeignKey(Target, models.PROTECT, null=True, related_name="measures")
    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    # The day that a waiting request for extension asks for, and how often the due date was moved (T6).
    asked_due_on = models.DateField(null=True)
    extended = models.PositiveSmallIntegerField(default=0)
    pace = models.CharField(max_length=12, choices=Pace.choices, blank=True)
    condition = models.TextField(blank=True)
    condition_due_on = models.DateField(null=True)
    lead_leader = models.ForeignKey(Post, models.PROTECT, null=True, related_name="led")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="led")
    responsible_leaders = models.ManyToManyField(Post, related_name="answered")
    responsible_units = models.ManyToManyField(Unit, related_name="answered")
    first_closed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["finding_number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="measure_number_once"),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False),
                name="measure_closed_when",
            ),
        ]
        # One for each order of the ledger, so that a page is a walk along it; number and state stand in them so that
        # counting what is seen or overdue does not read the rows.
        indexes = [
            models.Index(
                fields=["round", "finding_number", "number", "status", "due_on", "finding", "id"],
                name="measure_number",
            ),
            models.Index(
                fields=["round", "due_on", "finding_number", "number", "status"], name="measure_due"
            ),
            models.Index(
                fields=["round", "status", "due_on", "finding_number", "number"],
                name="measure_status_due",
            ),
            models.Index(
                fields=["round", "status", "finding_number", "number"], name="measure_status"
            ),
            models.Index(
                fields=["round", "asked_due_on"],
                condition=Q(asked_due_on__isnull=False),
                name="measure_asked",
            ),
            *(
                models.Index(
                    fields=["round", field, "finding_number", "number", "status"], name=name
                )
                for field, name in (
                    ("lead_unit", "measure_unit"),
                    ("lead_leader", "measure_leader"),
                    ("node", "measure_node"),
                    ("target", "measure_target"),
                    ("changed_at", "measure_changed"),
                )
            ),
            # All that the home counts, so that counting reads this index alone.
            models.Index(
                fields=[
                    *("round", "node", "target", "status", "due_on", "closed_at"),
                    *("finding", "lead_unit", "lead_leader"),
                ],
                name="measure_matrix",
            ),
        ]

    @property
    def label(self) -> str:
        """7-③; above twenty 7-(21)."""
        mark = CIRCLED[self.number - 1] if self.number <= len(CIRCLED) else f"({self.number})"
        return f"{self.finding_number}-{mark}"

    def __str__(self) -> str:
        """The label."""
        return self.label

    @property
    def ready(self) -> bool:
        """Whether it can be done now (T3); otherwise `condition` names what must come first."""
        return not self.condition

    def hats(self, viewer: Viewer) -> set[str]:
        """Hats from posts: of the lead unit, of responsible units, of leaders."""
        worn = set()
        for holding in viewer.holdings:
            if holding.unit_id == self.lead_unit_id:
                if holding.duty == Duty.LIAISON:
                    worn.add("liaison")
                elif holding.duty in (Duty.HEAD, Duty.DEPUTY):
                    worn.add("head")
            if holding.post_id == self.lead_leader_id:
                worn.add("leader")
        if self.pk and not self._state.adding and viewer.holdings and not worn:
            worn |= self._further_hats(viewer)
        return worn

    def _further_hats(self, viewer: Viewer) -> set[str]:
        # Few rows each, and already at hand where a page names them.
        hats = set()
        if {unit.pk for unit in self.responsible_units.all()} & set(viewer.unit_ids):
            hats.add("helper")
        if {post.pk for post in self.responsible_leaders.all()} & set(viewer.post_ids):
            hats.add("leader")
        return hats

    def facts(self) -> dict[str, Any]:
        """What the conditions ask: the fields, and who did the earlier steps of the present way to close-out."""
        ways = list(CloseOut.objects.filter(measure_id=self.pk))
        way = next((one for one in ways if one.ended_at is None), None)
        chain = [way.doer_id, way.reviewer_id, way.verifier_id] if way else []
        return {
            "lead_leader": self.lead_leader_id,
            "lead_unit": self.lead_unit_id,
            "text": self.text or self.title,
            "due_on": self.due_on,
            "asked_due_on": self.asked_due_on,
            "long_term": self.node is not None and self.node.long_term,
            "criterion": self.criterion,
            "chain": [person for person in chain if person],
            "doers": {one.doer_id for one in ways},
            "node_on": self.node.due_on if self.node else None,
            "today": clock.today(),
            "doer_units": [unit for unit in (self.lead_unit_id, way and way.doer_unit_id) if unit],
        }

    def reach(self) -> Iterable[ReachRow]:
        """Lead and responsible units and posts; the same for its finding and its round, which they see."""
        return next(self.reach_of([self]))[1]

    @classmethod
    def reach_of(cls, records: Sequence[Self]) -> Iterator[tuple[Self, Iterable[ReachRow]]]:
        """The reach of many measures, in two queries."""
        ids = among(record.pk for record in records)
        units, posts = (
            _related(through.objects.filter(measure_id__in=ids).values_list("measure_id", other))
            for through, other in (
                (cls.responsible_units.through, "unit_id"),
                (cls.responsible_leaders.through, "post_id"),
            )
        )
        for one in records:
            rows: list[tuple[UUID | None, UUID | None, str]] = []
            if one.lead_unit_id:
                rows.append((one.lead_unit_id, None, "lead_unit"))
            if one.lead_leader_id:
                rows.append((None, one.lead_leader_id, "lead_leader"))
            rows += [(pk, None, "unit") for pk in units.get(one.pk, ())]
            rows += [(None, pk, "leader") for pk in posts.get(one.pk, ())]
            yield one, [line for row in rows for line in one._brought(row)]

    def _brought(self, row: tuple[UUID | None, UUID | None, str]) -> list[ReachRow]:
        return [row, (*row, self.finding_id), (*row, self.round_id)]

    def words(self) -> str:
        """Label in its typed form, title, text, criterion, result."""
        return f"{self.finding_number}-{self.number} {self.title} {self.text} {self.criterion} {self.result}"


class CloseOut(models.Model):
    """One way of a measure from submission to close-out, with the persons and units of each step (decision 3).

    The persons are pairwise different and the verifier's unit is not the doer's: the database holds it too.
    `ended_at` is set when it was closed or sent back; a measure has at most one way that has not ended.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="closeouts")
    doer = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    doer_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    result = models.TextField()
    reviewer = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    verifier = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    verifier_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    finding_of_verifier = models.TextField(blank=True)
    closer = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    sent_back_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(ended_at=None), name="closeout_one_open"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{one}__isnull": True})
                    | Q(**{f"{other}__isnull": True})
                    | ~Q(**{one: F(other)}),
                    name=f"closeout_{one}_not_{other}",
                )
                for one, other in (
                    ("doer", "reviewer"),
                    ("doer", "verifier"),
                    ("doer", "closer"),
                    ("reviewer", "verifier"),
                    ("reviewer", "closer"),
                    ("verifier", "closer"),
                    ("doer_unit", "verifier_unit"),
                )
            ),
        ]


class Relapse(models.Model):
    """A closed measure was reopened: when it had first been closed, and why it is open again (E4)."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="relapses")
    first_closed_at = models.DateTimeField()
    reopened_at = models.DateTimeField()
    reason = models.TextField()
