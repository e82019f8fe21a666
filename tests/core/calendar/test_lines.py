"""The notice of a year, as lines and as sentences, with a verdict for each line."""

from __future__ import annotations

from datetime import date

import pytest

from zhenggai.core.calendar import Kind
from zhenggai.core.calendar.lines import read_lines
from zhenggai.core.errors import BadValue

SENTENCES = """节假日安排如下：
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月5日（周一）放假，与周末连休。
"""


def days(text: str, year: int = 2027) -> list[tuple[str, str, str]]:
    plan = read_lines(text, year).plan
    return [(one.day.isoformat(), str(one.kind), one.name) for one in plan.days]


@pytest.mark.parametrize(
    "line",
    [
        "2027-05-08,work,劳动节",
        "2027/5/8，上班，劳动节",
        "2027年5月8日 调休上班 劳动节",
        "20270508\twork\t劳动节",
        "5月8日；补班；劳动节",
        "5.8 班 劳动节",
        "２０２７－０５－０８　上班　劳动节",
    ],
)
def test_a_line_in_every_writing(line):
    assert days(line) == [("2027-05-08", "work", "劳动节")]


@pytest.mark.parametrize("sign", ["至", "到", "~", "～", " 至 ", "/", "..", "—"])
def test_a_range_of_days(sign):
    read = days(f"2027-10-01{sign}2027-10-07,off,国庆节")
    assert len(read) == 7 and read[-1] == ("2027-10-07", "off", "国庆节")


def test_the_sentences_of_a_notice():
    sheet = read_lines(SENTENCES, 2027)
    assert [(len(line.days), line.refusal) for line in sheet.lines] == [
        *((0, None), (3, None), (9, None), (1, None)),
    ]
    worked = [one for one in sheet.plan.days if one.kind is Kind.WORK]
    assert [(one.day, one.name) for one in worked] == [
        (date(2027, 1, 31), "春节"),
        (date(2027, 2, 13), "春节"),
    ]


def test_new_year_may_begin_in_december():
    text = "一、元旦：2028年12月30日（周六）至2029年1月1日（周一）放假，共3天。"
    assert [day for day, _, _ in days(text, 2029)] == ["2028-12-30", "2028-12-31", "2029-01-01"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2027-02-30,off,x", "DATE-NONE"),
        ("2027-13-01,off,x", "DATE-NONE"),
        ("27x,off,x", "DATE"),
        ("2027-05-01", "CAL-LINE"),
        ("2027-05-01,maybe", "CAL-KIND"),
        ("2028-01-01,off,x", "CAL-YEAR"),
        ("2026-11-30,off,x", "CAL-YEAR"),
        ("2027-05-10,work,x", "CAL-WORKED"),
        ("2027-10-07至2027-10-01,off,x", "DAYS-ORDER"),
        ("2027-01-01至2027-12-31,off,x", "DAYS-ORDER"),
        ("元旦：1月1日（周四）放假。", "CAL-WEEKDAY"),
        ("元旦：1月1日（周五）至3日放假，共4天。", "CAL-TOTAL"),
        ("元旦：按规定放假1次。", "CAL-LINE"),
        ("春节：2月30日放假。", "DATE-NONE"),
    ],
)
def test_a_line_that_is_wrong_says_why(line, code):
    sheet = read_lines(f"2027-01-01,off,元旦\n{line}", 2027)
    assert sheet.refused == 1
    assert sheet.lines[1].refusal is not None and sheet.lines[1].refusal.code == code
    assert len(sheet.plan.days) == 1


def test_a_day_stands_once():
    sheet = read_lines("2027-01-01,off,元旦\n日期,类型,名称\n2027-01-01,off,元旦", 2027)
    refusal = sheet.lines[2].refusal
    assert refusal is not None and refusal.code == "CAL-TWICE" and refusal.facts["row"] == 1


def test_nothing_and_too_much_are_refused():
    for text, code in (("", "TEXT-EMPTY"), (" \n\t", "TEXT-EMPTY"), ("x\n" * 501, "IMP-ROWS")):
        with pytest.raises(BadValue, match=code):
            read_lines(text, 2027)
