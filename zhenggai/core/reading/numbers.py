"""Numerals of official writing as exact numbers, and the interval that a printed number leaves open.

Read are ASCII and full-width digits with thousands commas, Chinese numerals (also 〇, 两, 廿, 卅 and the financial
forms), circled, bracketed and Roman numerals, decimals with 点, and the scales 百 千 万 亿. Nothing here raises on odd
text: what is not a numeral is None.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_MAX_DIGITS = 18
_FORMAL = str.maketrans(
    "○〇两兩壹贰叁肆伍陆柒捌玖拾佰仟萬億弍貳參",
    "零零二二一二三四五六七八九十百千万亿二二三",
)
_TENS = {"廿": "二十", "卅": "三十"}
_CHINESE_DIGIT = {digit: place for place, digit in enumerate("零一二三四五六七八九")}
_D = "一二三四五六七八九"
_CHINESE_CHARS = re.compile(
    "[零〇○一二两兩三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億弍貳參]+"
)
_SECTION = re.compile(
    rf"(?:([{_D}])千)?(?:(零)?([{_D}])百)?(?:(零)?([{_D}])?十)?(?:(零)?([{_D}]))?"
)
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:[.．](\d+))?")
_PERCENT = re.compile("(?:百分之(?P<words>.+))|(?P<digits>.+)[%％]")
_LIST_MARKS = " \t\u3000（()）〔〕[]【】、.．。,，:：;；"
_SCALED = re.compile("(?P<number>.*?)(?P<scale>万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)")

SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "十万": Decimal(10) ** 5,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}
# Marker numerals that Unicode knows by value: ① ⑴ ⒈ ❶ ➀ ㈠ ㉑ ㊀ ㊱ and Roman numerals.
_MARKERS = (
    (0x2460, 0x24FF),
    (0x2776, 0x2793),
    (0x3220, 0x3229),
    (0x3251, 0x325F),
    (0x3280, 0x3289),
    (0x32B1, 0x32BF),
    (0x2160, 0x217F),
)


def parse_int(raw: str) -> int | None:
    """The whole number that a numeral writes, with or without list marks around it; None for anything else.

    `（十二）`, `①`, `12.`, `１２`, `廿三`, `二〇二一`, `2.1万` are numerals; `三四` (three or four) is not one number.
    """
    text = raw.strip(_LIST_MARKS)
    marker = _marker(text)
    if marker is not None:
        return marker
    value = parse_decimal(text)
    if value is None or value != value.to_integral_value() or _is_percent(text):
        return None
    return int(value)


def parse_decimal(raw: str) -> Decimal | None:
    """The exact value of a printed number with its scale; a percentage gives its printed per cent (百分之三十 → 30)."""
    text = raw.strip()
    if len(text) > 2 * _MAX_DIGITS:
        return None
    percent = _PERCENT.fullmatch(text)
    if percent:
        return _plain_number(percent.group("words") or percent.group("digits"))
    scaled = _SCALED.fullmatch(text)
    if scaled and scaled.group("number") and _ARABIC.fullmatch(scaled.group("number")):
        number = _plain_number(scaled.group("number"))
        return None if number is None else number * SCALES[scaled.group("scale")]
    return _plain_number(text)


def printed(value: Decimal) -> str:
    """A decimal string without exponent and without idle zeros."""
    if value == 0:
        return "0"
    return format(value.normalize(), "f")


def last_place(raw: str) -> Decimal:
    """The unit of the last significant printed place: 460 → 10, 12 → 1, 2.10 → 0.01; 1 for what is not Arabic."""
    match = _ARABIC.fullmatch(raw.strip())
    if match is None:
        value = parse_int(raw)
        raw = "1" if value is None else str(value)
    elif match.group(2):
        return Decimal(1).scaleb(-len(match.group(2)))
    digits = raw.strip().replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0０"))
    return Decimal(10) ** min(zeros, max(len(digits) - 1, 0))


def bounds(
    value: Decimal, place: Decimal, step: Decimal | None, qualifier: str | None, *, word: str
) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest true value that the print leaves open; None where there is no bound.

    `place` is the last significant place (460 → 10), `step` the printed precision where the number is rounded
    (2.1万 → 1000) and None for a plain integer. The rules:

    - no qualifier: half a step to both sides; a plain integer is exact, so (None, None);
    - 余 and 多: from the number up to the next unit of its last significant place (460余 → 460 to 470);
    - 近, 将近 and 接近: from one such unit below up to the number;
    - 约, 左右: half a unit of the last significant place (half a step where rounded) to both sides;
    - over, at_least: from the number, no upper bound; under, at_most: up to the number, no lower bound.
    """
    if qualifier is None:
        return (None, None) if step is None else (value - step / 2, value + step / 2)
    if qualifier in ("over", "at_least"):
        return value, value + place if word in ("余", "多") else None
    if qualifier in ("under", "at_most"):
        return None, value
    if word in ("近", "将近", "接近"):
        return value - place, value
    half = (place if step is None else step) / 2
    return value - half, value + half


