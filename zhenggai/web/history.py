"""What was done, in words: entries of the journal for those who see the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhenggai.ledger.models import Measure, Round
from zhenggai.office import access
from zhenggai.office.models import Entry, User
from zhenggai.office.prepared import Prepared
from zhenggai.office.sight import Viewer
from zhenggai.web import labels

# So many of the newest entries are looked through for those that the viewer sees.
LOOKED_THROUGH = 200


@dataclass(frozen=True)
class Told:
    """One act in words."""

    at: datetime
    who: str
    act: str
    label: str
    place: tuple[int, int] | None
    note: str
    facts: dict[str, Any]


def names(entries: list[Entry]) -> dict[UUID, str]:
    """Who acted in `entries`, by user id."""
    ids = {entry.user_id for entry in entries if entry.user_id}
    return {
        user.pk: user.person.name if user.person else user.username
        for user in User.objects.filter(pk__in=ids).select_related("person")
    }


_newest = Prepared(
    lambda: (
        Entry.objects.filter(stream="ledger")
        .order_by("-seq")
        .values_list("pk", "record_id")[:LOOKED_THROUGH]
    )
)


def latest(viewer: Viewer, round_: Round, most: int) -> list[Told]:
    """The newest acts on measures and findings of the round that `viewer` sees."""
    newest = {pk: record_id for pk, record_id in _newest() if record_id}
    rows = Measure.objects.order_by().filter(pk__in=set(newest.values()))
    seen = {
        row[0]: row[1:]
        for row in access.visible_in(viewer, rows, round_.pk).values_list(
            "pk", "finding_number", "number", "title"
        )
    }
    chosen = [pk for pk, record_id in newest.items() if record_id in seen][:most]
    found = Entry.objects.defer("prev_hash", "hash").in_bulk(chosen)
    kept = [found[pk] for pk in chosen]
    who = names(kept)
    return [_told(entry, who, seen[entry.record_id]) for entry in kept if entry.record_id]


def _told(entry: Entry, who: dict[UUID, str], row: tuple[Any, ...]) -> Told:
    finding, number, title = row
    measure = Measure(finding_number=finding, number=number, title=title)
    return Told(
        at=entry.at,
        who=who.get(entry.user_id, "") if entry.user_id else "",
        act=labels.verb(entry.verb),
        label=measure.label,
        place=(finding, number),
        note=str(entry.facts.get("note", "")),
        facts=entry.facts,
    )
