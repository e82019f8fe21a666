"""A workbook that somebody else made, against the ledger: which findings and measures it repeats, which are new."""

from __future__ import annotations

from collections import Counter, defaultdict
from uuid import UUID

from zhenggai.core.errors import BadValue, Duplicate, Refusal
from zhenggai.core.matching import normal
from zhenggai.core.sheets import table
from zhenggai.core.sheets.fields import KEPT
from zhenggai.core.sheets.header import Head
from zhenggai.core.sheets.serials import serial
from zhenggai.ledger.sheets import meet
from zhenggai.ledger.sheets.known import Known
from zhenggai.ledger.sheets.shape import (
    BAD,
    DOUBTFUL,
    ERROR,
    LEFT,
    NEW,
    OK,
    SAME,
    Cell,
    Dry,
    Found,
    Row,
)
from zhenggai.ledger.sheets.texts import Texts, label
from zhenggai.ledger.sheets.values import Asked, joined, judged, take

WORDS = {"finding": "反馈问题", "measure": "整改措施"}
# Who leads: the ledger's field, the column of those who answer, the column of who leads.
_LEADS = {
    "units": ("lead_unit_id", "responsible_units", "lead_unit"),
    "leaders": ("lead_leader_id", "responsible_leaders", "lead_leader"),
}
_OF_FINDING = ("number", "category", "finding", "manifestation", "measure_number")


def problems(head: Head | None, title: str) -> list[Refusal]:
    """What stands in the way of the sheet as a whole: no head, a column that is missing or stands twice."""
    if head is None:
        return [BadValue("IMP-HEADER", sheet=title)]
    found: list[Refusal] = []
    if head.of("measure") is None:
        found.append(BadValue("IMP-COL", column=WORDS["measure"]))
    if head.of("finding") is None and head.of("number") is None and head.of("category"):
        found.append(BadValue("IMP-COL", column=WORDS["finding"]))
    for column, other in head.twice:
        cell = f"{other.cell}、{column.cell}"
        found.append(BadValue("IMP-COL-TWICE", column=column.heading, sheet=title, cell=cell))
    return found


def judge(dry: Dry, asked: Asked, known: Known) -> None:
    """Judge every row below the head of `dry`."""
    assert dry.head is not None  # noqa: S101 - asked before
    read = table.read(dry.grid, dry.head, asked.setup.edits)
    dry.skipped, dry.hidden = read.skipped, read.hidden
    groups: dict[int, list[table.Row]] = defaultdict(list)
    for row in read.rows:
        groups[row.finding].append(row)
    judge_ = _Judge(dry, asked, known)
    judge_.findings(list(groups.values()))
    for at, rows in enumerate(groups.values()):
        judge_.measures(at, rows)


