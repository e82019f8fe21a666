"""The numbers of a sentence side by side with the words between them, as all rules on arithmetic see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from weakref import WeakKeyDictionary

from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range, range_of
from zhenggai.core.reading.numbers import SCALES
from zhenggai.core.reading.quantities import Quantity

REACH = 60
"""How many characters between two numbers are looked at."""

# One alone is a count only where it cannot be an article (其余一项正在推进).
_MEASURE = "个|项|件|处|家|条|起|人|名|户"
_ONE = re.compile(
    rf"(?:(?<=其余)|(?<=剩余)|(?<=余下)|(?<=[,、;]))一(?:{_MEASURE})(?=正在|尚未|仍在|未|需|长期|持续)"
    rf"|(?<=推进|在办|整改|坚持|办理|启动|办结|完成|销号|解决)一(?:{_MEASURE})(?=[,;、。)]|$)"
)
_FAMILIES = {
    "名": "人",
    "位": "人",
    "元人民币": "元",
    "块钱": "元",
    "场次": "场",
    "百分点": "个百分点",
}
_LAST_CUT = re.compile(r"[,;:、()。!?]")
# A number without unit counts only behind a word of state (完成25、推进5), where nothing else can be meant.
_BARE = re.compile(
    r"(?:完成|推进|坚持|整改|办结|销号|启动|解决|办理|落实|到位|其余|剩余|余下)(?:了|数|:|为)?(\d{1,9})(?=[;、。)和及]|,(?!\d)|$)"
)
_SCALED = re.compile("(万亿|千亿|百亿|十亿|千万|百万|十万|亿|万)[余多]?[^百千万亿余多]*$")
_PER = {"%": 100, "‰": 1000, "倍": 1}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence. `before` and `after` are the words up to its neighbours, at most `REACH` characters.

    `unit` is the same for units that count the same things (人, 名, 位) and empty where none is printed; `lead` is what
    of `before` stands in the same clause, `follow` the same of `after`; where it
    `runs_on`, nothing but words stands between the number and the next.
    """

    start: int
    end: int
    value: Fraction
    range: Range
    unit: str
    printed_unit: str
    qualifier: str | None
    text: str
    before: str
    after: str
    lead: str
    follow: str
    runs_on: bool

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a multiple."""
        return self.unit in _PER

    @property
    def part_of_one(self) -> Range:
        """A percentage or multiple as a part of one; without decimals it is rounded to its last place."""
        known, hundred = self.range, _PER[self.unit]
        if known.exact and self.qualifier is None:
            half = Fraction(1, 2)
            known = Range(self.value - half, self.value + half)
        low = None if known.low is None else known.low / hundred
        high = None if known.high is None else known.high / hundred
        return Range(low, high)

    def matches(self, other: Number) -> bool:
        """Whether both count in the same unit; a number without unit takes that of its neighbours."""
        return self.unit == other.unit or not self.unit or not other.unit


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or the inside of one quotation, with its numbers; `earlier` are those of the sentence before."""

    start: int
    end: int
    norm: str
    numbers: tuple[Number, ...]
    earlier: tuple[Number, ...]

    def between(self, one: int, other: int) -> str:
        """The words between two numbers, by their places; at most four times `REACH` characters, the last ones."""
        low, high = self.numbers[one].end, self.numbers[other].start
        return self.norm[max(low, high - 4 * REACH) : high]

    def words(self, start: int, end: int) -> str:
        """The words between two offsets, at most four times `REACH`, the last ones."""
        return self.norm[max(start, end - 4 * REACH) : end]


_KEPT: WeakKeyDictionary[Paper, dict[tuple[int, int], list[Line]]] = WeakKeyDictionary()


def lines(paper: Paper, start: int, end: int) -> list[Line]:
    """The sentences with numbers between two offsets. All rules of the group ask the same; it is worked out once."""
    kept = _KEPT.setdefault(paper, {})
    known = kept.get((start, end))
    if known is None:
        known = list(_lines(paper, start, end))
        kept[start, end] = known
    return known


