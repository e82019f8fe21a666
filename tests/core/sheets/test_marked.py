"""A workbook that is sent back says in its cells what is to be put right."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.core.sheets import build
from zhenggai.core.files import Kind
from zhenggai.core.sheets import reader
from zhenggai.core.sheets.marked import Mark, marked

FILES = {
    Kind.XLSX: (build.saved(build.ledger()), "a.xlsx"),
    Kind.XLS: (Path(__file__).with_name("ledger.xls").read_bytes(), "a.xls"),
    Kind.CSV: ("序号,问题,整改措施\n1,甲,做\n".encode("gb18030"), "a.csv"),
}


@pytest.mark.parametrize("kind", list(FILES))
def test_comments_stand_in_the_cells(kind):
    data, name = FILES[kind]
    grid = reader.read(data, name).sheets[0]
    marks = {"B2": Mark("没有这个单位。", True), "C2": Mark("请确认。", False)}
    if kind is not Kind.CSV:
        marks = {"G7": marks["B2"], "I8": marks["C2"], "C8": Mark("x", True)}
    bad, doubtful = list(marks)[:2]
    made = marked(data, kind, grid, marks, {bad: "=改过的"})
    sheet = openpyxl.load_workbook(BytesIO(made)).worksheets[0]
    assert sheet[bad].comment.text == "没有这个单位。"
    assert sheet[doubtful].comment.text == "请确认。"
    assert (sheet[bad].value, sheet[bad].data_type) == ("=改过的", "s")
    assert sheet[bad].fill.fgColor.rgb.endswith("F6CFC9")
    if kind is not Kind.CSV:
        assert "B7:B9" in {str(area) for area in sheet.merged_cells.ranges}


def test_what_is_sent_out_computes_nothing():
    book = openpyxl.Workbook()
    book.active.append(["问题", "=1+1"])
    data = build.saved(book)
    made = marked(data, Kind.XLSX, reader.read(data, "a.xlsx").sheets[0], {}, {})
    assert openpyxl.load_workbook(BytesIO(made)).active["B1"].value is None
