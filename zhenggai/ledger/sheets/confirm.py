"""Importing: every row of the dry run is written in one act, or nothing is. Nothing is closed, nothing removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Count, Sum

from zhenggai.core.errors import Stale, Unmet
from zhenggai.ledger.models import (
    Category,
    Finding,
    Manifestation,
    Measure,
    Sheet,
    SheetLayout,
    Target,
    TimeNode,
)
from zhenggai.ledger.models.sheet import BATCH, batches
from zhenggai.ledger.sheets import dry
from zhenggai.ledger.sheets.shape import CHANGE, NEW, Dry, Found, Row
from zhenggai.ledger.sheets.stage import refuse_twice
from zhenggai.office import access, clock, flow, search
from zhenggai.office.flow import Step, step
from zhenggai.office.models import Post, Unit
from zhenggai.office.viewer import By

RELATED = ("responsible_units", "responsible_leaders")
# Fields that a new row has anyhow.
_NUMBERED = ("number",)


def confirm(by: By, sheet: Sheet, *, version: int | None = None, named: str = "") -> Sheet:
    """Bring the workbook into the ledger.

    `named` are the numbers that the button named (`Dry.mark`): where they are no longer true Stale (IMP-MOVED) is
    raised and nothing is written. Unmet (SHEET-BLOCKED) says what a person must still decide; Duplicate (SHEET-DUP)
    that the same file was imported in between.
    """
    access.require(by.viewer, "sheet.confirm", sheet)
    # Checked before the act begins, so that nobody waits for it; checked again only where something moved meanwhile.
    before = _moved(sheet)
    seen = dry.run(sheet) if sheet.status == Sheet.Status.STAGED else None
    try:
        with step(by, "sheet.confirm", sheet, version=version) as doing:
            refuse_twice(doing.record.round, doing.record.blob)
            if seen is None or before != _moved(doing.record):
                seen = dry.run(doing.record)
            _bring(By(by.user, by.viewer), doing, seen, named)
    except IntegrityError:
        # Two people imported the same file at once; the other was first.
        refuse_twice(sheet.round, sheet.blob)
        raise
    return doing.record


def _moved(sheet: Sheet) -> tuple[object, ...]:
    """What changes whenever the workbook's decisions, the ledger of its round, or units and posts change."""
    rows = [
        model.objects.filter(round=sheet.round_id).aggregate(n=Count("pk"), v=Sum("version"))
        for model in (Measure, Finding, Category, TimeNode, Target)
    ]
    rows += [model.objects.aggregate(n=Count("pk"), v=Sum("version")) for model in (Unit, Post)]
    return sheet.version, *(tuple(row.values()) for row in rows)


def _bring(by: By, doing: Step[Sheet], seen: Dry, named: str) -> None:
    sheet = doing.record
    if seen.blocks:
        raise Unmet("SHEET-BLOCKED", **seen.blocks)
    if named and named != seen.mark:
        raise Stale("IMP-MOVED", record=sheet)
    written = _Rows(sheet, seen)
    written.write()
    brought: dict[str, Any] = written.brought
    brought["changed"] = [_change(by, row, measure) for row, measure in _changing(seen)]
    sheet.brought, sheet.imported_at = brought, clock.now()
    kinds = seen.kinds
    sheet.counts = {
        "findings": len(brought["findings"]),
        "measures": len(brought["measures"]),
        "changed": kinds[CHANGE],
        "same": kinds["same"],
        "left": kinds["left"],
    }
    doing.facts |= sheet.counts | {"round": str(sheet.round_id)}
    if not seen.own:
        _remember(seen)