def _lines(paper: Paper, start: int, end: int) -> Iterator[Line]:
    """A paragraph without numbers, as most headings are, costs nothing."""
    if not paper.counted(start, end):
        return
    earlier: tuple[Number, ...] = ()
    for low, high in paper.sentences(start, end):
        counted = paper.counted(low, high)
        if not counted:
            earlier = ()
            continue
        outside, inside = _sorted(paper, [*counted, *_bare(paper, low, high)])
        spoken = tuple(_numbers(paper, outside, low, high))
        if spoken:
            yield Line(low, high, paper.norm, spoken, earlier)
        earlier = spoken
        for (opened, closed), quantities in inside.items():
            quoted = tuple(_numbers(paper, quantities, opened + 1, closed))
            yield Line(opened + 1, closed, paper.norm, quoted, ())


def _sorted(
    paper: Paper, counted: list[Quantity]
) -> tuple[list[Quantity], dict[tuple[int, int], list[Quantity]]]:
    """What a sentence counts itself, and what each quotation in it counts."""
    starts, ends = paper.examined.source.shelters
    outside: list[Quantity] = []
    inside: dict[tuple[int, int], list[Quantity]] = {}
    for one in sorted(counted, key=lambda quantity: quantity.start):
        at = bisect_right(starts, one.start) - 1
        if at >= 0 and one.start < ends[at]:
            inside.setdefault((starts[at], ends[at]), []).append(one)
        else:
            outside.append(one)
    return outside, inside


def _bare(paper: Paper, low: int, high: int) -> Iterator[Quantity]:
    """Numbers without unit behind a word of state."""
    for match in _BARE.finditer(paper.norm, low, high):
        start, end = match.span(1)
        yield Quantity(start, end, Decimal(match[1]), None, None, "", None)
    for match in _ONE.finditer(paper.norm, low, high):
        yield Quantity(*match.span(), Decimal(1), None, None, match.group()[1:], None)


def _numbers(paper: Paper, found: list[Quantity], low: int, high: int) -> Iterator[Number]:
    """Numbers with the words around them."""
    norm = paper.norm
    last = low
    for at, one in enumerate(found):
        stop = found[at + 1].start if at + 1 < len(found) else high
        before = norm[max(last, one.start - REACH) : one.start]
        after = norm[one.end : min(stop, one.end + REACH)]
        follow = _LAST_CUT.split(after, maxsplit=1)[0]
        yield Number(
            one.start,
            one.end,
            Fraction(one.value),
            range_of(one),
            _FAMILIES.get(one.unit, one.unit),
            one.unit,
            one.qualifier,
            paper.text[one.start : one.end],
            before,
            after,
            _LAST_CUT.split(before)[-1],
            follow,
            at + 1 < len(found) and len(follow) == stop - one.end,
        )
        last = one.end


def plain(value: Fraction) -> str:
    """An exact decimal as it goes into facts; what no decimal can write is cut behind the fourth place."""
    if value.denominator == 1:
        return str(value.numerator)
    whole = value * 10_000
    cut = whole.numerator // whole.denominator
    return f"{cut // 10_000}.{cut % 10_000:04d}".rstrip("0").rstrip(".")


def worded(value: Fraction, like: Number) -> str:
    """A value printed as another number is: in its scale and with its unit (2500000000 beside 26亿元 → 25亿元)."""
    match = _SCALED.search(like.text)
    scale = SCALES[match[1]] if match else Decimal(1)
    return f"{plain(value / Fraction(scale))}{match[1] if match else ''}{like.printed_unit}"


def rounded_like(value: Fraction, like: Number) -> str:
    """A part of one printed as another percentage or multiple is, rounded half up, with at least one decimal."""
    hundred = _PER[like.unit]
    places = max(1, len(like.text.partition(".")[2].rstrip("%‰％倍 ")))
    whole = abs(value) * hundred * 10**places
    rounded = Fraction(int(whole + Fraction(1, 2)), 10**places)
    return f"{'-' if value < 0 else ''}{plain(rounded)}{like.unit}"


def bound(value: Fraction | None) -> str | None:
    """A bound as it goes into facts."""
    return None if value is None else plain(value)


__all__ = ["REACH", "Line", "Number", "bound", "lines", "plain", "rounded_like", "worded"]
