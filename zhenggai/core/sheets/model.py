"""A sheet as cells: text as it stands, merged ranges, what is hidden, and what a cell could not tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

COLUMNS = 80  # what lies further right is no table that a person filled in
Place = tuple[int, int]
"""Row and column, both from 0."""


def address(place: Place) -> str:
    """The address of a cell as the office program shows it."""
    return f"{get_column_letter(place[1] + 1)}{place[0] + 1}"


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range by its first and last row and column, all included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def wide(self) -> int:
        """How many columns it covers."""
        return self.right - self.left + 1


@dataclass(slots=True)
class Grid:
    """One sheet.

    `rows` are as long as their last filled cell. A merged range shows its text in every cell that it covers; `merged`
    says which range covers a place. `original` keeps the text of cells in which unseen characters were normalised;
    `odd` the cells whose value is not told: "formula" (never computed), "error" (#REF! and its kin).
    """

    title: str
    rows: list[list[str]] = field(default_factory=list)
    merged: dict[Place, Merged] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    original: dict[Place, str] = field(default_factory=dict)
    odd: dict[Place, str] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The text at a place; empty beyond the last filled cell."""
        if not 0 <= row < len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def origin(self, row: int, column: int) -> Place:
        """Where the text of a place really stands: the first cell of its merged range."""
        range_ = self.merged.get((row, column))
        return (range_.top, range_.left) if range_ else (row, column)

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max(map(len, self.rows), default=0)


@dataclass(slots=True)
class Book:
    """The sheets of a file; hidden ones apart, by title. `normalised` counts unseen characters, by code."""

    sheets: list[Grid] = field(default_factory=list)
    hidden: list[Grid] = field(default_factory=list)
    normalised: Counter[str] = field(default_factory=Counter)
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a table may hold: filled rows in all sheets together, characters in a cell."""

    rows: int = 100_000
    characters: int = 10_000
