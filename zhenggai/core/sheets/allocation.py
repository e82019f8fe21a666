"""Allocation tables (配档表): task × time × responsibility, as a workbook for A3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO

from zhenggai.core.sheets import style

# Beside a time node: this is when it is due. A day of its own is printed instead.
DUE = "●"
HEAD_ROWS = (2, 3)


@dataclass(frozen=True, slots=True)
class Task:
    """One measure of the table. `node` counts the time nodes from 0, -1 for none; `day` is its own due day in words."""

    category: str
    finding: str
    number: int
    wording: str
    label: str
    measure: str
    lead_leader: str = ""
    leaders: str = ""
    lead_unit: str = ""
    units: str = ""
    node: int = -1
    day: str = ""
    target: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """What stands above the table, and its time nodes in order."""

    title: str
    subtitle: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllocationColumn:
    """A column: group above, heading, width in digits, whether its texts stand in the middle."""

    group: str
    heading: str
    width: float
    centred: bool = False


def columns(table: Allocation) -> list[AllocationColumn]:
    """The columns from left to right; one for each time node."""
    nodes = table.nodes or ("完成时限",)
    return [
        AllocationColumn("", "序号", 6, centred=True),
        AllocationColumn("", "反馈问题", 34),
        AllocationColumn("整改任务", "编号", 9, centred=True),
        AllocationColumn("整改任务", "整改措施", 56),
        AllocationColumn("责任分工", "牵头领导", 14, centred=True),
        AllocationColumn("责任分工", "责任领导", 15, centred=True),
        AllocationColumn("责任分工", "牵头单位", 16, centred=True),
        AllocationColumn("责任分工", "责任单位", 20),
        *(AllocationColumn("时间节点", name, 15, centred=True) for name in nodes),
        AllocationColumn("", "整改目标", 16, centred=True),
        AllocationColumn("", "销号标准", 26),
    ]


def texts(table: Allocation, task: Task) -> list[str]:
    """The texts of a row."""
    size = max(1, len(table.nodes))
    times = [""] * size
    if table.nodes and 0 <= task.node < size:
        times[task.node] = task.day or DUE
    elif task.day:
        # A day that belongs to no node stands under the last one, where it can be seen.
        times[-1] = task.day
    return [
        str(task.number),
        task.wording,
        task.label,
        task.measure,
        task.lead_leader,
        task.leaders,
        task.lead_unit,
        task.units,
        *times,
        task.target,
        task.criterion,
    ]


def write(target: BinaryIO, table: Allocation, tasks: Iterable[Task]) -> int:
    """Write the workbook and return the number of tasks; `tasks` come by category and finding."""
    writer = _Writer(target, table)
    for category, of_category in groupby(tasks, key=lambda task: task.category):
        writer.banner(category)
        for _, group in groupby(of_category, key=lambda task: task.finding):
            writer.finding(list(group))
    writer.close()
    return writer.count


class _Writer:
    """Writes from top to bottom, each row once."""

    def __init__(self, target: BinaryIO, table: Allocation) -> None:
        self._book = style.Book(target)
        self._table = table
        self._sheet = self._book.sheet("配档表")
        self._columns = columns(table)
        self._formats = [
            self._book.format(**({"align": "center"} if column.centred else {}))
            for column in self._columns
        ]
        self._row = HEAD_ROWS[-1] + 1
        self.count = 0
        self._begin()

    def _begin(self) -> None:
        sheet, last = self._sheet, len(self._columns) - 1
        title = self._book.format(font_name=style.TITLE, font_size=22, border=0, align="center")
        under = self._book.format(font_size=12, border=0)
        for row, (text, format_, height) in enumerate(
            ((self._table.title, title, 42), (self._table.subtitle, under, 24))
        ):
            sheet.set_row(row, height)
            style.put(sheet, (row, 0), text, format_)
            style.merge(sheet, (row, 0), (row, last))
        for at, column in enumerate(self._columns):
            sheet.set_column(at, at, column.width)
        style.head(
            self._book, sheet, [(one.group, one.heading) for one in self._columns], HEAD_ROWS
        )
        style.lay_out(sheet, HEAD_ROWS)
        sheet.freeze_panes(HEAD_ROWS[-1] + 1, 2)

    def banner(self, category: str) -> None:
        """A category over the whole width."""
        if not category:
            return
        bold = self._book.format(font_name=style.HEAD, font_size=12, bg_color="#F6F4EE")
        self._sheet.set_row(self._row, 26)
        for at in range(len(self._columns)):
            style.put(self._sheet, (self._row, at), category if not at else "", bold)
        style.merge(self._sheet, (self._row, 0), (self._row, len(self._columns) - 1))
        self._row += 1

    def finding(self, tasks: list[Task]) -> None:
        """The rows of one finding, its number and words merged over them."""
        first = self._row
        rows = [texts(self._table, task) for task in tasks]
        heights = [
            max(
                style.height(text, column.width)
                for text, column in zip(row[2:], self._columns[2:], strict=True)
            )
            for row in rows
        ]
        missing = max(0.0, style.height(rows[0][1], self._columns[1].width) - sum(heights))
        for row, height in zip(rows, heights, strict=True):
            room = max(30.0, height + missing / len(rows))
            self._sheet.set_row(self._row, min(style.MOST_HEIGHT, room))
            for at, text in enumerate(row):
                covered = at < 2 and self._row > first
                format_ = self._formats[at]
                style.put(self._sheet, (self._row, at), "" if covered else text, format_)
            self._row += 1
        for at in range(2):
            style.merge(self._sheet, (first, at), (self._row - 1, at))
        self.count += len(tasks)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()
