"""Text on its way into a document: safe characters, number words, quotation marks, sentence ends."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# What XML 1.0 cannot hold, and the marks that turn the reading direction of everything after them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_OPENING = {"“": "”", "‘": "’"}
_ENDS = "。！？；：，、…!?;:,."
_CLOSERS = "”’》〉）】)]\"'"


def clean(text: str) -> str:
    """`text` as a document can hold it: line ends as \\n, tabs as spaces, unprintable characters gone.

    Lone surrogates, NUL, control characters and direction overrides are dropped; everything else is kept literally.
    """
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def lines(text: str) -> list[str]:
    """The non-empty lines of `text`, cleaned and stripped."""
    return [line for line in (part.strip() for part in clean(text).split("\n")) if line]


def one_line(text: str | None) -> str:
    """`text` cleaned and on one line; a space joins the lines only between Latin words."""
    joined = ""
    for line in lines(text or ""):
        latin = joined[-1:].isascii() and line[:1].isascii()
        joined += (" " if joined and latin else "") + line
    return joined


def chinese_number(number: int) -> str:
    """一, 十二, 一百零二 … for 1 to 9999; digits outside that range."""
    if not 0 < number < 10_000:
        return str(number)
    words = ""
    for place, digit in reversed(list(enumerate(int(sign) for sign in reversed(str(number))))):
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words


def count_word(number: int) -> str:
    """The number before a measure word: 两 for 2, else as `chinese_number`."""
    return "两" if number == 2 else chinese_number(number)


def date_words(day: date) -> str:
    """2021年8月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(first: date, last: date) -> str:
    """2020年9月24日至12月25日; the year is repeated only where it changes."""
    if first == last:
        return date_words(first)
    tail = date_words(last)
    return f"{date_words(first)}至{tail.split('年', 1)[1] if first.year == last.year else tail}"


def quoted(text: str) -> str:
    """`text` between “ and ”, its own quotation marks one level deeper.

    Marks alternate with depth; a mark without a partner never opens or closes the outer pair, and an apostrophe stays.
    """
    signs = list(text)
    opened: list[int] = []
    for place, sign in enumerate(signs):
        if sign in _OPENING:
            opened.append(place)
        elif opened and sign == _OPENING[text[opened[-1]]]:
            start = opened.pop()
            signs[start], signs[place] = ("‘", "’") if len(opened) % 2 == 0 else ("“", "”")
        elif sign == "”":
            signs[place] = "’"
    for place in opened:
        signs[place] = "‘"
    return f"“{''.join(signs)}”"


def sentence(text: str) -> str:
    """`text` with a full stop where it has no end of its own; empty stays empty."""
    bare = text.rstrip(_CLOSERS)
    closed = bare and (bare[-1] in _ENDS[:3] or (bare == text and bare[-1] in _ENDS))
    return text if closed or not text else f"{text}。"


def unstopped(text: str) -> str:
    """`text` without stops, commas and spaces at its end; question and exclamation marks stay."""
    return text.rstrip("。．.；;，,、：: \u3000")