class _Judge:
    """Judges finding by finding, so that numbers are given once."""

    def __init__(self, dry: Dry, asked: Asked, known: Known) -> None:
        self._dry = dry
        self._asked = asked
        self._known = known
        self._texts = Texts(asked.names)
        self._labels: dict[tuple[int, int], int] = {}
        self._met: dict[str, int] = {}
        self._printed: list[int] = []
        self._numbers = {finding.number: finding for finding in known.findings}
        self._last = max(self._numbers, default=0)
        assert dry.head is not None  # noqa: S101 - asked before
        self._banners = dry.head.of("finding") is None
        self._alone = frozenset(
            kind for kind, (_, _, column) in _LEADS.items() if dry.head.of(column) is None
        )

    def findings(self, groups: list[list[table.Row]]) -> None:
        """Which finding each group of rows is about."""
        wordings = [rows[0].text("finding") for rows in groups]
        met = self._known.meet(wordings)
        printed = [_printed(rows) for rows in groups]
        if not all(printed):
            # The numbers count rows, and only by chance some of them look like those of findings.
            printed = [0 if wordings[at] else number for at, number in enumerate(printed)]
        self._printed = printed
        once = Counter(number for number in printed if number)
        taken = set(self._numbers)
        for at, rows in enumerate(groups):
            first = rows[0]
            category = first.category.text if first.category else ""
            found = Found(wordings[at], category, cell=first.cell("finding"))
            finding = met[at][0] if at in met else None
            if not wordings[at]:
                finding = self._numbers.get(printed[at])
            if finding is not None:
                found.id, found.number = str(finding.pk), finding.number
            elif printed[at] and once[printed[at]] == 1 and printed[at] not in taken:
                found.number = printed[at]
            found.manifestations = [text for row in rows if (text := row.text("manifestation"))]
            taken.add(found.number)
            self._dry.findings.append(found)
        for found in self._dry.findings:
            if not found.number:
                self._last = max(self._last, *taken) + 1
                found.number = self._last
                taken.add(found.number)

    def measures(self, at: int, rows: list[table.Row]) -> None:
        """Judge the rows of one finding."""
        found = self._dry.findings[at]
        made = [self._row(at, row) for row in rows]
        same = (
            self._known.meet_measures(UUID(found.id), [row.text for row in made])
            if found.id
            else {}
        )
        used = (
            {row["number"] for row in self._known.measures.get(UUID(found.id), [])}
            if found.id
            else set()
        )
        for place, (row, source) in enumerate(zip(made, rows, strict=True)):
            wanted = _number(source)
            measure = None if row.key in self._asked.setup.apart else same.get(place)
            if measure is not None and str(measure["pk"]) not in self._met:
                self._met[str(measure["pk"])] = row.shown
                self._existing(row, measure)
            else:
                self._new(row, found, wanted, used)
            self._labelled(row, source, found)
            self._finish(row)
            self._dry.rows.append(row)

    def _row(self, at: int, source: table.Row) -> Row:
        key = f"{source.number}.{source.part}" if source.part else str(source.number)
        row = Row(key, source.number, at, text=source.text("measure"), hidden=source.hidden)
        for name, value in source.values.items():
            if name not in KEPT or name in _OF_FINDING:
                continue
            taken = take(self._asked, name, value.text, value.odd)
            row.cells.append(judged(name, value.cell, value.text, taken))
            row.values |= taken.values
        row.values = joined(row.values, alone=self._alone)
        for kind in self._alone:
            self._leads(row, kind)
        self._of_finding(row, source)
        return row

    def _leads(self, row: Row, kind: str) -> None:
        """Where several answer and no column says who leads, the first one is taken, and somebody should look."""
        lead, field, _ = _LEADS[kind]
        cell = next((cell for cell in row.cells if cell.field == field), None)
        if cell is None or cell.verdict != OK or lead not in row.values:
            return
        names = self._asked.names.split(cell.text, people=kind == "leaders")
        if len(names) > 1:
            code = "UNIT-LEADS" if kind == "units" else "PERSON-LEADS"
            cell.verdict, cell.refusal = DOUBTFUL, BadValue(code, name=names[0])

    def _of_finding(self, row: Row, source: table.Row) -> None:
        """The finding's own cell, shown with the first of its rows."""
        found = self._dry.findings[row.finding]
        value, number = source.values.get("finding"), source.values.get("number")
        stated = serial(number.text)[0] if number and not number.above else 0
        if not found.id and stated in self._numbers and stated == self._printed[row.finding]:
            refusal = BadValue("NUMBER-OTHER", name=str(stated), number=str(found.number))
            row.cells.insert(
                0, Cell("number", source.cell("number"), str(stated), DOUBTFUL, refusal)
            )
        longest = self._asked.longest
        if value is None or not value.text:
            if not found.id:
                row.refuse(
                    "finding",
                    source.cell("number"),
                    BadValue("FINDING-UNKNOWN", name=source.text("number")),
                )
        elif len(value.text) > longest:
            row.refuse(
                "finding", value.cell, BadValue("CELL-LONG", length=len(value.text), limit=longest)
            )
        elif self._banners:
            cell = Cell("finding", value.cell, value.text, DOUBTFUL, BadValue("FINDING-BANNER"))
            row.cells.insert(0, cell)
        elif found.id and normal(value.text) != normal(self._numbers[found.number].wording):
            ours = self._numbers[found.number].wording
            cell = Cell(
                "finding",
                value.cell,
                value.text,
                DOUBTFUL,
                BadValue("FINDING-ALIKE", name=str(found.number)),
                ours,
            )
            row.cells.insert(0, cell)

    def _existing(self, row: Row, measure: dict[str, object]) -> None:
        known = self._known.by_id[str(measure["pk"])]
        row.measure = str(known["pk"])
        row.label = label(known["finding_number"], known["number"])
        texts = self._texts.of(
            known, self._known.units.get(known["pk"], []), self._known.posts.get(known["pk"], [])
        )
        meet.compare(row, self._known, texts, self._asked.setup)

    def _new(self, row: Row, found: Found, wanted: int, used: set[int]) -> None:
        """A measure that the ledger has not; one without words only brings its finding."""
        if not normal(row.text):
            row.label, row.values = str(found.number), {}
            row.verdict = SAME if found.id else NEW
            return
        number = wanted if wanted and wanted not in used else max(used, default=0) + 1
        used.add(number)
        row.values["number"] = number
        row.label, row.verdict = label(found.number, number), NEW

    def _labelled(self, row: Row, source: table.Row, found: Found) -> None:
        """A number that stands twice, in the file or for another measure of the ledger, is named with both places."""
        stated = serial(source.text("number"))
        if not stated[1] or source.part or source.values["number"].above:
            return
        cell = source.cell("number")
        first = self._labels.setdefault(stated, row.shown)
        if first != row.shown:
            name = label(*stated)
            row.refuse(
                "number", cell, Duplicate("IMP-TWICE", name=name, row=first), source.text("number")
            )
            return
        other = self._known.by_label.get(stated)
        mine = other is None or str(other["pk"]) == row.measure or found.number != stated[0]
        if not mine and row.key not in self._asked.setup.apart:
            assert other is not None  # noqa: S101 - just asked
            text = str(other["title"] or other["text"])[:60]
            row.refuse(
                "number",
                cell,
                Duplicate("MEASURE-TAKEN", name=label(*stated), text=text),
                source.text("number"),
            )

    def _finish(self, row: Row) -> None:
        if row.key in self._asked.setup.left:
            row.verdict = LEFT
        elif any(cell.verdict == BAD for cell in row.cells):
            row.verdict = ERROR


def _printed(rows: list[table.Row]) -> int:
    """The finding's number as the table has it; 0 where each row has a number of its own or none."""
    stated = [serial(row.text("number")) for row in rows]
    firsts = {first for first, _ in stated}
    if len(firsts) != 1:
        return 0
    paired = all(second for _, second in stated)
    one_cell = len({row.values["number"].place for row in rows if "number" in row.values}) == 1
    return firsts.pop() if paired or one_cell else 0


def _number(source: table.Row) -> int:
    """The measure's number as the table has it."""
    own = serial(source.text("measure_number"))
    return own[1] or own[0] or serial(source.text("number"))[1] or source.part
