"""Bulk change of the whole filtered set: preview, run in short pieces, row by row, undone as one for half an hour.

Every row is an act (`measure.assign` and so on) with its own permission, version and journal entry. A piece is one
short transaction, so that others keep working; whoever leaves can go on later.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from zhenggai.core.errors import BadValue, Refusal
from zhenggai.ledger import listing
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Batch, BatchRow, Pace, Status, Target, TimeNode
from zhenggai.office import access, clock, naming
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

MOST = 100_000
UNDO_FOR = timedelta(minutes=30)
# A piece holds the database no longer than this; a request runs a few of them.
PIECE_SECONDS, REQUEST_SECONDS = 0.2, 1.0
_READ_AT_ONCE = 40
_NEEDED = ("batch_id", "position", "result", "before", "version_after", "measure__id")


@dataclass(frozen=True)
class Change:
    """A field that can be changed for many: its column, and how what was typed becomes what the column holds.

    `find` gives the value for the column and how it is shown; it raises BadValue.
    """

    column: str
    find: Callable[[Frame, str], tuple[Any, str]]


def _unit(_frame: Frame, text: str) -> tuple[Any, str]:
    unit = naming.unit(text.strip())
    return str(unit.pk), str(unit)


def _leader(_frame: Frame, text: str) -> tuple[Any, str]:
    post = naming.post(text.strip())
    return str(post.pk), naming.written([post])[post.pk]


def _of_round(model: type[TimeNode] | type[Target]) -> Callable[[Frame, str], tuple[Any, str]]:
    def find(frame: Frame, text: str) -> tuple[Any, str]:
        try:
            found = model.objects.filter(round=frame.round, pk=UUID(text)).first()
        except ValueError:
            found = None
        if found is None:
            raise BadValue("CHOICE", field=model._meta.model_name)
        return str(found.pk), str(found)

    return find


def _pace(_frame: Frame, text: str) -> tuple[Any, str]:
    if text not in Pace.values:
        raise BadValue("CHOICE", field="pace")
    return text, str(Pace(text).label)


def _day(_frame: Frame, text: str) -> tuple[Any, str]:
    try:
        return date.fromisoformat(text).isoformat(), text
    except ValueError:
        raise BadValue("DATE", value=text) from None


CHANGES: dict[str, Change] = {
    "lead_unit": Change("lead_unit_id", _unit),
    "lead_leader": Change("lead_leader_id", _leader),
    "node": Change("node_id", _of_round(TimeNode)),
    "target": Change("target_id", _of_round(Target)),
    "due_on": Change("due_on", _day),
    "pace": Change("pace", _pace),
}


@dataclass(frozen=True)
class Line:
    """One row of the preview; `code` and `facts` say why it would be refused."""

    measure_id: UUID
    label: tuple[int, int]
    title: str
    before: Any
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """What the change would do: which rows change, how many have the value already, which would be refused and why."""

    value: Any
    shown: str
    changes: list[Line]
    unchanged: int
    refused: list[Line]


def preview(frame: Frame, wanted: Wanted, key: str, text: str) -> Preview:
    """Look at every row of the filtered set, in one question. Raises BadValue for a value that cannot be taken."""
    change = CHANGES.get(key)
    if change is None:
        raise BadValue("CHOICE", field="field")
    if not text.strip():
        raise BadValue("REQUIRED", field=key)
    value, shown = change.find(frame, text)
    found = listing.measures(frame, wanted).order_by("finding_number", "number")
    columns = ("pk", "finding_number", "number", "title", "text", "status", "due_on", change.column)
    changes: list[Line] = []
    refused: list[Line] = []
    unchanged = 0
    for row in found.values(*dict.fromkeys(columns))[: MOST + 1]:
        now = _plain(row[change.column])
        if now == value:
            unchanged += 1
            continue
        line = _line(row, now, key)
        (refused if line.code else changes).append(line)
    if len(changes) > MOST:
        raise BadValue("BATCH-MANY", limit=MOST)
    return Preview(value, shown, changes, unchanged, refused)


def _line(row: dict[str, Any], before: Any, key: str) -> Line:
    code: str = ""
    facts: dict[str, Any] = {}
    if row["status"] == Status.CLOSED:
        code, facts = "WF-STATE", {"verb": "measure.assign", "state": row["status"]}
    elif key == "due_on" and row["status"] != Status.DRAFT and row["due_on"] is not None:
        code, facts = "DUE-BY-REQUEST", {"day": row["due_on"].isoformat()}
    label = (row["finding_number"], row["number"])
    return Line(row["pk"], label, row["title"] or row["text"][:80], before, code, facts)


def _plain(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def start(by: By, frame: Frame, seen: Preview, key: str) -> Batch:
    """Keep what is to be done; nothing is changed yet. Raises BadValue (BATCH-NONE) where nothing would change."""
    if not seen.changes:
        raise BadValue("BATCH-NONE")
    batch = Batch(
        round=frame.round,
        key=key,
        value="" if seen.value is None else str(seen.value),
        shown=seen.shown[:200],
        created_by=by.user,
        created_at=clock.now(),
    )
    with step(by, "batch.start", batch) as doing:
        # Rows need the batch; it is saved here and again when the step ends.
        doing.record.save(force_insert=True)
        BatchRow.objects.bulk_create(
            [
                BatchRow(
                    batch=doing.record, measure_id=one.measure_id, position=at, before=one.before
                )
                for at, one in enumerate(seen.changes)
            ],
            batch_size=500,
        )
        doing.facts |= {"key": key, "rows": len(seen.changes)}
        return doing.record


def go(by: By, batch: Batch, seconds: float = REQUEST_SECONDS) -> Batch:
    """Go on for about so many seconds, forth or back; does nothing with a batch that is through."""
    end = time.perf_counter() + seconds
    quiet = By(by.user, by.viewer)
    while batch.status in (Batch.Status.RUNNING, Batch.Status.UNDOING):
        if not _piece(quiet, batch):
            batch = _through(quiet, batch)
        if time.perf_counter() >= end:
            break
    return batch


def _piece(by: By, batch: Batch) -> bool:
    """One short transaction of rows; False where none is left."""
    back = batch.status == Batch.Status.UNDOING
    waiting = BatchRow.Result.CHANGED if back else BatchRow.Result.WAITING
    end = time.perf_counter() + PIECE_SECONDS
    with transaction.atomic():
        rows = BatchRow.objects.select_for_update(of=("self",)).filter(batch=batch, result=waiting)
        # The act reads each measure anew, under its lock; here its key is enough.
        rows = rows.select_related("measure").only(*_NEEDED)
        found = list(rows[:_READ_AT_ONCE])
        for row in found:
            (_restore if back else _change)(by, batch, row)
            if time.perf_counter() >= end:
                break
    return bool(found)


def _change(by: By, batch: Batch, row: BatchRow) -> None:
    try:
        with transaction.atomic():
            row.version_after = _put(by, batch, row, batch.value)
    except Refusal as refused:
        row.result, row.code, row.facts = BatchRow.Result.REFUSED, refused.code, _said(refused)
    else:
        row.result = BatchRow.Result.CHANGED
    row.save(update_fields=["result", "version_after", "code", "facts"])


def _restore(by: By, batch: Batch, row: BatchRow) -> None:
    """Put the old value back, unless somebody changed the measure since."""
    try:
        with transaction.atomic():
            _put(by, batch, row, row.before, version=row.version_after)
    except Refusal as refused:
        row.result, row.code, row.facts = BatchRow.Result.KEPT, refused.code, _said(refused)
    else:
        row.result = BatchRow.Result.RESTORED
    row.save(update_fields=["result", "code", "facts"])


def _put(by: By, batch: Batch, row: BatchRow, value: Any, *, version: int | None = None) -> int:
    """The change itself, an act on the measure; the version after it. Another version than `version` raises Stale."""
    column = CHANGES[batch.key].column
    with step(by, "measure.assign", row.measure, version=version) as doing:
        record = doing.record
        setattr(record, column, _typed(column, value))
        if column == "due_on" and record.original_due_on is None:
            record.original_due_on = record.due_on
        record.changed_at = clock.now()
        doing.facts["batch"] = str(batch.pk)
    return doing.record.version


def _typed(column: str, value: Any) -> Any:
    """What JSON kept as the column takes it."""
    if value in (None, "") and column != "pace":
        return None
    if column.endswith("_id"):
        return UUID(str(value))
    return date.fromisoformat(value) if column == "due_on" else (value or "")


def _said(refused: Refusal) -> dict[str, Any]:
    return {name: value for name, value in refused.facts.items() if isinstance(value, str | int)}


def _through(by: By, batch: Batch) -> Batch:
    """All rows were gone through."""
    back = batch.status == Batch.Status.UNDOING
    with step(by, "batch.restore" if back else "batch.run", batch) as doing:
        record = doing.record
        record.until = None if back else clock.now() + UNDO_FOR
        doing.facts |= counts(batch)
        return record


def undo(by: By, batch: Batch) -> Batch:
    """Begin to put everything back; Unmet (NEED-UNDOABLE) where the half hour is over."""
    with step(by, "batch.undo", batch) as doing:
        return doing.record


def counts(batch: Batch) -> dict[str, int]:
    """How many rows stand at which result; noughts are left out."""
    rows = batch.rows.order_by().values_list("result").annotate(n=Count("id"))
    return dict(rows)


def fetch(frame: Frame, batch_id: UUID) -> Batch:
    """A batch of the round; NotFound for who does not see it."""
    rows = Batch.objects.filter(round=frame.round).select_related("round", "created_by__person")
    return access.fetch(frame.viewer, rows, pk=batch_id)
