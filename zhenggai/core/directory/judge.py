"""From a workbook to verdicts."""

from __future__ import annotations

from zhenggai.core.directory.cells import Cells, checked
from zhenggai.core.directory.columns import UNIT_HEADINGS, Table, folded, table
from zhenggai.core.directory.model import Known, Verdicts
from zhenggai.core.directory.names import Names
from zhenggai.core.directory.people import People
from zhenggai.core.directory.units import Units
from zhenggai.core.errors import BadFile
from zhenggai.core.workbook import Workbook


def judge(book: Workbook, known: Known) -> Verdicts:
    """What every row of `book` would do to the directory `known`.

    Raises BadFile: IMP-SHEET where no sheet holds a table, IMP-COL for a missing column, IMP-COL-TWICE for a repeated one.
    """
    found = [(sheet, table(sheet)) for sheet in book.sheets]
    tables = [one for _, one in found if one is not None]
    if not tables:
        raise BadFile("IMP-SHEET")
    verdicts = Verdicts(
        hidden_rows=sum(sheet.hidden_rows for sheet, one in found if one is not None),
        notes=sum(one.notes for one in tables),
        unread_sheets=[sheet.title for sheet, one in found if one is None],
        hidden_sheets=book.hidden_sheets,
        normalised=book.normalised,
    )
    people = [checked(one, row) for one in tables if one.kind == "people" for row in one.rows]
    rows = [checked(one, row) for one in tables if one.kind == "units" for row in one.rows]
    names = Names(known.units)
    units = Units(names, [*rows, *_told_by_people(people)])
    verdicts.units = units.judge()
    verdicts.people = People(names, units, known).judge(people)
    return verdicts


def _told_by_people(people: list[Cells]) -> list[Cells]:
    """The units that a single sheet of people tells beside them, in a column for the unit above; each once."""
    told: dict[tuple[str, str], Cells] = {}
    for cells in people:
        unit, above = cells.texts["unit"], cells.texts["above"]
        if unit and above and not cells.problems:
            key = (folded(above), folded(unit))
            told.setdefault(key, _unit_cells(cells, unit, above))
    return list(told.values())


def _unit_cells(cells: Cells, unit: str, above: str) -> Cells:
    columns = {"name": cells.table.columns["unit"], "above": cells.table.columns["above"]}
    headings = {field: UNIT_HEADINGS[field][0] for field in columns}
    as_units = Table("units", cells.table.sheet, columns, headings, [], 0)
    return Cells(as_units, cells.row, {"name": unit, "short_name": "", "above": above}, [])
