"""REMEMBER: the journal. Append-only, one hash chain a stream, written by `office.flow` alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from zhenggai.office import clock
from zhenggai.office.models import Entry, Head, Revision
from zhenggai.office.viewer import By

# What a link's hash covers, in this order of names; a change here breaks every chain, so it is never made.
COVERED = [
    "stream",
    "seq",
    "at",
    "verb",
    "user_id",
    "person_id",
    "post_id",
    "on_behalf_of_id",
    "record_id",
    "from_state",
    "to_state",
    "fields",
    "values_hash",
    "facts",
]


@dataclass(frozen=True)
class Change:
    """One field's old and new value, both fit for JSON."""

    field: str
    old: Any
    new: Any
    kept: bool = True  # False: the name stands in the journal, the values nowhere


@dataclass(frozen=True)
class Line:
    """What is to be written about one act."""

    stream: str
    verb: str
    record_id: UUID | None
    from_state: str
    to_state: str
    changes: tuple[Change, ...]
    facts: dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """The result of verifying one stream: how many links, and the first broken one with the reason."""

    stream: str
    count: int
    head: str
    broken_at: int | None = None
    reason: str = ""


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks: the same value always gives the same text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash(entry: Entry, previous: str) -> str:
    body = {name: getattr(entry, name) for name in COVERED}
    body["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest(previous + canonical(body))


def write(by: By, line: Line) -> Entry:
    """Add a link to the stream's chain, inside the caller's transaction."""
    head, _ = Head.objects.select_for_update().get_or_create(stream=line.stream)
    values = [[change.field, change.old, change.new] for change in line.changes]
    entry = Entry(
        stream=line.stream,
        seq=head.seq + 1,
        at=clock.now(),
        verb=line.verb,
        user_id=by.user.id,
        person_id=by.viewer.person_id,
        post_id=by.viewer.post_ids[0] if by.viewer.post_ids else None,
        record_id=line.record_id,
        from_state=line.from_state,
        to_state=line.to_state,
        fields=[change.field for change in line.changes],
        values_hash=digest(canonical(values)) if values else "",
        facts=json.loads(canonical(line.facts)),
        prev_hash=head.hash,
    )
    entry.hash = _hash(entry, head.hash)
    entry.save(force_insert=True)
    Head.objects.filter(pk=head.pk).update(seq=entry.seq, hash=entry.hash)
    Revision.objects.bulk_create(
        Revision(
            entry=entry,
            record_id=line.record_id,
            field=change.field,
            old=change.old,
            new=change.new,
        )
        for change in line.changes
        if change.kept and line.record_id is not None
    )
    return entry


def _links(stream: str) -> Iterable[Entry]:
    return Entry.objects.filter(stream=stream).order_by("seq").iterator(chunk_size=2000)


def verify(stream: str) -> Verdict:
    """Walk the chain of `stream` and compare each hash, the count and the head."""
    previous, expected = "", 1
    for entry in _links(stream):
        reason = ""
        if entry.seq != expected:
            reason = "missing"
        elif entry.prev_hash != previous:
            reason = "link"
        elif entry.hash != _hash(entry, previous):
            reason = "changed"
        if reason:
            return Verdict(stream, expected - 1, previous, expected, reason)
        previous, expected = entry.hash, expected + 1
    head = Head.objects.filter(stream=stream).first()
    claimed = (head.seq, head.hash) if head else (0, "")
    if claimed != (expected - 1, previous):
        return Verdict(stream, expected - 1, previous, expected, "tail")
    return Verdict(stream, expected - 1, previous)
