"""Texts that are proof-read, and what a person said is no mistake in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models.round import Round
from zhenggai.ledger.models.source import Intake
from zhenggai.office.models import Record
from zhenggai.office.sight import Viewer


class Proof(Record):
    """A text that is proof-read: pasted, uploaded, or the text of a document of the ledger.

    The text of a document is read where it stands and not copied: what is withheld there is not seen here either.
    A text of one's own is seen by nobody else; one that belongs to a document by the general office of its round.
    """

    noun = "proof"
    round_field = "round_id"
    # A draft may be about anybody: neither its text nor its title is kept twice.
    unrevised = frozenset({"text", "title"})

    class Status(models.TextChoices):
        """Its own text, a document's text, or put away."""

        OPEN = "open", _("Open")
        BOUND = "bound", _("Text of a document")
        DISCARDED = "discarded", _("Discarded")

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    intake = models.OneToOneField(Intake, models.PROTECT, null=True, related_name="proof")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("office.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="bound", intake__isnull=False, text="")
                | (~Q(status="bound") & Q(intake__isnull=True)),
                name="proof_text_once",
            )
        ]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def content(self) -> str:
        """The text that is read."""
        return self.intake.text if self.intake is not None else self.text

    @classmethod
    def own(cls, viewer: Viewer) -> Q:
        """What one proof-reads oneself."""
        return Q(created_by_id=viewer.user_id)

    def hats(self, viewer: Viewer) -> set[str]:
        """Whoever began it."""
        return {"self"} if viewer.user_id == self.created_by_id else set()


class Waiver(models.Model):
    """A person's word that one issue is no mistake. It holds as long as the sentence stands as it is."""

    proof = models.ForeignKey(Proof, models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=40)
    # Hash of rule, sentence and marked words (`ledger.proofs.fingerprint`).
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proof", "fingerprint"], name="waiver_once"),
        ]

    def __str__(self) -> str:
        """Rule and reason."""
        return f"{self.rule}: {self.reason}"
