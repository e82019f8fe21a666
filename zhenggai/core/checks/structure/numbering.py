"""Numbers of headings, findings and measures that are missing, repeated or out of order.

Each series of marks is walked once. Where a number is not the one that follows, the mark after it tells whether this
one was mistyped, repeated or exchanged, or whether some are missing before it, so that one fault gives one issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from zhenggai.core.checks.model import ERROR, WARNING, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.structure.marks import (
    NESTING,
    Family,
    Gap,
    Mark,
    Series,
    series_of,
    styles,
)
from zhenggai.core.reading.markers import RUN_IN, Kind

_ABSTRACT = re.compile(r"摘要|摘编|摘登|摘录|节选|节录")
_LEAD = 200
_OTHER_FIRST = re.compile(r"一是|一要|第一(?=[,、:是])|其一|首先|一方面|一来|一则|1是")
_FIRST_REACH = 240
_SURE = 2
_DOUBTFUL = (Kind.NUM, Kind.PAR, Kind.LABEL, Kind.PART)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CN = "一二三四五六七八九"


@dataclass(slots=True)
class Run:
    """A list that is being counted: its last number, how many marks it has, where they stand."""

    last: int
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark that breaks its series. `kind` is missing, repeated or order."""

    mark: Mark
    kind: str
    expected: int


class Counter:
    """Walks one series; `runs` are the lists in it, `faults` what breaks them."""

    def __init__(self, paper: Paper, series: Series) -> None:
        """Take a series; whether the text has a title decides whether it may begin in the middle."""
        self._paper = paper
        self._marks = series.marks
        self._kind = series.family[0]
        self._anew, self._on = styles(series)
        self._open: list[Run] = []
        self._forgiven: int | None = None
        self.runs: list[Run] = []
        self.faults: list[Fault] = []

    def walk(self) -> None:
        """Count all marks."""
        for index, mark in enumerate(self._marks):
            after = self._marks[index + 1] if index + 1 < len(self._marks) else None
            if self._forgiven == mark.number:
                self._forgiven = None
                self._open[-1].marks.append(mark)
                continue
            self._forgiven = None
            following = after.number if after is not None and after.gap < Gap.HARD else None
            if mark.gap >= Gap.HARD or not self._open:
                self._begin(mark, after, following)
            else:
                self._go_on(mark, after, following)

    # -- the first mark of a list ------------------------------------------------------------------

    def _begin(self, mark: Mark, after: Mark | None, following: int | None) -> None:
        """The first mark below a heading, or of the series."""
        base = self._open[0].last if self._open else 0
        expected = self._expected(mark, base, following)
        continues = base > 0 and expected == base + 1
        if continues:
            run = self._open[0]
            self._open = [run]
        else:
            run = Run(0, [])
            self._open = [run]
            self.runs.append(run)
        run.marks.append(mark)
        if mark.number == expected:
            run.last = expected
        elif not base and self._unsure_beginning(mark):
            run.last = mark.number
        else:
            self._break(run, mark, expected, after if continues else None, following)

    def _expected(self, mark: Mark, base: int, following: int | None) -> int:
        """The number that this mark should have: one, or the one after the last."""
        if base == 0 or (self._kind in RUN_IN and self._kind is not Kind.PAR):
            return 1
        number, on = mark.number, base + 1
        settled = self._settled(mark)
        if number in (1, on):
            carried = self._on > self._anew or (mark.gap is Gap.HARD and not self._anew)
            mistyped = carried and number == 1 and following == on + 1 and following != 2
            mistyped_first = number == on and following == 2 and on != 1
            if mistyped or (number == 1 and settled == on and following != 2):
                return on
            if mistyped_first or (number == on and settled == 1 and following != on + 1):
                return 1
            return number
        if following == 2 or settled == 1:
            return 1
        return on

    def _settled(self, mark: Mark) -> int | None:
        """What the document's style demands below a heading of one chapter; None where it shows none."""
        if mark.gap is not Gap.HARD:
            return None
        base = self._open[0].last
        if self._on >= _SURE and self._anew <= 1:
            return base + 1
        if self._anew >= _SURE and self._on <= 1:
            return 1
        return None

    def _unsure_beginning(self, mark: Mark) -> bool:
        """Whether the list may have begun before the text did, or in other words."""
        paper = self._paper
        if paper.reading.title is None and mark.start == _first(paper):
            return True
        if paper.reading.title is None and self._kind not in RUN_IN:
            return True
        if mark is not self._marks[-1]:
            return False
        if self._kind is Kind.DUN:
            return mark.start not in paper.examined.source.line_starts
        return self._kind in _DOUBTFUL or mark.family[1] in ("要", "第", "其")

    # -- a mark inside a list ----------------------------------------------------------------------

    def _go_on(self, mark: Mark, after: Mark | None, following: int | None) -> None:
        """A mark in a list that is open."""
        run = self._open[-1]
        number, expected = mark.number, run.last + 1
        fits = following == expected + 1 and following != number + 1
        mistyped = fits and number != expected and mark.gap is not Gap.SOFT
        if number == expected:
            run.marks.append(mark)
            run.last = number
        elif not mistyped and len(self._open) > 1 and number == self._open[-2].last + 1:
            self._open.pop()
            self._open[-1].marks.append(mark)
            self._open[-1].last = number
        elif number == 1 and not mistyped and self._starts_anew(mark, following):
            self._anew_list(mark)
        else:
            run.marks.append(mark)
            self._break(run, mark, expected, after, following)

    def _starts_anew(self, mark: Mark, following: int | None) -> bool:
        """Whether a one begins a list of its own below the same heading."""
        if mark.opens:
            return True
        return mark.gap is Gap.SOFT or mark.headed or following == 2

    def _anew_list(self, mark: Mark) -> None:
        """Open a list, inside the last one where its kind nests and words announce it."""
        if len(self._open) > 1 or not (mark.opens and self._kind in NESTING):
            self._open.pop()
        run = Run(1, [mark])
        self._open.append(run)
        self.runs.append(run)

    def _break(
        self, run: Run, mark: Mark, expected: int, after: Mark | None, following: int | None
    ) -> None:
        """Say what is wrong with a mark, and go on as the text goes on."""
        number = mark.number
        further = following if following is not None else (after.number if after else None)
        kind, run.last = "missing", number
        if further == expected + 1 and further != number + 1:
            kind, run.last = ("repeated" if number < expected else "order"), expected
        elif number > expected and further == expected and following is not None:
            kind, self._forgiven = "order", expected
        elif number < expected:
            kind = "repeated"
            run.last = expected - 1 if further == expected else expected
        if kind == "missing" and self._hidden(run, mark, expected):
            return
        self.faults.append(Fault(mark, kind, expected))

    def _hidden(self, run: Run, mark: Mark, expected: int) -> bool:
        """Whether the missing mark stands in the words before this one after all, where no mark was seen."""
        alone = max(mark.before, mark.start - _FIRST_REACH)
        since = run.marks[-2].end if len(run.marks) > 1 else alone
        norm = self._paper.norm
        if self._kind is Kind.WORD and expected == 1:
            return _OTHER_FIRST.search(norm, since, mark.start) is not None
        printed = printed_mark(mark.family, expected)
        return printed is not None and norm.find(printed, since, mark.start) >= 0


