"""Coverage (R3): what the feedback says and no measure answers yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhenggai.core.errors import BadValue
from zhenggai.ledger.models import Finding, Measure, Recommendation, Round
from zhenggai.office import access
from zhenggai.office.flow import step
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By


def answer(
    by: By,
    recommendation: Recommendation,
    measures: Sequence[Measure],
    *,
    version: int | None = None,
) -> None:
    """Say which measures of the same round answer a recommendation; none takes the answer back."""
    if any(measure.round_id != recommendation.round_id for measure in measures):
        raise BadValue("CHOICE", field="measures")
    with step(by, "recommendation.answer", recommendation, version=version) as doing:
        doing.relate("measures", measures)


@dataclass(frozen=True)
class Gaps:
    """What the feedback says and nothing answers: findings without a measure, recommendations without an answer."""

    findings: list[Finding]
    recommendations: list[Recommendation]

    @property
    def total(self) -> int:
        """How many; while there is one, the plan cannot be approved (R3)."""
        return len(self.findings) + len(self.recommendations)


def gaps(viewer: Viewer, round_: Round) -> Gaps:
    """What is not answered in `round_`, as far as `viewer` sees it."""
    findings = access.visible(viewer, Finding.objects.filter(round=round_, kind="problem"))
    asked = access.visible(viewer, Recommendation.objects.filter(round=round_))
    return Gaps(
        list(findings.filter(measures=None).select_related("category").order_by("number")),
        list(asked.filter(measures=None).order_by("number")),
    )
