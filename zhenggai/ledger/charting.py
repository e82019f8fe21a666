"""Measures as bars: what the wall chart and the timeline draw, in few questions however many rows there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from zhenggai.core.drawing.bars import Bar, Block, Node
from zhenggai.ledger import counts, listing
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import CIRCLED, TimeNode
from zhenggai.office import clock

# What a bar is made of; a page that has read more fields of its rows may hand those over.
FIELDS = (
    "finding_number",
    "number",
    "title",
    "text",
    "status",
    "due_on",
    "original_due_on",
    "closed_at",
    "node_id",
    "node__due_on",
    "lead_unit__short_name",
    "lead_unit__name",
    "lead_leader_id",
    "lead_leader__title",
    "schedule__start_on",
)
# As many measures are drawn on a wall chart; more would be nobody's overview.
MOST = 3000
_LONGEST_TITLE = 80
_LEAST = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """How states, days and leaders are said, in the language of whoever asks."""

    state: Callable[[str, date | None], str]
    day: Callable[[date | None], str]
    holders: Mapping[UUID, str]


def nodes(frame: Frame) -> list[Node]:
    """The time nodes of the round that have a day."""
    dated = TimeNode.objects.filter(round=frame.round, due_on__isnull=False).order_by("due_on")
    return [Node(name, day) for name, day in dated.values_list("name", "due_on") if day]


def begun_on(frame: Frame) -> date:
    """The day from which the work of the round counts: the plan was adopted, else the feedback was given, else today."""
    round_ = frame.round
    return round_.plan_adopted_on or round_.feedback_on or frame.today


def bar(frame: Frame, row: Mapping[str, Any], told: Told) -> Bar:
    """One measure as a bar. Work begins with its stages, where they were laid, else with the round."""
    due, closed = row["due_on"], row["closed_at"]
    state = state_of(frame, row)
    start = row["schedule__start_on"] or begun_on(frame)
    if due is not None and start > due:
        start = due - _LEAST
    number = row["number"]
    mark = CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else f"({number})"
    return Bar(
        label=f"{row['finding_number']}-{mark}",
        title=row["title"] or row["text"][:_LONGEST_TITLE],
        unit=row["lead_unit__short_name"] or row["lead_unit__name"] or "",
        leader=told.holders.get(row["lead_leader_id"]) or row["lead_leader__title"] or "",
        start=start,
        due=due,
        closed=clock.day_of(closed) if closed and state == "closed" else None,
        state=state,
        word=told.state(state, due),
        due_word=told.day(due),
        original=row["original_due_on"],
    )


def state_of(frame: Frame, row: Mapping[str, Any]) -> str:
    """The alert as a state of the drawing: what has no day is long-term by its node, or not set."""
    alert = counts.alert(row["status"], row["due_on"], frame.today, frame.round.due_soon_days)
    if alert:
        return alert
    return "long" if row["node_id"] and row["node__due_on"] is None else "unset"


def rows(frame: Frame, wanted: Wanted) -> list[dict[str, Any]]:
    """The wanted measures by number, at most MOST, with the wording of their findings."""
    found = listing.measures(frame, wanted).order_by("finding_number", "number")
    return list(found.values(*FIELDS, "finding__wording")[:MOST])


def blocks(frame: Frame, found: Iterable[Mapping[str, Any]], told: Told) -> list[Block]:
    """The measures under their findings."""
    return [
        Block(str(number), wording, tuple(bar(frame, row, told) for row in group))
        for (number, wording), group in groupby(
            found, key=lambda row: (row["finding_number"], row["finding__wording"])
        )
    ]
