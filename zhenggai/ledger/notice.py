"""The notice written from the ledger: what stands there, as plain values for `zhenggai.core.writing`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Literal
from uuid import UUID

from zhenggai.core.writing.notice import notice_blocks
from zhenggai.core.writing.notice_data import (
    CategoryData,
    Contact,
    Counts,
    FindingData,
    MeasureData,
    NoticeData,
)
from zhenggai.core.writing.official import build_docx
from zhenggai.ledger import counts
from zhenggai.ledger.models import (
    Category,
    Finding,
    Intake,
    Origin,
    Round,
    SourceKind,
)
from zhenggai.office import access, clock
from zhenggai.office.flow import step
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By

# A document is written in the language of the ledger, whatever the language of the pages.
SOURCES = {
    Origin.INSPECTION: "巡视",
    Origin.LOCAL: "巡察",
    Origin.AUDIT: "审计",
    Origin.SUPERVISION: "督查",
}
STATES = {"all_closed": "已完成整改", "in_progress": "正在整改", "relapsed": "正在整改"}


def _measures(viewer: Viewer, round_: Round) -> dict[UUID, list[MeasureData]]:
    rows: dict[UUID, list[MeasureData]] = defaultdict(list)
    fields = ("finding_id", "number", "title", "text", "result")
    for finding_id, number, title, text, result in (
        counts.measures_of(viewer, round_).order_by("finding_number", "number").values_list(*fields)
    ):
        rows[finding_id].append(MeasureData(number, title or None, text, result))
    return rows


def _finding(finding: Finding, measures: list[MeasureData], state: str) -> FindingData:
    if finding.kind == Finding.Kind.CLUES:
        return FindingData(finding.number, finding.text or finding.wording, "clues")
    return FindingData(
        finding.number, finding.wording, state=STATES.get(state), measures=tuple(measures)
    )


def _categories(viewer: Viewer, round_: Round) -> tuple[CategoryData, ...]:
    measures = _measures(viewer, round_)
    states = counts.finding_state(counts.measures_of(viewer, round_))
    findings: dict[UUID, list[FindingData]] = defaultdict(list)
    for finding in access.visible(viewer, Finding.objects.filter(round=round_)).order_by("number"):
        row = _finding(finding, measures[finding.pk], states.get(finding.pk, ""))
        findings[finding.category_id].append(row)
    return tuple(
        CategoryData(category.heading, _kind(category), tuple(findings[category.pk]))
        for category in Category.objects.filter(round=round_).order_by("position")
    )


def _kind(category: Category) -> Literal["problem", "clues"]:
    return "clues" if category.kind == "clues" else "problem"


def _before(round_: Round) -> tuple[str, dict[str, Any]]:
    """Issuer and contact as the newest notice that was brought in states them."""
    notice = (
        Intake.objects.filter(round=round_, kind=SourceKind.NOTICE, status="confirmed")
        .order_by("-issued_on", "-created_at")
        .first()
    )
    if notice is None:
        return "", {}
    return notice.issuer, notice.reading.get("contact") or {}


def facts(viewer: Viewer, round_: Round) -> NoticeData:
    """What the ledger of `round_` says today, as far as `viewer` sees it. What it does not hold is left out."""
    today = clock.today()
    strip = counts.strip(viewer, round_, counts.measures_of(viewer, round_), today)
    issuer, contact = _before(round_)
    return NoticeData(
        issuer=issuer or round_.inspected_body,
        issued_on=today,
        source=SOURCES.get(Origin(round_.source), "巡视"),
        sending_body=round_.sending_body or None,
        term=round_.term or None,
        round=round_.ordinal or None,
        team=round_.team or None,
        form=round_.form or None,
        inspected_body=round_.inspected_body,
        started_on=round_.started_on,
        ended_on=round_.ended_on,
        feedback_on=round_.feedback_on,
        plan_adopted_on=round_.plan_adopted_on,
        special_plans=tuple(round_.special_plans),
        special_groups=tuple(round_.special_groups),
        time_nodes=tuple(node.name for node in round_.nodes.all()),
        targets=tuple(target.name for target in round_.targets.all()),
        counts=Counts(
            strip.findings, strip.measures, strip.measures_done, strip.institutions or None
        ),
        categories=_categories(viewer, round_),
        contact=Contact(contact.get("phone"), contact.get("mailbox"), contact.get("email")),
    )


def export(by: By, round_: Round) -> bytes:
    """The notice as .docx after GB/T 9704-2012; an export is an act and stands in the journal."""
    with step(by, "notice.export", round_) as doing:
        content = build_docx(notice_blocks(facts(by.viewer, doing.record)))
        doing.facts["bytes"] = len(content)
    return content
