"""The way of a measure to close-out: submit → review → verify → close, or back; and the way back from closed.

Each step is done by another person, and whoever verifies is not of the unit that did the work (decision 3): the rule
table asks it, and the row of the way (`CloseOut`) holds it in the database.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from zhenggai.core.errors import NotAllowed
from zhenggai.ledger import extensions
from zhenggai.ledger.models import CloseOut, Measure, Relapse
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.viewer import By


def _way(measure: Measure) -> CloseOut:
    return CloseOut.objects.select_for_update().get(measure_id=measure.pk, ended_at=None)


def _person(by: By) -> UUID:
    if by.viewer.person_id is None:
        raise NotAllowed("ACCESS")
    return by.viewer.person_id


def _own_unit(by: By, other_than: UUID | None = None) -> UUID | None:
    return next((unit for unit in by.viewer.unit_ids if unit != other_than), None)


def submit(by: By, measure: Measure, *, note: str, version: int | None = None) -> None:
    """Claim completion with the result in words: in progress → submitted. A claim is not a verification."""
    with step(by, "measure.submit", measure, version=version, note=note) as doing:
        now = clock.now()
        doing.record.result, doing.record.changed_at = note, now
        extensions.lapse(doing.record)
        CloseOut.objects.create(
            measure=doing.record,
            doer_id=_person(by),
            doer_unit_id=_own_unit(by) or doing.record.lead_unit_id,
            submitted_at=now,
            result=note,
        )


def review(by: By, measure: Measure, *, note: str = "", version: int | None = None) -> None:
    """The head of the lead unit stands for the claim: submitted → reviewed."""
    with step(by, "measure.review", measure, version=version, note=note) as doing:
        way, now = _way(measure), clock.now()
        way.reviewer_id, way.reviewed_at = by.viewer.person_id, now
        way.save(update_fields=["reviewer", "reviewed_at"])
        doing.record.changed_at = now


def verify(by: By, measure: Measure, *, note: str, version: int | None = None) -> None:
    """The supervision group verified against the criterion: reviewed → verified."""
    with step(by, "measure.verify", measure, version=version, note=note) as doing:
        way, now = _way(measure), clock.now()
        way.verifier_id, way.verified_at = by.viewer.person_id, now
        way.verifier_unit_id, way.finding_of_verifier = _own_unit(by), note
        way.save(update_fields=["verifier", "verified_at", "verifier_unit", "finding_of_verifier"])
        doing.record.changed_at = now


def close(by: By, measure: Measure, *, note: str = "", version: int | None = None) -> None:
    """Strike it off: verified → closed. The first closing date is kept for ever."""
    with step(by, "measure.close", measure, version=version, note=note) as doing:
        way, now = _way(measure), clock.now()
        way.closer_id = by.viewer.person_id
        way.closed_at = way.ended_at = now
        way.save(update_fields=["closer", "closed_at", "ended_at"])
        record = doing.record
        record.closed_at = record.changed_at = now
        record.first_closed_at = record.first_closed_at or now


def send_back(by: By, measure: Measure, *, note: str, version: int | None = None) -> None:
    """Return for rework with reasons, from any step of the way."""
    with step(by, "measure.send_back", measure, version=version, note=note) as doing:
        way, now = _way(measure), clock.now()
        way.sent_back_at = way.ended_at = now
        way.reason = note
        way.save(update_fields=["sent_back_at", "ended_at", "reason"])
        doing.record.changed_at = now


def reopen(by: By, measure: Measure, *, note: str, version: int | None = None) -> None:
    """Open a closed measure again; the relapse stays on record with the first closing date (E4)."""
    with step(by, "measure.reopen", measure, version=version, note=note) as doing:
        record, now = doing.record, clock.now()
        Relapse.objects.create(
            measure=record,
            first_closed_at=record.first_closed_at or now,
            reopened_at=now,
            reason=note,
        )
        record.closed_at, record.changed_at = None, now


# By verb: how pages call an act that needs nothing but a note.
ACTS: dict[str, Any] = {
    "measure.submit": submit,
    "measure.review": review,
    "measure.verify": verify,
    "measure.close": close,
    "measure.send_back": send_back,
    "measure.reopen": reopen,
}
