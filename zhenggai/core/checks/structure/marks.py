"""The numbers that open headings, findings and measures, sorted into the series in which each one counts.

Reading leaves a mark that breaks its series to the words before it; here such a mark is taken, too, if it stands where
marks stand and others of its kind are in the line. Marks of annexes, signature and contact are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading.markers import RUN_IN, Kind, Marker
from zhenggai.core.reading.numbers import parse_int


class Gap(IntEnum):
    """What lies between a mark and the one before it in its series."""

    NONE = 0
    SOFT = 1  # another list, or a paragraph without mark: a new list may begin
    HARD = 2  # a heading of higher rank
    CHAPTER = 3  # a heading of the highest rank


Family = tuple[Kind, str]
"""Marks that count together: 一是 and 一要 do not."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in its series, and where the mark before it, of whatever kind, ends.

    `opens` says that the words before it announce a list, `headed` that a heading without number stands above it.
    """

    family: Family
    number: int
    start: int
    end: int
    before: int
    gap: Gap
    opens: bool
    headed: bool


@dataclass(slots=True)
class Series:
    """All marks of one family in text order."""

    family: Family
    marks: list[Mark] = field(default_factory=list)


_STRUCTURAL = (Kind.PART, Kind.DUN, Kind.CN, Kind.NUM)
NESTING = (Kind.NUM, Kind.PAR)
"""Kinds of which one list may stand inside another."""
_CHAPTERS = (Kind.PART, Kind.DUN)
_STOPS = "。;:!?”\n"
_WORDY = re.compile(r" ?[\u4e00-\u9fff“《]")
_NUMBERED_LABEL = re.compile(
    r"(?P<word>问题|整改事项) ?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3}) ?:"
)
_BEFORE_LABEL = "\n。;!? )面况"
# 5.2.19 and 3.14 are neither items nor chapters; 4.5G… at the beginning of a line may be item four.
_VERSION = re.compile(r"[.]\d+(?:[.]\d|(?![\dA-Za-z\u4e00-\u9fff]))")
_ANNEX = re.compile(r" *附件 ?(?:\d{1,2}|[一二三四五六七八九十])? ?:")
_ANNOUNCES = re.compile(r":[ \n\r]*$")
_ANNOUNCES_ITEMS = re.compile(
    r"(?::|(?:措施|情况|如下|做法|举措|问题|工作|整改|方面|表现|包括|内容)[)\]]?,?)[ \n\r]*$"
)
_HEADING_LENGTH = 60
_NO_HEADING = re.compile(r"[。;,:!?)]$|:|\d{4}|附表")


def series_of(paper: Paper) -> list[Series]:
    """Every series of marks in the paper; linear in its length."""
    found: dict[Family, Series] = {}
    places = _Places(paper)
    for family, number, start, end in sorted(
        [*_markers(paper, places), *_labels(paper)], key=lambda one: one[2]
    ):
        series = found.setdefault(family, Series(family))
        series.marks.append(places.mark(family, number, start, end))
    return list(found.values())


class _Places:
    """Knows what stands around a mark, fed with the marks in order."""

    def __init__(self, paper: Paper) -> None:
        """Take the lines of the paper."""
        self._norm = paper.norm
        self._lines = paper.examined.source.lines
        self._starts = [start for start, _ in self._lines]
        opened = {marker.start for marker, _ in paper.marks if marker.at_line}
        self._plain = [a for a in sorted(paper.examined.source.line_starts) if a not in opened]
        self.annexes = _annexes(paper.norm, self._lines)
        self._last: dict[Family, int] = {}
        self._kinds: dict[Kind, int] = {}
        self._ones: dict[Kind, int] = {}
        self._end = 0

    def line(self, offset: int) -> int:
        """The number of the line around an offset."""
        return bisect_right(self._starts, offset) - 1

    def mark(self, family: Family, number: int, start: int, end: int) -> Mark:
        """The mark with what lies between it and the one before it in its series."""
        headed = self._headed(start)
        tail = self._norm[max(0, start - 12) : start]
        mark = Mark(
            family,
            number,
            start,
            end,
            self._end,
            self._gap(family, start, headed=headed),
            (_ANNOUNCES_ITEMS if family[0] in NESTING else _ANNOUNCES).search(tail) is not None,
            headed,
        )
        self._last[family] = start
        self._kinds[family[0]] = start
        self._end = end
        if number == 1:
            self._ones[family[0]] = start
        return mark

    def _gap(self, family: Family, start: int, *, headed: bool) -> Gap:
        before = self._last.get(family)
        if before is None:
            return Gap.NONE
        kind = family[0]
        above = [one for one in _STRUCTURAL if one < kind and self._went_on(one, kind, before)]
        if any(one in _CHAPTERS for one in above):
            return Gap.CHAPTER
        if above:
            return Gap.HARD
        if kind in RUN_IN:
            soft = self._under_another(kind, before) or self._beyond_plain(kind, before, start)
            return Gap.SOFT if soft or headed else Gap.NONE
        return Gap.SOFT if headed else Gap.NONE

    def _went_on(self, above: Kind, kind: Kind, before: int) -> bool:
        """Whether a heading of higher rank stands between; 1. and 2. inside ① are none."""
        if self._kinds.get(above, -1) <= before:
            return False
        inner = kind in RUN_IN and above is Kind.NUM and self._ones.get(above, -1) > before
        return not inner

    def _beyond_plain(self, kind: Kind, before: int, start: int) -> bool:
        """Whether a paragraph without mark lies between two marks that count within paragraphs."""
        between = bisect_left(self._plain, before + 1) < bisect_left(self._plain, start)
        return between and kind is not Kind.PAR

    def _under_another(self, kind: Kind, before: int) -> bool:
        """Whether a list that holds this one has gone on since: it was open before, unlike a list inside this one."""
        return any(
            self._kinds.get(one, -1) > before > self._ones.get(one, -1)
            for one in RUN_IN
            if one is not kind
        )

    def _headed(self, start: int) -> bool:
        """Whether a mark stands at the beginning of a line below a heading line without number."""
        index = self.line(start)
        if index < 1 or self._norm[self._lines[index][0] : start].strip():
            return False
        a, b = self._lines[index - 1]
        words = self._norm[a:b].strip()
        plain = _in(self._plain, b - len(self._norm[a:b].lstrip()))
        return plain and len(words) <= _HEADING_LENGTH and not _NO_HEADING.search(words)


def _in(ordered: list[int], value: int) -> bool:
    index = bisect_left(ordered, value)
    return index < len(ordered) and ordered[index] == value


def _annexes(norm: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines that list annexes: 附件：1.…, and the numbered lines right below."""
    found = []
    open_ = False
    for start, end in lines:
        open_ = _ANNEX.match(norm, start) is not None or (
            open_ and norm[start:end].lstrip()[:1].isdigit()
        )
        if open_:
            found.append((start, end))
    return found


