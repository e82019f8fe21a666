"""A workbook of ours that came back: what was changed in it, what in the ledger meanwhile, and what in both."""

from __future__ import annotations

from typing import Any

from zhenggai.core.errors import BadValue, Duplicate
from zhenggai.core.matching import normal
from zhenggai.core.sheets.exported import EDITABLE, Returned, fingerprint
from zhenggai.core.sheets.exported import Known as Exported
from zhenggai.core.sheets.model import address
from zhenggai.core.sheets.reader import settled
from zhenggai.core.sheets.serials import serial
from zhenggai.ledger.sheets import meet
from zhenggai.ledger.sheets.known import Known
from zhenggai.ledger.sheets.shape import (
    BAD,
    CONFLICT,
    DOUBTFUL,
    ERROR,
    LEFT,
    NEW,
    SAME,
    THEIRS,
    Cell,
    Dry,
    Found,
    Row,
)
from zhenggai.ledger.sheets.texts import Texts, label, parted
from zhenggai.ledger.sheets.values import EMPTY, Asked, Taken, joined, judged, take


def judge(dry: Dry, back: Returned, asked: Asked, known: Known) -> None:
    """Judge every row of the sheet that came back."""
    dry.own = True
    judge_ = _Judge(dry, back, asked, known)
    for number in back.rows():
        judge_.row(number)
    dry.absent = len(set(known.by_id) - {row.measure for row in dry.rows})


