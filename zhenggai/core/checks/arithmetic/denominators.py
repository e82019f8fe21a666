"""`denominator`: how much is done is told without the total that it is of (办结494件，其余正在办理).

The total may stand anywhere before in the paragraph. Indicators of a field (空气质量优良率) have none to state; only rates
of rectification and of cases handled are asked for theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from zhenggai.core.checks.arithmetic.rates import counts_of
from zhenggai.core.checks.arithmetic.scan import Line, Number, lines
from zhenggai.core.checks.arithmetic.states import State, state_of
from zhenggai.core.checks.model import WARNING, Found, Issue
from zhenggai.core.checks.paper import Paper

_REST = re.compile(
    r"(?P<rest>(?:其余|剩余|余下|其他)(?:的|各)?(?:问题线索|问题|线索|信访件|信访事项|信访举报|举报件|举报|案件|事项|任务|件|部分|个案|的)?)"
    r"(?:均|都|也|仍|尚|还|目前|已|全部|将|按[^,;。]{0,8}){0,3}"
    r"(?:正在?|在|抓紧|加快|持续|继续|有序|积极|陆续)(?:按[^,;。]{1,8}|抓紧|加快|有序|持续|积极|稳步|依[规纪法]){0,3}"
    r"(?:办理|核查|整改|推进|处置|处理|调查|办结|核实|查办|化解|进行|审查|研判|跟进|落实)"
)
_RATE = re.compile(
    r"(?P<name>(?:整改|问题|任务|线索|信访件?|信访事项|举报件?|案件|事项|积案|总体|综合){0,3}(?:整改完成|整改到位|完成整改|整改|办结|销号|化解|查结|了结))率"
    r"(?:仅|已|为|是|达到?了?|大?约|近|超过?|:|\s){0,6}$"
)
_DONE = re.compile(r"办结|了结|整改完成|完成整改|整改到位|销号|查结|处置完毕|办理完毕")
_TARGETED = re.compile(
    r"确保|力争|目标|要求|计划|争取|不低于|按期|按时|及时|限期|到期|提高|提升|下降|由|从|比|均"
)
_TOTALS = re.compile(
    r"共|收到|受理|移交|转办|交办|接[到收]|反馈|发现|排查|查出|总|问题|线索|信访|隐患"
)
_SETS = re.compile(
    r"共|收到|受理|移交|转办|交办|接[到收]|反馈|指出|发现|反映|排查|梳理|查出|总|应|需|涉及|提出|细化|明确|分解|登记|摸排|问题|线索|任务|事项|案件|信访|台账|清单"
)

_CASES = re.compile(r"线索|信访|举报|案件|积案")
_TASKS = re.compile(r"问题|任务|事项|措施")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Remainders and rates without a total."""
    known: list[Number] = []
    for line in lines(paper, start, end):
        yield from _rest(line)
        yield from _rates(line, known)
        known += [one for one in line.numbers if not one.is_share]


def _rest(line: Line) -> Iterator[Found]:
    """其余正在办理, where what is done is counted and what was to be done is not."""
    for match in _REST.finditer(line.norm, line.numbers[0].end, line.end):
        at = bisect_right(line.numbers, match.start(), key=lambda one: one.start)
        before = [one for one in line.numbers[max(0, at - 12) : at] if not one.is_share]
        done = [one for one in before[-6:] if _acted(one)]
        told = [one for one in line.earlier if _TOTALS.search(one.lead + one.follow)]
        if done and not _has_total([*told, *before], done[0]):
            yield _issue("denominator", match.start("rest"), match.end(), done[0].text)


def _acted(number: Number) -> bool:
    """Whether it counts what is done."""
    state = state_of(number)
    return state in (State.DONE, State.BASIC) or (state is None and bool(_DONE.search(number.lead)))


def _has_total(before: list[Number], done: Number) -> bool:
    """Whether a number of the same unit before what is done may be its total."""
    return any(
        one.start < done.start and one.unit and one.matches(done) and state_of(one) is None
        for one in before
    )


def _rates(line: Line, known: list[Number]) -> Iterator[Found]:
    """A rate of rectification or of cases handled, where no total is stated."""
    for at, number in enumerate(line.numbers):
        match = _RATE.search(number.lead) if number.unit == "%" else None
        if match is None or number.value >= 100 or _TARGETED.search(number.lead):
            continue
        before = [one for one in line.numbers[max(0, at - 12) : at] if not one.is_share]
        if counts_of(line, at) is not None or _any_total([*known[-12:], *before], number.lead):
            continue
        yield _issue("denominator.rate", number.start, number.end, number.text)


def _any_total(before: list[Number], named: str) -> bool:
    """Whether anything before may be the total of a rate; problems are no total of clues that were handed over."""
    cases = _CASES.search(named) is not None
    return any(
        state_of(one) is None
        and one.unit
        and _SETS.search(words := one.lead + one.follow)
        and not (cases and _TASKS.search(words) and not _CASES.search(words))
        for one in before
    )


def _issue(code: str, start: int, end: int, claimed: str) -> Issue:
    return Issue("denominator", WARNING, start, end, code, {"claimed": claimed})