def _markers(paper: Paper, places: _Places) -> Iterator[tuple[Family, int, int, int]]:
    """The marks that reading believes, and those that only break their series."""
    norm = paper.norm
    known = {
        (places.line(one.start), _family(norm, one)) for one, believed in paper.marks if believed
    }
    annexed = [start for start, _ in places.annexes]
    for marker, believed in paper.marks:
        family = _family(norm, marker)
        if marker.kind is Kind.NUM and _VERSION.match(norm, marker.content - 1):
            continue
        line = places.line(marker.start)
        if not believed and not (
            _stands(norm, marker) and (_sure(family) or (line, family) in known)
        ):
            continue
        index = bisect_right(annexed, marker.start) - 1
        if index >= 0 and marker.start < places.annexes[index][1]:
            continue
        end = marker.start + len(norm[marker.start : marker.content].rstrip())
        yield family, marker.number, marker.start, end


def _family(norm: str, marker: Marker) -> Family:
    """一是, 一要, 其一 and 第一 count apart, and so do (1) and 1)."""
    if marker.kind is Kind.WORD:
        first, last = norm[marker.start], norm[marker.content - 1]
        return marker.kind, first if first in "第其" else last
    if marker.kind is Kind.PAR:
        return marker.kind, "" if norm[marker.start] == "(" else ")"
    return marker.kind, ""


def _sure(family: Family) -> bool:
    """Whether a mark of this family is one wherever marks stand; 三要 and 3. need others beside them."""
    kind, form = family
    return kind not in (Kind.NUM, Kind.WORD) or form == "是"


def _stands(norm: str, marker: Marker) -> bool:
    """Whether a mark that breaks its series stands where marks stand."""
    before = norm[marker.start - 1] if marker.start else "\n"
    stops = _STOPS + "," if marker.kind is Kind.WORD else _STOPS
    return before in stops and _WORDY.match(norm, marker.content) is not None


def _labels(paper: Paper) -> Iterator[tuple[Family, int, int, int]]:
    """问题一：and 整改事项1：, which count like marks."""
    for match in _NUMBERED_LABEL.finditer(paper.norm, paper.body, paper.closing):
        number = parse_int(match["n"])
        before = paper.norm[max(0, match.start() - 3) : match.start()].removesuffix("反馈")[-1:]
        if number is None or before not in _BEFORE_LABEL or paper.sheltered(match.start()):
            continue
        yield (Kind.LABEL, match["word"]), number, match.start(), match.end("n")


def styles(series: Series) -> tuple[int, int]:
    """How often the series starts anew, and how often it goes on, below a new heading of one chapter."""
    anew = on = 0
    for before, mark in pairwise(series.marks):
        if mark.gap is Gap.HARD:
            anew += mark.number == 1
            on += mark.number == before.number + 1
    return anew, on
