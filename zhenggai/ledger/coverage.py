"""Coverage (R3): what the feedback says and no measure answers yet."""

from __future__ import annotations

from collections.abc import Sequence

from zhenggai.core.errors import BadValue
from zhenggai.ledger.models import Measure, Recommendation
from zhenggai.office.flow import step
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