def _marker(text: str) -> int | None:
    """The value of one marker character such as ① or ㈠."""
    if len(text) != 1 or not any(low <= ord(text) <= high for low, high in _MARKERS):
        return None
    value = unicodedata.numeric(text, -1.0)
    return int(value) if value >= 0 else None


def _is_percent(text: str) -> bool:
    return _PERCENT.fullmatch(text) is not None


def _plain_number(text: str) -> Decimal | None:
    """An Arabic or Chinese number without a percent sign."""
    match = _ARABIC.fullmatch(text)
    if match:
        whole = match.group(1).replace(",", "")
        if len(whole) + len(match.group(2) or "") > _MAX_DIGITS:
            return None
        return Decimal(f"{whole}.{match.group(2)}" if match.group(2) else whole)
    head, point, tail = text.partition("点")
    whole_number = _chinese_int(head)
    if whole_number is None or not point:
        return None if whole_number is None else Decimal(whole_number)
    places = [_CHINESE_DIGIT.get(digit) for digit in tail.translate(_FORMAL)]
    if not places or None in places:
        return None
    return Decimal(f"{whole_number}.{''.join(map(str, places))}")


def _chinese_int(text: str) -> int | None:
    """A Chinese whole number, in words or digit by digit (二〇二一)."""
    if not text or len(text) > 2 * _MAX_DIGITS or not _CHINESE_CHARS.fullmatch(text):
        return None
    formal = "".join(_TENS.get(char, char) for char in text).translate(_FORMAL)
    if not any(char in "十百千万亿" for char in formal):
        return _digit_by_digit(formal)
    return _by_scale(formal, ("亿", "万"))


def _digit_by_digit(text: str) -> int | None:
    """二〇二一 is a number; 三四 and 七八九 are 'three or four' and no number."""
    if 1 < len(text) < 4 and "零" not in text[1:]:
        return None
    return int("".join(str(_CHINESE_DIGIT[char]) for char in text))


def _by_scale(text: str, scales: tuple[str, ...]) -> int | None:
    """A number in words: what stands left of 亿 or 万 is a number itself."""
    if not scales:
        return _section(text)
    left, scale, right = text.rpartition(scales[0])
    if not scale:
        return _by_scale(text, scales[1:])
    high = _by_scale(left, scales) if left else None
    low = _by_scale(right.removeprefix("零"), scales[1:]) if right else 0
    if high is None or low is None:
        return None
    return high * int(SCALES[scale]) + low


def _section(text: str) -> int | None:
    """A number below ten thousand; a skipped place needs its 零 (一百零五), so 一百五 is nobody's number."""
    match = _SECTION.fullmatch(text)
    if not text or match is None:
        return None
    thousands, zero_h, hundreds, zero_t, tens, zero_u, units = match.groups()
    has_ten = "十" in text
    gap_before_tens = has_ten and thousands and not hundreds and not zero_t
    gap_before_units = units and not has_ten and (thousands or hundreds) and not zero_u
    if gap_before_tens or gap_before_units or (zero_h and not thousands):
        return None
    total = 1000 * _CHINESE_DIGIT.get(thousands or "零", 0)
    total += 100 * _CHINESE_DIGIT.get(hundreds or "零", 0)
    total += 10 * _CHINESE_DIGIT.get(tens or ("一" if has_ten else "零"), 0)
    return total + _CHINESE_DIGIT.get(units or "零", 0)
