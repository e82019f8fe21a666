"""How a finding is introduced: 针对“X”的问题, 关于“X”问题的整改, 关于X的问题, 在“X”方面, 问题：X."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.core.reading import phrases
from zhenggai.core.reading.numbers import parse_int
from zhenggai.core.reading.source import SOFT, Source

_BROKEN = re.compile(r"“[^“”\n]{2,400}”")
_STOP = re.compile(r"[ \n\r]*[。,;:.]?[ \n\r]*")
_LINE_END = re.compile(rf"[^\n]*?(?=[。;]?[ {SOFT}]*(?:\n|$))")
_SENTENCE_END = re.compile(r"[。!?\n]")
_LABEL_WINDOW = 24
_LONG_SENTENCE = 160
_SHORT_QUOTE = 5
_ABOUT = re.compile(r"\s*(?:针对|关于|对于)")


@dataclass(frozen=True, slots=True)
class Intro:
    """Where the problem's wording stands and where the introduction ends.

    `field_only` is set for a field of work (在“X”方面), `bare` for 关于“X” without the word 问题 or X的问题 without 关于; both are findings only
    if nothing below them is one. `opens_line` says that it opens a finding even without a number before it,
    `label_below` that it is a bare sentence with 整改情况：in the next line.
    """

    start: int
    end: int
    rest: int
    field_only: bool = False
    bare: bool = False
    opens_line: bool = False
    number: int | None = None
    label_below: bool = False


def find_intro(source: Source, start: int, end: int) -> Intro | None:
    """The introduction with which a stretch begins, None if it begins with something else."""
    return (
        _quoted(source, start, end)
        or _unquoted(source, start, end)
        or _labelled(source, start, end)
        or _ending(source, start, end)
    )


def _quoted(source: Source, start: int, end: int) -> Intro | None:
    """针对“X”的问题 and its relatives."""
    norm = source.norm
    inside = phrases.IN_QUOTE.match(norm, start, end)
    before = phrases.BEFORE_QUOTE.match(norm, start, end) or inside
    if before is None:
        return None
    begin = before.end()
    span = _quotation(source, begin, end)
    if span is None:
        return None
    finish, several = span
    stretch = (begin, finish + 1) if several else (begin + 1, finish)
    field = phrases.FIELD.match(norm, finish + 1, end)
    if field is not None:
        opens = _whole_line(norm, field.end(), end)
        return Intro(*stretch, _skip(norm, field.end(), end), field_only=True, opens_line=opens)
    problem = phrases.AFTER_QUOTE.match(norm, finish + 1, end)
    named = _ABOUT.match(norm, start, end) is not None
    if problem is not None:
        opens = named or _whole_line(norm, problem.end(), end)
        return Intro(*stretch, _skip(norm, problem.end(), end), opens_line=opens)
    if not named and not _answers_fault(norm, stretch, end):
        return None
    return _unnamed(source, stretch, finish + 1, end)


def _answers_fault(norm: str, stretch: tuple[int, int], end: int) -> bool:
    """Whether “X”的整改情况 is long enough to be a problem and no slogan, so that it needs no 关于."""
    answered = phrases.AFTER_NAMED.match(norm, stretch[1] + 1, end)
    return answered is not None and stretch[1] - stretch[0] > _SHORT_QUOTE


def _unnamed(source: Source, stretch: tuple[int, int], at: int, end: int) -> Intro | None:
    """关于“X” without the word 问题: before 整改情况, alone in its line, or where X names a fault."""
    norm = source.norm
    answered = phrases.AFTER_NAMED.match(norm, at, end)
    if answered is not None:
        return Intro(*stretch, _skip(norm, answered.end(), end), opens_line=True)
    if _whole_line(norm, at, end):
        return Intro(*stretch, _skip(norm, at, end), bare=True, opens_line=True)
    stopped = norm[at : at + 1] in ("。", ",", ":", ";")
    long_enough = stretch[1] - stretch[0] > _SHORT_QUOTE
    if stopped and long_enough and phrases.FAULT.search(norm, *stretch):
        return Intro(*stretch, _skip(norm, at, end), bare=True)
    return None


def _quotation(source: Source, begin: int, end: int) -> tuple[int, bool] | None:
    """Offset of the last closing mark of the quotation(s) that open at `begin`, and whether there are several."""
    close = source.pairs.get(begin)
    if close is None:
        broken = _BROKEN.match(source.norm, begin, end)
        return (broken.end() - 1, False) if broken else None
    several = False
    while close < end:
        more = phrases.MORE_QUOTES.match(source.norm, close + 1, end)
        following = source.pairs.get(more.end()) if more else None
        if following is None:
            return close, several
        close, several = following, True
    return None


def _unquoted(source: Source, start: int, end: int) -> Intro | None:
    """关于X的问题."""
    match = phrases.UNQUOTED.match(source.norm, start, end)
    if match is None or phrases.POINTING.search(match["problem"]):
        return None
    begin, finish = source.trim(*match.span("problem"))
    if finish - begin < 2 or "线索" in match["problem"][-8:]:
        return None
    opens = _whole_line(source.norm, match.end(), end)
    return Intro(begin, finish, _skip(source.norm, match.end(), end), opens_line=opens)


def _ending(source: Source, start: int, end: int) -> Intro | None:
    """X的问题 alone in its line, where X names a fault."""
    match = phrases.ENDING.match(source.norm, start, end)
    if match is None or phrases.POINTING.search(match["problem"]):
        return None
    words = match["problem"]
    if phrases.NO_FAULT.search(words) or phrases.FAULT.search(words) is None:
        return None
    begin, finish = source.trim(*match.span("problem"))
    return Intro(begin, finish, _skip(source.norm, match.end(), end), bare=True)


def _labelled(source: Source, start: int, end: int) -> Intro | None:
    """问题：X, up to the end of the line or the next label."""
    match = phrases.PROBLEM_LABEL.match(source.norm, start, end)
    if match is None:
        return None
    line = _LINE_END.match(source.norm, match.end(), end)
    finish = line.end() if line else end
    for labels in (phrases.LABEL_AT, phrases.TIGHT_LABEL):
        label = labels.search(source.norm, match.end(), finish)
        if label is not None and not source.sheltered(label.start()):
            finish = label.start()
    begin, finish = source.trim(match.end(), finish, "。;,")
    if begin >= finish:
        return None
    rest = _skip(source.norm, finish, end)
    printed = match["nth"] or match["number"]
    number = parse_int(printed) if printed and not match["part"] else None
    return Intro(*unquote(source, begin, finish), rest, opens_line=True, number=number)


def find_answered(source: Source, start: int, end: int) -> Intro | None:
    """A sentence that 整改情况：follows, in the same line or the next."""
    label = phrases.LABEL_AT.search(source.norm, start + 1, end)
    below = label is None
    if below:
        label = phrases.LABELLED.match(source.norm, end, end + _LABEL_WINDOW)
    if label is None or label["answer"] is None:
        return None
    stop = sentence_end(source, start, label.start())
    begin, finish = source.trim(start, stop, "。:;,、")
    if not 2 <= finish - begin <= _LONG_SENTENCE:
        return None
    span = unquote(source, begin, finish)
    return Intro(*span, _skip(source.norm, stop, len(source.norm)), label_below=below)


def sentence_end(source: Source, start: int, end: int) -> int:
    """Where the first sentence or line ends, its full stop included; a stop inside quotation marks ends nothing."""
    stop = _SENTENCE_END.search(source.norm, start, end)
    while stop is not None and source.sheltered(stop.start()):
        stop = _SENTENCE_END.search(source.norm, stop.end(), end)
    return stop.end() if stop else end


def unquote(source: Source, start: int, end: int) -> tuple[int, int]:
    """The stretch without the one pair of quotation marks that encloses all of it."""
    if start < end and source.pairs.get(start) == end - 1 and source.norm[start] == "“":
        return start + 1, end - 1
    return start, end


def _whole_line(norm: str, at: int, end: int) -> bool:
    """Whether nothing but punctuation follows in the line."""
    stop = _STOP.match(norm, at, end)
    finish = stop.end() if stop else at
    return finish >= end or "\n" in norm[at:finish]


def _skip(norm: str, at: int, end: int) -> int:
    """The offset after the punctuation that ends an introduction."""
    stop = _STOP.match(norm, at, end)
    return stop.end() if stop else at
