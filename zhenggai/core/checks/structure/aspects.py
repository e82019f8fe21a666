"""The number of aspects, measures or steps that a lead sentence announces, against the marks that follow it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from zhenggai.core.checks.model import ERROR, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.structure.marks import Gap, Mark
from zhenggai.core.checks.structure.numbering import Run, count, printed_mark
from zhenggai.core.reading.markers import RUN_IN, Kind
from zhenggai.core.reading.numbers import parse_int

_N = r"(?P<n>(?<!第)(?:\d{1,2}|[一二两三四五六七八九十]{1,3}))\s?"
_THESE = "(?:以下|如下|下列)?"
_KINDS = "(?:措施|举措|办法|对策|做法)"
_LIKE = "(?:具体|整改|主要|重点|有力|工作|针对性|的)*"
_DO = "(?:抓好|做好|抓实|做实|做了|办好|推进|开展|抓|做)了?"
_WORK = f"(?:项|个|大|件|方面)?{_LIKE}(?:工作|任务|环节|方面|实事|事)"
# 聚焦三个方面问题, 从三个方面12个问题入手: what follows may be the problems.
_NOT_FAULTS = r"(?!的?[^。,;:\n]{0,4}问题|[^。,;:\n]{0,6}\d+[个项])"
_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:从|分|在|围绕|聚焦|着眼|立足|紧扣|抓住|突出){_THESE}{_N}(?:个|大|项)?(?:主要|重点|具体)?(?:方面|层面|维度|环节|方向){_NOT_FAULTS}",
        rf"(?:采取|落实|实施|推出|推行|提出|通过|运用)了?{_THESE}{_N}(?:项|条|个|种|大|方面)?{_LIKE}{_KINDS}",
        rf"(?:主要|重点|着重|具体|切实)(?:是)?{_DO}{_THESE}{_N}{_WORK}",
        rf"{_DO}(?:以下|如下|下列){_N}{_WORK}",
        rf"{_DO}{_N}{_WORK}(?=:)",
        rf"(?<=[,。;:”题]){_N}(?:项|条|个|大)(?:具体|整改|主要)?{_KINDS}(?=抓|并|齐|同步|推|一体|落实)",
        rf"(?:以下|如下|下列){_N}(?:项|条|个|点|大|种|件|步|方面)[^。:;,\n]{{0,16}}:",
        rf"(?:主要|具体)?(?:有|是|包括){_THESE}{_N}(?:条|点|项|个方面)(?:{_KINDS})?:",
    )
)
_HINT = re.compile(
    r"[\d一二两三四五六七八九十]\s?(?=[项条个大种件点步方层维环][^。;,\n]{0,12}?(?:[面向节度]|措施|举措|办法|对策|做法|工作|任务|事|:))"
)
_ADJACENT = re.compile(
    r"[^。;:!?\n]{0,40}[。;:!?,]?[ \n\r]*(?:(?:整改|具体|主要|工作)*(?:措施|做法|情况|举措)[是有]?:?[ \n\r]*)?"
)
_REACH = 160
_LEAD = 24
_LISTS = (*RUN_IN, Kind.NUM, Kind.CN)


class _Lists:
    """The lists of the paper by where they begin."""

    def __init__(self, paper: Paper) -> None:
        """Count the marks of the paper."""
        self._paper, self._norm = paper, paper.norm
        runs = [run for run in count(paper).runs if run.marks[0].family[0] in _LISTS]
        self._runs = sorted(runs, key=lambda run: run.marks[0].start)
        self._starts = [run.marks[0].start for run in self._runs]
        self._all = sorted(mark.start for run in count(paper).runs for mark in run.marks)
        self._limit = paper.closing

    def after(self, offset: int) -> Run | None:
        """The list that a claim ending at `offset` announces: it begins right there, or a little later and alone."""
        index = bisect_left(self._all, offset)
        if index == len(self._all):
            return None
        start = self._all[index]
        place = bisect_left(self._starts, start)
        if place == len(self._starts) or self._starts[place] != start:
            return None
        run = self._runs[place]
        if run.marks[0].family[0] not in RUN_IN and not self._announces(offset, start):
            return None
        match = _ADJACENT.match(self._norm, offset, start)
        if match is not None and match.end() == start:
            return run
        return run if start - offset <= _REACH and self._alone(place, offset) else None

    def _announces(self, offset: int, start: int) -> bool:
        """Whether a claim stands inside a finding or ends in a colon, so that numbered items are its measures."""
        colon = self._norm[offset:start].rstrip().endswith(":")
        return colon or self._paper.finding(offset - 1) is not None

    def _alone(self, place: int, offset: int) -> bool:
        """Whether a list that begins some sentences later is the one that was announced."""
        run = self._runs[place]
        first = run.marks[0]
        between = self._norm[offset : first.start].rstrip()
        if first.number != 1 or first.family[0] not in RUN_IN:
            return False
        if between[-1:] not in ("。", ":", ";") or "方面" in between or "\n" in between:
            return False
        following = self._runs[place + 1] if place + 1 < len(self._runs) else None
        return following is None or following.marks[0].start > run.marks[-1].start

    def members(self, run: Run) -> list[Mark]:
        """The marks of a list up to the next heading."""
        found = [run.marks[0]]
        for mark in run.marks[1:]:
            if mark.gap >= Gap.HARD:
                break
            found.append(mark)
        return found

    def goes_on(self, members: list[Mark]) -> bool:
        """Whether a next item stands in the words after the last mark, though it was not seen as a mark."""
        last = members[-1]
        index = bisect_right(self._all, last.start)
        end = self._all[index] if index < len(self._all) else self._limit
        printed = printed_mark(last.family, last.number + 1)
        return printed is not None and self._norm.find(printed, last.end, end) >= 0


def find_aspects(paper: Paper, _start: int, _end: int) -> Iterator[Issue]:
    """从三个方面 before another number of marked measures."""
    lists: _Lists | None = None
    for _sentence, claims in _claims(paper):
        lists = lists or _Lists(paper)
        numbers = {parse_int(claim["n"]) for claim in claims}
        run = lists.after(max(claim.end() for claim in claims))
        if run is None:
            continue
        members = lists.members(run)
        counted = len(members)
        if counted in numbers or None in numbers or len(numbers) > 1:
            continue
        claimed = numbers.pop() or 0
        if counted < claimed and lists.goes_on(members):
            continue
        claim = claims[-1]
        yield Issue(
            "aspect-count",
            ERROR,
            claim.start("n"),
            claim.start("n") + len(claim["n"].rstrip()),
            "aspect-count",
            {
                "claimed": claimed,
                "counted": counted,
                "marks_at": [[one.start, one.end] for one in members],
            },
        )


def _claims(paper: Paper) -> Iterator[tuple[tuple[int, int], list[re.Match[str]]]]:
    """Announced numbers, those of one sentence together."""
    norm = paper.norm
    last: tuple[int, int] | None = None
    held: list[re.Match[str]] = []
    for hint in _HINT.finditer(norm, paper.body, paper.closing):
        match = _claim_at(norm, hint.start())
        if match is None or paper.sheltered(match.start("n")):
            continue
        sentence = paper.sentence(match.start())
        if last is not None and sentence != last:
            yield last, held
            held = []
        last = sentence
        if not held or held[-1].start("n") != match.start("n"):
            held.append(match)
    if last is not None:
        yield last, held


def _claim_at(norm: str, at: int) -> re.Match[str] | None:
    """The claim whose number ends at `at`, None where the words around it announce nothing."""
    for pattern in _CLAIMS:
        for match in pattern.finditer(norm, max(0, at - _LEAD), at + _LEAD):
            if match.start("n") <= at < match.end("n"):
                return match
    return None
