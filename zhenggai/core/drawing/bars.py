"""What is drawn of a measure: its time and its state. The same values feed the wall chart and the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STATES = ("closed", "overdue", "due_soon", "on_track", "long", "unset")
# A colour and a shape for each state; the word stands beside them. Print-safe on white.
COLOURS = {
    "closed": "#3d5a80",
    "overdue": "#b3261e",
    "due_soon": "#b27a00",
    "on_track": "#2b6e49",
    "long": "#5b4b8a",
    "unset": "#8a8f99",
}
SHAPES = {
    "closed": "✓",
    "overdue": "■",
    "due_soon": "▲",
    "on_track": "●",
    "long": "∞",
    "unset": "○",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure: `state` is one of STATES, `word` what stands for it, `due_word` its day as it is written.

    `original` is the first due date where it was moved.
    """

    label: str
    title: str
    unit: str
    leader: str
    start: date
    due: date | None
    closed: date | None
    state: str
    word: str
    due_word: str
    original: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One finding with its measures."""

    number: str
    wording: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A time node that has a day."""

    name: str
    day: date
