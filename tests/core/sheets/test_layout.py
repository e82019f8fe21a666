"""A ledger as offices fill it in is recognised; what is not known is shown and never guessed."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from tests.core.sheets import build
from zhenggai.core.sheets import days, fields, header, reader, serials, table
from zhenggai.core.sheets.fields import FIELDS, plain


def head_of(book: openpyxl.Workbook):
    grid = reader.read(build.saved(book), "a.xlsx").sheets[0]
    return grid, header.find(grid)


@pytest.fixture(scope="module")
def real():
    grid, head = head_of(build.ledger())
    return head, table.read(grid, head)


def test_a_head_of_three_rows_below_two_titles(real):
    head, _ = real
    assert (head.first, head.last) == (2, 4)
    assert head.title == ["云川市委落实省委巡视组反馈意见整改台账", "填报单位：云川市整改办"]
    assert [column.field for column in head.columns] == [
        *("number", "finding", "measure", "goal", "lead_leader", "responsible_leaders"),
        *("lead_unit", "responsible_units", "due", "criterion", "progress", "remark"),
    ]
    assert head.of("lead_unit").levels == ("责任分工", "单位", "牵头单位")
    assert (head.of("lead_unit").cell, head.of("due").cell) == ("G5", "I3")
    assert [column.heading for column in head.columns if column.reason == "none"] == [
        "整改目标",
        "备注",
    ]


def test_rows_banners_totals_and_remarks(real):
    _, found = real
    assert found.skipped == {5: "banner", 9: "banner", 12: "total", 13: "remark", 14: "remark"}
    assert found.hidden == 1
    told = [(row.finding, row.category.text, row.text("measure")) for row in found.rows]
    assert told == [
        (0, "推动高质量发展方面", "完成管网改造二期36个小区"),
        (0, "推动高质量发展方面", "建立月通报制度"),
        (0, "推动高质量发展方面", "排查隐患并持续整治"),
        (1, "作风建设方面", "开通“免申即享”专区"),
        (2, "作风建设方面", "立即开展自查。"),
        (2, "作风建设方面", "限期完成整改"),
    ]
    assert found.rows[2].cell("finding") == "B7"
    assert found.rows[2].cell("measure") == "C9"
    assert [row.part for row in found.rows] == [0, 0, 0, 0, 1, 2]


def test_a_finding_whose_cell_is_empty_below_goes_on():
    data = build.plain(
        ("序号", "问题", "整改措施"), (1, "甲", "一做"), ("", "", "二做"), (2, "乙", "三做")
    )
    grid = reader.read(data, "a.xlsx").sheets[0]
    rows = table.read(grid, header.find(grid)).rows
    assert [(row.finding, row.text("finding"), row.text("number")) for row in rows] == [
        (0, "甲", "1"),
        (0, "甲", "1"),
        (1, "乙", "2"),
    ]


def test_a_head_printed_again_and_a_numbering_row_are_no_rows():
    again = ("序号", "问题", "整改措施")
    data = build.plain(again, (1, 2, 3), (1, "甲", "做"), again, (2, "乙", "做"))
    grid = reader.read(data, "a.xlsx").sheets[0]
    head = header.find(grid)
    found = table.read(grid, head)
    assert (head.first, head.last) == (0, 1)
    assert found.skipped == {3: "head"}
    assert [row.text("finding") for row in found.rows] == ["甲", "乙"]


def test_unknown_columns_are_shown_and_repeated_ones_asked():
    grid = reader.read(
        build.plain(
            ("序号", "问题", "整改措施", "责任单位", "责任单位", "网格"),
            (1, "甲", "做", "市财政局", "市住建局", "3"),
        ),
        "a.xlsx",
    ).sheets[0]
    head = header.find(grid)
    assert head.columns[-1].reason == "unknown"
    ((column, other),) = head.twice
    assert (column.cell, other.cell) == ("E1", "D1")
    chosen = header.mapped(head, {"4": "lead_unit", "5": "criterion"}, "chosen")
    assert [one.field for one in chosen.columns][3:] == [
        "responsible_units",
        "lead_unit",
        "criterion",
    ]
    assert chosen.twice == []


def test_a_person_can_put_the_head_elsewhere():
    grid, head = head_of(build.ledger())
    moved = header.at(grid, 4, 4)
    assert (moved.first, moved.last) == (4, 4)
    assert moved.layout != head.layout


def test_the_same_headings_are_the_same_layout():
    _grid, head = head_of(build.ledger())
    _, other = head_of(build.ledger(build.ROWS[:3]))
    assert head.layout == other.layout


def test_without_a_head_nothing_is_found():
    grid = reader.read(build.plain(("张三", "李四"), ("1", "2")), "a.xlsx").sheets[0]
    assert header.find(grid) is None


def test_every_word_of_the_columns_belongs_to_one_field():
    words, parts = fields._known()
    assert set(words.values()) == set(FIELDS)
    assert {field for _, field in parts} <= set(FIELDS)


@pytest.mark.parametrize(
    ("heading", "field", "reason"),
    [
        ("完成时限（年月日）", "due", "exact"),
        ("整 改\n措施", "measure", "exact"),
        ("牵头单位及联系人", "lead_unit", "part"),
        ("网格长", "", "unknown"),
        ("（一）", "", "unknown"),
    ],
)
def test_headings(heading, field, reason):
    found = fields.meaning([heading])
    assert (found.field, found.reason) == (field, reason)


def test_headings_are_compared_without_noise():
    assert plain("整　改 措施：") == plain("整改措施（具体）") == "整改措施"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *(
            (text, (1, 0))
            for text in ("1", "1.", "１", "一", "（一）", "(1)", "①", "问题1", "第1项")
        ),
        *((text, (7, 3)) for text in ("7-③", "7-3", "7.3", "7③", "7-(3)")),
        ("7-(21)", (7, 21)),
        ("㉑", (21, 0)),
        ("十二、", (12, 0)),
        ("甲", (0, 0)),
        ("", (0, 0)),
        ("99999", (0, 0)),
    ],
)
def test_serials(text, wanted):
    assert serials.serial(text) == wanted


JUNE = date(2021, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2021-06-30",
            "2021.6.30",
            "2021/6/30",
            "2021年6月30日前",
            "20210630",
            "44377",
            "44377.0",
        ),
        *(
            "2021年6月底",
            "2021年6月",
            "2021.6",
            "２０２１年６月底前",
            "21年6月",
            "2021年上半年",
            "2021年第二季度",
        ),
    ],
)
def test_days_that_are_certain(text):
    assert days.read_day(text, build.DAY) == days.Day(JUNE)


@pytest.mark.parametrize(
    ("text", "on", "assumed"),
    [
        ("6月底前", JUNE, "year"),
        ("6.30", JUNE, "year"),
        ("1月10日", date(2022, 1, 10), "year"),
        ("年底前", date(2021, 12, 31), "year"),
        ("2021年5月中旬", date(2021, 5, 20), "part"),
        ("2021年3月1日至6月30日", JUNE, "part"),
        ("明年3月", date(2022, 3, 31), "year"),
    ],
)
def test_days_that_a_person_confirms(text, on, assumed):
    found = days.read_day(text, build.DAY)
    assert (found.on, found.assumed, found.wrong) == (on, assumed, False)


@pytest.mark.parametrize("text", ["2021-02-30", "13/45", "胡说", "12345", "2021年13月", "20211301"])
def test_days_that_are_none(text):
    assert days.read_day(text, build.DAY).wrong


@pytest.mark.parametrize(
    ("text", "lasting", "pace"),
    [
        ("长期", True, "continuous"),
        ("立行立改", False, "immediate"),
        ("立行立改并长期坚持", True, "immediate"),
        ("分阶段推进", False, "staged"),
    ],
)
def test_words_instead_of_days(text, lasting, pace):
    found = days.read_day(text, build.DAY)
    assert (found.on, found.lasting, found.pace, found.wrong) == (None, lasting, pace, False)


def test_without_the_day_of_the_feedback_a_year_is_never_guessed():
    assert days.read_day("6月底", None) == days.Day(wrong=True, assumed="year")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("①甲。②乙", ["甲。", "乙"]),
        ("1.甲\n2.乙\n3.丙", ["甲", "乙", "丙"]),
        ("（1）甲；（2）乙", ["甲；", "乙"]),
        ("甲。①乙②丙", []),
        ("1.甲\n3.乙", []),
        ("完成1.5公里", []),
    ],
)
def test_several_measures_in_one_cell(text, parts):
    assert table.enumerated(text) == parts
