"""甲、乙、丙3个… and 3个…：甲、乙、丙: the count against the list beside it.

The list must be exactly as long as its count; with 等 it may be shorter, never longer. Where 和, a verb or a word for
what is counted leaves open how long the list is or whether it is the list that is counted, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhenggai.core.checks.model import ERROR, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.structure import things
from zhenggai.core.checks.structure.behind import list_behind
from zhenggai.core.checks.structure.listed import BLOT, Listed, list_before, veiled
from zhenggai.core.checks.structure.runs import level_run, quoted_run
from zhenggai.core.checks.structure.things import Sure
from zhenggai.core.reading.numbers import parse_int

# The pattern opens with one class of first characters, so that the engine skips at once what can begin no number.
_COUNT = re.compile(
    r"(?P<n>[\d一二两三四五六七八九十](?<![\d.第每各某几数约近余A-Za-z〇一二三四五六七八九十百千万届].)"
    r"(?:(?<=\d)\d{0,2}|(?<=\D)[一二两三四五六七八九十]{0,2}))"
    r"(?P<unit>部门|[个项类大种条张道份部件家名座处所篇支届户门套级省市区县镇街乡](?![多余次级]|体(?!系)|别)|方(?![面式案位向针法便阵略])|地(?![区方块段面理铁质名址级税亩点]))"
)
_OPEN = re.compile(r"(?:等+|在内)的?(?:共|共计|合计)?$")
_SUM = re.compile(r"(?:共|共计|合计|总共|一共)$")
_CLASS = "个项类大种条道张份部件"
_LOOK = 24
_FAR = 2
_MEMBERS = 3
_BARE = 4
_ORGANS = re.compile(r"部门|单位|组|企业|公司|集团|支部|党委|高校|学校|医院")


@dataclass(frozen=True, slots=True)
class _Count:
    """A count with what stands around it: `end` of the list before it, whether 等 opens that list."""

    number: int
    start: int
    unit: str
    behind: str
    end: int
    open: bool
    summed: bool


@lru_cache(maxsize=1024)
def _value(printed: str) -> int | None:
    """The number that a numeral writes."""
    return parse_int(printed)


def find_lists(paper: Paper, start: int, end: int) -> Iterator[Issue]:
    """Counts that differ from the list beside them, in one paragraph."""
    words = veiled(paper, start, end)
    for match in _COUNT.finditer(words):
        number = _value(match["n"])
        if not number:
            continue
        count = _count(words, match, number)
        counted = _before(words, count)
        if counted is None and count.unit not in "级方地":
            counted = list_behind(words, match.end(), count.number, count.unit)
        if counted is not None:
            at = start + match.start()
            yield Issue(
                "list-count",
                ERROR,
                at,
                at + len(match["n"]),
                "list-count.open" if count.open else "list-count",
                {"claimed": number, "counted": counted},
            )


def _count(words: str, match: re.Match[str], number: int) -> _Count:
    """What stands around a count."""
    start = match.start()
    while start and words[start - 1] in " \r":
        start -= 1
    tail = words[max(0, start - 4) : start]
    opened = _OPEN.search(tail)
    summed = None if opened else _SUM.search(tail)
    taken = opened or summed
    unit = match["unit"]
    behind = words[match.end() - (unit not in _CLASS and len(unit)) : match.end() + _LOOK]
    return _Count(
        number,
        start,
        unit,
        behind,
        start - (len(taken.group()) if taken else 0),
        opened is not None,
        summed is not None,
    )


def _before(words: str, count: _Count) -> int | None:
    """How many things the list before a count has, where that is certainly another number; None otherwise."""
    last = words[count.end - 1 : count.end] if count.end else ""
    if count.unit == "级":
        return level_run(words, count.end, count.number)
    if last in ("》", "”"):
        return quoted_run(words, count.end, count.number, count.behind, closed=not count.open)
    if last in ("", "、", ",", "。", "(", ":", BLOT, ")"):
        return None
    listed = list_before(words, count.end)
    if listed is None or count.number in listed.counts:
        return None
    return _judged(listed, count)


def _judged(listed: Listed, count: _Count) -> int | None:
    """The length of a list that differs from its count, where it certainly is the list of what is counted."""
    sure, noun = things.sure_of(count.behind)
    if count.unit in "方地":
        sure, noun = Sure.STRICT, count.unit
    if noun == "组" and _SETS_UP.search(listed.items[0]):
        # What is set up are the things listed themselves (设综合、督导、宣传3个组).
        sure = Sure.STRICT
    if count.number < min(listed.counts):
        wrong = count.open or _too_long(listed, count, sure, noun)
        return min(listed.counts) if wrong else None
    if count.open:
        return None
    if count.number < max(listed.counts):
        # Wherever the list begins, it is not as long as that.
        wrong = sure is Sure.STRICT and _appositive(listed, sure, noun)
        return min(one for one in listed.counts if one > count.number) if wrong else None
    return max(listed.counts) if _too_short(listed, count, sure, noun) else None


def _too_long(listed: Listed, count: _Count, sure: Sure, noun: str) -> bool:
    """Whether a list without 等 that is longer than its count is certainly the list of what is counted."""
    if sure is Sure.UNKNOWN or listed.joined or (count.summed and sure is Sure.LOOSE):
        return False
    return _appositive(listed, sure, noun)


def _too_short(listed: Listed, count: _Count, sure: Sure, noun: str) -> bool:
    """Whether a list without 等 that is shorter than its count is certainly the list of what is counted."""
    if listed.continued or not _appositive(listed, sure, noun):
        return False
    missing = count.number - max(listed.counts)
    if sure is Sure.PLACE:
        return _places(listed, noun, missing)
    if listed.joined and (missing > 1 or noun.endswith("组")):
        return noun.endswith("组") and missing == 1 and _SETS_UP.search(listed.items[0]) is not None
    if sure is Sure.STRICT:
        return missing <= _FAR
    return count.unit == "部门" and missing <= _FAR


_SETS_UP = re.compile(r"设立|下设|成立|组建|分设|设置|^设(?![备施计想法定])")


def _places(listed: Listed, noun: str, missing: int) -> bool:
    """Whether names of places are of the rank that is counted, or many and bare."""
    if all(things.of_rank(item, noun) for item in listed.items):
        return missing <= _FAR
    bare = (
        len(listed.items) >= _BARE and missing == 1 and noun in ("区县", "县区", "县市区", "市县区")
    )
    return bare and all(len(item) <= _MEMBERS for item in listed.items[1:])


def _appositive(listed: Listed, sure: Sure, noun: str) -> bool:
    """Whether the words before the count are its list: no verb that takes it as object, no verbs for organs and places."""
    if things.takes_object(listed.items[-1], noun):
        return False
    if sure is Sure.PLACE or _ORGANS.search(noun):
        return not any(things.takes_object(item, noun) for item in listed.items[1:])
    return True