class _Rows:
    """New rows, built in memory and written together."""

    def __init__(self, sheet: Sheet, seen: Dry) -> None:
        self._round = sheet.round
        self._seen = seen
        self._at = clock.now()
        self._new = [row for row in seen.rows if row.verdict == NEW]
        self._categories: list[Category] = []
        self._by_heading: dict[str, Category] = {}
        self._findings: dict[int, Finding] = {}
        self._inner: list[Manifestation] = []
        self._measures: list[Measure] = []
        self._relations: dict[str, list[tuple[UUID, UUID]]] = {name: [] for name in RELATED}

    @property
    def brought(self) -> dict[str, Any]:
        """The ids of everything that was written."""
        return {
            "categories": [str(one.pk) for one in self._categories],
            "findings": [str(one.pk) for one in self._findings.values()],
            "measures": [str(one.pk) for one in self._measures],
        }

    def write(self) -> None:
        """Write categories, findings, measures and who answers for them; a few statements whatever their number."""
        for category in Category.objects.filter(round=self._round):
            self._by_heading.setdefault(_form(category.heading), category)
        for row in self._new:
            self._measure(row, self._finding(row.finding))
        for rows in (self._categories, list(self._findings.values()), self._inner, self._measures):
            made: list[Any] = list(rows)
            if made:
                type(made[0])._default_manager.bulk_create(made, batch_size=BATCH)
        for name, key in zip(RELATED, ("unit_id", "post_id"), strict=True):
            through: Any = getattr(Measure, name).through
            through._default_manager.bulk_create(
                [through(measure_id=one, **{key: other}) for one, other in self._relations[name]],
                batch_size=BATCH,
            )
        for piece in batches(self._measures):
            flow.put_reach(piece)
        search.keep([*self._findings.values(), *self._measures])

    def _finding(self, at: int) -> UUID:
        found = self._seen.findings[at]
        if found.id:
            return UUID(found.id)
        if at not in self._findings:
            made = Finding(
                round=self._round,
                category=self._category(found),
                number=found.number,
                wording=found.wording,
            )
            self._findings[at] = made
            texts = list(dict.fromkeys(found.manifestations))
            self._inner += [
                Manifestation(finding=made, number=number, text=text)
                for number, text in enumerate(texts, 1)
            ]
        return self._findings[at].pk

    def _category(self, found: Found) -> Category:
        form = _form(found.category)
        known = self._by_heading.get(form)
        if known is None:
            position = max((one.position for one in self._by_heading.values()), default=0) + 1
            known = Category(
                round=self._round, number="", heading=found.category, position=position
            )
            self._by_heading[form] = known
            self._categories.append(known)
        return known

    def _measure(self, row: Row, finding: UUID) -> None:
        if "number" not in row.values:
            return
        values = {name: value for name, value in row.values.items() if name not in RELATED}
        made = Measure(
            round=self._round,
            finding_id=finding,
            finding_number=self._seen.findings[row.finding].number,
            original_due_on=values.get("due_on"),
            changed_at=self._at,
            **values,
        )
        self._measures.append(made)
        for name in RELATED:
            self._relations[name] += [(made.pk, other) for other in row.values.get(name, ())]


def _form(heading: str) -> str:
    """A heading as it is compared: 关于…方面 and …方面的问题 are one category."""
    bare = "".join(heading.split()).removeprefix("关于")
    for ending in ("存在的问题", "的问题", "问题", "方面"):
        bare = bare.removesuffix(ending)
    return bare


def _changing(seen: Dry) -> list[tuple[Row, Measure]]:
    rows = {row.measure: row for row in seen.rows if row.verdict == CHANGE}
    found = []
    for ids in batches(list(rows)):
        measures = Measure.objects.in_bulk([UUID(pk) for pk in ids])
        found += [(rows[str(pk)], measure) for pk, measure in measures.items()]
    return found


def _change(by: By, row: Row, measure: Measure) -> dict[str, Any]:
    """Change one measure by the act by which people change it, so that its own history tells it."""
    old: dict[str, Any] = {}
    with step(by, "measure.assign", measure, version=row.version) as doing:
        record = doing.record
        for name, value in row.values.items():
            if name in RELATED:
                old[name] = [str(pk) for pk in getattr(record, name).values_list("pk", flat=True)]
                doing.relate(name, _records(name, value))
            else:
                old[name] = _kept(getattr(record, name))
                setattr(record, name, value)
        if record.original_due_on is None and record.due_on is not None:
            old["original_due_on"] = None
            record.original_due_on = record.due_on
        record.changed_at = clock.now()
    return {"id": str(measure.pk), "version": doing.record.version, "old": old}


def _records(name: str, ids: list[Any]) -> Any:
    model: Any = Unit if name == "responsible_units" else Post
    return list(model.objects.filter(pk__in=ids))


def _kept(value: Any) -> Any:
    """A value as it is kept, to be given back by an undo."""
    return value if value is None or isinstance(value, str | int) else str(value)


def _remember(seen: Dry) -> None:
    """Keep the columns of this layout: the next workbook with the same headings is read the same way."""
    if seen.head is None:
        return
    columns = {
        str(column.at): column.field
        for column in seen.head.columns
        if column.reason in ("part", "chosen", "remembered", "twice")
    }
    SheetLayout.objects.update_or_create(
        layout=seen.head.layout, defaults={"columns": columns, "used_at": clock.now()}
    )
