"""`status-sum`: done, under way and not begun do not make the total (31个问题，已完成25个，正在推进5个).

Every number that may be the total is tried, and every reading of the states (a part after 其中, a state said twice);
one that fits is enough for silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhenggai.core.checks.arithmetic.scan import Line, Number, bound, lines, worded
from zhenggai.core.checks.arithmetic.states import State, state_of
from zhenggai.core.checks.model import ERROR, Found, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range

_BACK = 8
_CHAIN = 12
_NEAR = 90
_PLANNED = re.compile(r"计划|拟|将|规划|年内|目标|预计|力争|应")
_LISTED = re.compile(
    r"问题|任务|事项|线索|信访|举报|案件|措施|意见|建议|诉求|隐患|积案|矛盾|清单|件"
)
_TO_DO = re.compile(rf"{_LISTED.pattern}|不|未|需|应|待|发现|查出|排查|存在")
_ANSWERED = re.compile(r"整改|办结|销号|核查|查结|了结")
_SOME = re.compile(r"其余|剩余|余下|剩下|其他|部分|另有|还有|等")
_MORE = re.compile(r"\s*(?:另|其余|剩余|余下|还有|此外|其他)")
_COMPLETE = frozenset((State.NOT, State.REST))


@dataclass(frozen=True, slots=True)
class Chain:
    """States in a row. `kinds` go with `parts`; `loose` are places of parts that may belong to the one before (其中)."""

    parts: list[Number]
    kinds: list[State]
    loose: int | None
    first: int
    last: int


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """States that do not make their total."""
    known = lines(paper, start, end)
    for at, line in enumerate(known):
        following = known[at + 1] if at + 1 < len(known) else None
        for chain in chains(line):
            yield from _judge(line, chain, following)


def chains(line: Line) -> Iterator[Chain]:
    """Rows of states that say at least that some are done and some are not."""
    states = [state_of(one) for one in line.numbers]
    told: set[int] = set()
    for index, one in enumerate(line.numbers):
        if states[index] is None or one.is_share or one.start in told:
            continue
        chain = _chain(line, states, index)
        told.update(part.start for part in chain.parts)
        kinds = set(chain.kinds)
        if kinds & {State.DONE, State.BASIC} and kinds - {State.DONE}:
            yield chain


def _chain(line: Line, states: list[State | None], first: int) -> Chain:
    """The states from one number on, as long as they go on in its unit."""
    unit = line.numbers[first]
    parts, kinds = [unit], [states[first] or State.DONE]
    loose: int | None = None
    last = first
    for index in range(first + 1, min(len(states), first + 1 + _CHAIN)):
        one, state = line.numbers[index], states[index]
        if not one.matches(unit) or one.is_share:
            continue
        inner = loose is None and "其中" in line.between(last, index)
        if state is None and not inner and loose is None:
            break
        if inner:
            loose = len(parts)
        parts.append(one)
        kinds.append(state or State.DONE)
        last = index
    return Chain(parts, kinds, loose, first, last)


def total_of(line: Line, chain: Chain) -> tuple[Number | None, list[Number]]:
    """The number that the states most likely add up to, and all others that they may."""
    unit = chain.parts[0]
    here = [
        one
        for one in reversed(line.numbers[max(0, chain.first - _BACK) : chain.first])
        if one.unit and one.matches(unit)
    ]
    before = [one for one in reversed(line.earlier[-_BACK:]) if one.unit and one.matches(unit)]
    near = [one for one in (*here, *before) if unit.start - one.end <= _NEAR]
    return (near[0] if near else None), [*here, *before]


def _judge(line: Line, chain: Chain, following: Line | None) -> Iterator[Found]:
    total, all_totals = total_of(line, chain)
    if total is None or _PLANNED.search(total.lead) or state_of(total) is not None:
        return
    if total.start < line.start and not _TO_DO.search(_said(total)):
        return
    readings = list(_readings(line, chain, following))
    sums = [_added(parts) for parts in readings]
    if any(added.meets(one.range) for added in sums for one in all_totals):
        return
    likely = min(readings, key=lambda parts: abs(_printed(parts) - total.value))
    if not _added(likely).above(total.range) and not _is_all(line, chain, total):
        return
    yield _issue(total, likely)


def _is_all(line: Line, chain: Chain, total: Number) -> bool:
    """Whether the states are surely all there are, so that too few is a fault."""
    behind = line.norm[chain.parts[-1].end : min(line.end, chain.parts[-1].end + 40)]
    if _SOME.search(behind):
        return False
    if _COMPLETE & set(chain.kinds):
        return True
    answers = any(_ANSWERED.search(one.lead) for one in chain.parts)
    return answers or _LISTED.search(_said(total)) is not None


def _said(total: Number) -> str:
    """The words right beside a total, its unit included; in an earlier sentence they must say what is to be done."""
    return total.lead[-12:] + total.follow[:12] + total.unit


def _readings(line: Line, chain: Chain, following: Line | None) -> Iterator[list[Number]]:
    """Every way in which the states may be meant to add up."""
    parts, kinds = chain.parts, chain.kinds
    yield parts
    if chain.loose is not None:
        for count in range(chain.loose + 1, len(parts) + 1):
            yield parts[: chain.loose] + parts[count:]
    for at, kind in enumerate(kinds):
        if kinds.count(kind) > 1:
            yield parts[:at] + parts[at + 1 :]
    yield from _not_done(parts, kinds)
    yield from _with_more(line, chain, following)


def _not_done(parts: list[Number], kinds: list[State]) -> Iterator[list[Number]]:
    """What is not done may be told once more as under way, if it is as many."""
    pairs = list(zip(parts, kinds, strict=True))
    open_ones = [one for one, kind in pairs if kind in (State.UNDER_WAY, State.LONG, State.BASIC)]
    for at, (one, kind) in enumerate(pairs):
        again = [open_ones[start:] for start in range(len(open_ones))]
        if kind is State.NOT and any(_added(some).meets(one.range) for some in again):
            yield parts[:at] + parts[at + 1 :]


def _with_more(line: Line, chain: Chain, following: Line | None) -> Iterator[list[Number]]:
    """The states with what follows them in the same unit without a state of its own."""
    more = list(chain.parts)
    behind = list(line.numbers[chain.last + 1 : chain.last + 5])
    if following is not None and _MORE.match(following.norm, following.start):
        behind += following.numbers[:3]
    for one in behind:
        if one.matches(more[0]):
            more.append(one)
            yield list(more)


def _added(parts: list[Number]) -> Range:
    added = Range.exactly(0)
    for one in parts:
        added = added.plus(one.range)
    return added


def _printed(parts: list[Number]) -> Fraction:
    return sum((one.value for one in parts), start=Fraction(0))


def _issue(total: Number, parts: list[Number]) -> Issue:
    added = _added(parts)
    return Issue(
        "status-sum",
        ERROR,
        total.start,
        total.end,
        "status-sum",
        {
            "parts": [one.lead.strip() + one.text for one in parts],
            "counted": worded(_printed(parts), total),
            "low": bound(added.low),
            "high": bound(added.high),
            "claimed": total.text,
            "parts_at": [[one.start, one.end] for one in parts],
        },
    )
