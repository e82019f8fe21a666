"""Days as people type them: understood, or refused with what is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.calendar import Calendar, seeded
from zhenggai.core.calendar.typed import Towards, read
from zhenggai.core.errors import BadValue

CHINA = Calendar(seeded())
FRIDAY = date(2026, 6, 12)


def iso(text: str, towards: Towards = Towards.AHEAD, today: date = FRIDAY) -> str:
    return read(text, today, CHINA, towards).day.isoformat()


@pytest.mark.parametrize(
    ("day", "ways"),
    [
        ("2026-06-30", "2026-6-30 2026-06-30 2026/6/30 2026.6.30 20260630 ２０２６－６－３０ 26.6.30"),
        ("2026-06-30", "2026年6月30日 2026年6月30号 今年6月30日 二〇二六年六月三十日 2026年6月底"),
        ("2026-06-30", "6.30 6-30 6/30 6月30日 6月30 ６．３０ 六月三十日 6。30 06.30 6月30日前 30日"),
        ("2026-06-30", "月底 月末 本月底 月底前 6月底 六月底前 6月末 6月下旬 6月 6月份 上半年 二季度末"),
        ("2026-12-31", "年底 年底前 年末 年内 今年底 今年年底 2026年底 2026年年底 12月底前 下半年"),
        ("2027-12-31", "明年底 明年年底 2027年底前 次年底"),
        ("2026-07-31", "下月底 下个月底 7月"),
        ("2026-06-20", "6月中旬 6月20日"),
        ("2026-06-19", "下周五 下星期五 下礼拜五 下周五前 +1周 一周后 7天内 +7 +7天 七天后"),
        ("2026-06-12", "今天 周五 本周五 这周五 12日 +0 6.12"),
        ("2026-06-13", "明天 +1 周六"),
        ("2026-06-22", "下下周一 +10 10天内 10日内 十天后"),
        ("2026-06-29", "+10工作日 +10个工作日 ＋１０工作日 10工作日 10个工作日内 十个工作日后 十个工作日之内"),
        ("2026-05-29", "-10工作日 10个工作日前"),
        ("2026-06-03", "上周三 9天前 -9"),
        ("2026-07-12", "+1月 +1个月 一个月后 一个月内"),
        ("2026-09-30", "三季度末 第三季度 3季度"),
        ("2028-02-29", "2.29 2月29日"),
        ("2027-06-12", "+1年"),
    ],
)  # fmt: skip
def test_what_people_type(day, ways):
    assert {way: iso(way) for way in ways.split()} == dict.fromkeys(ways.split(), day)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("5.20", "2026-05-20", "2027-05-20"),
        ("3月1日", "2026-03-01", "2027-03-01"),
        ("一季度末", "2026-03-31", "2027-03-31"),
        ("5月底", "2026-05-31", "2027-05-31"),
        ("周一", "2026-06-08", "2026-06-15"),
        ("10日前", "2026-06-10", "2026-07-10"),
    ],
)
def test_what_could_be_two_days_is_refused_with_both(text, first, second):
    with pytest.raises(BadValue) as caught:
        read(text, FRIDAY, CHINA)
    assert caught.value.code == "DATE-TWO"
    assert caught.value.facts == {"value": text, "first": first, "second": second}


def test_near_the_end_of_a_year_the_next_one_is_meant():
    eve = date(2026, 12, 20)
    assert iso("1.15", today=eve) == "2027-01-15"
    assert iso("年底", today=eve) == "2026-12-31"
    with pytest.raises(BadValue, match="DATE-TWO"):
        read("12.10", eve, CHINA)


def test_a_field_about_the_past_looks_back():
    assert iso("5.20", Towards.BACK) == "2026-05-20"
    assert iso("12.20", Towards.BACK) == "2025-12-20"
    assert iso("周一", Towards.BACK) == "2026-06-08"
    assert iso("2.29", Towards.BACK) == "2024-02-29"
    for text, code in (("7.1", "DATE-TWO"), ("6月", "DATE-VAGUE"), ("周日", "DATE-TWO")):
        with pytest.raises(BadValue, match=code):
            read(text, FRIDAY, CHINA, Towards.BACK)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("DATE", "长期 ？ 2026 6.30-7.2 随时 1.2.3.4 +99999 十 月 年 周 下周 2026-6 abc 6个30日"),
        ("DATE-NONE", "2.30 2026-2-29 13.1 6月31日 2026年13月 99.99 20261301 0000-1-1 31日 06302026 +9999年"),
        ("DATE-VAGUE", "月初 6月初 年初 2027年初"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(code, texts):
    for text in texts.split():
        with pytest.raises(BadValue) as caught:
            read(text, FRIDAY, CHINA)
        assert caught.value.code == code, text


def test_nothing_is_no_day():
    for nothing in ("", "  ", "　"):
        with pytest.raises(BadValue, match="DATE"):
            read(nothing, FRIDAY, CHINA)


def test_what_leans_on_a_year_that_is_not_loaded_says_so():
    assert read("+200工作日", FRIDAY, CHINA).provisional
    assert not read("2027-06-30", FRIDAY, CHINA).provisional


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(2004, 1, 1)))
def test_a_day_with_its_year_is_read_whenever_it_is_typed(day, today):
    for way in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"):
        for towards in Towards:
            assert read(day.strftime(way), today, CHINA, towards).day == day


@given(st.dates(date(2004, 1, 1), date(2090, 1, 1)), st.integers(0, 9999))
def test_working_days_are_those_of_the_calendar(today, n):
    assert read(f"+{n}工作日", today, CHINA) == CHINA.add_working(today, n)


@given(
    st.text(alphabet="0123456789年月日号底末初旬上中下本周工作日个天+-./前后内十二 ", max_size=12)
)
def test_nothing_that_is_typed_breaks_it(text):
    try:
        found = read(text, FRIDAY, CHINA)
    except BadValue as refused:
        assert refused.code in {"DATE", "DATE-NONE", "DATE-VAGUE", "DATE-TWO", "DATE-RANGE"}
    else:
        assert isinstance(found.day, date)
