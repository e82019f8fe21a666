"""Which stretches of the notice no rule understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from zhenggai.core.reading.model import Span
from zhenggai.core.reading.source import Source

_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
_WORDS = re.compile(r"\w{2}")
_MARKS = "。:;,!?、"


def unread_spans(
    source: Source,
    start: int,
    end: int,
    understood: Iterable[tuple[int, int]],
    facts: Iterable[tuple[int, int]],
) -> list[Span]:
    """Stretches between two offsets outside everything understood, and outside sentences that state a fact."""
    sentences = [match.span() for match in _SENTENCE.finditer(source.norm, start, end)]
    starts = [sentence[0] for sentence in sentences]
    known = [span for span in understood if span[1] > start and span[0] < end]
    for begin, _ in facts:
        index = bisect_right(starts, begin) - 1
        if index >= 0 and begin < sentences[index][1]:
            known.append(sentences[index])
    found: list[Span] = []
    at = start
    for begin, finish in [*sorted(known), (end, end)]:
        if begin > at:
            found.extend(_pieces(source, at, begin))
        at = max(at, finish)
    return found


def _pieces(source: Source, start: int, end: int) -> list[Span]:
    """The stretch line by line, without punctuation at its ends; lines without words are left out."""
    pieces = []
    at = start
    for line in source.norm[start:end].split("\n"):
        begin, finish = source.trim(at, at + len(line))
        while begin < finish and source.norm[begin] in _MARKS:
            begin += 1
        if _WORDS.search(source.norm, begin, finish):
            pieces.append(Span(begin, finish))
        at += len(line) + 1
    return pieces
