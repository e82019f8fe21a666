"""Taking a printed list apart: its items, and how many there may be where 和 or a verb leaves it open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.structure import things

_REACH = 240
_LOOK = 30
_CUTS = ",;:。!?\n()"
_CUT = re.compile(r"[,;:。!?\n()]")
_BRACKET = re.compile(r"\([^()]*\)")
BLOT = "\uffff"
"""Stands in veiled words where quoted words stood."""
# 参与, 涉及, 和谐 and their like join nothing.
_JOINED = "以及|(?<![共缓温饱柔祥])和(?![谐平解睦])|(?<![涉普波顾提触危以])及(?![时格早])|(?<![参给授])与(?![会否])"
_JOINT = re.compile(f"{_JOINED}|暨")
_LAST_JOINT = re.compile(rf".*(?P<joint>{_JOINED})", re.DOTALL)
_COUNT_INSIDE = re.compile(
    r"(?<!第)(?:\d+|[两二三四五六七八九十]+)(?:个|项|类|条|份|名|家|级|大|种|张|处|座)"
)
_MARK = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,3}")
_TITLE_JOINT = re.compile(r"》(?:以及|[和及与])")
_ETC_INSIDE = re.compile(r"等(?=.)")
_LONGEST_ITEM = 24
_BLANK = f" \r{BLOT}"
_CLOSE = 2
_SENTENCE = 3
_LONG = 9


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list as printed, and all counts that they may amount to.

    `joined` says that no 、 stands in it but only 和 or the like, `continued` that the clause before it lists things, too.
    """

    items: list[str]
    counts: frozenset[int]
    joined: bool = False
    continued: bool = False


def veiled(paper: Paper, start: int, end: int) -> str:
    """The stretch with whatever stands in quotation marks or titles blotted out, the marks themselves kept."""
    starts, ends = paper.examined.source.shelters
    parts = []
    at = start
    for index in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
        a, b = starts[index] + 1, ends[index]
        if b <= at or a >= end:
            continue
        parts += [paper.norm[at:a], BLOT * (min(b, end) - max(a, at))]
        at = min(b, end)
    parts.append(paper.norm[at:end])
    return "".join(parts)


def list_before(words: str, end: int) -> Listed | None:
    """The list that ends right before a place in veiled words; None where there is none."""
    low = max(0, end - _REACH)
    chunk = _BRACKET.sub(lambda match: BLOT * len(match.group()), words[low:end])
    begin = 1 + max(map(chunk.rfind, _CUTS))
    found = listed(chunk[begin:].split("、"))
    before = _CUT.split(chunk[:begin][:-1])[-1] if begin and chunk[begin - 1] == "," else ""
    last = before[-_LOOK:].rpartition("、")
    return found and replace(found, continued=bool(last[1]) and not _COUNT_INSIDE.search(last[2]))


def listed(pieces: list[str]) -> Listed | None:
    """The list in pieces between 、; the first piece may begin with words that are not part of it."""
    pieces = [piece.strip(_BLANK) for piece in pieces]
    if len(pieces) > 1 and _MARK.fullmatch(pieces[0]):
        pieces = pieces[1:]
    if not pieces or not pieces[-1] or len(pieces[-1]) > _LONGEST_ITEM * 2:
        return None
    first = _begin(pieces)
    head = _head(pieces[first])
    pieces = [head, *pieces[first + 1 :]]
    if len(pieces) == 1:
        return _joined(pieces[0])
    if any(len(piece) > _LONGEST_ITEM or not piece for piece in pieces[1:-1]):
        return None
    base = len(pieces)
    counts = {base}
    for place, piece in enumerate(pieces[1:], 1):
        if things.breaks(piece) or _sticks_out(piece, pieces):
            counts.add(base - place)
    if _JOINT.search(head[-_LONG:]):
        counts.add(base + 1)
    counts = _with_last(pieces, counts)
    return Listed(_items(pieces), frozenset(counts))


def _sticks_out(piece: str, pieces: list[str]) -> bool:
    """Whether an item is so much longer than the shortest one that it may hold a sentence."""
    longest = max(map(len, _JOINT.split(piece)))
    return longest > _SENTENCE + 2 * min(map(len, pieces[1:]))


def _begin(pieces: list[str]) -> int:
    """The piece in which the list certainly begins: the last one that holds another count or an 等 of its own."""
    for place in range(len(pieces) - 1, 0, -1):
        if _COUNT_INSIDE.search(pieces[place]) or _ETC_INSIDE.search(pieces[place]):
            return place
    return 0


def _head(piece: str) -> str:
    """The first item without what certainly belongs to something before it."""
    at = 0
    for pattern in (_COUNT_INSIDE, _TITLE_JOINT, _ETC_INSIDE):
        for match in pattern.finditer(piece):
            at = max(at, match.end())
    if not at:
        return piece
    rest = piece[at:]
    joint = _JOINT.search(rest)
    return rest[joint.end() :] if joint is not None else rest


def _with_last(pieces: list[str], counts: set[int]) -> set[int]:
    """The counts with 和 in the last item: certainly two items where both are like the others, else perhaps."""
    match = _LAST_JOINT.match(pieces[-1])
    if match is None or not match.start("joint") or match.end("joint") == len(pieces[-1]):
        return counts
    parts = pieces[-1][: match.start("joint")], pieces[-1][match.end("joint") :]
    more = {one + 1 for one in counts}
    certain = match["joint"] == "以及" or _alike(parts, pieces)
    return more if certain else counts | more


def _alike(parts: tuple[str, str], pieces: list[str]) -> bool:
    """Whether both sides of a last 和 are as long as the other items, or end as they do, or are known names."""
    others = pieces[1:-1] or [pieces[0]]
    if things.are_offices(*parts) or len({one[-1:] for one in (*parts, *others)}) == 1:
        return True
    if len(pieces) == _CLOSE:
        return len(parts[0]) <= _LONG and abs(len(parts[0]) - len(parts[1])) <= _CLOSE
    low, high = min(map(len, others)) - 1, max(map(len, others)) + 1
    sizes = sorted(map(len, parts))
    return (low <= sizes[0] and sizes[1] <= high) or (sizes[0] < high and sizes[1] <= high + 1)


def _joined(piece: str) -> Listed | None:
    """A list of two with 和 between them and no 、."""
    match = _LAST_JOINT.match(piece)
    if match is None or not match.start("joint") or match.end("joint") == len(piece):
        return None
    parts = [piece[: match.start("joint")], piece[match.end("joint") :]]
    if len(parts[1]) > _LONG or _JOINT.search(parts[0][-_LONG * 2 :]):
        return None
    return Listed(parts, frozenset((2,)), joined=True)


def _items(pieces: list[str]) -> list[str]:
    """The items with the last one divided at its 和."""
    match = _LAST_JOINT.match(pieces[-1])
    if match is None or not match.start("joint"):
        return pieces
    last = [pieces[-1][: match.start("joint")], pieces[-1][match.end("joint") :]]
    return [*pieces[:-1], *(one for one in last if one)]
