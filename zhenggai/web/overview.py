"""Findings as rows: what each one says and how far its measures are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zhenggai.ledger import counts
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import Measure
from zhenggai.office import access

FIELDS = ("pk", "number", "kind", "wording", "category__heading")
# The derived states of a finding: the class that gives the shape, and the word.
STATES: dict[str, tuple[str, str | Promise]] = {
    "not_started": ("none", gettext_lazy("Not started")),
    "in_progress": ("good", gettext_lazy("In progress")),
    "all_closed": ("done", gettext_lazy("All closed out")),
    "relapsed": ("late", gettext_lazy("Relapsed")),
    "": ("none", gettext_lazy("No measure yet")),
}


@dataclass(frozen=True)
class Line:
    """A finding with the counts of its measures that the viewer sees."""

    href: str
    number: int
    wording: str
    category: str
    clues: bool
    tally: counts.Tally
    kind: str
    word: str | Promise


def lines(frame: Frame, found: list[dict[str, Any]]) -> list[Line]:
    """The rows of a page of findings."""
    seen = access.visible_in(frame.viewer, Measure.objects.order_by(), frame.round.pk)
    measures = seen.filter(finding_id__in=[row["pk"] for row in found])
    counted = counts.of_findings(measures, frame.today)
    states = counts.finding_state(measures)
    made = []
    for row in found:
        tally = counted.get(row["pk"], counts.Tally())
        kind, word = STATES[states.get(row["pk"], "")]
        made.append(
            Line(
                href=reverse("finding.view", args=[frame.round.pk, row["number"]]),
                number=row["number"],
                wording=row["wording"],
                category=row["category__heading"],
                clues=row["kind"] == "clues",
                tally=tally,
                kind=kind,
                word=word,
            )
        )
    return made
