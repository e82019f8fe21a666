"""Withholding: passages about persons leave text, reading and proposal; place and hash stay, to be handed over (R4)."""

from __future__ import annotations

from zhenggai.ledger.intake import passages
from zhenggai.ledger.intake.shape import Passage, Proposal, from_json
from zhenggai.ledger.models import Intake, Withheld
from zhenggai.office import files


def apply(intake: Intake, proposal: Proposal) -> Proposal:
    """Blank every marked passage in `intake` and in a copy of `proposal`, and keep their places and hashes.

    Nothing is saved but the rows of the passages; the caller's step saves the document.
    """
    if not proposal.withheld:
        return proposal
    eraser = passages.Eraser(intake.text, proposal.withheld)
    spans = passages.merged([(each.start, each.end) for each in proposal.withheld])
    Withheld.objects.bulk_create(
        Withheld(
            intake=intake, start=start, end=end, sha256=passages.digest(intake.text[start:end])
        )
        for start, end in spans
    )
    cleaned = from_json(eraser.value(proposal.as_json()))
    cleaned.withheld = [Passage(start, end) for start, end in spans]
    intake.reading = eraser.value(intake.reading)
    intake.title = eraser.words(intake.title)
    intake.name = eraser.words(intake.name)
    intake.issuer = eraser.words(intake.issuer)
    intake.text = passages.blanked(intake.text, proposal.withheld)
    drop_original(intake)
    return cleaned


def drop_original(intake: Intake) -> None:
    """Do not keep the original file: what was withheld stands in it. Its hash stays in the notes."""
    if not intake.blob:
        return
    intake.notes = [*intake.notes, {"code": "ORIGINAL-NOT-KEPT", "sha256": intake.blob}]
    others = Intake.objects.filter(blob=intake.blob).exclude(pk=intake.pk)
    if not others.exists():
        files.remove(intake.blob)
    intake.blob = ""
