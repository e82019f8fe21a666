"""ACT: `step()` is the only way to change a record.

In one transaction: find the row of the rule table (an unknown verb raises) → lock and re-read the record → permission →
starting state → version → conditions → the body of the `with` → save → reach and search → journal. Anything raised
leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from zhenggai.core import rules
from zhenggai.core.errors import Duplicate, NotFound, Stale, Unmet, WrongState
from zhenggai.office import access, clock, journal, search
from zhenggai.office.models import Reach, Record, Request
from zhenggai.office.prepared import among
from zhenggai.office.viewer import By

R = TypeVar("R", bound=Record)
# So many records are given their reach together, and so many lines of it removed.
TOGETHER = 1000
LINE = ("record_id", "via_id", "unit_id", "post_id", "why")


@dataclass
class Step(Generic[R]):
    """An act while it is done: change `record`, put relations with `relate`, add `facts` for the journal."""

    record: R
    rule: rules.Rule
    note: str
    facts: dict[str, Any] = field(default_factory=dict)
    related: dict[str, list[UUID]] = field(default_factory=dict)

    def relate(self, name: str, others: Iterable[models.Model]) -> None:
        """Set the many-to-many field `name`; kept in the journal like any other field."""
        self.related[name] = [other.pk for other in others]


def _once(by: By, verb: str, record: Record) -> None:
    if by.request_id is None:
        return
    try:
        with transaction.atomic():
            Request.objects.create(
                id=by.request_id,
                user_id=by.user.id,
                verb=verb,
                record_id=record.pk,
                at=clock.now(),
            )
    except IntegrityError:
        raise Duplicate("DONE-ALREADY", verb=verb) from None


def _lock(record: R) -> R:
    """Read the record again under a lock; a new one is taken as it is."""
    if record._state.adding:
        return record
    model: Any = type(record)
    fresh: R | None = model.objects.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if fresh is None:
        raise NotFound("NOT-FOUND")
    return fresh


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)


def _snapshot(record: Record) -> dict[str, Any]:
    if record._state.adding:
        return {}
    skipped = {"id", "version"}
    return {
        column.attname: _plain(column.value_from_object(record))
        for column in record._meta.concrete_fields
        if column.attname not in skipped
    }


def _check(by: By, doing: Step[R], version: int | None) -> None:
    record, rule = doing.record, doing.rule
    access.require(by.viewer, rule.verb, record)
    if rule.source and record.state not in rule.source:
        raise WrongState("WF-STATE", verb=rule.verb, state=record.state, needed=sorted(rule.source))
    if version is not None and record.version != version:
        raise Stale("CONFLICT", record=record, version=version)
    if rule.needs:
        facts = record.facts() | {
            "note": doing.note,
            "actor": by.viewer.person_id,
            "actor_units": by.viewer.unit_ids,
        }
        for need in rule.needs:
            missing = rules.CONDITIONS[need](facts)
            if missing is not None:
                raise Unmet(f"NEED-{need.upper()}", verb=rule.verb, **missing)


def _changes(before: dict[str, Any], record: Record) -> list[journal.Change]:
    after = _snapshot(record)
    return [
        journal.Change(name, before.get(name), value, name not in record.unrevised)
        for name, value in after.items()
        if before.get(name) != value
    ]


def _relations(doing: Step[R]) -> list[journal.Change]:
    changes = []
    for name, wanted in doing.related.items():
        manager = getattr(doing.record, name)
        old = sorted(str(pk) for pk in manager.values_list("pk", flat=True))
        new = sorted(str(pk) for pk in wanted)
        if old != new:
            manager.set(wanted)
            changes.append(journal.Change(name, old, new))
    return changes


def put_reach(records: Iterable[Record]) -> None:
    """Write the reach of `records` anew, many at a time; lines that are right already stay as they are."""
    kinds: dict[type[Record], list[Record]] = {}
    for record in records:
        kinds.setdefault(type(record), []).append(record)
    for kind, several in kinds.items():
        for start in range(0, len(several), TOGETHER):
            _put_reach(kind, several[start : start + TOGETHER])


def _put_reach(kind: type[Record], records: list[Record]) -> None:
    wanted = dict.fromkeys(
        (of[0] if of else record.pk, record.pk, unit_id, post_id, why)
        for record, rows in kind.reach_of(records)
        for unit_id, post_id, why, *of in rows
    )
    gone: list[int] = []
    known = Reach.objects.filter(via_id__in=among(record.pk for record in records))
    for pk, *line in known.values_list("pk", *LINE):
        if wanted.pop(tuple(line), gone) is gone:
            gone.append(pk)
    for start in range(0, len(gone), TOGETHER):
        Reach.objects.filter(pk__in=gone[start : start + TOGETHER]).delete()
    made = [Reach(**dict(zip(LINE, line, strict=True))) for line in wanted]
    Reach.objects.bulk_create(made, batch_size=500)


def _save(doing: Step[R], before: dict[str, Any]) -> list[journal.Change]:
    """Save what changed; an act that changes nothing (an export) leaves the version alone."""
    record = doing.record
    if doing.rule.target is not None:
        record.status = doing.rule.target  # type: ignore[attr-defined]
    adding = record._state.adding
    if adding:
        record.save(force_insert=True)
    changes = [*_changes(before, record), *_relations(doing)]
    if changes and not adding:
        # A record that its own act saved already, because relations need the row, is still new.
        record.version += 1 if before else 0
        record.save()
    return changes


def _moves(doing: Step[R], change: journal.Change) -> bool:
    """Whether a change can make the record concern other units or posts: only references can."""
    return change.field in doing.related or change.field.endswith("_id")


@contextmanager
def step(
    by: By, verb: str, record: R, *, version: int | None = None, note: str = ""
) -> Iterator[Step[R]]:
    """Do `verb` to `record` for `by`.

    `version` is the version of the copy that the person saw; another one in the database raises Stale with the present
    record. `note` is the reason or result that the person wrote; it is kept with the act. The body changes
    `step.record`, which is a fresh, locked copy.
    """
    rule = rules.find(verb)
    with transaction.atomic():
        _once(by, verb, record)
        doing = Step(_lock(record), rule, note)
        _check(by, doing, version)
        before, came_from = _snapshot(doing.record), doing.record.state
        words = doing.record.words() if before else ""
        yield doing
        changes = _save(doing, before)
        if any(_moves(doing, change) for change in changes):
            put_reach([doing.record])
        if doing.record.words() != words:
            search.keep([doing.record])
        journal.write(
            by,
            journal.Line(
                stream=rule.stream,
                verb=verb,
                record_id=doing.record.pk,
                from_state="" if not before else came_from,
                to_state=doing.record.state,
                changes=tuple(changes),
                facts=doing.facts | ({"note": note} if note else {}),
            ),
        )


def remember_founding(by: By, root: Record) -> None:
    """The first link of the security stream: the installation was founded (`zhenggai.office.founding`)."""
    search.keep([root])
    journal.write(
        by, journal.Line("security", "installation.found", root.pk, "", "", (), {"name": str(root)})
    )