def _first(paper: Paper) -> int:
    """Where the first mark of the paper stands."""
    return next((marker.start for marker, believed in paper.marks if believed), -1)


def printed_mark(family: Family, number: int) -> str | None:
    """A mark as it is usually printed; None where that is not simple."""
    kind, form = family
    if kind is Kind.CIRCLED:
        return _CIRCLED[number - 1] if number <= len(_CIRCLED) else None
    if kind is Kind.PAR:
        return f"({number})" if not form else f"{number})"
    if kind is Kind.WORD and number <= len(_CN):
        digit = _CN[number - 1]
        return f"{form}{digit}" if form in "第其" else f"{digit}{form}"
    return None


@dataclass(frozen=True, slots=True)
class Counted:
    """All lists of marks of a paper and what breaks them."""

    runs: list[Run]
    faults: list[Fault]


_KNOWN: WeakKeyDictionary[Paper, Counted] = WeakKeyDictionary()


def count(paper: Paper) -> Counted:
    """Every series of the paper, counted; remembered as long as the paper lives, for more than one rule asks."""
    counted = _KNOWN.get(paper)
    if counted is None:
        counters = [Counter(paper, series) for series in series_of(paper)]
        for counter in counters:
            counter.walk()
        counted = Counted(
            [run for one in counters for run in one.runs],
            [fault for one in counters for fault in one.faults],
        )
        _KNOWN[paper] = counted
    return counted


def find_numbering(paper: Paper, _start: int, _end: int) -> Iterator[Issue]:
    """Numbers that are missing, repeated or out of order; numbers that an abstract skips are a warning."""
    abstract = _ABSTRACT.search(paper.norm, 0, paper.body + _LEAD) is not None
    for fault in count(paper).faults:
        skipped = abstract and fault.kind == "missing"
        yield Issue(
            "numbering",
            WARNING if skipped else ERROR,
            fault.mark.start,
            fault.mark.end,
            f"numbering.{fault.kind}",
            {"expected": fault.expected, "found": fault.mark.number},
        )
