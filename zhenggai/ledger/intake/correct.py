"""Correcting a staged document: one journalled act a correction; withholding passages; choosing round, nodes, targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from zhenggai.core.errors import BadValue, NotFound
from zhenggai.core.reading import read
from zhenggai.ledger import milestones
from zhenggai.ledger.intake import passages, withhold
from zhenggai.ledger.intake.propose import NAME
from zhenggai.ledger.intake.shape import (
    NodeItem,
    Passage,
    Proposal,
    RoundItem,
    TargetItem,
    from_json,
)
from zhenggai.ledger.intake.stage import ISSUER, TITLE
from zhenggai.ledger.models import Intake, Origin, Round, SourceKind
from zhenggai.office import access
from zhenggai.office.flow import step
from zhenggai.office.models import Unit
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By

UNIT_NAME = 120


@dataclass
class DocumentValues:
    """What a document is, as a person says."""

    title: str
    kind: str
    issuer: str
    issued_on: str


Change = Callable[[Proposal, Intake], object]


def correct(by: By, intake: Intake, change: Change, *, version: int | None = None) -> Intake:
    """Apply `change` to the proposal of a staged document."""
    with step(by, "intake.correct", intake, version=version) as doing:
        proposal = from_json(doing.record.proposal)
        change(proposal, doing.record)
        doing.record.proposal = proposal.as_json()
    return doing.record


def hide(proposal: Proposal, intake: Intake, start: int, end: int) -> None:
    """Mark a passage to be withheld; the original file, in which it stands, is no longer kept.

    What lies in the passage is no longer brought in.
    """
    if not 0 <= start < end <= len(intake.text):
        raise BadValue("CHOICE", field="passage")
    both = [(each.start, each.end) for each in proposal.withheld]
    why = {(each.start, each.end): each.why for each in proposal.withheld}
    proposal.withheld = [
        Passage(*span, why.get(span, "person")) for span in passages.merged([*both, (start, end)])
    ]
    for item in proposal.findings:
        item.take = item.take and not _inside(item, proposal.withheld)
        for measure in item.measures:
            measure.take = measure.take and not _inside(measure, proposal.withheld)
    for each in proposal.recommendations:
        each.take = each.take and not _inside(each, proposal.withheld)
    withhold.drop_original(intake)


def _inside(item: passages.Placed, spans: Sequence[Passage]) -> bool:
    return any(passages.inside(item, span) for span in spans)


def show(proposal: Proposal, start: int, end: int) -> None:
    """Take a mark away: the passage stays in the text."""
    kept = [each for each in proposal.withheld if (each.start, each.end) != (start, end)]
    if len(kept) == len(proposal.withheld):
        raise BadValue("CHOICE", field="passage")
    proposal.withheld = kept


def choose_round(viewer: Viewer, proposal: Proposal, round_id: str) -> None:
    """Bring the document into an existing round that this office keeps; "" for a new one."""
    if round_id:
        try:
            found = access.visible(viewer, Round.objects.filter(pk=UUID(round_id))).first()
        except ValueError:
            found = None
        if found is None:
            raise NotFound("NOT-FOUND")
        access.require(viewer, "round.edit", found)
    proposal.round.id = round_id
    for item in proposal.findings:
        # What was decided about another round's ledger says nothing about this one's.
        item.meets, item.reword = "", False
        for measure in item.measures:
            measure.meets = ""
    for each in proposal.recommendations:
        each.meets = ""


def put_round(proposal: Proposal, given: RoundItem) -> None:
    """Put the fields of a new round; days must be days, the unit one of the tree."""
    if given.source not in Origin.values:
        raise BadValue("CHOICE", field="source")
    for name in ("started_on", "ended_on", "feedback_on", "plan_adopted_on"):
        value = getattr(given, name)
        if value and milestones.date_of(value) is None:
            raise BadValue("DATE", value=value)
    if len(given.unit_name) > UNIT_NAME:
        raise BadValue("LONG", field="unit", limit=UNIT_NAME)
    for name in ("unit", "unit_parent"):
        _known_unit(getattr(given, name))
    given.id = proposal.round.id
    if proposal.round.feedback_on != given.feedback_on:
        _suggest_again(proposal, given.feedback_on)
    proposal.round = given


def _known_unit(value: str) -> None:
    try:
        known = not value or Unit.objects.filter(pk=UUID(value), closed_on=None).exists()
    except ValueError:
        known = False
    if not known:
        raise BadValue("CHOICE", field="unit")


def _suggest_again(proposal: Proposal, since: str) -> None:
    """Suggested days follow the day of the feedback; days that a person gave stay."""
    for node in proposal.nodes:
        day = milestones.suggested_day(node.name, milestones.date_of(since))
        if node.suggested and day is not None:
            node.due_on = day.isoformat()


def put_document(proposal: Proposal, intake: Intake, given: DocumentValues) -> None:
    """Put title, kind, issuer and date. What turns out to be a feedback opinion is searched for clues."""
    if given.kind not in SourceKind.values:
        raise BadValue("CHOICE", field="kind")
    for name, limit in (("title", TITLE), ("issuer", ISSUER)):
        if len(getattr(given, name)) > limit:
            raise BadValue("LONG", field=name, limit=limit)
    if given.issued_on and milestones.date_of(given.issued_on) is None:
        raise BadValue("DATE", value=given.issued_on)
    changed, intake.kind = intake.kind != given.kind, given.kind
    intake.title, intake.issuer = given.title, given.issuer
    intake.issued_on = milestones.date_of(given.issued_on)
    if changed:
        reading = read(intake.text)
        reading.kind = given.kind
        for start, end in passages.about_persons(reading):
            hide(proposal, intake, start, end)


def put_frame(proposal: Proposal, nodes: Sequence[NodeItem], targets: Sequence[TargetItem]) -> None:
    """Put nodes and targets. A node without a day must be one that has none by its words (长期)."""
    names = [node.name.strip() for node in nodes if node.take]
    doubled = next((name for name in names if not name or names.count(name) > 1), None)
    if doubled is not None:
        raise BadValue("NAME-TAKEN" if doubled else "REQUIRED", name=doubled, field="name")
    names += [target.name for target in targets]
    if max(map(len, names), default=0) > NAME:
        raise BadValue("LONG", field="name", limit=NAME)
    before = {node.name: node for node in proposal.nodes}
    for node in nodes:
        if node.due_on and milestones.date_of(node.due_on) is None:
            raise BadValue("DATE", value=node.due_on)
        old = before.get(node.name)
        node.suggested = old is not None and old.suggested and old.due_on == node.due_on
    proposal.nodes, proposal.targets = list(nodes), list(targets)
