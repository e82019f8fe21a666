from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.reading.numbers import bounds, last_place, parse_decimal, parse_int, printed

DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """The standard Chinese writing of a number below 10 to the 12th."""
    if number == 0:
        return "零"
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            high, low = divmod(number, scale)
            gap = "零" if 0 < low < scale // 10 else ""
            return in_words(high) + word + gap + (in_words(low) if low else "")
    text, gap = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + word
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("１２", 12),
        ("3,021", 3021),
        ("1,234,567", 1234567),
        ("2.1万", 21000),
        ("12万", 120000),
        ("3千", 3000),
        ("零", 0),
        ("〇", 0),
        ("二", 2),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两千三百四十五", 2345),
        ("一千零五十", 1050),
        ("三千零五", 3005),
        ("一万零五百", 10500),
        ("十万五千", 105000),
        ("三千零五万", 30050000),
        ("一万二千亿", 12000 * 10**8),
        ("二〇二一", 2021),
        ("二○二四", 2024),
        ("一九九八", 1998),
        ("壹佰贰拾", 120),
        ("①", 1),
        ("⑳", 20),
        ("㉑", 21),
        ("㊿", 50),
        ("⑴", 1),
        ("⒈", 1),
        ("❶", 1),
        ("㈠", 1),
        ("Ⅳ", 4),
        ("（一）", 1),
        ("(3)", 3),
        ("1.", 1),
        ("2、", 2),
        ("十二、", 12),
        ("1）", 1),
        (" 7 ", 7),
    ],
)
def test_numerals(raw: str, value: int) -> None:
    assert parse_int(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "个",
        "三四",
        "七八九",
        "一百五",
        "百",
        "千",
        "万",
        "亿",
        "十百",
        "百十",
        "一十百",
        "3.5",
        "30%",
        "百分之三",
        "1,23",
        "N",
        "1+4",
        "（）",
        "一二",
        "万一千万二",
        "9" * 5000,
        "一" * 5000,
        "²",
        "½",
    ],
)
def test_what_is_no_whole_number(raw: str) -> None:
    assert parse_int(raw) is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("3.71", "3.71"),
        ("3.71亿", "371000000"),
        ("１２．５", "12.5"),
        ("36.6%", "36.6"),
        ("5％", "5"),
        ("百分之三十", "30"),
        ("百分之三点五", "3.5"),
        ("三点五", "3.5"),
        ("1,825.95亿", "182595000000"),
        ("2.10万", "21000"),
    ],
)
def test_decimals_are_exact(raw: str, value: str) -> None:
    parsed = parse_decimal(raw)
    assert parsed is not None
    assert printed(parsed) == value


@pytest.mark.parametrize("raw", ["", "点五", "三点", "三点十", "1.2.3", "abc", "1" * 30, "百分之"])
def test_what_is_no_decimal(raw: str) -> None:
    assert parse_decimal(raw) is None


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("460", 10),
        ("60", 10),
        ("500", 100),
        ("12", 1),
        ("105", 1),
        ("2.1", "0.1"),
        ("10", 10),
        ("0", 1),
        ("十二", 1),
    ],
)
def test_last_significant_place(raw: str, place: int | str) -> None:
    assert last_place(raw) == Decimal(place)


@pytest.mark.parametrize(
    ("value", "place", "step", "qualifier", "word", "low", "high"),
    [
        ("57", "1", None, None, "", None, None),
        ("21000", "1000", "1000", None, "", "20500", "21500"),
        ("460", "10", None, "over", "余", "460", "470"),
        ("500", "100", None, "over", "多", "500", "600"),
        ("100000000", "100000000", "100000000", "over", "超过", "100000000", None),
        ("30", "10", None, "at_least", "不少于", "30", None),
        ("5000", "1000", None, "at_most", "不得超过", None, "5000"),
        ("80", "10", None, "under", "不足", None, "80"),
        ("31", "1", None, "approx", "约", "30.5", "31.5"),
        ("300", "100", None, "approx", "近", "200", "300"),
        ("26000", "1000", "1000", "approx", "约", "25500", "26500"),
    ],
)
def test_what_the_print_leaves_open(
    value: str,
    place: str,
    step: str | None,
    qualifier: str | None,
    word: str,
    low: str | None,
    high: str | None,
) -> None:
    found = bounds(
        Decimal(value),
        Decimal(place),
        None if step is None else Decimal(step),
        qualifier,
        word=word,
    )
    assert found == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_are_read_back(number: int) -> None:
    assert parse_int(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_are_read_back(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse_int(str(number)) == parse_int(f"{number:,}") == parse_int(wide) == number


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_decimals_are_read_back(number: Decimal) -> None:
    assert parse_decimal(f"{number:f}") == number
    assert parse_decimal(f"{number:f}万") == number * 10000


@given(st.text(max_size=40))
def test_nothing_raises(raw: str) -> None:
    value = parse_int(raw)
    assert value is None or value >= 0
    parse_decimal(raw)
    last_place(raw)
