"""Documents that were brought in, and every place in them that speaks of a record."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.round import Round
from zhenggai.office.models import Record
from zhenggai.office.sight import Viewer


class SourceKind(models.TextChoices):
    """The kinds that the reader tells apart."""

    FEEDBACK = "feedback", _("Feedback opinion")
    NOTICE = "progress_notice", _("Notice")
    PLAN = "plan", _("Plan")
    AUDIT = "audit_report", _("Audit report")
    SUMMARY = "round_summary", _("Round summary")
    OTHER = "other", _("Other document")


class Intake(Record):
    """A document brought in: its text, what was read in it, what a person corrected, and what became of it.

    `proposal` is the plan of the import: categories, findings, measures and recommendations as read and corrected,
    each with its verdict. After confirmation it stays as the record of what was done.
    """

    noun = "intake"
    round_field = "round_id"
    # Names and titles, too: a passage that is withheld later may stand in them, and revisions cannot be blanked.
    unrevised = frozenset({"text", "proposal", "reading", "title", "name", "issuer"})

    class Status(models.TextChoices):
        """From the drop to the ledger, or away."""

        STAGED = "staged", _("To be confirmed")
        CONFIRMED = "confirmed", _("In the ledger")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Undone")

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.STAGED)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="intakes")
    kind = models.CharField(max_length=20, choices=SourceKind.choices, default=SourceKind.OTHER)
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    # The original file; empty for pasted text and where passages about persons were withheld.
    blob = models.CharField(max_length=64, blank=True)
    notes = models.JSONField(default=list)
    reading = models.JSONField(default=dict)
    proposal = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("office.User", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["text_hash"], name="intake_hash")]
        constraints = [
            models.UniqueConstraint(
                fields=["text_hash"], condition=Q(status="confirmed"), name="intake_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        """Title, or the name of the file."""
        return self.title or self.name

    def words(self) -> str:
        """Title, name of the file, who issued it; its text is found through what was read from it."""
        return f"{self.title} {self.name} {self.issuer}"

    @classmethod
    def own(cls, viewer: Viewer) -> Q:
        """Until it belongs to a round, a document is seen by whoever brought it."""
        return Q(round=None, created_by_id=viewer.user_id)

    def hats(self, viewer: Viewer) -> set[str]:
        """Until it belongs to a round, standing seats count."""
        return set(viewer.standing) if self.round_id is None else set()

    def facts(self) -> dict[str, Any]:
        """How many rows that it brought were worked on since, or carry what others added."""
        return {"touched": self._touched() if self.round_id else 0}

    def _touched(self) -> int:
        assert self.round is not None  # noqa: S101 - asked before
        of_round, edited = self.round, Q(version__gt=1)
        later = Q(mentions__intake__in=of_round.intakes.exclude(pk=self.pk))
        foreign = Q(measures__in=of_round.measures.exclude(intake=self))
        joined = Q(findings__in=of_round.findings.exclude(intake=self))
        brought, mine = self.proposal.get("brought", {}), Q(intake=self)
        worked_on = (
            self.measures.filter(edited | ~Q(status="draft") | later | Q(judgements__isnull=False)),
            self.findings.filter(edited | foreign | later | Q(recurrences__isnull=False)),
            of_round.categories.filter(mine & (edited | joined)),
            of_round.recommendations.filter(mine & (edited | later | Q(measures__isnull=False))),
            of_round.institutions.filter(mine & (edited | ~Q(status="draft"))),
        )
        counts = [rows.distinct().count() for rows in worked_on]
        # What is measured of what it brought, and readings whose source it is, would be left without it.
        measured = Q(finding__intake=self) | Q(measure__intake=self)
        counts += [of_round.indicators.filter(measured).count(), self.readings.count()]
        counts += [
            of_round.findings.filter(pk=each["id"]).exclude(version=each["version"]).count()
            for each in brought.get("changed", ())
        ]
        if brought.get("round"):
            others = of_round.intakes.filter(status=self.Status.CONFIRMED).exclude(pk=self.pk)
            counts += [int(of_round.version > 1), others.count()]
            counts.append(of_round.measures.exclude(intake=self).count())
        return sum(counts)


class Withheld(models.Model):
    """A passage about persons that was not taken into the ledger: its place and hash, to be handed over."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="withheld")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
