"""Findings of other rounds that say nearly the same (屡改屡犯): suggested, never decided."""

from __future__ import annotations

from dataclasses import dataclass

from zhenggai.core.grams import grams
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import Finding
from zhenggai.office import access, search

CANDIDATES = 60
MOST = 3
# Two wordings share at least this part of their pairs of characters.
ENOUGH = 0.4


@dataclass(frozen=True)
class Alike:
    """A similar finding of another round, and how much of the wording is shared, in per cent."""

    finding: Finding
    shared: int


def likeness(one: str, other: str) -> float:
    """Twice the shared pairs of characters over all pairs: 1 for the same wording, 0 for nothing shared."""
    first, second = set(grams(one)), set(grams(other))
    together = len(first) + len(second)
    return 2 * len(first & second) / together if together else 0.0


def earlier(frame: Frame, finding: Finding) -> list[Alike]:
    """The most similar findings of other rounds that the viewer sees."""
    ids = search.alike(finding.wording, "finding", CANDIDATES)
    if not ids:
        return []
    others = access.visible(frame.viewer, Finding.objects.filter(pk__in=ids))
    found = [
        Alike(one, round(100 * likeness(finding.wording, one.wording)))
        for one in others.exclude(round_id=frame.round.pk).select_related("round").defer("text")
    ]
    close = [one for one in found if one.shared >= 100 * ENOUGH]
    return sorted(close, key=lambda one: -one.shared)[:MOST]
