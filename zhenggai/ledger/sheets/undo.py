"""Taking an import back: what it made is removed, what it changed gets its values back, or nothing happens at all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import ProtectedError, Q

from zhenggai.core.errors import Unmet
from zhenggai.ledger.milestones import date_of
from zhenggai.ledger.models import Category, Finding, Manifestation, Measure, Sheet
from zhenggai.ledger.models.sheet import batches
from zhenggai.ledger.sheets.confirm import RELATED
from zhenggai.office import clock, search
from zhenggai.office.flow import step
from zhenggai.office.models import Post, Reach, Unit
from zhenggai.office.viewer import By

DAYS = ("due_on", "original_due_on", "condition_due_on")


def undo(by: By, sheet: Sheet, *, version: int | None = None) -> None:
    """Remove exactly what the import brought; raises Unmet (NEED-UNTOUCHED) where rows were worked on since."""
    quiet = By(by.user, by.viewer)
    with step(by, "sheet.undo", sheet, version=version) as doing:
        record = doing.record
        brought = record.brought
        try:
            for each in brought.get("changed", ()):
                _restore(quiet, each)
            _remove(Measure, brought["measures"])
            Manifestation.objects.filter(finding__in=brought["findings"]).delete()
            _remove(Finding, brought["findings"])
            unused = Category.objects.filter(pk__in=brought["categories"], findings=None)
            unused.delete()
        except ProtectedError as error:
            # Something that others made hangs on a row of the import.
            raise Unmet("NEED-UNTOUCHED", touched=len(error.protected_objects)) from error
        doing.facts |= record.counts | {"round": str(record.round_id)}
        record.brought, record.imported_at = {}, None


def _restore(by: By, each: dict[str, Any]) -> None:
    measure = Measure.objects.get(pk=each["id"])
    with step(by, "measure.assign", measure) as doing:
        for name, value in each["old"].items():
            if name in RELATED:
                model: Any = Unit if name == "responsible_units" else Post
                doing.relate(name, list(model.objects.filter(pk__in=value)))
            else:
                setattr(doing.record, name, _value(name, value))
        doing.record.changed_at = clock.now()


def _value(name: str, value: Any) -> Any:
    if name in DAYS:
        return date_of(value or "")
    return UUID(value) if name.endswith("_id") and value else value


def _remove(model: Any, ids: list[str]) -> None:
    """Delete rows with their reach and their words."""
    for piece in batches(ids):
        keys = [UUID(pk) for pk in piece]
        Reach.objects.filter(Q(record_id__in=keys) | Q(via_id__in=keys)).delete()
        search.forget(keys)
        model._default_manager.filter(pk__in=keys).delete()
