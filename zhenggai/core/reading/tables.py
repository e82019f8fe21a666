"""Findings in a table: a heading row that names problem and measures, and rows of cells between tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhenggai.core.reading.claims import bare_status
from zhenggai.core.reading.intros import unquote
from zhenggai.core.reading.markers import Kind, find_markers
from zhenggai.core.reading.model import Category, Finding, Measure
from zhenggai.core.reading.numbers import parse_int
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.tree import Block

Cell = tuple[int, int]

_COLUMNS = (
    ("number", re.compile(r"^(?:序号|编号|项目?号|号)$")),
    ("category", re.compile(r"类别|分类|方面|问题类型|一级")),
    ("status", re.compile(r"完成情况|(?:整改|完成)(?:状态|进度|结果)|是否(?:完成|销号)")),
    ("measure", re.compile(r"措施|举措|整改(?:情况|内容|任务|落实)|落实情况|办理情况")),
    ("problem", re.compile(r"问题|反馈意见|具体表现|不足")),
)
_HEADINGS = (Kind.DUN, Kind.TITLE, Kind.CN, Kind.HEAD)
_HOLDERS = (*_HEADINGS, Kind.PART)
_MARKS = (Kind.NUM, Kind.PAR, Kind.CIRCLED, Kind.WORD)


@dataclass(slots=True)
class Table:
    """Where a table of findings stands, which column says what, and its rows."""

    start: int
    body: int
    end: int
    columns: dict[str, int]
    rows: list[list[Cell]] = field(default_factory=list)


def find_tables(source: Source, start: int, end: int) -> list[Table]:
    """Tables whose heading row names problems and measures, in order."""
    tables: list[Table] = []
    current: Table | None = None
    for a, b in source.lines:
        if b <= start or a >= end:
            continue
        cells = _cells(source, a, b) if "\t" in source.text[a:b] else []
        columns = _columns(source, cells)
        if "problem" in columns and "measure" in columns:
            current = Table(a, b, b, columns)
            tables.append(current)
        elif current is not None and len(cells) > columns_needed(current):
            current.rows.append(cells)
            current.end = b
        else:
            current = None
    return [table for table in tables if table.rows]


def columns_needed(table: Table) -> int:
    """The column that a row must at least reach."""
    return min(table.columns["problem"], table.columns["measure"])


def _cells(source: Source, start: int, end: int) -> list[Cell]:
    """The cells of a line, trimmed."""
    cells = []
    at = start
    for piece in source.text[start:end].split("\t"):
        cells.append(source.trim(at, at + len(piece)))
        at += len(piece) + 1
    return cells


def _columns(source: Source, cells: list[Cell]) -> dict[str, int]:
    """Which column holds what, by the words of a heading row; nothing for a row of content."""
    found: dict[str, int] = {}
    for index, (start, end) in enumerate(cells):
        words = source.norm[start:end]
        if end - start > 14 or "。" in words:
            return {}
        for name, pattern in _COLUMNS:
            if name not in found and pattern.search(words):
                found[name] = index
                break
    return found


def table_categories(
    source: Source, table: Table, heading: Block | None
) -> tuple[list[Category], list[Cell]]:
    """The categories of a table with their findings, and the stretches that were understood."""
    categories: list[Category] = []
    understood = [(table.start, table.body)]
    finding: Finding | None = None
    name = ""
    for row in table.rows:
        words = _text(source, table, row, "category")
        if not categories or (words and words != name):
            name = words or name
            categories.append(_category(source, heading, name, row))
        problem = _cell(table, row, "problem")
        if problem is not None and problem[0] < problem[1]:
            finding = _finding(source, table, row, finding)
            categories[-1].findings.append(finding)
        if finding is not None:
            _add_measures(source, table, row, finding)
            finding.end = categories[-1].end = max(finding.end, row[-1][1])
        understood += [row[index] for index in table.columns.values() if index < len(row)]
    return categories, understood


def headings_above(root: Block, tables: list[Table]) -> list[Block | None]:
    """For every table the innermost heading under which it stands. Both are walked once, in text order."""
    found: list[Block | None] = []
    waiting = [root]
    inside: list[Block] = []
    for table in tables:
        while waiting and waiting[-1].start <= table.start:
            block = waiting.pop()
            if block.kind in _HEADINGS:
                inside.append(block)
            waiting.extend(child for child in reversed(block.marked) if child.kind in _HOLDERS)
        while inside and inside[-1].end <= table.start:
            inside.pop()
        found.append(inside[-1] if inside else None)
    return found


def _category(source: Source, heading: Block | None, name: str, row: list[Cell]) -> Category:
    """A category named by its column, else by the heading above the table."""
    start, end = row[0][0], row[-1][1]
    if name or heading is None:
        return Category(None, "problem", name, start, end)
    line = source.exact(*source.trim(heading.content, heading.own_end, "。:;,"))
    return Category(heading.printed, "problem", line.split("\n")[0], heading.start, end)


def _cell(table: Table, row: list[Cell], name: str) -> Cell | None:
    """The cell of a named column, if the row reaches so far."""
    index = table.columns.get(name)
    return row[index] if index is not None and index < len(row) else None


def _text(source: Source, table: Table, row: list[Cell], name: str) -> str:
    """The words of a named column."""
    cell = _cell(table, row, name)
    return source.exact(*cell) if cell else ""


def _finding(source: Source, table: Table, row: list[Cell], last: Finding | None) -> Finding:
    """The finding of a row."""
    start, end = row[table.columns["problem"]]
    number = parse_int(_text(source, table, row, "number")) or (last.number + 1 if last else 1)
    wording = source.exact(*unquote(source, *source.trim(start, end, "。;")))
    status = bare_status(_text(source, table, row, "status"))
    return Finding(number, "problem", wording, None, status, row[0][0], row[-1][1])


def _add_measures(source: Source, table: Table, row: list[Cell], finding: Finding) -> None:
    """The measures of a row's cell, by their marks, else the cell as one."""
    cell = _cell(table, row, "measure")
    if cell is None or cell[0] >= cell[1]:
        return
    marks = [mark for mark in find_markers(source, *cell) if mark.kind in _MARKS]
    marks = [mark for mark in marks if mark.kind is marks[0].kind]
    starts = [(mark.start, mark.content, mark.number) for mark in marks]
    if not starts:
        starts = [(cell[0], cell[0], len(finding.measures) + 1)]
    for index, (start, content, number) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else cell[1]
        begin, finish = source.trim(content, end)
        text = source.exact(begin, finish)
        finding.measures.append(Measure(number, None, text, start, finish))
