"""A row meets a measure of the ledger: what it would change, what speaks against it."""

from __future__ import annotations

from typing import Any

from zhenggai.core.errors import BadValue, Refusal, WrongState
from zhenggai.core.matching import normal
from zhenggai.ledger.sheets.known import Known
from zhenggai.ledger.sheets.shape import (
    BAD,
    CHANGE,
    CONFLICT,
    ERROR,
    SAME,
    THEIRS,
    Cell,
    Row,
    Setup,
)

# The cell in which a value of the ledger stands; the second one where no column has the first.
FIELDS = {
    "text": ("measure",),
    "title": ("measure",),
    "criterion": ("criterion",),
    "condition": ("condition",),
    "condition_due_on": ("condition_due",),
    "node_id": ("node", "due"),
    "due_on": ("due", "node"),
    "target_id": ("target",),
    "pace": ("pace", "due"),
    "lead_unit_id": ("lead_unit", "responsible_units"),
    "lead_leader_id": ("lead_leader", "responsible_leaders"),
    "responsible_units": ("responsible_units", "helping_units", "lead_unit"),
    "responsible_leaders": ("responsible_leaders", "lead_leader"),
}
# What a workbook says of progress is a claim of the moment of an import; later the acts say it.
CLAIMS = ("result", "claimed_status")


def present(known: Known, measure: dict[str, Any], name: str) -> Any:
    """The value that the ledger has."""
    if name == "responsible_units":
        return known.units.get(measure["pk"], [])
    if name == "responsible_leaders":
        return known.posts.get(measure["pk"], [])
    return measure[name]


def equal(name: str, one: Any, other: Any) -> bool:
    """Whether two values are the same; the order of those who answer says nothing."""
    if name.startswith("responsible_"):
        return set(one) == set(other)
    if name in ("text", "criterion", "condition"):
        return normal(one or "") == normal(other or "")
    return bool(one == other)


def differing(known: Known, measure: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Those of `values` that the ledger has not."""
    found = {}
    for name, value in values.items():
        if name in CLAIMS:
            continue
        mine = present(known, measure, name)
        if name == "text" and normal(value) == normal(f"{measure['title']}{measure['text']}"):
            continue
        if not equal(name, value, mine):
            found[name] = value
    return found


def cell_of(row: Row, name: str) -> Cell | None:
    """The cell from which a value came."""
    cells = {cell.field: cell for cell in row.cells}
    return next((cells[field] for field in FIELDS.get(name, ()) if field in cells), None)


def compare(row: Row, known: Known, texts: dict[str, str], setup: Setup) -> None:
    """Put into `row.values` what a workbook that is not ours would change in a measure.

    What the ledger has not yet is taken. Where it has something else, nobody knows which is newer: a person says so,
    and until then the ledger's value stays.
    """
    measure = known.by_id[row.measure]
    wanted = differing(known, measure, row.values)
    row.values = {}
    theirs = setup.side(row.key) == THEIRS
    for name, value in wanted.items():
        cell = cell_of(row, name)
        empty = not present(known, measure, name)
        if cell is not None and not empty and cell.verdict != BAD:
            cell.verdict, cell.ours = CONFLICT, texts.get(cell.field, "")
        if empty or theirs:
            row.values[name] = value
            if cell is not None:
                cell.changes = True
    close(row, measure)


def close(row: Row, measure: dict[str, Any]) -> None:
    """The verdict of a row that meets a measure, after what an import may never do."""
    row.version, row.verdict = measure["version"], CHANGE if row.values else SAME
    if row.values and measure["status"] == "closed":
        _against(row, next(iter(row.values)), WrongState("SHEET-CLOSED", name=row.label))
    moved = "due_on" in row.values and measure["due_on"] is not None
    if moved and measure["status"] != "draft":
        # A due date of the plan is moved by a request with its reason (T6), never by a table.
        _against(row, "due_on", WrongState("SHEET-DUE", name=row.label))
    if "text" in row.values and not normal(row.values["text"]):
        _against(row, "text", BadValue("REQUIRED", field="整改措施"))
    if row.bad:
        row.verdict = ERROR


def _against(row: Row, name: str, refusal: Refusal) -> None:
    cell = cell_of(row, name)
    if cell is None:
        row.refuse("measure", f"A{row.shown}", refusal)
    else:
        cell.verdict, cell.refusal = BAD, refusal
