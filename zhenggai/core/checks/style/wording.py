"""Punctuation, widths, digits and units against the standards for official writing: one issue per kind and document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from zhenggai.core.checks.model import INFO, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.style import forms

_SHOWN = 3
_WIDEST = 20
_LOOKED = 60


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every kind of slip in the notice, marked where it stands first."""
    for form in forms.FORMS:
        words = paper.text if form.printed else paper.norm
        yield from _first(paper, form.code, form.pattern.finditer(words, start, end))
    yield from _widths(paper, start, end)
    yield from _two_ways(
        paper, "wording.units", (forms.SYMBOLS, forms.NAMED), _finder(paper.norm, start, end)
    )
    yield from _two_ways(
        paper, "wording.percent", (forms.SAID, forms.PERCENT), _finder(paper.text, start, end)
    )
    yield from _slips(paper, start, end)


_Finder = Callable[[re.Pattern[str]], list[re.Match[str]]]


def _finder(words: str, start: int, end: int) -> _Finder:
    """Finds all matches between two offsets."""
    return lambda pattern: list(pattern.finditer(words, start, end))


def _first(paper: Paper, code: str, matches: Iterable[re.Match[str]]) -> Iterator[Issue]:
    """One issue at the first of the matches, with a few of them and their count."""
    found = list(matches)
    # Only the first ones are looked at closely; a text in half-width marks has thousands.
    spans = [_trimmed(paper, one) for one in found[:_LOOKED] if not _address(paper, one.start())]
    if not spans:
        return
    shown = dict.fromkeys(paper.text[a : min(b, a + _WIDEST)] for a, b in spans)
    count = len(spans) + max(0, len(found) - _LOOKED)
    facts: dict[str, Fact] = {"words": list(shown)[:_SHOWN], "counted": count}
    yield Issue("wording", INFO, *spans[0], code, facts)


def _trimmed(paper: Paper, match: re.Match[str]) -> tuple[int, int]:
    """The span without a line end before it."""
    start, end = match.span()
    while paper.norm[start] in "\n\r " and start + 1 < end:
        start += 1
    return start, end


def _address(paper: Paper, offset: int) -> bool:
    """Whether a place belongs to an address of the network, which has marks of its own."""
    around = paper.norm[max(0, offset - 8) : offset + 8]
    return "@" in around or "://" in around or "www." in around


def _widths(paper: Paper, start: int, end: int) -> Iterator[Issue]:
    """Half-width marks in Chinese: mixed with full-width ones the fewer are marked, alone the first."""
    halves = list(forms.HALF.finditer(paper.text, start, end))
    fulls = list(forms.FULL.finditer(paper.text, start, end)) if halves else []
    if not fulls:
        yield from _first(paper, "wording.half", halves)
    elif len(halves) <= len(fulls):
        yield from _first(paper, "wording.mixed", halves)
    else:
        yield from _first(paper, "wording.mixed", fulls)


def _two_ways(
    paper: Paper, code: str, ways: tuple[re.Pattern[str], re.Pattern[str]], finder: _Finder
) -> Iterator[Issue]:
    """Two ways of writing one thing: the rarer one is marked."""
    first = finder(ways[0])
    second = finder(ways[1]) if first else []
    if second:
        yield from _first(paper, code, first if len(first) <= len(second) else second)


def _slips(paper: Paper, start: int, end: int) -> Iterator[Issue]:
    """Words with a wrong character, with how they are written."""
    matches = list(forms.SLIP.finditer(paper.norm, start, end))
    if not matches:
        return
    words = dict.fromkeys(match.group() for match in matches)
    facts: dict[str, Fact] = {
        "words": list(words)[:_SHOWN],
        "right": [forms.SLIPS.get(word, "截至") for word in words][:_SHOWN],
        "counted": len(matches),
    }
    yield Issue("wording", INFO, *matches[0].span(), "wording.slip", facts)


RULE = Rule("wording", (INFO,), find)
