"""Texts in pieces, some of them marked: what a search found, the place of a record in its source."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from zhenggai.core.grams import phrases
from zhenggai.office.search import LONGEST

Span = tuple[int, int]
# A piece of text and whether it is marked.
Piece = tuple[str, bool]
MOST = 40


def runs(query: str) -> list[str]:
    """The runs of characters that a search for `query` looks for."""
    return [
        "".join(pair[0] for pair in phrase[:-1]) + phrase[-1] for phrase in phrases(query[:LONGEST])
    ]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as the search compares it, and for each of its characters the place in the original."""
    folded, places = [], []
    for at, char in enumerate(text):
        for one in unicodedata.normalize("NFKC", char).lower():
            folded.append(one)
            places.append(at)
    return "".join(folded), places


def hits(text: str, query: str) -> list[Span]:
    """Where the runs of `query` stand in `text`, in order; at most MOST for each run."""
    folded, places = _folded(text)
    found: list[Span] = []
    for run in dict.fromkeys(runs(query)):
        at, count = folded.find(run), 0
        while at >= 0 and count < MOST:
            found.append((places[at], places[at + len(run) - 1] + 1))
            at, count = folded.find(run, at + len(run)), count + 1
    return sorted(found)


def pieces(text: str, spans: list[Span], start: int = 0, end: int | None = None) -> list[Piece]:
    """`text` from `start` to `end` in pieces; what lies in one of `spans` is marked."""
    stop = len(text) if end is None else min(end, len(text))
    made: list[Piece] = []
    at = start
    for span in sorted(spans):
        first, last = max(span[0], at), min(span[1], stop)
        if first >= last:
            continue
        if first > at:
            made.append((text[at:first], False))
        made.append((text[first:last], True))
        at = last
    if at < stop:
        made.append((text[at:stop], False))
    return made


@dataclass(frozen=True)
class Excerpt:
    """A part of a text with marks; whether it was cut before and after."""

    pieces: list[Piece]
    cut_before: bool
    cut_after: bool


def snippet(text: str, query: str, room: int = 120) -> Excerpt:
    """About `room` characters around the first hit."""
    found = hits(text, query)
    start = max(0, found[0][0] - room // 4) if found else 0
    if start + room >= len(text):
        start = max(0, len(text) - room)
    end = min(len(text), start + room)
    return Excerpt(pieces(text, found, start, end), start > 0, end < len(text))


def around(text: str, span: Span, room: int) -> Excerpt:
    """The passage at `span`, marked, with the whole lines that begin within `room` characters of it."""
    first, last = max(0, span[0]), min(len(text), span[1])
    start = max(0, first - room)
    if start:
        line = text.find("\n", start, first)
        start = line + 1 if line >= 0 else start
    end = min(len(text), last + room)
    if end < len(text):
        line = text.rfind("\n", last, end)
        end = line if line >= last else end
    # Empty lines at the edges say nothing.
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return Excerpt(pieces(text, [(first, last)], start, end), start > 0, end < len(text))
