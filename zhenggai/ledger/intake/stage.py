"""Staging: a file or pasted text becomes a document to be confirmed; nothing enters the ledger yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from zhenggai.core.errors import BadValue, Duplicate
from zhenggai.core.files import Limits, Note, clean_name, clean_text, digest
from zhenggai.core.matching import normal
from zhenggai.core.reading import Reading, read
from zhenggai.ledger.intake.propose import propose
from zhenggai.ledger.intake.shape import Proposal
from zhenggai.ledger.milestones import date_of
from zhenggai.ledger.models import Intake, Round, SourceKind
from zhenggai.office import access, apart, clock, files
from zhenggai.office.flow import step
from zhenggai.office.models import Unit
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By

# A pasted text is a form field; what is longer comes as a file.
MOST_PASTED = 500_000
TITLE, ISSUER = 300, 120


@dataclass(frozen=True)
class Incoming:
    """A document as it comes in: its text, and the bytes of the file where it was one."""

    name: str
    text: str
    kind: str = "txt"
    data: bytes | None = None
    notes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Staged:
    """A staged document; `again`: the same text was waiting already and is opened instead of doubled."""

    intake: Intake
    again: bool = False


def _notes(notes: Sequence[Note]) -> list[dict[str, Any]]:
    return [{"code": note.code, "count": note.count, **note.facts} for note in notes]


def from_file(data: bytes, name: str, limits: Limits) -> Incoming:
    """The text of an uploaded file; raises BadFile."""
    taken = apart.extracted(data, name, limits)
    return Incoming(clean_name(name), taken.text, str(taken.kind), data, _notes(taken.notes))


def from_text(text: str) -> Incoming:
    """Pasted text; raises BadValue (TEXT-EMPTY, TEXT-LONG) and BadFile (TEXT-CHAR)."""
    if len(text) > MOST_PASTED:
        raise BadValue("TEXT-LONG", length=len(text), limit=MOST_PASTED)
    cleaned, notes = clean_text(text)
    if not normal(cleaned):
        raise BadValue("TEXT-EMPTY")
    first = next(line.strip() for line in cleaned.split("\n") if line.strip())
    return Incoming(first[:60], cleaned, notes=_notes(notes))


def stage(by: By, incoming: Incoming, round_: Round | None = None) -> Staged:
    """Read the document and keep it with its proposal.

    The same text that waits already is opened again; text that stands in the ledger raises Duplicate (IMP-DUP), which
    names the earlier document where the person may see it.
    """
    text_hash = digest(incoming.text.encode())
    waiting = _known(by, text_hash)
    if waiting is not None:
        return Staged(waiting, again=True)
    reading = read(incoming.text)
    proposal = propose(reading)
    _place(by, proposal, reading, round_)
    intake = _row(by, incoming, reading, text_hash)
    if proposal.withheld:
        # What concerns persons does not lie in the ledger's files either; the hash says which file it was.
        intake.notes.append({"code": "ORIGINAL-NOT-KEPT", "sha256": _hash(incoming)})
    elif incoming.data is not None:
        intake.blob = files.store(incoming.data, incoming.kind).sha256
    intake.proposal = proposal.as_json()
    with step(by, "intake.stage", intake) as doing:
        doing.facts["text_hash"] = text_hash
    return Staged(intake)


def _hash(incoming: Incoming) -> str:
    return digest(incoming.data) if incoming.data is not None else digest(incoming.text.encode())


def _known(by: By, text_hash: str) -> Intake | None:
    """The viewer's own waiting copy; raises where the text is in the ledger."""
    waiting = (
        access.visible(by.viewer, Intake.objects.filter(text_hash=text_hash))
        .filter(status=Intake.Status.STAGED)
        .first()
    )
    if waiting is not None:
        return waiting
    refuse_twice(by, text_hash)
    return None


def refuse_twice(by: By, text_hash: str) -> None:
    """Raise Duplicate where the same text was confirmed; it is named to those who may see it."""
    confirmed = Intake.objects.filter(text_hash=text_hash, status=Intake.Status.CONFIRMED)
    if not confirmed.exists():
        return
    earlier = access.visible(by.viewer, confirmed).first()
    if earlier is None:
        raise Duplicate("IMP-KNOWN")
    raise Duplicate("IMP-DUP", title=str(earlier), intake=str(earlier.pk))


def _row(by: By, incoming: Incoming, reading: Reading, text_hash: str) -> Intake:
    kind = reading.kind if reading.kind in SourceKind.values else SourceKind.OTHER
    return Intake(
        kind=kind,
        name=incoming.name[:255],
        title=(reading.title or "")[:TITLE],
        issuer=(reading.issuer or "")[:ISSUER],
        issued_on=date_of(reading.issued_on or ""),
        text=incoming.text,
        text_hash=text_hash,
        notes=list(incoming.notes),
        reading=kept_reading(reading),
        created_at=clock.now(),
        created_by=by.user,
    )


def kept_reading(reading: Reading) -> dict[str, Any]:
    """What was read, without the text, which the document holds itself."""
    return {name: _plain(value) for name, value in vars(reading).items() if name != "text"}


def _plain(value: Any) -> Any:
    """Lists and dictionaries of what was read; nothing is copied twice, a long document holds thousands of figures."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if hasattr(value, "__dict__"):
        return {name: _plain(part) for name, part in vars(value).items()}
    return value


def _place(by: By, proposal: Proposal, reading: Reading, round_: Round | None) -> None:
    """Which round it belongs to, and which unit was inspected, as far as that can be told."""
    known = round_ or _round_of(by.viewer, reading)
    if known is not None:
        proposal.round.id = str(known.pk)
    unit = _unit_of(by.viewer, proposal.round.inspected_body)
    if unit is not None:
        proposal.round.unit = str(unit.pk)


def _round_of(viewer: Viewer, reading: Reading) -> Round | None:
    """The one round of the viewer that has this feedback day, or this term and number; None where several have."""
    seen = reading.inspection
    same = Q(pk__in=[])
    if seen.feedback_on:
        same |= Q(feedback_on=seen.feedback_on)
    if seen.term and seen.round:
        same |= Q(term=seen.term, ordinal=seen.round, feedback_on=None)
    found = list(access.visible(viewer, Round.objects.filter(same))[:2])
    fitting = [round_ for round_ in found if _fits(round_, seen.inspected_body, seen.team)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(round_: Round, body: str | None, team: str | None) -> bool:
    """Whether neither body nor team contradict: a longer form of a name is the same name."""
    pairs = ((round_.inspected_body, body), (round_.team, team))
    return all(
        not one or not other or normal(one) in normal(other) or normal(other) in normal(one)
        for one, other in pairs
    )


def _unit_of(viewer: Viewer, body: str) -> Unit | None:
    """The unit that is called like the inspected body, else the unit whose office brings the document in."""
    seats = [seat for seat in viewer.seats if seat.kind == "office" and seat.round_id is None]
    if not seats:
        return None
    top = Unit.objects.filter(path=seats[0].path).first()
    named = Unit.objects.open().within(seats[0].path).filter(Q(name=body) | Q(short_name=body))
    return (named.first() if body else None) or top
