"""What a person decided about a workbook, and what a dry run says of its rows."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from zhenggai.core.errors import Refusal
from zhenggai.core.sheets.header import Head
from zhenggai.core.sheets.model import Grid

# What becomes of a row.
NEW, CHANGE, SAME, ERROR, LEFT = "new", "change", "same", "error", "left"
VERDICTS = (ERROR, CHANGE, NEW, SAME, LEFT)
# How a cell is judged; conflict: changed in the file and in the ledger.
OK, DOUBTFUL, BAD, CONFLICT = "ok", "doubtful", "bad", "conflict"
OURS, THEIRS = "ours", "theirs"


@dataclass(slots=True)
class Setup:
    """Decisions of a person.

    Which sheet, where its head stands (rows from 0), columns to fields, texts in place of a cell's (by address), names
    that mean another (`same`), rows left out, rows that are new in spite of a likeness (`apart`, both by key), and whose
    value counts in a conflict (`sides`, by key or for all: "*").
    """

    sheet: int = 0
    first: int | None = None
    last: int | None = None
    columns: dict[str, str] = field(default_factory=dict)
    edits: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    sides: dict[str, str] = field(default_factory=dict)

    def side(self, key: str) -> str:
        """Whose value counts in a conflict of a row: the ledger's unless somebody said otherwise."""
        return self.sides.get(key) or self.sides.get("*") or OURS

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {name: getattr(self, name) for name in self.__slots__}


def setup_of(kept: dict[str, Any]) -> Setup:
    """The decisions as they were kept, free to be changed; what is not known any more is left out."""
    known = {name: value for name, value in kept.items() if name in Setup.__slots__}
    return Setup(**deepcopy(known))


@dataclass(slots=True)
class Cell:
    """One value: its field, its address, the text in the file, how it is judged and why.

    `ours` is what the ledger has and `old` what was exported, where the file is one of ours. `changes` says that the
    import would write it. `own` is the name of the value whose text is no known name, to be put right everywhere.
    """

    field: str
    cell: str
    text: str
    verdict: str = OK
    refusal: Refusal | None = None
    ours: str | None = None
    old: bool = False
    changes: bool = False
    own: str = ""


@dataclass(slots=True)
class Row:
    """One measure of the file with its verdict. `key` names it in decisions; `values` are what the import would write."""

    key: str
    number: int
    finding: int
    verdict: str = NEW
    label: str = ""
    text: str = ""
    measure: str = ""
    version: int = 0
    cells: list[Cell] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    hidden: bool = False

    @property
    def shown(self) -> int:
        """The number of the row as the office program shows it."""
        return self.number + 1

    def refuse(self, name: str, where: str, refusal: Refusal, text: str = "") -> None:
        """Mark a value that cannot be taken."""
        self.cells.append(Cell(name, where, text, BAD, refusal))

    @property
    def bad(self) -> bool:
        """Whether a value cannot be taken."""
        return any(cell.verdict == BAD for cell in self.cells)

    def count(self, verdict: str) -> int:
        """How many values are judged so."""
        return sum(cell.verdict == verdict for cell in self.cells)


@dataclass(slots=True)
class Found:
    """A finding of the file: the one of the ledger that it is, or a new one."""

    wording: str
    category: str = ""
    id: str = ""
    number: int = 0
    cell: str = ""
    manifestations: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Dry:
    """What an import would do to the ledger of this moment.

    `problems` concern the sheet as a whole and stand in the way; `own` says that the file is an export of ours,
    `absent` how many measures of the ledger it does not hold (nothing happens to them).
    """

    grid: Grid
    head: Head | None = None
    own: bool = False
    rows: list[Row] = field(default_factory=list)
    findings: list[Found] = field(default_factory=list)
    problems: list[Refusal] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    hidden: int = 0
    absent: int = 0
    years: list[int] = field(default_factory=list)

    @property
    def kinds(self) -> Counter[str]:
        """Rows by verdict."""
        return Counter(row.verdict for row in self.rows)

    @property
    def doubtful(self) -> int:
        """Values that somebody should look at."""
        return sum(row.count(DOUBTFUL) for row in self.rows if row.verdict != LEFT)

    @property
    def conflicts(self) -> int:
        """Values changed in the file and in the ledger."""
        return sum(row.count(CONFLICT) for row in self.rows if row.verdict != LEFT)

    @property
    def new_findings(self) -> int:
        """Findings that the import would make."""
        used = {row.finding for row in self.rows if row.verdict == NEW}
        return sum(not self.findings[at].id for at in used)

    @property
    def mark(self) -> str:
        """The numbers as one word, sent with the form: what the button named is what is done."""
        kinds = self.kinds
        return f"{self.new_findings}-{kinds[NEW]}-{kinds[CHANGE]}-{kinds[ERROR]}"

    @property
    def blocks(self) -> dict[str, int]:
        """What stands in the way, as codes with how many."""
        kinds = self.kinds
        found = {
            "sheet": len(self.problems),
            "errors": kinds[ERROR],
            "nothing": int(not (kinds[NEW] or kinds[CHANGE])),
        }
        return {code: count for code, count in found.items() if count}
