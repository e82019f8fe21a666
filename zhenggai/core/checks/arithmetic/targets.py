"""`target`: a count and its share of a target or total that no whole number can be (126处，占全年任务的83.3%)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.arithmetic.bases import base_facts, bases, is_whole, verdict
from zhenggai.core.checks.arithmetic.rates import counts_of
from zhenggai.core.checks.arithmetic.scan import Line, Number, lines
from zhenggai.core.checks.arithmetic.states import State, state_of
from zhenggai.core.checks.model import ERROR, Derived, Found, Issue
from zhenggai.core.checks.paper import Paper

_LINK = r"(?:仅|只|已|高|为|是|达到?了?|到|大?约|近|超过?|逾|:|\s){0,6}$"
_SHARE = re.compile(
    rf"^(?:\s?左右)?[^,;、:。()\d]{{0,12}}\)?[,(]?\s?(?:已|目前|共|分别){{0,3}}"
    rf"(?P<verb>占|完成|达到?|实现|为|超额完成)了?(?P<of>[^,;、:。()\d]{{0,16}}?)(?:的(?:比例|比重)?|比例?|比重|率)?{_LINK}"
)
_OF_TARGET = re.compile(
    r"任务|计划|目标|指标|总数|总量|全部|总人数|总户数|应|需|全年|年度|既定|核定|所有|清单|台账"
)
_OTHER_MEASURE = re.compile(
    r"投资|产值|面积|资金|收入|产量|里程|人口|金额|增加值|经费|税收|销售|预算|总额|进度|时序|工程量|工作量|考核|分值|营业"
)
_DONE_RATE = re.compile(
    rf"^(?:问题|任务|事项|线索|信访件|件)?[,(]\s?(?:问题|任务|线索|信访件|信访)?(?:整改|整改完成|办结|销号|化解)率{_LINK}"
)
_BARE_SHARE = frozenset(("", "比", "总", "其", "总数", "总量", "全部", "人数", "总人数"))


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Shares of a target that cannot be, and the target where it can."""
    for line in lines(paper, start, end):
        for at, share in enumerate(line.numbers):
            if share.unit != "%" or at == 0 or share.value <= 0:
                continue
            count = line.numbers[at - 1]
            if is_whole(count) and _of_target(line, at):
                found = _of(count, share)
                if found is not None:
                    yield found


def _of_target(line: Line, at: int) -> bool:
    """Whether a percentage is the share that the count before it has of a target or a total not printed."""
    gap = line.between(at - 1, at)
    if _DONE_RATE.match(gap) and state_of(line.numbers[at - 1]) is State.DONE:
        return counts_of(line, at) is None
    match = _SHARE.match(gap)
    if match is None or counts_of(line, at) is not None:
        return False
    of = match["of"]
    if _OTHER_MEASURE.search(match.group()):
        return False
    if match["verb"] == "占" and of in _BARE_SHARE:
        return True
    return bool(of) and _OF_TARGET.search(of) is not None


def _of(count: Number, share: Number) -> Found | None:
    found = bases(count, share.part_of_one)
    facts = base_facts(count, share, found)
    return verdict(
        Issue("target", ERROR, share.start, share.end, "target", facts),
        Derived("target", share.start, share.end, "target.derived", facts),
        found,
        count,
    )
