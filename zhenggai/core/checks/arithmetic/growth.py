"""`growth`: a count and a growth rate that no whole base can give (69家，同比增长138.9%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhenggai.core.checks.arithmetic.bases import base_facts, bases, is_whole, verdict
from zhenggai.core.checks.arithmetic.changes import FROM, THAN, TO, levels
from zhenggai.core.checks.arithmetic.scan import Line, Number, bound, lines, rounded_like
from zhenggai.core.checks.model import ERROR, Derived, Found, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range

_RISE = "增长|增速|增加|上升|提高|提升|上涨|扩大|增|升|涨"
_FALL = "下降|减少|降低|回落|压减|缩减|精简|下滑|压缩|压降|减|降"
_THEN = (
    r"(?:(?:比|较|与)(?:上年度?|去年|上一年度?|前年|前一年|往年|上季度?|上月|\d{4}年度?)?(?:同期|同比|年)?(?:的|相比|相较|比)?,?"
    r"|同比|环比|同期|均|分别|净|共|实际|逆势|大幅|总数|数量){0,5}"
)
_WAY = rf"(?P<way>{_RISE}|{_FALL})(?:了|大?约|近|超过?|逾|达到?|高达|幅度?为?|率为|为|:){{0,5}}"
_GAP = re.compile(rf"^(?:\s?左右)?(?:[^,;、:。()\d]{{0,10}}\)?[,(、]\s?)?{_THEN}{_WAY}\s?$")
_AHEAD = re.compile(rf"(?:同比|较上年|比上年|较去年|比去年|环比)(?:同期)?{_WAY}\s?$")
_REACHES = re.compile(r"^[,;]?\s?(?:总数)?(?:达到?|至|到|为)(?:了)?\s?$")
_TIMES_OF = re.compile(
    r"^[^,;、:。()\d]{0,8}[,(]?\s?(?:达到?|约?为|相当于|是)(?:了)?(?:上年|去年|上一年|前年|\d{4}年)度?(?:同期)?的\s?$"
)
_LIST_GAP = re.compile(r"^[^,;:。()\d]{0,12}[、和及与,]?[^,;:。()\d]{0,14}$")
_AND = re.compile(r"^\s?(?:[、和及与,]|以及)\s?$")
_CHANGED = re.compile(r"(?:净增|增加|增长|减少|下降|扩增|多|少|压减|增至?|降)(?:了|约|近)*$")
_ADDED = re.compile(r"新增(?:了|约|近)*[^,;、]{0,10}$")
_COMPARED = re.compile(r"同比|同期|比上年|较上年|比去年|较去年|比\d{4}|较\d{4}")
_LAST_YEAR = re.compile(r"上年|去年|同期")
_LAST_YEARS = re.compile(
    r"^[^,;。()\d]{0,8}[,(、]?\s?(?:上年度?|去年|上一年|上月|上季度?|往年)?(?:上年|去年|同期)(?:同期)?(?:仅|只|为|是|有|共|数){0,3}[^,;、增减升降多少高低比较]{0,6}$"
)
_BY_MUCH = re.compile(
    rf"^[^,;、:。()\d]{{0,10}}\)?[,(]?\s?{_THEN}(?P<way>净?(?:{_RISE}|{_FALL}|多|少))(?:了|约|近){{0,2}}$"
)
_AND_BY = re.compile(rf"^,\s?{_THEN}(?P<way>净?(?:{_RISE}|{_FALL}|多|少))(?:了|约|近){{0,2}}$")
_THIS_YEAR = re.compile(r"今年|本年|当年")
_OTHER_SCOPE = re.compile(r"同口径|可比|剔除|不含|年均|平均")


@dataclass(frozen=True, slots=True)
class Level:
    """One of the two levels between which something changed, and the number from which it is known."""

    range: Range
    value: Fraction
    number: Number

    @classmethod
    def of(cls, number: Number) -> Level:
        """A level that is printed itself."""
        return cls(number.range, number.value, number)


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Growth that cannot be, and the base where it can."""
    for line in lines(paper, start, end):
        for at, rate in enumerate(line.numbers):
            if rate.unit not in ("%", "倍") or at == 0 or _OTHER_SCOPE.search(rate.before):
                continue
            yield from _at(line, at)


