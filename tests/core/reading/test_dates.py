from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.reading.dates import find_dates, parse_iso


def isos(text: str, issued_on: str | None = None) -> list[str | None]:
    """The dates of a text as ISO."""
    return [span.iso for span in find_dates(text, issued_on)]


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2021年8月26日", "2021-08-26", "day"),
        ("２０２１年８月２６日", "2021-08-26", "day"),
        ("2021 年 8 月 26 日", "2021-08-26", "day"),
        ("二〇二一年八月二十六日", "2021-08-26", "day"),
        ("二○二一年十月十日", "2021-10-10", "day"),
        ("二零二三年十二月三十一日", "2023-12-31", "day"),
        ("2021.8.26", "2021-08-26", "day"),
        ("2021-08-26", "2021-08-26", "day"),
        ("2021/8/26", "2021-08-26", "day"),
        ("日期：2023-05-04 08:46:31", "2023-05-04", "day"),
        ("2024年2月29日", "2024-02-29", "day"),
        ("2021年2月", "2021-02", "month"),
        ("2021年2月份", "2021-02", "month"),
        ("2017年以来", "2017", "year"),
        ("2020年度", "2020", "year"),
        ("2021年2月30日", None, "day"),
        ("2023年2月29日", None, "day"),
        ("2021年13月1日", None, "day"),
        ("8月26日", None, "day"),
        ("3月", None, "month"),
    ],
)
def test_forms(text: str, iso: str | None, precision: str) -> None:
    (span,) = find_dates(text)
    assert (span.iso, span.precision) == (iso, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年9月24日至12月25日", ["2020-09-24", "2020-12-25"]),
        ("2020年9月24日至25日", ["2020-09-24", "2020-09-25"]),
        ("2020年11月20日至1月15日", ["2020-11-20", "2021-01-15"]),
        ("2020年11月20日至2021年1月15日", ["2020-11-20", "2021-01-15"]),
        ("2022年7月5日—9月2日", ["2022-07-05", "2022-09-02"]),
        ("2022年7月5日（周二）至9月2日", ["2022-07-05", "2022-09-02"]),
        ("2023年3月至5月", ["2023-03", "2023-05"]),
    ],
)
def test_ranges(text: str, expected: list[str]) -> None:
    spans = find_dates(text)
    assert [span.iso for span in spans] == expected
    assert [span.range_part for span in spans] == ["start", "end"]


@pytest.mark.parametrize(
    ("text", "issued_on", "last"),
    [
        ("2021年2月7日反馈。2月8日学习", None, "2021-02-08"),
        ("2021年2月反馈。3月2日学习", None, "2021-03-02"),
        ("2021年2月7日反馈。按《2019年3月1日纪要》办。2月8日学习", None, "2021-02-08"),
        ("2021年2月7日反馈。计划2022年3月1日完工。2月8日学习", None, "2021-02-08"),
        ("2021年2月7日反馈。将于2022年3月1日完工。2月8日学习", None, "2021-02-08"),
        ("2021年2月7日反馈。力争2022年3月底前完成。2月8日学习", None, "2021-02-08"),
        ("2021年2月7日反馈。到2025年12月基本建成。2月8日学习", None, "2021-02-08"),
        ("2021年2月7日反馈。对2017年以来项目摸底。2月8日学习", None, "2021-02-08"),
        ("2021年2月7日反馈。编制规划（2018—2022年）。2月8日学习", None, "2021-02-08"),
        ("2020年11月20日至1月15日巡察。2月8日反馈", None, "2021-02-08"),
        ("2022年1月5日反馈。12月20日自查", "2022-03-01", "2021-12-20"),
        ("2022年1月5日反馈。2月20日自查", "2022-03-01", "2022-02-20"),
        ("今年6月", "2021-08-26", "2021-06"),
        ("去年12月3日", "2021-08-26", "2020-12-03"),
        ("明年3月", "2021-08-26", "2022-03"),
        ("2021年12月5日反馈。次年1月8日", None, "2022-01-08"),
        ("2021年2月7日反馈。当年3月1日", None, "2021-03-01"),
    ],
)
def test_a_missing_year_is_inherited(text: str, issued_on: str | None, last: str) -> None:
    assert isos(text, issued_on)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一个月",
        "3个月",
        "每月",
        "1.5%",
        "2020.5%",
        "年月日",
        "12345",
        "第3月份额",
        "3.5.1节",
        "V2.1.3",
        "3日",
        "十日",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_titles_plans_and_targets_are_no_narrative() -> None:
    text = "《2019年3月纪要》，计划2022年3月1日完工，2021年4月底前完成，截至2021年6月30日"
    assert [span.narrative for span in find_dates(text)] == [False, False, False, True]


@pytest.mark.parametrize("value", [None, "", "2021-02", "2021-02-30", "gestern"])
def test_what_is_no_iso_day(value: str | None) -> None:
    assert parse_iso(value) is None


def in_words(number: int) -> str:
    """Month or day in Chinese words."""
    tens, units = divmod(number, 10)
    words = " 一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else words[tens] + "十") + words[units].strip()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 4))
def test_dates_are_read_back(day: date, form: int) -> None:
    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        day.isoformat(),
        f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日",
        f"{day.year}/{day.month}/{day.day}",
    ]
    assert isos(f"于{forms[form]}印发") == [day.isoformat()]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_in_words_are_read_back(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    assert isos(f"{year}年{in_words(day.month)}月{in_words(day.day)}日") == [day.isoformat()]
