"""What was done to one record, act by act, with old and new values in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenggai.ledger.models import (
    Category,
    Finding,
    Indicator,
    Measure,
    Pace,
    Status,
    Target,
    TimeNode,
)
from zhenggai.office import naming
from zhenggai.office.models import Entry, Post, Revision, Unit
from zhenggai.web import history, labels

# So many of the newest acts are told; the journal holds the rest.
MOST = 100
NAMES: dict[str, str | Promise] = {
    "status": gettext_lazy("State"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Measure"),
    "wording": gettext_lazy("Wording"),
    "result": gettext_lazy("Result"),
    "criterion": gettext_lazy("Completion criterion"),
    "claimed_status": gettext_lazy("Claimed"),
    "node_id": gettext_lazy("Time node"),
    "target_id": gettext_lazy("Target category"),
    "due_on": gettext_lazy("Due date"),
    "original_due_on": gettext_lazy("Original due date"),
    "pace": gettext_lazy("Pace"),
    "condition": gettext_lazy("Condition to be created"),
    "condition_due_on": gettext_lazy("Condition due on"),
    "lead_leader_id": gettext_lazy("Lead leader"),
    "lead_unit_id": gettext_lazy("Lead unit"),
    "responsible_leaders": gettext_lazy("Responsible leaders"),
    "responsible_units": gettext_lazy("Responsible units"),
    "category_id": gettext_lazy("Category"),
    "number": gettext_lazy("No."),
    "finding_id": gettext_lazy("Finding"),
    "stages": gettext_lazy("Stages"),
    "name": gettext_lazy("Name"),
    "measure_id": gettext_lazy("Measure"),
    "measured_in": gettext_lazy("Unit of measurement"),
    "direction": gettext_lazy("Direction"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_on": gettext_lazy("Baseline as of"),
    "target": gettext_lazy("Target value"),
    "target_on": gettext_lazy("To be reached by"),
    "responsible_unit_id": gettext_lazy("Responsible unit"),
}
# What follows from the act itself and tells nobody anything.
SILENT = {
    "created_at",
    "changed_at",
    "first_closed_at",
    "closed_at",
    "round_id",
    "intake_id",
    "finding_number",
}
Lookup = Callable[[Iterable[UUID]], dict[UUID, str]]


def _named(model: type[Any]) -> Lookup:
    return lambda ids: {one.pk: str(one) for one in model.objects.filter(pk__in=list(ids))}


def _posts(ids: Iterable[UUID]) -> dict[UUID, str]:
    return naming.written(list(Post.objects.filter(pk__in=list(ids))))


LOOKUPS: dict[str, Lookup] = {
    "node_id": _named(TimeNode),
    "target_id": _named(Target),
    "category_id": _named(Category),
    "finding_id": _named(Finding),
    "measure_id": _named(Measure),
    "responsible_unit_id": _named(Unit),
    "lead_unit_id": _named(Unit),
    "responsible_units": _named(Unit),
    "lead_leader_id": _posts,
    "responsible_leaders": _posts,
}
CHOICES = {
    "status": dict(Status.choices),
    "pace": dict(Pace.choices),
    "direction": dict(Indicator.Direction.choices),
}
DAYS = {"due_on", "original_due_on", "condition_due_on", "baseline_on", "target_on"}


@dataclass(frozen=True)
class Change:
    """A field with its old and its new value, in words."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Act:
    """One act on the record."""

    at: datetime
    who: str
    act: str
    note: str
    moved: tuple[str, str] | None
    changes: list[Change]


def _ids(value: Any) -> list[UUID]:
    values = value if isinstance(value, list) else [value] if value else []
    return [UUID(str(one)) for one in values]


class _Words:
    """Values in words; what is named by an id is looked up once for all acts."""

    def __init__(self, revisions: list[Revision]) -> None:
        wanted: dict[str, set[UUID]] = {}
        for one in revisions:
            if one.field in LOOKUPS:
                wanted.setdefault(one.field, set()).update(_ids(one.old), _ids(one.new))
        self.known = {name: LOOKUPS[name](ids) for name, ids in wanted.items() if ids}

    def say(self, name: str, value: Any) -> str:
        """One value; nothing is said as an empty text."""
        if value in (None, "", []):
            return ""
        if name in LOOKUPS:
            known = self.known.get(name, {})
            return _(", ").join(known.get(one, _("(removed)")) for one in _ids(value))
        if name in CHOICES:
            return str(CHOICES[name].get(value, value))
        if name in DAYS:
            return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
        return str(value)


def _change(words: _Words, one: Revision) -> Change:
    name = str(NAMES.get(one.field, one.field))
    return Change(name, words.say(one.field, one.old), words.say(one.field, one.new))


def _moved(entry: Entry) -> tuple[str, str] | None:
    states = CHOICES["status"]
    if entry.from_state == entry.to_state or entry.to_state not in states:
        return None
    return str(states.get(entry.from_state, "")), str(states[entry.to_state])


def _told(entry: Entry, who: dict[UUID, str], words: _Words, revisions: list[Revision]) -> Act:
    note = str(entry.facts.get("note", ""))
    return Act(
        at=entry.at,
        who=who.get(entry.user_id, "") if entry.user_id else "",
        act=labels.verb(entry.verb),
        note=note,
        moved=_moved(entry),
        changes=[
            _change(words, one)
            for one in revisions
            if one.field not in SILENT and one.field != "status" and one.new != note
        ]
        + _stages(entry),
    )


def _stages(entry: Entry) -> list[Change]:
    """The stages before and after an act that laid or moved them: they are no fields, the act itself names them."""
    if entry.verb not in ("measure.schedule", "measure.recalculate"):
        return []
    was, now = (_(", ").join(entry.facts.get(key, ())) for key in ("was", "stages"))
    return [Change(str(NAMES["stages"]), was, now)]


def of_record(record: Measure | Finding | Indicator) -> list[Act]:
    """The acts on a record that the viewer sees, newest first; the import that brought it among them."""
    intake_id = getattr(record, "intake_id", None)
    brought = [intake_id] if intake_id else []
    entries = list(
        Entry.objects.filter(record_id__in=[record.pk, *brought])
        .exclude(verb__in=("intake.stage", "intake.correct"))
        .order_by("-at", "-seq")
        .defer("prev_hash", "hash", "values_hash")[:MOST]
    )
    revisions: dict[int, list[Revision]] = {}
    kept = list(
        Revision.objects.filter(
            record_id=record.pk, entry_id__in=[entry.pk for entry in entries]
        ).order_by("pk")
    )
    for one in kept:
        revisions.setdefault(one.entry_id, []).append(one)
    words, who = _Words(kept), history.names(entries)
    return [_told(entry, who, words, revisions.get(entry.pk, [])) for entry in entries]