def _at(line: Line, at: int) -> Iterator[Found]:
    rate = line.numbers[at]
    gap = line.between(at - 1, at)
    match = _GAP.match(gap)
    if match is not None and "分别" in gap:
        yield from _severally(line, at, match["way"])
        return
    factor = _factor(rate, match["way"]) if match else None
    if factor is None and rate.unit == "倍" and _TIMES_OF.match(gap):
        factor = rate.part_of_one
    if factor is None:
        yield from _ahead(line, at)
    else:
        known = _printed_levels(line, at) or _changed_by(line, at)
        found = (
            _exactly(known[0], known[1], rate, factor)
            if known is not None
            else _one(line, at - 1, rate, factor, gap)
        )
        if found is not None:
            yield found


def _ahead(line: Line, at: int) -> Iterator[Found]:
    """同比增长137.9%，达到69家: the count stands behind."""
    rate = line.numbers[at]
    match = _AHEAD.search(rate.lead)
    if match is None or at + 1 == len(line.numbers):
        return
    count = line.numbers[at + 1]
    if is_whole(count) and _REACHES.match(line.between(at, at + 1)):
        found = _of(count, rate, _factor(rate, match["way"]), [])
        if found is not None:
            yield found


def _factor(rate: Number, way: str) -> Range:
    """How many times the base the count is. 增长2倍 is said of twice and of thrice as many."""
    part, one = rate.part_of_one, Range.exactly(1)
    if re.fullmatch(_RISE, way):
        if rate.unit == "倍":
            return Range(part.low, one.plus(part).high)
        return one.plus(part)
    return one.minus(part)


def _one(line: Line, at: int, rate: Number, factor: Range, gap: str) -> Found | None:
    """A count with its growth. Where two counts stand together (12起15人), either may have grown."""
    count = line.numbers[at]
    if ")" in gap and "(" in count.before and at:
        at -= 1
        count = line.numbers[at]
    if _LAST_YEAR.search(count.before[-16:]):
        return None
    if not is_whole(count) or _CHANGED.search(count.lead):
        return None
    if _ADDED.search(count.lead) and not _COMPARED.search(gap):
        return None
    return _of(count, rate, factor, _beside(line, at, gap))


def _beside(line: Line, at: int, gap: str) -> list[Number]:
    """Other counts that the growth may be of."""
    found = []
    for index in range(at - 1, max(-1, at - 4), -1):
        between = line.between(index, index + 1)
        if len(between) > 2 and not (")" in gap and index == at - 1):
            break
        found.append(line.numbers[index])
    return found


def _of(count: Number, rate: Number, factor: Range, others: list[Number]) -> Found | None:
    found = bases(count, factor)
    if found is None and any(not is_whole(one) or bases(one, factor) for one in others):
        return None
    facts = base_facts(count, rate, found)
    return verdict(
        Issue("growth", ERROR, rate.start, rate.end, "growth", facts),
        Derived("growth", rate.start, rate.end, "growth.derived", facts),
        found,
        count,
    )


def _severally(line: Line, at: int, way: str) -> Iterator[Found]:
    """甲69家、乙180家，同比分别增长137.9%、164.7%: as many counts as rates, in their order."""
    rates = [line.numbers[at]]
    for index in range(at + 1, min(len(line.numbers), at + 6)):
        one = line.numbers[index]
        if one.unit != rates[0].unit or not _AND.match(line.between(index - 1, index)):
            break
        rates.append(one)
    first = at - len(rates)
    if len(rates) < 2 or first < 0:
        return
    counts = line.numbers[first:at]
    if _LAST_YEAR.search(line.numbers[first].before[-16:]):
        yield from _severally_exact(line, first, rates, way)
        return
    chained = all(_LIST_GAP.match(line.between(index, index + 1)) for index in range(first, at - 1))
    if not chained or not all(is_whole(one) for one in counts):
        return
    for count, rate in zip(counts, rates, strict=True):
        found = _of(count, rate, _factor(rate, way), [])
        if found is not None:
            yield found


