"""`sum` of two levels and their difference (由100户减少到80户，减少15户), and of an amount, what left it and what remains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.arithmetic.scan import Line, Number, bound, lines, worded
from zhenggai.core.checks.model import ERROR, Found, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range

_RISE = "核增|调增|增加|增长|提高|提升|上升|扩大|拓展|扩展|扩充|扩容|上涨|增|升|涨"
_FALL = "核减|调减|减少|下降|降低|压减|压缩|缩减|缩短|精简|减|降|压"
FROM = re.compile(r"(?:由|从)[^,;、。()]{0,16}$")
TO = re.compile(
    rf"^[^,;。()\d]{{0,10}}?(?:{_RISE}|{_FALL}|调整|精简|变|发展|整合)(?:到了?|至|为|成)(?:\d{{1,4}}[年月][^,;。()\d]{{0,3}}|[^,;。()\d]{{0,8}})$"
)
_BY = re.compile(
    rf"^[^,;。()\d]{{0,8}}[,(]?\s?(?:同比|环比|累计|净|共|总计|合计|实际|比[^,;。\d]{{1,6}}|较[^,;。\d]{{1,6}}){{0,3}}(?P<way>{_RISE}|{_FALL}|多|少)(?:了|约|近|幅度?为?|幅度?达){{0,4}}$"
)
THAN = re.compile(r"^[^,;。()\d]{0,8}[,(]?\s?(?:比|较|与)[^,;。()]{1,14}的?$")
_BY_THEN = re.compile(
    rf"^(?:[^,;。()\d]{{0,4}}?)(?P<way>净?(?:{_RISE}|{_FALL}|多|少))(?:出|了|约|近)*$"
)
_HAD = re.compile(
    r"(?:原有|原|原来|共有|应有|现有|共筹集|共收到?|收入|筹集|总收入|到位|共拨付|应[收缴退追还付兑补][缴回还付]?|共计|合计|总计|共)[^,;。()\d]{0,10}$"
)
_LEFT = re.compile(
    r"^[^,;。()\d]{0,10}[,;(、]?\s?(?:已|累计|其中|目前|共|实际|依法|又){0,4}[^,;。()\d]{0,4}?"
    r"(?:减少|压减|核减|支出|使用|支付|拨付|兑付|清退|退还|追缴|追回|收回|收缴|上缴|归还|偿还|注销|关停|撤销|拆除|拆迁|取消|裁减|精简|淘汰|报废|处置|划转|移交|发放|退回|调离|调出|退休|辞退|分流|解聘)(?:了|约|近)*"
    r"[^,;。()\d]{0,10}$"
)
_REMAINS = re.compile(
    r"^[^,;。()\d]{0,10}[,;(、]?\s?(?:目前|现|还|尚|仍|实际){0,4}(?:剩余|结余|余下|其余|剩下|还剩|尚余|仍余|净剩|保留|未[追收清退缴兑支拨][^,;。()\d]{0,4})[^,;。()\d]{0,8}$"
)
_TIMED = re.compile(r"年|月|季度|日")
_UNDONE = re.compile(r"^[^,;。()\d]{0,10}[,;(、]?\s?(?:目前|现)*(?:尚|仍|还)有[^,;。()\d]{0,8}$")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Differences that are not what their two amounts give."""
    for line in lines(paper, start, end):
        for at in range(len(line.numbers) - 2):
            found = _levels(line, at) or _compared(line, at) or _remainder(line, at)
            if found is not None:
                yield found


def levels(line: Line, at: int) -> bool:
    """Whether a number and the next are two levels of one thing (由A增加到C)."""
    one, other = line.numbers[at], line.numbers[at + 1]
    return (
        one.matches(other)
        and FROM.search(one.before) is not None
        and TO.match(line.between(at, at + 1)) is not None
    )


def _levels(line: Line, at: int) -> Issue | None:
    """由A增加到C，增加D."""
    if not levels(line, at):
        return None
    before, after, change = line.numbers[at : at + 3]
    return _judged(before, after, change, _BY.match(line.between(at + 1, at + 2)))


def _compared(line: Line, at: int) -> Issue | None:
    """C，比上年的A增加D."""
    after, before, change = line.numbers[at : at + 3]
    if not after.matches(before) or not THAN.match(line.between(at, at + 1)):
        return None
    return _judged(before, after, change, _BY_THEN.match(line.between(at + 1, at + 2)))


def _judged(
    before: Number, after: Number, change: Number, way: re.Match[str] | None
) -> Issue | None:
    """Whether the change is the difference of the two levels; a percentage changes by percentage points."""
    unit = "个百分点" if before.unit == "%" and after.unit == "%" else before.unit or after.unit
    if way is None or not change.unit or change.unit != unit:
        return None
    # 减少 must lead down and 增加 up: a rise told as a fall is as wrong as a wrong difference.
    rose = re.fullmatch(f"净?(?:{_RISE}|多)", way["way"]) is not None
    more, less = (after, before) if rose else (before, after)
    left = _printed(more).minus(_printed(less))
    if left.meets(_printed(change)):
        return None
    return _issue(more, less, change, left)


def _printed(number: Number) -> Range:
    """What a printed number may be; a percentage without decimals is rounded to whole per cent."""
    if not number.is_share:
        return number.range
    return number.part_of_one.times(Range.exactly(100))


def _remainder(line: Line, at: int) -> Issue | None:
    """原有A，减少B，剩余C: certain only for three amounts in a row that speak of one time."""
    had, gone, left = line.numbers[at : at + 3]
    same = had.matches(gone) and had.matches(left) and not had.is_share
    if not same or not had.unit or not _HAD.search(had.lead):
        return None
    first, second = line.between(at, at + 1), line.between(at + 1, at + 2)
    remains = _REMAINS.match(second) or (_UNDONE.match(second) and left.follow.startswith("未"))
    if not remains or not _LEFT.match(first) or _TIMED.search(first + second):
        return None
    rest = had.range.minus(gone.range)
    return None if rest.meets(left.range) else _issue(had, gone, left, rest)


def _issue(more: Number, less: Number, stated: Number, rest: Range) -> Issue:
    return Issue(
        "sum",
        ERROR,
        stated.start,
        stated.end,
        "sum.difference",
        {
            "parts": [more.text, less.text],
            "counted": worded(more.value - less.value, stated),
            "low": bound(rest.low),
            "high": bound(rest.high),
            "claimed": stated.text,
            "parts_at": [[more.start, more.end], [less.start, less.end]],
        },
    )
