"""The allocation table: task × time × responsibility, as workbook and as document."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from zhenggai.core.sheets import allocation, allocation_docx
from zhenggai.core.sheets.allocation import Allocation, Task, columns, texts

TABLE = Allocation("云川市巡视反馈意见整改任务配档表", "2026年6月12日", ("5月初", "年底", "长期"))
TASKS = [
    Task("发展方面", "a", 1, "管网改造慢", "1-①", "完成改造", "周敏", "何劲松", "市住建局", "市财政局", 1, target="整改完成"),
    Task("发展方面", "a", 1, "管网改造慢", "1-②", "=立即公示", node=0, day="2026.4.30"),
    Task("作风方面", "b", 2, "兑现不及时", "2-①", "开设专区", day="2026.3.1"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sheet():
    kept = BytesIO()
    assert allocation.write(kept, TABLE, TASKS) == 3
    return openpyxl.load_workbook(kept)["配档表"]


def test_a_time_node_is_a_column():
    times = slice(8, 11)
    assert [column.heading for column in columns(TABLE)][times] == ["5月初", "年底", "长期"]
    told = [texts(TABLE, task)[times] for task in TASKS]
    assert told == [["", "●", ""], ["2026.4.30", "", ""], ["", "", "2026.3.1"]]


def test_without_nodes_there_is_one_column_of_days():
    bare = Allocation("表", "", ())
    assert columns(bare)[8].heading == "完成时限"
    assert texts(bare, TASKS[1])[8] == "2026.4.30"
    assert len(texts(bare, TASKS[1])) == len(columns(bare))


def test_the_workbook_is_laid_out_for_print(sheet):
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:M1", "A3:A4", "E3:H3", "I3:K3", "A5:M5", "A6:A7", "B6:B7", "A8:M8"} <= merged
    assert [sheet[cell].value for cell in ("A5", "B6", "D7", "J6", "B9")] == [
        *("发展方面", "管网改造慢", "=立即公示", "●", "兑现不及时")
    ]
    assert sheet["D7"].data_type == "s"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == "$3:$4"


def test_the_document_repeats_its_head_and_splits_no_row():
    made = allocation_docx.build(TABLE, TASKS)
    assert made == allocation_docx.build(TABLE, TASKS)
    docx = Document(BytesIO(made))
    section = docx.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)
    (table,) = docx.tables
    rows = table._tbl.tr_lst
    assert len(rows) == 2 + 2 + 3
    assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] * 2 + [False] * 5
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
    merges = [row.xpath("./w:tc[2]/w:tcPr/w:vMerge/@w:val") for row in rows]
    assert merges == [["restart"], ["continue"], [], ["restart"], ["continue"], [], ["restart"]]
    spans = [
        sum(int(tc.xpath("string(./w:tcPr/w:gridSpan/@w:val)") or 1) for tc in row.tc_lst)
        for row in rows
    ]
    assert spans == [13] * 7
    assert table.cell(3, 3).text == "完成改造"
    assert docx.element.body[-1].tag == qn("w:sectPr")
