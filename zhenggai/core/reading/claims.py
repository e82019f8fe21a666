"""What a text claims about one item as a whole: completed, in progress, long-term, not started."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.core.reading import phrases
from zhenggai.core.reading.source import Source

_WHOLE = re.compile(r"[。!;\n\r)\]]*\s*")
_MANY = re.compile(r"[①-⑳]|(?:^|[。;:\n, ])(?:二是|\(2\)|2[.、])")
_COUNTED = re.compile(r"(?:发现|排查|梳理|查找|查摆|清查|核查|自查|存在|其中|涉及|整治)[^。;]*$")
_LONGEST_CLOSING = 30
_COUNTED_REACH = 60
_NAMED = re.compile(r"(?:该|此|本|上述|以上|这)[^,。]{0,8}?(?:问题|事项|任务|项)|整改")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed status, where its clause stands and whether the clause is a sentence of its own."""

    status: str
    start: int
    end: int
    named: bool


def find_claims(source: Source, start: int, end: int, *, whole: bool = False) -> list[Claim]:
    """Claims between two offsets in order; with `whole` only those that name the item or say 整改."""
    found: list[Claim] = []
    norm = source.norm
    first = source.trim(start, end)[0]
    openings = [match.end() for match in phrases.CLAUSE_START.finditer(norm, first, end)]
    if first not in openings[:1]:
        openings.insert(0, first)
    for opening in openings:
        if source.sheltered(opening):
            continue
        claim = _claim_at(norm, opening, end)
        if claim is not None and (claim.named or not whole):
            found.append(claim)
    closing = None if whole else _closing_claim(source, start, end)
    if closing is not None and not any(claim.end >= closing.start for claim in found):
        found.append(closing)
    return found


def _closing_claim(source: Source, start: int, end: int) -> Claim | None:
    """The claim after the last comma of a single paragraph (…三期,已完成整改。), unless it speaks of what was counted."""
    norm = source.norm
    start, end = source.trim(start, end)
    comma = norm.rfind(",", start, end)
    if comma < 0 or end - comma > _LONGEST_CLOSING or _MANY.search(norm, start, end):
        return None
    claim = _claim_at(norm, source.trim(comma + 1, end)[0], end)
    if claim is None or "整改" not in norm[claim.start : claim.end]:
        return None
    counted = _COUNTED.search(norm, max(start, comma - _COUNTED_REACH), comma)
    whole = _WHOLE.fullmatch(norm, claim.end, end) is not None
    return claim if whole and counted is None else None


def _claim_at(norm: str, at: int, end: int) -> Claim | None:
    """The claim with which a clause begins."""
    for status, pattern in phrases.STATUSES:
        match = pattern.match(norm, at, end)
        if match is None or match.end() == at:
            continue
        closing = phrases.CLAUSE_END.match(norm, match.end(), end)
        if closing is None:
            continue
        named = _NAMED.search(norm, at, closing.end()) is not None
        return Claim(status, at, closing.end(), named)
    return None


def bare_status(words: str) -> str | None:
    """The status that a label's value states by itself (已完成, 长期坚持, 正在整改)."""
    words = words.strip("。:;, \n\r")
    if not words or len(words) > 24:
        return None
    for status, pattern in phrases.STATUSES:
        match = pattern.match(words)
        if match is not None and match.end() == len(words) and match.end():
            return status
    for status, pattern in phrases.BARE_STATUS.items():
        if pattern.fullmatch(words):
            return status
    return None


def after_claim(source: Source, claim: Claim, end: int) -> int:
    """The offset after a claim and the punctuation that closes it."""
    closing = _WHOLE.match(source.norm, claim.end, end)
    return closing.end() if closing else claim.end