class _Judge:
    """Goes down the rows; findings that the file adds are numbered as they come."""

    def __init__(self, dry: Dry, back: Returned, asked: Asked, known: Known) -> None:
        self._dry = dry
        self._back = back
        self._asked = asked
        self._known = known
        self._texts = Texts(asked.names)
        self._seen: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._numbers = {finding.number: finding for finding in known.findings}
        self._used: dict[int, set[int]] = {}
        for finding, number in known.by_label:
            self._used.setdefault(finding, set()).add(number)

    def row(self, number: int) -> None:
        """Judge one row."""
        marked = self._text(number, "label")
        exported = self._back.known.get(marked)
        if exported is None and not normal(self._text(number, "measure")):
            return
        row = Row(
            str(number), number, self._finding(number), hidden=number in self._dry.grid.hidden_rows
        )
        row.text = self._text(number, "measure")
        if exported is None:
            self._new(row, marked)
        else:
            self._known_row(row, marked, exported)
        if row.key in self._asked.setup.left:
            row.verdict = LEFT
        elif any(cell.verdict == BAD for cell in row.cells):
            row.verdict = ERROR
        self._dry.rows.append(row)

    def _text(self, number: int, key: str) -> str:
        at = self._back.columns.get(key)
        if at is None:
            return ""
        cell = address(self._dry.grid.origin(number, at))
        return self._asked.setup.edits.get(cell, self._dry.grid.text(number, at))

    def _cell(self, number: int, key: str) -> str:
        return address((number, self._back.columns.get(key, 0)))

    def _odd(self, number: int, key: str) -> str:
        place = self._back.place(number, key)
        return (
            "" if address(place) in self._asked.setup.edits else self._dry.grid.odd.get(place, "")
        )

    def _finding(self, number: int) -> int:
        """The finding of a row by its number, else by its words."""
        stated = serial(self._text(number, "finding_number"))[0]
        wording = self._text(number, "finding")
        key = str(stated) if stated in self._numbers else normal(wording)
        if key not in self._places:
            self._places[key] = len(self._dry.findings)
            found = Found(
                wording, self._text(number, "category"), cell=self._cell(number, "finding")
            )
            if stated in self._numbers:
                found.id, found.number = str(self._numbers[stated].pk), stated
            else:
                taken = {*self._numbers, *(one.number for one in self._dry.findings)}
                found.number = (
                    stated if stated and stated not in taken else max(taken, default=0) + 1
                )
            self._dry.findings.append(found)
        return self._places[key]

    def _known_row(self, row: Row, marked: str, exported: Exported) -> None:
        """A measure as it was exported, as it is in the file, as it is in the ledger."""
        row.label, row.measure, row.verdict = marked, exported.id, SAME
        cell = self._cell(row.number, "label")
        if marked in self._seen:
            row.refuse("label", cell, Duplicate("IMP-TWICE", name=marked, row=self._seen[marked]))
            return
        self._seen[marked] = row.shown
        measure = self._known.by_id.get(exported.id)
        if measure is None:
            row.refuse("label", cell, BadValue("MEASURE-GONE", name=marked))
            return
        pk = measure["pk"]
        ours = self._texts.of(measure, self._known.units.get(pk, []), self._known.posts.get(pk, []))
        changed = dict(self._changes(row, exported, ours))
        self._locked(row, exported)
        for name, taken in changed.items():
            if name == "measure" and taken.values:
                title, text = parted(taken.values["text"], measure["title"], measure["text"])
                taken.values = {"title": title, "text": text}
            row.values |= taken.values
        row.values = self._joined(row.values, measure, changed)
        meet.close(row, measure)

    def _changes(self, row: Row, exported: Exported, ours: dict[str, str]) -> Any:
        """Cells that the file changed; those that the ledger changed as well are conflicts."""
        for key in EDITABLE:
            old = exported.hashes.get(key)
            if old is None or key not in self._back.columns:
                continue
            text, mine = self._text(row.number, key), settled(ours[key])
            now, odd = fingerprint(text), self._odd(row.number, key)
            unchanged = now == old or now == fingerprint(mine)
            if unchanged and not odd:
                continue
            taken = self._taken(key, text, odd)
            cell = judged(key, self._cell(row.number, key), text, taken)
            cell.ours, cell.old = mine, True
            row.cells.append(cell)
            if fingerprint(mine) != old and cell.verdict != BAD:
                cell.verdict = CONFLICT
                if self._asked.setup.side(row.key) != THEIRS:
                    continue
            cell.changes = cell.verdict != BAD
            yield key, taken

    def _locked(self, row: Row, exported: Exported) -> None:
        """Cells of locked columns that somebody changed all the same: told, and left out."""
        for key, old in exported.hashes.items():
            if key in EDITABLE or key not in self._back.columns:
                continue
            text = self._text(row.number, key)
            if fingerprint(text) != old:
                refusal = BadValue("SHEET-LOCKED")
                where = self._cell(row.number, key)
                row.cells.append(Cell(key, where, text, DOUBTFUL, refusal))

    def _taken(self, key: str, text: str, odd: str) -> Taken:
        if not text and not odd:
            return Taken(dict(EMPTY.get(key, {"text": ""})))
        return take(self._asked, key, text, odd)

    def _joined(
        self, values: dict[str, Any], measure: dict[str, Any], changed: dict[str, Any]
    ) -> dict[str, Any]:
        """Who leads does not answer as well; nothing else follows from a changed cell."""
        if "node" in changed and "due" not in changed:
            values.pop("node_day", None)
        pk = measure["pk"]
        stays = {
            "responsible_units": self._known.units.get(pk, []),
            "responsible_leaders": self._known.posts.get(pk, []),
        }
        for extra, name in (
            ("further_units", "responsible_units"),
            ("further_leaders", "responsible_leaders"),
        ):
            if values.get(extra) and name not in values:
                values[name] = stays[name]
        return joined(values)

    def _new(self, row: Row, marked: str) -> None:
        """A row that somebody added below a finding."""
        found = self._dry.findings[row.finding]
        if not found.id and not normal(found.wording):
            row.refuse(
                "finding",
                self._cell(row.number, "finding"),
                BadValue("FINDING-UNKNOWN", name=marked),
            )
        if marked and self._known.by_label.get(serial(marked)):
            row.refuse(
                "label", self._cell(row.number, "label"), BadValue("MEASURE-FOREIGN", name=marked)
            )
        for key in EDITABLE:
            text, odd = self._text(row.number, key), self._odd(row.number, key)
            if not text and not odd:
                continue
            taken = take(self._asked, key, text, odd)
            row.cells.append(judged(key, self._cell(row.number, key), text, taken))
            row.values |= taken.values
        row.values = joined(row.values)
        used = self._used.setdefault(found.number, set())
        number = max(used, default=0) + 1
        used.add(number)
        row.values["number"] = number
        row.label, row.verdict = label(found.number, number), NEW
