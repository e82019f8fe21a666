"""Finds every number with a unit in a text, with its scale, qualifier and the interval that its print leaves open.

A number in a name, a title, a date, an ordinal or a code is not a quantity. Time grows linearly with the text: one
pass of one compiled pattern, and looks of bounded length to both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhenggai.core.reading.masking import Mask, name_mask
from zhenggai.core.reading.numbers import SCALES, bounds, last_place, parse_decimal, parse_int
from zhenggai.core.reading.units import CHINESE_UNIT_PATTERN, IDIOMS, UNIT_PATTERN, WHOLE_UNITS


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit: from its first digit to the end of its unit, 万 and 亿 multiplied out."""

    start: int
    end: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str | None


_SCALE = "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百"
_CN = "〇零一二三四五六七八九十百千万亿廿卅"
# The pattern opens with one class of first characters, so that the engine skips at once what can begin no number;
# what must not stand before the number is asked behind that first character.
_TOKEN = re.compile(
    rf"""
    [\d{_CN}两](?:
    (?<=\d)(?<![A-Za-z\d.．+@_/第×]\d)
        (?P<arabic>\d{{0,2}}(?:,\d{{3}}){{1,6}}(?!\d)(?:[.．]\d+)?|\d*(?:[.．]\d+)?)
        (?:(?:至|到|-|－|—|–|~|～)(?P<upto>\d+(?:[.．]\d+)?))?
        (?P<more>[余多])?[\x20\u3000]?(?P<scale>{_SCALE})?(?P<tail>[余多])?[\x20\u3000]?(?P<unit>人[（(]次[）)]|{UNIT_PATTERN}|％)
    |(?<=百)分之(?P<percent>\d+(?:[.．]\d+)?|[{_CN}两点]+)
    |(?:(?<=[〇零二两三四五六七八九十百千廿卅])|(?<=一)(?=[十百千万亿]))(?<![第{_CN}两几数每各某番].)
        (?P<chinese>[{_CN}]*)(?:点(?P<point>[{_CN}]+))?(?P<cmore>[余多])?(?P<cunit>{CHINESE_UNIT_PATTERN})
    |(?<=[过破超逾][万千百])(?P<bare>亿)(?P<bunit>元|美元)
    )
    """,
    re.VERBOSE,
)
_ORDINAL_BEFORE = re.compile(rf"第[\d{_CN}、和至到—-]{{1,12}}$")
_CLOCK_BEFORE = re.compile(r"\d[时点:：]$")
_LINE_START = re.compile(r"(?:^|[\n。；;])[ \t\u3000]*$")

_SAME_UNIT = {"％": "%", "人（次）": "人次", "人(次)": "人次"}

# Words in front of a number: id, qualifier, pattern that ends at the number.
_LEADING = (
    (
        "Q1",
        "at_most",
        "(?:不得?超过|未超过|不多于|不高于|不大于)|(?:至多|最多|最高)[^\\W\\d_]{0,4}",
    ),
    ("Q2", "at_least", "不得?少于|不得?低于|不下于|不小于|(?:至少|最少|最低)[^\\W\\d_]{0,4}"),
    ("Q3", "under", "不足|不到|(?<!不)少于|(?<!不)低于|小于|未达到?|不满"),
    (
        "Q4",
        "over",
        "(?<!不)(?<!得)(?<!未)超过|超出|突破|(?<!不)多于|(?<!不)高于|大于|逾|(?<![高赶反])超",
    ),
    ("Q5", "approx", "将近|大约|大概|约为|接近|(?<![最附靠临邻])近|(?<![节契制公预签违大])约"),
)
_LEADING_PATTERN = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, _, pattern in _LEADING) + r")了?\s?$"
)
_LEADING_KIND = {name: qualifier for name, qualifier, _ in _LEADING}
_TRAILING = re.compile(
    r"\s?(?:(?P<at_least>及?以上)|(?P<at_most>及?以下|以内|之内)|(?P<approx>左右|上下)|(?P<over>之多|开外))"
)
# Where none of these characters stands, the pattern need not be asked.
_LEADING_ENDS = frozenset("过于到足达满出破逾超近约概为了 多高大少低小")
_LEADING_AFAR = frozenset("至最")


def quantities(text: str, mask: Mask | None = None) -> Iterator[Quantity]:
    """Every quantity in text order; `mask` names stretches to pass over (titles and slogans when not given)."""
    hidden = name_mask(text) if mask is None else mask
    for match in _TOKEN.finditer(text):
        start = match.start()
        if hidden.covers(start) or _is_ordinal(text, start):
            continue
        if match["arabic"] is None and IDIOMS.match(text, start):
            continue
        found = _from_match(text, match)
        if found is not None:
            yield found


