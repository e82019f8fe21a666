"""Lists that a sentence announces and no heading: 主要问题是：一、…二、…, 提出以下建议：一是…二是…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenggai.core.reading import phrases
from zhenggai.core.reading.markers import Kind
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.tree import Block

_KINDS = (Kind.DUN, Kind.CN, Kind.NUM, Kind.PAR, Kind.CIRCLED, Kind.WORD)
_REACH = 60
# 巡察也发现了一些问题和不足,有的…;有的…
_TELLING = re.compile(
    r"(?:发现|指出|存在|反馈|还有|查找)(?:了|的|出|一些|不少|以下|如下|突出|主要|具体|共性|普遍|不容忽视|[\d一二三四五六七八九十两几]{1,3}(?:个|项|方面))*(?:的)?"
    r"(?:问题|不足|薄弱环节|短板)(?:和(?:不足|短板|差距|薄弱环节))?(?:[,:。]?(?:主要|具体)?(?:表现|体现)?(?:[为在是]|有(?![的些])|包括)?[,:]?)(?<=[,:。])(?=[^,:;。\n]{4,})"
)
_ANSWERING = re.compile(
    r"(?:针对|对照|围绕|聚焦|根据|按照|对|把|将|就|解决|整改|认领)[^,。;:\n]{0,12}$"
)
_BEFORE = 20
_SENTENCE = re.compile(r"[^。!?\n]*")


@dataclass(frozen=True, slots=True)
class Announced:
    """Items of one list, and whether they are problems or advice."""

    kind: str
    items: list[Block]


def find_announced(source: Source, root: Block) -> list[Announced]:
    """The lists directly below the root that a sentence announces as problems or as advice, in text order."""
    found: list[Announced] = []
    for items in _runs(root.marked):
        before = source.norm[max(root.content, items[0].start - _REACH) : items[0].start]
        if phrases.ASKS.search(before):
            continue
        if phrases.ADVISES.search(before):
            found.append(Announced("recommendation", items))
        elif phrases.TELLS.search(before):
            found.append(Announced("problem", items))
    return found


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """Neighbours of one kind that count on from one."""
    runs: list[list[Block]] = []
    for block in blocks:
        if block.kind not in _KINDS:
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and block.kind is last.kind and block.number == last.number + 1:
            runs[-1].append(block)
        elif block.number == 1:
            runs.append([block])
    return runs


def find_told_clauses(source: Source, root: Block) -> Iterator[tuple[int, int, int]]:
    """Where words say that problems were found, and the rest of that sentence, in text order."""
    reached = root.content
    for match in _TELLING.finditer(source.norm, root.content, root.end):
        before = max(reached, match.start() - _BEFORE)
        answering = _ANSWERING.search(source.norm, before, match.start())
        if match.start() < reached or answering or source.sheltered(match.start()):
            continue
        sentence = _SENTENCE.match(source.norm, match.end(), root.end)
        reached = sentence.end() if sentence else match.end()
        yield match.start(), match.end(), reached
