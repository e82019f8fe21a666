"""What follows from the readings of an indicator (E7): shares, growth, whether the target is reached. Nobody types these.

Ratios are exact fractions; they are rounded only where they are written (`percent`). What cannot be said, because there is
no baseline, no target or a division by nothing, is None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from zhenggai.core.reading.numbers import SCALES, parse_decimal

UP, DOWN = "up", "down"
STATES = ("reached", "missed", "open", "unread", "aimless")
_SCALE = re.compile("(?P<scale>万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)(?!分)(?P<base>.+)")
_SCALED = re.compile("[百千万亿]$")
_PERCENT = re.compile("百分之.+|.+%")
_MINUS = ("-", "\u2212", "负")
_RATES = frozenset({"%", "‰", "个百分点", "百分点"})
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Aim:
    """Where an indicator comes from and where it is to go; `direction` says which way is better."""

    direction: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_on: date | None = None


@dataclass(frozen=True)
class Point:
    """A value as of a day."""

    value: Decimal
    day: date


@dataclass(frozen=True)
class Standing:
    """All that follows from the readings on a day; `state` is one of STATES.

    `share` is done over target where more is better, and the part of the way from the baseline to the target where less
    is; `way` is that part for both. `since_baseline` and `since_previous` are differences in the indicator's own unit, the
    `growth_…` the same over what was there before.
    """

    state: str
    latest: Point | None = None
    previous: Point | None = None
    share: Fraction | None = None
    way: Fraction | None = None
    since_baseline: Decimal | None = None
    since_previous: Decimal | None = None
    growth_baseline: Fraction | None = None
    growth_previous: Fraction | None = None


def standing(aim: Aim, points: Sequence[Point], today: date) -> Standing:
    """What the points say; of two as of one day the later in the sequence is the newer."""
    ordered = sorted(points, key=lambda point: point.day)
    if not ordered:
        return Standing(_state(aim, None, today))
    latest = ordered[-1]
    previous = ordered[-2] if len(ordered) > 1 else None
    before = previous.value if previous else None
    return Standing(
        state=_state(aim, latest.value, today),
        latest=latest,
        previous=previous,
        share=share(aim, latest.value),
        way=way(aim, latest.value),
        since_baseline=None if aim.baseline is None else latest.value - aim.baseline,
        since_previous=None if before is None else latest.value - before,
        growth_baseline=growth(latest.value, aim.baseline),
        growth_previous=growth(latest.value, before),
    )


def _state(aim: Aim, value: Decimal | None, today: date) -> str:
    if aim.target is None:
        return "unread" if value is None else "aimless"
    if reached(aim, value):
        return "reached"
    if aim.target_on is not None and aim.target_on < today:
        return "missed"
    return "unread" if value is None else "open"


def reached(aim: Aim, value: Decimal | None) -> bool:
    """Whether the value is as good as the target or better; nothing is reached without a value or a target."""
    if value is None or aim.target is None:
        return False
    return value >= aim.target if aim.direction == UP else value <= aim.target


def share(aim: Aim, value: Decimal) -> Fraction | None:
    """Done over target where more is better; the part of the way where less is."""
    if aim.direction == DOWN:
        return way(aim, value)
    if aim.target is None or aim.target <= 0:
        return None
    return Fraction(value) / Fraction(aim.target)


def way(aim: Aim, value: Decimal) -> Fraction | None:
    """The part of the way from the baseline to the target; None where the target does not lie in the good direction."""
    if aim.baseline is None or aim.target is None:
        return None
    whole = Fraction(aim.target) - Fraction(aim.baseline)
    if whole == 0 or (whole > 0) != (aim.direction == UP):
        return None
    return (Fraction(value) - Fraction(aim.baseline)) / whole


def growth(value: Decimal, before: Decimal | None) -> Fraction | None:
    """By what part of what was there before the value grew; None where there was nothing, or less than nothing."""
    if before is None or before <= 0:
        return None
    return (Fraction(value) - Fraction(before)) / Fraction(before)


def percent(part: Fraction, places: int = 1) -> Decimal:
    """A part in per cent, rounded half up; what is less than the whole never reads as the whole."""
    place = Decimal(1).scaleb(-places)
    scaled = part * 100 * 10**places
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    rounded = exact.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places)
    if part < 1 and rounded >= _WHOLE:
        return _WHOLE - place
    return rounded.quantize(place, ROUND_DOWN)


def is_rate(unit: str) -> bool:
    """Whether a unit is per cent or the like: of two rates the difference is told, in percentage points."""
    return unicodedata.normalize("NFKC", unit) in _RATES


def read_number(text: str, unit: str) -> Decimal | None:
    """The number that was typed, in `unit`; None for what is none, or is one of something else.

    1.27亿元 in 万元 is 12700, 1.27亿 in 亿元 is 1.27, 9.6% in % is 9.6, 2,316 is 2316, -3 and 负三 are negative.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    unit = unicodedata.normalize("NFKC", unit).strip()
    minus = next((mark for mark in _MINUS if plain.startswith(mark)), "")
    value = _read(plain.removeprefix(minus), unit)
    return -value if value is not None and minus else value


def _read(plain: str, unit: str) -> Decimal | None:
    if _PERCENT.fullmatch(plain):
        return parse_decimal(plain) if is_rate(unit) else None
    if unit and plain.endswith(unit):
        return parse_decimal(plain.removesuffix(unit))
    scale, base = _split(unit)
    named = bool(base) and plain.endswith(base) and base != unit
    number = plain.removesuffix(base) if named else plain
    value = parse_decimal(number)
    if value is None or not (named or _SCALED.search(number)):
        return value
    # With a scale of its own it is the whole number, whatever the indicator counts in.
    return value / scale


def _split(unit: str) -> tuple[Decimal, str]:
    """A unit as how many of which: 万元 is ten thousand 元."""
    found = _SCALE.fullmatch(unit)
    return (SCALES[found["scale"]], found["base"]) if found else (Decimal(1), unit)


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """A value of one unit in another that counts the same; None where they do not (元 in 户)."""
    (scale, base), (other, aim) = (
        _split(unicodedata.normalize("NFKC", one).strip()) for one in (unit, wanted)
    )
    return value * scale / other if base == aim else None
