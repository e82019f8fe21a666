from __future__ import annotations

import pytest

from tests.core.directory.known import (
    FINANCE,
    HOUSING,
    OFFICE_H,
    ROOT,
    WATER,
    codes,
    doubts,
    judged,
    units,
)
from zhenggai.core.directory import Change, Verdict


def test_what_exists_is_the_same():
    found = judged(
        units(("市财政局", "", "云川市"), ("市住建局", "", ""), ("云川市", "", ""))
    ).units
    assert [row.verdict for row in found] == [Verdict.SAME] * 3
    assert [row.id for row in found] == [FINANCE, HOUSING, ROOT]


def test_a_new_unit_lies_below_the_one_named_or_below_the_root():
    found = judged(units(("市审计局", "审计局", ""), ("管网处", "", "市水务集团"))).units
    assert [(row.verdict, row.parent) for row in found] == [
        (Verdict.NEW, ROOT),
        (Verdict.NEW, WATER),
    ]


def test_rows_may_stand_in_any_order():
    found = judged(
        units(("二科", "", "一处"), ("一处", "", "市审计局"), ("市审计局", "", ""))
    ).units
    assert [row.parent for row in found] == [1, 2, ROOT]


def test_a_short_name_changes():
    (row,) = judged(units(("市财政局", "财政局", "云川市"))).units
    assert (row.verdict, row.changes) == (Verdict.CHANGE, [Change("short_name", "", "财政局")])
    (row,) = judged(units(("市住房和城乡建设局", "", "云川市"))).units
    assert row.verdict is Verdict.SAME, "an empty cell says nothing"


def test_width_case_and_blanks_do_not_make_another_unit():
    (row,) = judged(units(("市 财政局", "", "云川市"))).units
    assert row.id == FINANCE


def test_one_name_below_two_units():
    found = judged(units(("办公室", "", "市住建局"), ("办公室", "", "市水务集团"))).units
    assert found[0].id == OFFICE_H
    assert (found[1].verdict, found[1].parent, doubts(found[1])) == (
        Verdict.NEW,
        WATER,
        ["UNIT-ELSEWHERE"],
    )


def test_a_unit_above_written_with_the_one_above_it():
    (row,) = judged(units(("文印室", "", "市住建局/办公室"))).units
    assert row.parent == OFFICE_H


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([("甲科", "", "市住件局")], "UNIT-UNKNOWN", "C2"),
        ([("甲科", "", "办公室")], "UNIT-AMBIGUOUS", "C2"),
        ([("办公室", "", "")], "UNIT-AMBIGUOUS", "C2"),
        ([("甲", "", "乙"), ("乙", "", "甲")], "ORG-CYCLE", "C2"),
        ([("甲", "", "甲")], "ORG-CYCLE", "C2"),
        ([("", "甲", "")], "REQUIRED", "A2"),
        ([("市" * 121, "", "")], "CELL-LONG", "A2"),
        ([("甲", "简" * 40_000, "")], "CELL-LONG", "B2"),
        ([("市建材局", "", "云川市")], "UNIT-CLOSED", "A2"),
    ],
)
def test_a_row_in_error_names_the_cell(rows, code, cell):
    row = judged(units(*rows)).units[0]
    assert row.verdict is Verdict.ERROR
    assert codes(row) == [code]
    assert row.problems[0].cell == cell


def test_the_nearest_name_is_offered():
    (row,) = judged(units(("甲科", "", "市住件局"))).units
    assert "市住建局" in row.problems[0].refusal.facts["nearest"]
    (row,) = judged(units(("甲科", "", "办公室"))).units
    assert row.problems[0].refusal.facts["candidates"] == "市住建局/办公室、市财政局/办公室"


def test_a_circle_is_said_at_each_of_its_rows():
    found = judged(
        units(("甲", "", "丙"), ("乙", "", "甲"), ("丙", "", "乙"), ("丁", "", "甲"))
    ).units
    assert [codes(row) for row in found] == [["ORG-CYCLE"]] * 3 + [["UNIT-IN-ERROR"]]


def test_a_name_of_the_way_is_no_circle_where_it_stands_already():
    found = judged(units(("办公室", "", "甲局"), ("甲局", "", "市财政局/办公室"))).units
    assert [row.verdict for row in found] == [Verdict.NEW, Verdict.NEW]


def test_twice_in_the_file_names_the_first_row():
    found = judged(
        units(("甲科", "", "市财政局"), ("乙科", "", ""), ("甲科", "", "市财政局"))
    ).units
    assert codes(found[2]) == ["IMP-TWICE"]
    assert found[2].problems[0].refusal.facts["row"] == 2
    found = judged(units(("市财政局", "", ""), ("市财政局", "", "云川市"))).units
    assert codes(found[1]) == ["IMP-TWICE"]


def test_no_deeper_than_the_tree_goes():
    rows = [(f"{n}级", "", f"{n - 1}级" if n > 1 else "") for n in range(40, 0, -1)]
    found = judged(units(*rows)).units
    assert {row.verdict for row in found[-15:]} == {Verdict.NEW}
    assert {row.verdict for row in found[:24]} == {Verdict.ERROR}
    assert all(row.problems for row in found if row.verdict is Verdict.ERROR)


def test_hostile_names_are_names():
    names = [
        "<script>alert(1)</script>",
        "{{7*7}}",
        "{% load x %}",
        "=cmd|'/c calc'!A1",
        "🏛️局",
        "𠀀局",
    ]
    found = judged(units(*((name, "", "") for name in names))).units
    assert [(row.name, row.verdict) for row in found] == [(name, Verdict.NEW) for name in names]


def test_thousands_of_unknown_names_are_told_in_time():
    rows = [(f"科{n}", "", f"无{n}局") for n in range(2000)]
    found = judged(units(*rows))
    assert found.count(Verdict.ERROR) == 2000
