"""The ledger's own workbook: its columns, and the hidden sheet by which it is known again.

The hidden sheet holds for every measure its id, its version and a hash of every value as it was exported, so that an
edited file tells what was changed in it, and what in the ledger meanwhile.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from zhenggai.core.errors import BadFile
from zhenggai.core.sheets.fields import plain
from zhenggai.core.sheets.model import Book, Grid, Place

MARK, EDITION = "zhenggai-ledger", "1"
HIDDEN, LISTS = "_zhenggai", "_lists"
_HASH = 12


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of the exported ledger.

    `group` is the heading above; `edit` says that its cells may be changed; `choice` names the drop-down list.
    """

    key: str
    heading: str
    width: float
    group: str = ""
    edit: bool = False
    choice: str = ""
    centred: bool = False


COLUMNS = (
    ExportColumn("finding_number", "序号", 6, centred=True),
    ExportColumn("category", "问题类别", 14),
    ExportColumn("finding", "反馈问题", 32),
    ExportColumn("label", "编号", 9, centred=True),
    ExportColumn("measure", "整改措施", 46, edit=True),
    ExportColumn("lead_leader", "牵头领导", 13, "责任分工", edit=True, choice="leaders"),
    ExportColumn("responsible_leaders", "责任领导", 14, "责任分工", edit=True),
    ExportColumn("lead_unit", "牵头单位", 15, "责任分工", edit=True, choice="units"),
    ExportColumn("responsible_units", "责任单位", 18, "责任分工", edit=True),
    ExportColumn("node", "时间节点", 10, "时限目标", edit=True, choice="nodes", centred=True),
    ExportColumn("due", "完成时限", 13, "时限目标", edit=True, centred=True),
    ExportColumn("target", "目标类别", 13, "时限目标", edit=True, choice="targets", centred=True),
    ExportColumn("pace", "整改类型", 10, "时限目标", edit=True, choice="paces", centred=True),
    ExportColumn("criterion", "销号标准", 26, edit=True),
    ExportColumn("progress", "进展情况", 30),
    ExportColumn("status", "状态", 9, centred=True),
)
# Beside these everything that the ledger holds.
FURTHER = (
    ExportColumn("condition", "需创造的条件", 24, edit=True),
    ExportColumn("condition_due", "条件时限", 13, edit=True, centred=True),
    ExportColumn("original_due", "原定时限", 13, centred=True),
    ExportColumn("claimed", "自报情况", 10, centred=True),
    ExportColumn("closed", "销号日期", 13, centred=True),
    ExportColumn("changed", "最近更新", 13, centred=True),
)
EDITABLE = tuple(column.key for column in (*COLUMNS, *FURTHER) if column.edit)
OF_FINDING = ("finding_number", "category", "finding")
# Without these nothing can be told of a row.
NEEDED = {"label", "measure"}
DAYS = ("due", "condition_due", "original_due", "closed", "changed")


def fingerprint(text: str) -> str:
    """The hash of a value as it is read from a cell (`reader.settled`)."""
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]


@dataclass(frozen=True, slots=True)
class Known:
    """A measure as it was exported."""

    id: str
    version: int
    hashes: dict[str, str]


@dataclass(slots=True)
class Returned:
    """A workbook of ours that came back: the round, its measures by label, the places of the values that it holds now."""

    round: str
    grid: Grid
    known: dict[str, Known] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    head: int = 0

    def place(self, row: int, key: str) -> Place:
        """Where the value of a field stands."""
        return row, self.columns.get(key, 0)

    def rows(self) -> list[int]:
        """The rows below the head that hold anything."""
        return [
            row for row in range(self.head + 1, len(self.grid.rows)) if any(self.grid.rows[row])
        ]


def recognise(book: Book, name: str) -> Returned | None:
    """The workbook as one of ours; None for any other.

    Raises BadFile IMP-TEMPLATE for another edition, or for one in which the sheet or its columns are gone.
    """
    hidden = next((grid for grid in book.hidden if grid.title == HIDDEN), None)
    if hidden is None or hidden.text(0, 0) != MARK:
        return None
    refusal = BadFile("IMP-TEMPLATE", name=name, edition=EDITION, found=hidden.text(0, 1))
    if hidden.text(0, 1) != EDITION or not book.sheets:
        raise refusal
    keys = hidden.rows[1] if len(hidden.rows) > 1 else []
    for grid in book.sheets:
        found = Returned(hidden.text(0, 2), grid)
        if _columns(found, keys):
            found.known = dict(_known(hidden, keys))
            return found
    raise refusal


def _columns(found: Returned, keys: list[str]) -> bool:
    """Find the columns again by their headings; they may have been moved, and what is gone is not asked about."""
    headings = {plain(column.heading): column.key for column in (*COLUMNS, *FURTHER)}
    grid = found.grid
    for row in range(min(12, len(grid.rows))):
        places = {
            headings[plain(text)]: at
            for at, text in reversed(list(enumerate(grid.rows[row])))
            if plain(text) in headings
        }
        if keys and set(places) >= NEEDED:
            found.columns, found.head = places, row
    return bool(found.columns)


def _known(hidden: Grid, keys: list[str]) -> list[tuple[str, Known]]:
    rows = []
    for cells in hidden.rows[2:]:
        if len(cells) < 4 or not cells[2].isdigit():
            continue
        hashes = dict(zip(keys, cells[3].split(), strict=False))
        rows.append((cells[0], Known(cells[1], int(cells[2]), hashes)))
    return rows
