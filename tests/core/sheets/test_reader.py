"""Tables are opened as they stand, or refused with a reason."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.sheets import build
from zhenggai.core.errors import BadFile
from zhenggai.core.sheets import reader
from zhenggai.core.sheets.model import Limits, address

# The same ledger as `build.ledger`, saved by an office program in its old form.
OLD = Path(__file__).with_name("ledger.xls").read_bytes()
NEW = build.saved(build.ledger())


def grid(book: openpyxl.Workbook):
    return reader.read(build.saved(book), "表.xlsx").sheets[0]


def code_of(data: bytes, name: str, **limits) -> str:
    with pytest.raises(BadFile) as refused:
        reader.read(data, name, Limits(**limits))
    return refused.value.code


@pytest.mark.parametrize(("data", "name"), [(NEW, "台账.xlsx"), (OLD, "台账.xls")])
def test_merged_cells_are_filled_and_remembered(data, name):
    found = reader.read(data, name).sheets[0]
    assert found.text(8, 1) == build.FIRST
    assert address(found.origin(8, 1)) == "B7"
    assert found.origin(8, 2) == (8, 2)
    assert found.hidden_rows == {11}
    assert found.text(10, 8) == "44377"
    assert found.text(99, 0) == found.text(-1, 0) == ""


def test_both_forms_give_the_same_cells():
    assert reader.read(NEW, "a.xlsx").sheets[0].rows == reader.read(OLD, "a.xls").sheets[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separated_text(encoding):
    text = '序号,反馈问题,整改措施\r\n1,管网改造慢,"完成改造，\n通水"\r\n'
    found = reader.read(text.encode(encoding), "台账.csv").sheets[0]
    assert found.rows == [["序号", "反馈问题", "整改措施"], ["1", "管网改造慢", "完成改造，\n通水"]]


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_other_signs_between_the_cells(sign):
    data = sign.join(("序号", "问题")).encode() + b"\n" + sign.join(("1", "慢")).encode()
    assert reader.read(data, "a.csv").sheets[0].rows[1] == ["1", "慢"]


def test_text_in_two_encodings_is_refused():
    data = "序号,反馈问题,整改措施\n".encode() + "一,老旧小区管网改造".encode("gb18030")
    assert code_of(data, "a.csv") == "FILE-ENCODING"


def test_values_are_told_as_they_show():
    book = openpyxl.Workbook()
    book.active.append(
        [7, 1.5, True, build.DAY, "  左　右 ", "a\u200bb\u00a0c", "第一行\r\n第二行"]
    )
    found = grid(book)
    assert found.rows[0] == ["7", "1.5", "TRUE", "2021-01-16", "左 右", "ab c", "第一行\n第二行"]
    assert found.original[0, 5] == "a\u200bb\u00a0c"


def test_a_formula_is_never_computed():
    book = openpyxl.Workbook()
    book.active.append(["问题", "=1+1", '=HYPERLINK("http://x","y")'])
    found = grid(book)
    assert found.text(0, 1) == ""
    assert found.odd == {(0, 1): "formula", (0, 2): "formula"}


def test_hidden_sheets_rows_and_columns_are_told():
    book = build.ledger()
    book.create_sheet("底稿").sheet_state = "hidden"
    book["整改台账"].column_dimensions["L"].hidden = True
    found = reader.read(build.saved(book), "a.xlsx")
    assert [sheet.title for sheet in found.sheets] == ["整改台账"]
    assert [sheet.title for sheet in found.hidden] == ["底稿"]
    assert found.sheets[0].hidden_columns == {11}


def test_too_many_rows():
    book = openpyxl.Workbook()
    for number in range(12):
        book.active.append([number])
    assert code_of(build.saved(book), "a.xlsx", rows=11) == "IMP-ROWS"


def test_a_cell_in_the_farthest_corner_is_no_table():
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "z"
    assert code_of(build.saved(book), "a.xlsx") == "FILE-BOMB"


def test_ranges_merged_over_each_other_without_end_are_refused():
    book = openpyxl.Workbook()
    for number in range(900):
        book.active.cell(number + 1, 80, number)
    for _ in range(60):
        book.active.merged_cells.ranges.add(
            openpyxl.worksheet.cell_range.CellRange(f"A1:CB{900 - _}")
        )
    assert code_of(build.saved(book), "a.xlsx") == "FILE-BOMB"


@pytest.mark.parametrize(("name", "code"), [("a.txt", "FILE-NOT-TABLE"), ("a.xlsm", "FILE-MACRO")])
def test_other_files(name, code):
    assert code_of(b"text", name) == code


def test_a_broken_inside_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(NEW)) as source, zipfile.ZipFile(kept, "w") as target:
        for entry in source.namelist():
            broken = entry == "xl/worksheets/sheet1.xml"
            target.writestr(entry, b"<worksheet><sheetData><row" if broken else source.read(entry))
    assert code_of(kept.getvalue(), "a.xlsx") == "FILE-CORRUPT"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(OLD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_old_table_is_read_or_refused(at, bytes_):
    data = OLD[:at] + bytes_ + OLD[at + len(bytes_) :]
    with contextlib.suppress(BadFile):
        reader.read(data, "a.xls")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_what_is_written_is_read_back(text):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    wanted = reader.settled(text)
    book.active["B1"].value, book.active["B1"].data_type = wanted, "s"
    assert grid(book).text(0, 1) == reader.settled(reader.unescaped(wanted))
