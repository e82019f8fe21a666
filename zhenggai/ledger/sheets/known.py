"""What the ledger of a round holds, as rows of a workbook meet it: a few queries, whatever its size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from zhenggai.core import matching
from zhenggai.ledger.models import Category, Finding, Measure, Round
from zhenggai.ledger.sheets.texts import FIELDS, Sets, related

# Two wordings that are less alike are two findings; above it one quotes the other.
ALIKE = 0.8
# Measures of one finding are alike by nature; only very alike ones are taken for one.
MEASURE_ALIKE = 0.85
_CHUNK = 500


@dataclass(slots=True)
class Known:
    """The ledger at this moment."""

    round: Round
    findings: list[Finding] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    measures: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_label: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    units: Sets = field(default_factory=dict)
    posts: Sets = field(default_factory=dict)

    def meet(self, wordings: list[str]) -> dict[int, tuple[Finding, bool]]:
        """For each wording the finding that it repeats, and whether it does so exactly."""
        known = [finding.wording or finding.text for finding in self.findings]
        found = matching.matches(wordings, known, ALIKE)
        return {
            at: (self.findings[match.known], match.exact)
            for at, match in found.items()
            if not match.rival
        }

    def meet_measures(self, finding: UUID, texts: list[str]) -> dict[int, dict[str, Any]]:
        """For each text the measure of the finding that it repeats."""
        rows = self.measures.get(finding, [])
        shown = [_told(row) for row in rows]
        found = matching.matches(texts, shown, MEASURE_ALIKE)
        return {at: rows[match.known] for at, match in found.items() if not match.rival}


def _told(row: dict[str, Any]) -> str:
    title, text = row["title"], row["text"]
    bare = matching.normal(title)
    return text if not bare or matching.normal(text).startswith(bare) else f"{title}{text}"


def known_of(round_: Round) -> Known:
    """Read it."""
    found = Known(
        round_,
        list(Finding.objects.filter(round=round_).select_related("category")),
        list(Category.objects.filter(round=round_)),
    )
    rows = list(Measure.objects.filter(round=round_).values(*FIELDS))
    for row in rows:
        found.measures.setdefault(row["finding_id"], []).append(row)
        found.by_id[str(row["pk"])] = row
        found.by_label[row["finding_number"], row["number"]] = row
    for at in range(0, len(rows), _CHUNK):
        units, posts = related(row["pk"] for row in rows[at : at + _CHUNK])
        found.units |= units
        found.posts |= posts
    return found
