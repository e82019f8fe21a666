"""Workbooks: taking the ledger out beside a bare write of the same cells, checking one that comes in, memory."""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import openpyxl
from django.core.management import call_command
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment

from tools.bench import data
from zhenggai.core.sheets import ledger_book, reader
from zhenggai.core.sheets.exported import COLUMNS, FURTHER, fingerprint
from zhenggai.core.sheets.ledger_book import Head, Line
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.sheets import confirm, dry, export, stage
from zhenggai.office import viewer

EACH = 3
WRAPPED = Alignment(wrap_text=True)
WRITTEN, CHECKED, FLAT = 1.5, 10.0, 8.0


@dataclass(frozen=True)
class Measured:
    """One line: what was measured, how much it was, how much it may be (0: no limit)."""

    name: str
    value: float
    unit: str
    limit: float = 0

    @property
    def passed(self) -> bool:
        """Whether the limit is passed."""
        return bool(self.limit) and self.value > self.limit

    def __str__(self) -> str:
        """As it is printed."""
        limit = f"  (at most {self.limit:g}{self.unit})" if self.limit else ""
        return f"{'!' if self.passed else ' '} {self.name:<58}{self.value:9.2f}{self.unit}{limit}"


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _texts(number: int) -> dict[str, str]:
    """The texts of one row, of the lengths that such ledgers have."""
    finding, measure = number // EACH + 1, number % EACH + 1
    return {
        "finding_number": str(finding),
        "category": f"第{finding // 40 + 1}方面",
        "finding": f"第{finding}个问题：老旧小区供水管网改造进度缓慢，群众反映强烈",
        "label": f"{finding}-({measure})",
        "measure": f"第{number}条措施：对照清单逐项推进，建立月通报制度，每月25日前报送进展。" * 2,
        "lead_leader": "周敏（副市长）",
        "responsible_leaders": "何劲松（局长）",
        "lead_unit": "市住建局",
        "responsible_units": "市水务集团、市财政局",
        "node": "年底",
        "target": "整改完成",
        "pace": "分阶段",
        "criterion": "36个小区通水验收，群众满意度不低于百分之九十",
        "progress": "已完成12个小区，其余正在施工。",
        "status": "整改中",
    }


def _lines(rows: int) -> Iterator[Line]:
    for number in range(rows):
        key = str(number // EACH)
        yield Line(key, f"0190a000-{number:012d}", 1, _texts(number), {"due": data.TODAY})


def _ours(lines: Iterable[Line]) -> None:
    with tempfile.TemporaryFile() as target:
        ledger_book.write(target, Head("整改台账", "全部", "0", (*COLUMNS, *FURTHER)), lines)


def _bare(lines: list[Line]) -> None:
    """The same cells with openpyxl's writer that keeps nothing, the hidden ones and one style included."""
    book = openpyxl.Workbook(write_only=True)
    sheet, hidden = book.create_sheet("a"), book.create_sheet("b")
    columns = (*COLUMNS, *FURTHER)
    for line in lines:
        cells = []
        for column in columns:
            text, day = line.texts.get(column.key), line.days.get(column.key)
            cell = WriteOnlyCell(sheet, day.isoformat() if day else text)
            cell.alignment = WRAPPED
            cells.append(cell)
        sheet.append(cells)
        hashes = [fingerprint(line.texts.get(column.key, "")) for column in columns if column.edit]
        hidden.append([line.texts["label"], line.id, "1", " ".join(hashes)])
    book.save(BytesIO())


def _growth(rows: int) -> float:
    """By how many MiB the memory at most grows from a quarter of the rows to all of them."""
    peaks = []
    for size in (rows // 4, rows):
        tracemalloc.start()
        _ours(_lines(size))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return (peaks[1] - peaks[0]) / 2**20


def _brought(rows: int, units: list[str]) -> bytes:
    """A workbook that somebody else made, of `rows` measures."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    heads = ("序号", "反馈问题", "整改措施", "牵头单位", "完成时限", "销号标准", "进展情况")
    sheet.append(heads)
    for number in range(rows):
        texts = _texts(number)
        finding = f"另一份台账的问题{number // EACH}：{texts['finding']}"
        unit = units[number % len(units)]
        values = (number // EACH + 1, finding, texts["measure"], unit, "2026年12月底前")
        sheet.append((*values, texts["criterion"], texts["progress"]))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def run(rows: int, brought: int) -> list[Measured]:
    """All lines; an empty database must stand."""
    call_command("migrate", verbosity=0)
    laid = data.lay(rows // EACH, EACH, 100)
    lines = list(_lines(rows))
    found = [_seconds(lambda: _ours(lines)) / _seconds(lambda: _bare(lines)) for _ in range(3)]
    by = viewer.by(laid.coordinator)
    frame = Frame(by.viewer, laid.round, data.TODAY)
    whole = _seconds(lambda: export.write(frame, Wanted(), BytesIO()))
    file = _brought(brought, [str(unit) for unit in laid.units[1:]])
    sheet = stage.stage(by, laid.round, file, "a.xlsx").sheet
    return [
        Measured(
            f"xlsx of {rows} rows, beside openpyxl write-only", sorted(found)[1], "x", WRITTEN
        ),
        Measured(f"the ledger of {rows} rows, read and written", whole, "s"),
        Measured("more memory for all rows than for a quarter", _growth(rows), " MiB", FLAT),
        Measured(f"a workbook of {brought} rows, opened", _seconds(lambda: _opened(file)), "s"),
        Measured(f"dry run of {brought} rows", _seconds(lambda: dry.run(sheet)), "s", CHECKED),
        Measured(f"import of {brought} rows", _seconds(lambda: confirm.confirm(by, sheet)), "s"),
    ]


def _opened(file: bytes) -> None:
    reader.read(file, "a.xlsx")
