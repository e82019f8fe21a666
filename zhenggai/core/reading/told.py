"""Lists that a sentence announces and no heading: 主要问题是：一、…二、…, 提出以下建议：一是…二是…"""

from __future__ import annotations

from dataclasses import dataclass

from zhenggai.core.reading import phrases
from zhenggai.core.reading.markers import Kind
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.tree import Block

_KINDS = (Kind.DUN, Kind.CN, Kind.NUM, Kind.PAR, Kind.CIRCLED, Kind.WORD)
_REACH = 60


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