def _severally_exact(line: Line, at: int, rates: list[Number], way: str) -> Iterator[Found]:
    """97件134人，去年同期197件375人，同比分别下降50.8%、64.3%: the bases are printed in the same order."""
    count = len(rates)
    for index, rate in enumerate(rates):
        before, after = line.numbers[at + index], line.numbers[at + index - count]
        if at < count or not before.unit or not before.matches(after):
            return
        issue = _exactly(Level.of(before), Level.of(after), rate, _factor(rate, way))
        if issue is not None:
            yield issue


def _printed_levels(line: Line, at: int) -> tuple[Level, Level] | None:
    """Base and count where both are printed: 由29家增加到69家, 上年29家、今年69家, 69家（去年同期29家）."""
    if at < 2:
        return None
    one, other = line.numbers[at - 2], line.numbers[at - 1]
    if not one.matches(other) or other.is_share or not other.unit:
        return None
    between = line.between(at - 2, at - 1)
    near, late = len(between) < 24, _LAST_YEAR.search(one.before[-16:]) is not None
    if near and not late and _LAST_YEARS.search(between):
        return Level.of(other), Level.of(one)
    rising = FROM.search(one.before) and TO.match(between)
    if rising or (near and late and _THIS_YEAR.search(between)):
        return Level.of(one), Level.of(other)
    return None


def _changed_by(line: Line, at: int) -> tuple[Level, Level] | None:
    """69家，比上年增加40家，增长137.9%, or the other way round: the base is the difference."""
    if at + 1 < len(line.numbers) and (match := _AND_BY.match(line.between(at, at + 1))):
        return _difference(line.numbers[at - 1], line.numbers[at + 1], match)
    if at < 2:
        return None
    count, change = line.numbers[at - 2], line.numbers[at - 1]
    if at >= 3 and levels(line, at - 3):
        return Level.of(line.numbers[at - 3]), Level.of(count)
    if at >= 3 and THAN.search(line.between(at - 3, at - 2)):
        first = line.numbers[at - 3]
        return (Level.of(count), Level.of(first)) if first.matches(count) else None
    return _difference(count, change, _BY_MUCH.match(line.between(at - 2, at - 1)))


def _difference(
    count: Number, change: Number, match: re.Match[str] | None
) -> tuple[Level, Level] | None:
    """The level before a change of so much, and the level after it."""
    if match is None or not count.unit or count.unit != change.unit or count.is_share:
        return None
    rose = re.fullmatch(f"净?(?:{_RISE}|多)", match["way"]) is not None
    base = count.range.minus(change.range) if rose else count.range.plus(change.range)
    if base.low is None or base.low <= 0:
        return None
    value = count.value - change.value if rose else count.value + change.value
    return Level(base, value, change), Level.of(count)


def _exactly(before: Level, after: Level, rate: Number, factor: Range) -> Issue | None:
    """Both levels are printed: their quotient must be the growth."""
    if (
        before.range.high is None
        or before.value == 0
        or after.range.over(before.range).meets(factor)
    ):
        return None
    rise = (after.value - before.value) / before.value
    given = after.range.over(before.range)
    return Issue(
        "growth",
        ERROR,
        rate.start,
        rate.end,
        "growth.levels",
        {
            "parts": [before.number.text, after.number.text],
            "counted": rounded_like(rise, rate),
            "low": bound(given.low),
            "high": bound(given.high),
            "claimed": rate.text,
            "parts_at": [[one.number.start, one.number.end] for one in (before, after)],
        },
    )
