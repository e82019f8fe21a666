from __future__ import annotations

import pytest

from tests.core.directory.known import KNOWN, PEOPLE, UNITS, judged, person, sheet, units
from zhenggai.core.directory import judge
from zhenggai.core.errors import BadFile
from zhenggai.core.workbook import Workbook


def test_the_header_stands_below_titles():
    title = ("云川市单位名册",) * 3
    book = Workbook([sheet("单位", title, ("（2026年6月）",), UNITS, ("市审计局", "", ""))])
    assert [(row.name, row.number) for row in judged(book).units] == [("市审计局", 4)]


@pytest.mark.parametrize(
    "heads",
    [
        ("单位名称*", "简称（选填）", "上级单位"),
        ("单位 名称", "简　称", "上级 单位："),
        ("Unit", "Short name", "Unit above"),
    ],
)
def test_headings_as_offices_write_them(heads):
    (row,) = judged(Workbook([sheet("表1", heads, ("审计局", "审", "市财政局"))])).units
    assert (row.name, row.short_name, row.above) == ("审计局", "审", "市财政局")


def test_columns_in_another_order_and_columns_that_are_not_ours():
    heads = ("序号", "职务", "联系电话", "姓名", "工作单位")
    (row,) = judged(
        Workbook([sheet("表1", heads, ("1", "科长", "139", "赵敏", "市财政局"))])
    ).people
    assert (row.name, row.title, row.phone) == ("赵敏", "科长", "139")


def test_notes_below_are_passed_over():
    book = units(("市审计局", "", ""), ("注：本表由各单位填报", "", ""), ("共1个单位",) * 3)
    found = judged(book)
    assert (len(found.units), found.notes) == (1, 2)


def test_a_missing_and_a_repeated_column():
    with pytest.raises(BadFile) as refused:
        judged(Workbook([sheet("人员", ("姓名", "单位", "电话"))]))
    assert (refused.value.code, refused.value.facts["column"]) == ("IMP-COL", "职务")
    with pytest.raises(BadFile) as refused:
        judged(Workbook([sheet("人员", (*PEOPLE, "姓名"))]))
    assert (refused.value.code, refused.value.facts["cell"]) == ("IMP-COL-TWICE", "I1")


def test_no_table_at_all():
    with pytest.raises(BadFile) as refused:
        judged(Workbook([sheet("封面", ("整改办",)), sheet("填写说明", UNITS)]))
    assert refused.value.code == "IMP-SHEET"


def test_what_was_not_read_is_named():
    sheets = [sheet("单位", UNITS, ("市审计局", "", ""), hidden=3), sheet("填写说明", ("怎么填",))]
    found = judged(Workbook(sheets, hidden_sheets=["选项"]))
    assert (found.hidden_rows, found.unread_sheets, found.hidden_sheets) == (
        3,
        ["填写说明"],
        ["选项"],
    )


def test_a_table_without_rows_does_nothing():
    found = judge(Workbook([sheet("单位", UNITS)]), KNOWN)
    assert not found.ready
    assert judged(Workbook([sheet("人员", PEOPLE, person("赵敏", "市财政局", "局长"))])).ready
