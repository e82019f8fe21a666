"""In which finding and measure a place lies, by themselves and not by their number, which chapters may repeat."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading import Finding


class _Spanned(Protocol):
    """Anything with a stretch of the text."""

    start: int
    end: int


class Spans:
    """Stretches that do not overlap, with a quick answer to "in which one?"."""

    def __init__(self, ones: Iterable[_Spanned]) -> None:
        """Take stretches in any order."""
        ordered = sorted((one.start, one.end) for one in ones)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def at(self, offset: int) -> int | None:
        """Which stretch, counted in text order, lies around an offset; None outside all."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._ends[index] else None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where something is said: place of the finding and of the measure in text order, None for the round as a whole."""

    finding: int | None
    measure: int | None
    clues: bool


class Scopes:
    """Answers where something is said."""

    def __init__(self, paper: Paper) -> None:
        """Take a text that was read."""
        self._findings: list[Finding] = sorted(paper.findings, key=lambda one: one.start)
        self._at = Spans(self._findings)
        self._measures = Spans(one for _, one in paper.measures)
        place = {one.start: at for at, one in enumerate(self._findings)}
        ordered = sorted(paper.measures, key=lambda pair: (pair[1].start, pair[1].end))
        self._owners = [place[finding.start] for finding, _ in ordered]

    def of(self, offset: int) -> Scope:
        """The scope at an offset; how clues were handled is told of the whole round."""
        index = self._index(offset)
        clues = index is not None and self._findings[index].kind != "problem"
        finding = None if clues else index
        return Scope(finding, self._measures.at(offset), clues)

    def _index(self, offset: int) -> int | None:
        """The finding around an offset; answers that stand apart from their problems belong to them all the same."""
        index = self._at.at(offset)
        measure = self._measures.at(offset) if index is None else None
        return index if measure is None else self._owners[measure]

    def number(self, offset: int) -> int | None:
        """The printed number of the finding at an offset."""
        index = self._index(offset)
        return None if index is None else self._findings[index].number