def _from_match(text: str, match: re.Match[str]) -> Quantity | None:
    if match["arabic"] is not None:
        return _arabic(text, match)
    if match["chinese"] is not None:
        return _chinese(text, match)
    if match["percent"]:
        value = parse_decimal(match["percent"])
        place = last_place(match["percent"])
        step = place if place < 1 else None
        return None if value is None else _qualified(text, match.span(), (value, place, step), "%")
    scale = SCALES[text[match.start() : match.end("bare")]]
    return Quantity(*match.span(), scale, scale, None, match["bunit"], "over")


def _is_ordinal(text: str, start: int) -> bool:
    """An ordinal (第12、13条, 十一届六次), a time of day (8:30起), or structure (从三个方面), but no count."""
    before = text[max(0, start - 1) : start]
    if before == "届" or _CLOCK_BEFORE.search(text, max(0, start - 3), start):
        return True
    if before == "从":
        return text.startswith("个方面", start + 1)
    if before not in ("、", "和", "至", "到", "—", "-"):
        return False
    return _ORDINAL_BEFORE.search(text, max(0, start - 14), start) is not None


def _arabic(text: str, match: re.Match[str]) -> Quantity | None:
    """A number in digits; 1.3家 at the start of a line is the mark "1." and 3家."""
    start = match.start()
    raw = text[start : match.end("arabic")]
    unit = _SAME_UNIT.get(match["unit"], match["unit"])
    scale = SCALES[match["scale"] or ""]
    whole, point, fraction = raw.replace("．", ".").partition(".")
    if point and scale == 1 and unit in WHOLE_UNITS and _LINE_START.search(text[:start][-8:]):
        start, raw, fraction = start + len(whole) + 1, fraction, ""
    number = parse_decimal(raw)
    if number is None:
        return None
    if match["upto"]:
        return _range(match, number, scale, unit)
    rounded = bool(fraction) or scale != 1
    step = scale * (Decimal(1).scaleb(-len(fraction)) if fraction else 1) if rounded else None
    more = match["more"] or match["tail"]
    shape = (number * scale, last_place(raw) * scale, step)
    return _qualified(text, (start, match.end()), shape, unit, more)


def _range(match: re.Match[str], low: Decimal, scale: Decimal, unit: str) -> Quantity | None:
    """3至5个: somewhere between the two; the value is the lower one."""
    high = parse_decimal(match["upto"])
    if high is None or high <= low:
        return None
    return Quantity(*match.span(), low * scale, low * scale, high * scale, unit, "approx")


def _chinese(text: str, match: re.Match[str]) -> Quantity | None:
    """A number in words; 二 alone never counts (it is 两 that does), so 二次创业 is a name."""
    raw, more = text[match.start() : match.end("chinese")], match["cmore"]
    if raw == "二":
        return None
    number = parse_int(f"一{raw}" if more and raw in ("百", "千", "万") else raw)
    if number is None:
        return None
    value, place = Decimal(number), last_place(str(number))
    step = SCALES[raw[-1]] if raw[-1] in "万亿" else None
    if match["point"]:
        point = parse_decimal(f"{raw}点{match['point']}")
        if point is None:
            return None
        value, place = point, Decimal(1).scaleb(-len(match["point"]))
        step = place
    return _qualified(text, match.span(), (value, place, step), match["cunit"], more)


def _qualified(
    text: str,
    span: tuple[int, int],
    shape: tuple[Decimal, Decimal, Decimal | None],
    unit: str,
    more: str | None = None,
) -> Quantity:
    """Reads the words around a number; `shape` is value, last significant place, printed precision."""
    start, end = span
    value, place, step = shape
    qualifier, word = _qualifier(text, start, end, more)
    low, high = bounds(value, place, step, qualifier, word=word)
    return Quantity(start, end, value, low, high, unit, qualifier)


def _qualifier(text: str, start: int, end: int, more: str | None) -> tuple[str | None, str]:
    """Qualifier and the word that says it: 余 inside the number, then words before, then words after."""
    if more:
        return "over", more
    before = text[max(0, start - 9) : start]
    hinted = before[-1:] in _LEADING_ENDS or not _LEADING_AFAR.isdisjoint(before)
    leading = _LEADING_PATTERN.search(before) if hinted else None
    if leading and leading.lastgroup:
        word = leading.group(leading.lastgroup)
        return _LEADING_KIND[leading.lastgroup], word
    trailing = _TRAILING.match(text, end)
    if trailing and trailing.lastgroup:
        return trailing.lastgroup, trailing.group().strip()
    return None, ""
