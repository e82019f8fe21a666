"""News-like digests: 巡视反馈指出,在X方面存在Y问题。针对这一问题,该市…

A sentence that says that a fault exists is read as a problem only where the next sentence answers it; answers that name
what they answer (针对Y问题,…) are believed where the statement holds that name word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenggai.core.reading import phrases
from zhenggai.core.reading.intros import Intro, sentence_end, unquote
from zhenggai.core.reading.markers import Kind
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.tree import Block

_STATES = re.compile(
    r"(?:(?:^|[,: \n]|在)(?P<field>[^,。;:“”\n在]{2,24}方面),?)?(?:还|仍然|仍|也|主要|依然)?存在(?P<problem>[^。;:!?\n]{4,90}?)(?:的|等|突出|这一|方面)*问题[。]?[ \n\r]*$"
)
_FOUND = re.compile(r"巡[视察]|审计|督[查察导]|检查|反馈|指出|发现|方面")
_SAYS = re.compile(r"指出|反馈|发现")
_GENERAL = re.compile(
    r"(?:的|一些|不少|部分|以下|如下|较多|诸多|上述|许多|若干|一定|很多|有关|相关|突出|主要|具体|普遍|共性|明显|\d|[一二三四五六七八九十两几]{1,3}[个项条类方]|方面)*$"
)
_POINTS = re.compile(
    r" *(?:针对(?:这一|这些|该|此|上述|以上|反馈|存在|的|类|项|些|个|突出|具体)*问题,|对此,|为此,)"
)
_NAMES = re.compile(r" *针对“?(?P<name>[^“”。;:,\n]{3,60}?)”?(?:的|等|这一|突出)*问题,")
_ASKS = re.compile(r"[^,。;]{0,16}(?:(?<![主重需])要|应|须|建议|提出|强调|希望|表示)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with its answer as a block, the field of work that the statement names, and its words understood."""

    field: Span | None
    understood: tuple[Span, ...]
    block: Block


@dataclass(slots=True)
class _Statement:
    """A sentence that says that faults exist."""

    sentence: Span
    start: int
    field: Span | None
    problem: Span


def find_digest(source: Source, start: int, end: int) -> list[Told]:
    """Problems and their answers between two offsets, paragraph by paragraph."""
    found: list[Told] = []
    for a, b in source.lines:
        if start <= a and b <= end and "存在" in source.norm[a:b]:
            found += _paragraph(source, a, b)
    return found


def _sentences(source: Source, start: int, end: int) -> Iterator[Span]:
    """The sentences of a paragraph."""
    while start < end:
        stop = sentence_end(source, start, end)
        yield source.trim(start, stop)
        start = max(stop, start + 1)


def _paragraph(source: Source, start: int, end: int) -> list[Told]:
    """The problems of one paragraph: statements, each followed by what answers it."""
    found: list[Told] = []
    statement: _Statement | None = None
    open_: Told | None = None
    for begin, finish in _sentences(source, start, end):
        stated = _statement(source, begin, finish)
        told = _answer(source, statement, begin, finish) if stated is None else None
        if stated is not None:
            statement, open_ = stated, None
        elif told is not None:
            found.append(told)
            open_ = told
        elif open_ is not None:
            open_.block.end = open_.block.own_end = finish
        else:
            statement = None
    return found


def _statement(source: Source, start: int, end: int) -> _Statement | None:
    """The statement that a sentence makes, if it names a fault."""
    match = _STATES.search(source.norm, start, end)
    if match is None or _FOUND.search(source.norm, start, match.start("problem")) is None:
        return None
    problem = unquote(source, *source.trim(*match.span("problem")))
    said = _SAYS.search(source.norm, start, match.start())
    named = said is not None or phrases.FAULT.search(source.norm, *problem) is not None
    if not named or _GENERAL.match(source.norm, *problem):
        return None
    field = match.span("field") if match["field"] else None
    return _Statement((start, end), field[0] if field else match.start(), field, problem)


def _answer(source: Source, statement: _Statement | None, start: int, end: int) -> Told | None:
    """The answer to a statement: it points back, or names a part of it."""
    if statement is None:
        return None
    points = _POINTS.match(source.norm, start, end)
    names = None if points else _NAMES.match(source.norm, start, end)
    match = points or names
    if match is None or _ASKS.match(source.norm, match.end(), end):
        return None
    sentence, problem = statement.sentence, statement.problem
    begin = statement.start
    understood: tuple[Span, ...] = (sentence,)
    if names is not None:
        at = source.norm.find(names["name"], *problem)
        if at < 0:
            return None
        # What the statement names beside this is not understood before it is answered, too.
        part = (at, at + len(names["name"]))
        understood = ((sentence[0], problem[0]), part, (problem[1], sentence[1]))
        begin, problem = start, names.span("name")
    block = Block(Kind.LEAD, None, 0, begin, begin, end, end, Intro(*problem, match.end()))
    return Told(statement.field, understood, block)
