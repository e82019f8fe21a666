"""What a fast reader of .xlsx passes over: hidden rows and columns, formulas without a value, the true extent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from zhenggai.core.errors import BadFile
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.markup import Attributes, walk
from zhenggai.core.files.office import relationships, target_part
from zhenggai.core.sheets.model import Place

# A reader lays a sheet out as a rectangle: cells in the farthest corner would cost gigabytes.
MOST_CELLS = 20_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = {"1", "true"}
_WORKBOOK = "xl/workbook.xml"


@dataclass(slots=True)
class Layout:
    """What one sheet says beside its values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    odd: dict[Place, str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    tags: int = 0


class _Reader:
    """Follows one sheet, tag by tag."""

    def __init__(self) -> None:
        self.found = Layout()
        self._row = -1
        self._column = -1
        self._formula = False
        self._valued = False
        self._error = False
        self._inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "t"):
            self._inside = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = (_number(attributes.get(key, "")) for key in ("min", "max"))
            self.found.hidden_columns |= set(range(first - 1, min(last, 256)))

    def end(self, tag: str) -> None:
        """An element ends."""
        self._inside = False
        if not tag.endswith(" c"):
            return
        if self._error:
            self.found.odd[self._row, self._column] = "error"
        elif self._formula and not self._valued:
            self.found.odd[self._row, self._column] = "formula"

    def text(self, _words: str) -> None:
        """Words of a value; a formula that was never computed has an empty one."""
        self._valued = self._valued or self._inside

    def _begin_row(self, attributes: Attributes) -> None:
        # A row may leave its number out; it then follows the one before.
        self._row = _number(attributes.get("r", ""), self._row + 2) - 1
        self._column = -1
        if attributes.get("hidden") in _TRUE:
            self.found.hidden_rows.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self._column = column_index_from_string(match[1]) - 1
            self._row = int(match[2]) - 1
        else:
            self._column += 1
        self._formula = self._valued = False
        self._error = attributes.get("t") == "e"
        found = self.found
        found.rows = max(found.rows, self._row + 1)
        found.columns = max(found.columns, self._column + 1)


def _number(text: str, otherwise: int = 1) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def layouts(archive: Archive) -> list[Layout]:
    """One layout for each sheet, in the order of the workbook. Raises BadFile FILE-BOMB for a sheet without end."""
    targets = {
        relation.id: target_part(_WORKBOOK, relation)
        for relation in relationships(archive, _WORKBOOK)
        if relation.type == "worksheet"
    }
    wanted: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag.rpartition(" ")[2] == "sheet":
            keys = [key for key in attributes if key.rpartition(" ")[2] == "id"]
            wanted.extend(attributes[key] for key in keys)

    walk(archive.pieces(archive.entries[_WORKBOOK]), (archive.name, _WORKBOOK), start)
    return [_layout(archive, targets.get(each, "")) for each in wanted]


def _layout(archive: Archive, part: str) -> Layout:
    """The layout of one part; an empty one for a sheet of another kind (a chart)."""
    reader = _Reader()
    entry = archive.entries.get(part)
    if entry is not None:
        walk(
            archive.pieces(entry),
            (archive.name, part),
            reader.start,
            end=reader.end,
            text=reader.text,
        )
    found = reader.found
    if found.rows * found.columns > MOST_CELLS:
        raise BadFile("FILE-BOMB", name=archive.name, size=found.rows * found.columns)
    return found
