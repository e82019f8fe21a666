"""One sentence that states several faults: 有的…；有的…；个别…, 主要表现在：…；…；…, or faults between semicolons.

Only clauses that are certainly faults of their own are told apart; a sentence that merely lists stays whole.
"""

from __future__ import annotations

import re

from zhenggai.core.reading import phrases
from zhenggai.core.reading.source import Source

_SOME = re.compile(r" *(?:有的|有些|一些|个别|部分|少数|多数|某些|极个别|大部分|还有的|还有个别)")
_LEAD = re.compile(
    r" *(?:(?:问题|主要|具体|突出)*(?:表现|体现)(?:形式)?(?:[为在是]|如下)?|(?:主要|突出|具体)(?:的)?(?:问题)?(?:是|有|为|包括)|(?:主要|突出|具体)问题)[:,] *"
)
_STOP = re.compile(r"[;。!?\n()]|,(?=(?:有的|有些)(?![甚还又也]))")
_CONTINUES = re.compile(
    r" *(?:但|而且|并且|并|且|甚至|导致|致使|造成|同时|因此|所以|其中|例如|比如|如|从而|以致)"
)
# What is asked or was done is no fault, whatever words it holds.
_ASKS = re.compile(
    r" *(?:要|应|须|必须|需|坚决|切实|进一步|不得|确保|做到|抓好|针对|已|举一反三|一要|二要|整改|清退|追回)"
)
_ACTS = re.compile(
    r" *(?:坚持|着力|加强|强化|严格|严肃|不断|推动|推进|持续|深入|认真|全面|对照|建立|修订|制定|完善|健全|召开|清理)"
)
_INNOCENT = re.compile(
    r"不断|不仅|不但|不忘|不低于|不少于|不超过|不折不扣|未来|超前|无偿|无人机|少年|少数民族|不动产|不动摇|低保|低收入|最低|超市"
)
_LUMPED = re.compile(r"等(?:[^;。,]{0,4}(?:问题|现象|情况|方面))?$")
_FAULT = re.compile(f"{phrases.FAULT.pattern}|{phrases.DEFICIENT.pattern}|重[^,轻]{{1,10}},?轻")
_SHORTEST = 4
_MOST = 40

Spans = list[tuple[int, int]]


def split_faults(source: Source, start: int, end: int) -> Spans:
    """The clauses of a stretch where each states a fault of its own; empty where that is not certain."""
    start, end = source.trim(start, end)
    lead = _LEAD.match(source.norm, start, end)
    clauses = _clauses(source, lead.end() if lead else start, end)
    if clauses is None or not 2 <= len(clauses) <= _MOST:
        return []
    spans, stops = [span for span, _ in clauses], [stop for _, stop in clauses]
    words = [source.norm[slice(*span)] for span in spans]
    if any(len(one) < _SHORTEST or _CONTINUES.match(one) for one in words):
        return []
    some = [_SOME.match(one) is not None for one in words]
    if all(some):
        return spans
    lumped = _LUMPED.search(words[-1])
    if lumped is not None:
        words[-1] = words[-1][: lumped.start()]
        spans[-1] = (spans[-1][0], spans[-1][0] + lumped.start())
    if any(_asks(one) for one in words):
        return []
    faults = [has or _names_fault(one) for has, one in zip(some, words, strict=True)]
    # What 主要表现在：announces is a fault, even where one clause has no word that says so.
    certain = all(faults) or (lead is not None and 2 * sum(faults) >= len(faults))
    return spans if certain and set(stops[:-1]) == {";"} else []


def _asks(words: str) -> bool:
    """Whether a clause asks for something or tells what was done."""
    if _ASKS.match(words):
        return True
    return _ACTS.match(words) is not None and phrases.DEFICIENT.search(words) is None


def _names_fault(words: str) -> bool:
    """Whether a clause names a fault."""
    return _FAULT.search(_INNOCENT.sub("", words)) is not None


def _clauses(source: Source, start: int, end: int) -> list[tuple[tuple[int, int], str]] | None:
    """Clauses with the mark that ends each; None where the stretch holds more than one paragraph."""
    found = []
    at, depth = start, 0
    for match in _STOP.finditer(source.norm, start, end):
        mark = match.group()
        if source.sheltered(match.start()):
            continue
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        if mark in "()" or depth:
            continue
        if mark in "\n!?":
            return None
        found.append((source.trim(at, match.start()), mark))
        at = match.end()
    rest = source.trim(at, end)
    if rest[0] < rest[1]:
        found.append((rest, ""))
    return [one for one in found if one[0][0] < one[0][1]]
