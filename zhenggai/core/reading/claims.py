"""What a text claims about one item as a whole: completed, in progress, long-term, not started."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.core.reading import phrases
from zhenggai.core.reading.source import Source

_WHOLE = re.compile(r"[。!;\n\r)\]]*\s*")
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
    for opening in phrases.CLAUSE_START.finditer(norm, start, end):
        if source.sheltered(opening.end()):
            continue
        claim = _claim_at(norm, opening.end(), end)
        if claim is not None and (claim.named or not whole):
            found.append(claim)
    return found


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
