"""Extension of a due date (T6): asked with a reason by the unit that does the work, decided by somebody else.

The first due date stays on the measure for ever, with how often it was moved.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from zhenggai.core.errors import BadValue, NotAllowed, Unmet
from zhenggai.ledger.models import Extension, Measure
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.models import Person
from zhenggai.office.viewer import By


def _person(by: By) -> Person:
    if by.user.person is None:
        raise NotAllowed("ACCESS")
    return by.user.person


def _waiting(measure: Measure) -> Extension:
    """The request that waits; the condition `extension_waits` was asked before."""
    return Extension.objects.select_for_update().get(
        measure_id=measure.pk, answer=Extension.Answer.ASKED
    )


def ask(
    by: By, measure: Measure, *, to_on: date, note: str, version: int | None = None
) -> Extension:
    """Ask for a later due date, with the reason.

    Raises BadValue (DUE-EARLIER) where the day is not later than the present one or lies in the past, Unmet
    (NEED-EXPLAINED, NEED-DATED, NEED-NO_EXTENSION_WAITS).
    """
    with step(by, "measure.ask_extension", measure, version=version, note=note) as doing:
        record = doing.record
        assert record.due_on is not None  # noqa: S101 - the condition `dated` was asked
        if to_on <= record.due_on or to_on < clock.today():
            raise BadValue("DUE-EARLIER", day=record.due_on.isoformat())
        record.asked_due_on, record.changed_at = to_on, clock.now()
        doing.facts["to_on"] = to_on.isoformat()
        return Extension.objects.create(
            measure=record,
            from_on=record.due_on,
            to_on=to_on,
            reason=note,
            asked_by=_person(by),
            asked_for_id=next(iter(by.viewer.unit_ids), record.lead_unit_id),
            asked_at=clock.now(),
        )


def grant(by: By, measure: Measure, *, note: str = "", version: int | None = None) -> None:
    """Move the due date to the day that was asked for; Unmet (NEED-OTHER_DECIDES) for whoever asked."""
    with step(by, "measure.grant_extension", measure, version=version, note=note) as doing:
        record, waiting = doing.record, _waiting(measure)
        _decide(by, waiting, Extension.Answer.GRANTED, note)
        record.original_due_on = record.original_due_on or record.due_on
        record.due_on, record.asked_due_on = waiting.to_on, None
        record.extended += 1
        record.changed_at = clock.now()


def refuse(by: By, measure: Measure, *, note: str, version: int | None = None) -> None:
    """Leave the due date where it is, with the reason."""
    with step(by, "measure.refuse_extension", measure, version=version, note=note) as doing:
        _decide(by, _waiting(measure), Extension.Answer.REFUSED, note)
        doing.record.asked_due_on, doing.record.changed_at = None, clock.now()


def withdraw(by: By, measure: Measure, *, note: str = "", version: int | None = None) -> None:
    """Take the request back before it is decided."""
    with step(by, "measure.withdraw_extension", measure, version=version, note=note) as doing:
        waiting = _waiting(measure)
        waiting.answer, waiting.decided_at = Extension.Answer.WITHDRAWN, clock.now()
        waiting.note = note
        waiting.save()
        doing.record.asked_due_on, doing.record.changed_at = None, clock.now()


def lapse(record: Measure) -> None:
    """A request that waits for what was submitted meanwhile has nothing left to ask; called within an act."""
    if record.asked_due_on is not None:
        waiting = _waiting(record)
        waiting.answer, waiting.decided_at = Extension.Answer.WITHDRAWN, clock.now()
        waiting.save()
        record.asked_due_on = None


def _decide(by: By, waiting: Extension, answer: Extension.Answer, note: str) -> None:
    person = _person(by)
    if person.pk == waiting.asked_by_id:
        raise Unmet("NEED-OTHER_DECIDES")
    waiting.answer, waiting.note = answer, note
    waiting.decided_by, waiting.decided_at = person, clock.now()
    waiting.save()


# By verb: how pages call an act that needs nothing but a note.
ACTS: dict[str, Any] = {
    "measure.grant_extension": grant,
    "measure.refuse_extension": refuse,
    "measure.withdraw_extension": withdraw,
}
