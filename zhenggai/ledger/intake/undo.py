"""Taking back: an import that nobody worked on is removed as a whole; a staged document is discarded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from zhenggai.ledger import rounds
from zhenggai.ledger.intake import withhold
from zhenggai.ledger.intake.shape import Brought, from_json
from zhenggai.ledger.milestones import date_of
from zhenggai.ledger.models import (
    Category,
    Citation,
    Figure,
    Finding,
    Institution,
    Intake,
    Manifestation,
    Measure,
    Mention,
    Recommendation,
    Round,
    Statistic,
    Target,
    TimeNode,
)
from zhenggai.office import search
from zhenggai.office.flow import step
from zhenggai.office.models import Reach
from zhenggai.office.viewer import By

BATCH = 500


def discard(by: By, intake: Intake, *, version: int | None = None) -> None:
    """Put a staged document away; marked passages leave its text as they would on confirmation."""
    with step(by, "intake.discard", intake, version=version) as doing:
        proposal = withhold.apply(doing.record, from_json(doing.record.proposal))
        doing.record.proposal = proposal.as_json()


def undo(by: By, intake: Intake, *, version: int | None = None) -> None:
    """Remove exactly what the import brought; raises Unmet (NEED-UNTOUCHED) where rows were worked on since."""
    quiet = By(by.user, by.viewer)
    with step(by, "intake.undo", intake, version=version) as doing:
        record = doing.record
        round_, proposal = record.round, from_json(record.proposal)
        assert round_ is not None  # noqa: S101 - a confirmed document has one
        brought = proposal.brought
        for model in (Mention, Figure, Citation, Statistic):
            _of(model, record).delete()
        _restore(quiet, brought)
        _remove(record)
        if brought.round:
            record.round = None
            _remove_round(round_)
        else:
            _restore_round(quiet, round_, brought)
        doing.facts |= brought.counts | {"round": str(round_.pk)}
        proposal.brought = Brought()
        record.proposal, record.confirmed_at = proposal.as_json(), None


def _of(model: Any, intake: Intake) -> Any:
    return model.objects.filter(intake=intake)


def _restore(by: By, brought: Brought) -> None:
    """Give findings that were there before their wording back, and loosen what was joined to them."""
    old = {UUID(each["id"]): each["wording"] for each in brought.changed}
    for finding in Finding.objects.filter(pk__in=list(old)):
        with step(by, "finding.edit", finding) as doing:
            doing.record.wording = old[finding.pk]
    through = Institution.findings.through._default_manager
    for institution_id, finding_id in brought.joined:
        through.filter(institution_id=institution_id, finding_id=finding_id).delete()


def _remove(intake: Intake) -> None:
    """Delete the rows of the import, those first that name others, with their reach and their words."""
    brought = from_json(intake.proposal).brought
    for model in (Institution, Recommendation, Measure):
        _forget(_of(model, intake))
    Manifestation.objects.filter(
        Q(pk__in=brought.manifestations) | Q(finding__intake=intake)
    ).delete()
    _forget(_of(Finding, intake))
    _forget(_of(Category, intake))


def _forget(rows: Any) -> None:
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        Reach.objects.filter(Q(record_id__in=batch) | Q(via_id__in=batch)).delete()
        search.forget(batch)
    rows.delete()


def _remove_round(round_: Round) -> None:
    """The import had registered the round: it goes with it. Documents that were undone before belong to none again."""
    Intake.objects.filter(round=round_).update(round=None)
    _forget(Round.objects.filter(pk=round_.pk))


def _restore_round(by: By, round_: Round, brought: Brought) -> None:
    """Empty again the fields that the import filled; its nodes and targets go unless somebody uses them."""
    for model, ids in ((TimeNode, brought.nodes), (Target, brought.targets)):
        unused: Any = model._default_manager.filter(pk__in=ids, measures=None)
        unused.delete()
    if brought.filled:
        with step(by, "round.edit", round_) as doing:
            for name, value in brought.filled.items():
                day = name in rounds.DAYS
                setattr(doing.record, name, date_of(value or "") if day else value)
