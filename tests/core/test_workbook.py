"""Workbooks as strangers send them: merged, hidden, with formulas, broken."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from tests.core.files.build import packed
from tests.core.tables import xlsx
from zhenggai.core import workbook
from zhenggai.core.errors import BadFile

MOST = 1000
NINE = datetime(2026, 6, 12, 9, 30)  # noqa: DTZ001 - a table knows no zones


def rows(sheets, change=lambda book: None):
    return [
        row.cells for row in workbook.read(xlsx(sheets, change), "甲.xlsx", MOST).sheets[0].rows
    ]


def test_cells_become_text():
    values = ("市财政局", 13800000000, 1.5, True, date(2026, 6, 12), NINE)
    assert rows({"表": [values]}) == [
        ("市财政局", "13800000000", "1.5", "TRUE", "2026-06-12", "2026-06-12 09:30:00")
    ]


def test_unseen_characters_are_normalised_and_counted():
    found = workbook.read(xlsx({"表": [("市\u200b财\u00a0政局 ", "１３９")]}), "甲.xlsx", MOST)
    assert found.sheets[0].rows[0].cells == ("市财 政局", "１３９")
    assert found.normalised == {"ZERO-WIDTH": 1, "NBSP": 1}


def test_merged_cells_are_filled():
    def merge(book):
        book["表"].merge_cells("A1:C1")
        book["表"].merge_cells("B2:B3")

    sheet = [("名册",), ("王伟", "市住建局", "局长"), ("李静", None, "副局长")]
    assert rows({"表": sheet}, merge) == [
        ("名册", "名册", "名册"),
        ("王伟", "市住建局", "局长"),
        ("李静", "市住建局", "副局长"),
    ]


def test_hidden_rows_are_read_and_counted_hidden_sheets_named():
    def hide(book):
        book["表"].row_dimensions[2].hidden = True
        book["选项"].sheet_state = "hidden"

    data = xlsx({"表": [("甲",), ("乙",), ("丙",)], "选项": [("负责人",)]}, hide)
    found = workbook.read(data, "甲.xlsx", MOST)
    assert [len(sheet.rows) for sheet in found.sheets] == [3]
    assert (found.sheets[0].hidden_rows, found.hidden_sheets) == (1, ["选项"])


def test_a_formula_is_never_computed():
    text = "=cmd|'/c calc'!A1"

    def quote(book):
        book["表"]["B1"].data_type = "s"

    assert rows({"表": [("甲", text, '=HYPERLINK("http://x")')]}, quote) == [("甲", text)]


def test_a_stray_format_at_the_end_is_no_million_rows():
    def stray(book):
        book["表"]["A1048576"].font = Font(bold=True)

    assert rows({"表": [("甲",)]}, stray) == [("甲",)]


def test_numbers_of_rows_are_those_of_the_program():
    data = xlsx({"表": [("甲",), (), (), ("乙",)]})
    assert [row.number for row in workbook.read(data, "甲.xlsx", MOST).sheets[0].rows] == [1, 4]
    assert workbook.address(27, 12) == "AB12"


def test_more_rows_than_are_taken():
    with pytest.raises(BadFile) as refused:
        workbook.read(xlsx({"一": [("甲",)] * 6, "二": [("乙",)] * 6}), "甲.xlsx", 10)
    assert (refused.value.code, refused.value.facts["limit"]) == ("IMP-ROWS", 10)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "FILE-EMPTY"),
        (b"text", "a.xlsx", "FILE-TYPE"),
        ("姓名,单位".encode(), "a.csv", "FILE-NOT-TABLE"),
        (xlsx({"表": [("甲",)]})[:900], "a.xlsx", "FILE-CORRUPT"),
        (xlsx({"表": [("甲",)]}), "a.xlsm", "FILE-MACRO"),
        (xlsx({"表": [("甲",)]}), "a.docx", "FILE-TYPE"),
    ],
)
def test_what_is_no_workbook(data, name, code):
    with pytest.raises(BadFile) as refused:
        workbook.read(data, name, MOST)
    assert refused.value.code == code


def replaced(part, old, new):
    source = zipfile.ZipFile(io.BytesIO(xlsx({"表": [("甲", 1), ("乙", 2)]})))
    entries = {name: source.read(name).decode() for name in source.namelist()}
    assert old in entries[part]
    return packed(entries | {part: entries[part].replace(old, new)})


SHEET = "xl/worksheets/sheet1.xml"
BAD = [
    (SHEET, 'r="A1"', 'r="A0"'),
    (SHEET, 'r="A1"', 'r="四"'),
    (SHEET, 'r="1"', 'r="-1"'),
    (SHEET, 'r="1"', 'r="x" hidden="1"'),
    (SHEET, "<v>1</v>", "<v>1e999</v>"),
    (SHEET, "<v>1</v>", "<v>NaN</v>"),
    (SHEET, "<v>1</v>", "<v>一</v>"),
    (SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="x"/></mergeCells>'),
    (SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A:ZZZ"/></mergeCells>'),
    (SHEET, "</sheetData>", "</sheetData></worksheet><worksheet>"),
    (SHEET, 't="n"', 't="s"'),
    (SHEET, 't="n"', 't="d"'),
    ("xl/workbook.xml", 'name="表"', 'name=""'),
    ("xl/workbook.xml", "<sheets>", "<sheets><sheet/>"),
    ("xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet1.xml", "/xl/nowhere.xml"),
    ("xl/styles.xml", "<cellXfs", "<cellXfs broken"),
]


@pytest.mark.parametrize(("part", "old", "new"), BAD, ids=range(len(BAD)))
def test_a_badly_written_workbook_is_read_or_refused(part, old, new):
    try:
        found = workbook.read(replaced(part, old, new), "甲.xlsx", MOST)
    except BadFile as refused:
        assert refused.code == "FILE-CORRUPT"
    else:
        rows = [row for sheet in found.sheets for row in sheet.rows]
        assert all(isinstance(cell, str) for row in rows for cell in row.cells)


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_changed_bytes_are_read_or_refused(at, bytes_):
    data = bytearray(WHOLE)
    data[at % len(data) : at % len(data) + len(bytes_)] = bytes_
    with contextlib.suppress(BadFile):
        workbook.read(bytes(data), "甲.xlsx", MOST)


WHOLE = xlsx({"表": [("甲", 1), ("乙", 2)]})
