"""From a reading to a proposal: what would be brought in, before anybody looked at the ledger. Pure."""

from __future__ import annotations

import re

from zhenggai.core.reading import Category, Finding, Reading
from zhenggai.ledger import milestones
from zhenggai.ledger.intake import passages
from zhenggai.ledger.intake.drafts import institutions
from zhenggai.ledger.intake.shape import (
    CategoryItem,
    FindingItem,
    ManifestationItem,
    MeasureItem,
    NodeItem,
    Passage,
    Proposal,
    RecommendationItem,
    RoundItem,
    TargetItem,
)
from zhenggai.ledger.models import Origin

# A first sentence longer than this is no title; the ledger's field holds no more.
TITLE = 200
NAME = 40
_AFTER_WORDING = re.compile(r"^[”’」』\"'》]*(?:的)?(?:问题)?(?:的整改)?[。；;，,：:]?\s*")
_MARK = re.compile(r"^\s*(?:[（(]?[0-9０-９一二三四五六七八九十]+[）)．.、]|[①-⑳])\s*")
_DOCUMENT_NUMBERS = re.compile(r"^\s*(?:[（(]?[0-9０-９]+[）)．.、])\s*")
_ORIGINS = (
    ("巡察", Origin.LOCAL),
    ("审计", Origin.AUDIT),
    ("督查", Origin.SUPERVISION),
    ("督察", Origin.SUPERVISION),
)
_SENDER = re.compile(r"第?[〇零一二三四五六七八九十百0-9]*(?:巡视|巡察|审计|督查|督察)组.*$")


class _Drawer:
    """Draws the items and gives out their keys."""

    def __init__(self, reading: Reading) -> None:
        """Take what was read."""
        self.text = reading.text
        self.proposal = Proposal()

    def category(self, read: Category) -> None:
        """A category with its findings; a chapter of recommendations becomes recommendations."""
        if read.kind == "recommendation":
            for each in read.findings:
                self.recommendation(each)
            return
        proposal = self.proposal
        item = CategoryItem(proposal.fresh("c"), read.number or "", read.kind, read.heading)
        item.start, item.end = read.start, read.end
        proposal.categories.append(item)
        for each in read.findings:
            if each.kind == "recommendation":
                self.recommendation(each)
            else:
                self.finding(each, item.key)

    def recommendation(self, read: Finding) -> None:
        """A recommendation in full: its sentence and what stands under it."""
        text = _MARK.sub("", self.text[read.start : read.end]).strip()
        self.proposal.recommendations.append(
            RecommendationItem(
                self.proposal.fresh("r"),
                read.number,
                text or read.problem or "",
                read.start,
                read.end,
            )
        )

    def finding(self, read: Finding, category: str) -> None:
        """A finding with manifestations and measures."""
        proposal = self.proposal
        item = FindingItem(proposal.fresh("f"), category, read.number, read.kind)
        item.wording, item.status, item.aspects = (
            read.problem or "",
            read.status or "",
            read.claimed_aspects,
        )
        item.start, item.end = read.start, read.end
        item.text = self._under(read)
        for each in read.manifestations:
            inner = ManifestationItem(proposal.fresh("x"), each.number, each.text)
            inner.start, inner.end = each.start, each.end
            if not each.measures:
                inner.text = _MARK.sub("", self.text[each.start : each.end]).strip() or each.text
            item.manifestations.append(inner)
            item.measures += [self.measure(one, inner.key) for one in each.measures]
        item.measures += [self.measure(one, "") for one in read.measures]
        proposal.findings.append(item)

    def _under(self, read: Finding) -> str:
        """What stands under the wording, where no manifestation or measure takes it up."""
        whole = self.text[read.start : read.end]
        if read.kind == "clues":
            return _DOCUMENT_NUMBERS.sub("", whole).strip()
        if read.measures or read.manifestations or not read.problem:
            return ""
        at = whole.find(read.problem)
        return "" if at < 0 else _AFTER_WORDING.sub("", whole[at + len(read.problem) :]).strip()

    def measure(self, read: object, manifestation: str) -> MeasureItem:
        """A measure; a title that is no title goes back into the text."""
        title, text = getattr(read, "title", None) or "", getattr(read, "text", "")
        if len(title) > TITLE:
            title, text = "", f"{title}。{text}"
        item = MeasureItem(self.proposal.fresh("m"), getattr(read, "number", 0), title, text)
        item.start, item.end = getattr(read, "start", 0), getattr(read, "end", 0)
        item.manifestation = manifestation
        return item


def _origin(reading: Reading) -> str:
    words = f"{reading.inspection.form or ''}{reading.inspection.team or ''}{reading.title or ''}"
    return next((str(kind) for word, kind in _ORIGINS if word in words), str(Origin.INSPECTION))


def _round(reading: Reading) -> RoundItem:
    """The inspection block as the fields of a round; the sending body is the team's name without the team."""
    seen = reading.inspection
    return RoundItem(
        source=_origin(reading),
        sending_body=_SENDER.sub("", seen.team or "") or seen.term or "",
        term=seen.term or "",
        ordinal=seen.round or "",
        form=(seen.form or "")[:20],
        team=seen.team or "",
        inspected_body=seen.inspected_body or "",
        started_on=seen.started_on or "",
        ended_on=seen.ended_on or "",
        feedback_on=seen.feedback_on or "",
        plan_adopted_on=reading.plan.adopted_on or "",
        special_plans=list(reading.plan.special_plans),
        special_groups=list(reading.organisation.special_groups),
    )


def nodes_of(names: list[str], since: str) -> list[NodeItem]:
    """Time nodes with the days that their words can mean; every day is shown to be confirmed."""
    start = milestones.date_of(since)
    items = []
    for name in dict.fromkeys(name[:NAME] for name in names):
        day = milestones.suggested_day(name, start)
        items.append(NodeItem(name, day.isoformat() if day else "", suggested=day is not None))
    return items


def _targets(reading: Reading) -> list[TargetItem]:
    names = reading.organisation.targets or list(milestones.TARGETS)
    return [TargetItem(milestones.meaning_of(name), name[:NAME]) for name in names]


def propose(reading: Reading) -> Proposal:
    """The proposal of a document: items as read, the round of its inspection block, nodes, targets, drafts."""
    drawer = _Drawer(reading)
    for category in reading.categories:
        drawer.category(category)
    proposal = drawer.proposal
    proposal.round = _round(reading)
    since = reading.inspection.feedback_on or reading.issued_on or ""
    proposal.nodes = nodes_of(
        list(reading.organisation.time_nodes) or list(milestones.NODES), since
    )
    proposal.targets = _targets(reading)
    proposal.institutions = institutions(reading, proposal)
    proposal.withheld = [
        Passage(start, end, "read") for start, end in passages.about_persons(reading)
    ]
    for finding in proposal.findings:
        # In a feedback opinion what concerns persons is handed over; a notice prints the aggregate, which stays.
        if any(passages.inside(finding, passage) for passage in proposal.withheld):
            finding.take = False
    return proposal
