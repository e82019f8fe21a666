"""Confirming: everything that a proposal names is written in one act, or nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from zhenggai.core.errors import BadValue, NotFound, Stale, Unmet
from zhenggai.ledger import milestones, rounds
from zhenggai.ledger.intake import facts, meet, withhold
from zhenggai.ledger.intake.rows import Rows, build
from zhenggai.ledger.intake.shape import Proposal, RoundItem, from_json
from zhenggai.ledger.intake.stage import refuse_twice
from zhenggai.ledger.intake.tally import Tally, tally
from zhenggai.ledger.intake.verdict import Verdicts
from zhenggai.ledger.models import Finding, Intake, Round, SourceKind, Target, TimeNode
from zhenggai.office import access, clock, units
from zhenggai.office.flow import Step, step
from zhenggai.office.models import Unit
from zhenggai.office.viewer import By

# What a later document may add to a round.
FILLED = (*rounds.WORDS, *rounds.DAYS, "special_plans", "special_groups")
# Documents that say what was done; in them a finding without measures is worth a look.
ANSWERING = {SourceKind.NOTICE, SourceKind.PLAN, SourceKind.SUMMARY}


@dataclass(frozen=True)
class Prospect:
    """What an import would do to the ledger of this moment."""

    ledger: meet.Ledger
    verdicts: Verdicts
    tally: Tally


def prospect(intake: Intake, proposal: Proposal) -> Prospect:
    """Meet the ledger of the chosen round, without writing anything."""
    ledger = meet.ledger_of(proposal.round.id)
    verdicts = meet.verdicts(proposal, ledger, answers=intake.kind in ANSWERING)
    return Prospect(ledger, verdicts, tally(proposal, verdicts))


def confirm(by: By, intake: Intake, *, version: int | None = None, named: str = "") -> Intake:
    """Bring the document into the ledger.

    `named` are the numbers that the button named (`Tally.mark`): when the ledger changed in between and they are no
    longer true, Stale is raised and nothing is written. Unmet (IMP-BLOCKED) says what a person must still decide.
    """
    try:
        with step(by, "intake.confirm", intake, version=version) as doing:
            refuse_twice(by, doing.record.text_hash)
            _bring(By(by.user, by.viewer), doing, named)
    except IntegrityError:
        # Two people confirmed the same text at once; the other was first.
        refuse_twice(by, intake.text_hash)
        raise
    return doing.record


def _bring(by: By, doing: Step[Intake], named: str) -> None:
    intake = doing.record
    proposal = from_json(intake.proposal)
    existing = _existing(by, proposal)
    seen = prospect(intake, proposal)
    verdicts, counted = seen.verdicts, seen.tally
    if counted.blocks:
        raise Unmet("IMP-BLOCKED", **counted.blocks)
    if named and named != counted.mark:
        raise Stale("IMP-MOVED", record=intake)
    proposal = withhold.apply(intake, proposal)
    published = intake.issued_on if intake.kind == SourceKind.NOTICE else None
    round_ = _round(by, proposal, existing, published)
    intake.round, intake.confirmed_at = round_, clock.now()
    rows = Rows(intake, round_, clock.now())
    build(rows, proposal, verdicts)
    rows.write()
    facts.facts(rows, proposal)
    brought = proposal.brought
    brought.joined = facts.institutions(rows, proposal)
    brought.manifestations = rows.added
    brought.changed = _reword(by, proposal, verdicts)
    brought.counts = {
        "findings": counted.findings,
        "clues": counted.clues,
        "measures": counted.measures,
        "recommendations": counted.recommendations,
        "institutions": counted.institutions,
        "met": counted.met,
    }
    intake.proposal = proposal.as_json()
    doing.facts |= brought.counts | {"round": str(round_.pk), "withheld": len(proposal.withheld)}


def _existing(by: By, proposal: Proposal) -> Round | None:
    """The chosen round, if this office keeps it."""
    if not proposal.round.id:
        return None
    round_ = access.visible(by.viewer, Round.objects.filter(pk=proposal.round.id)).first()
    if round_ is None:
        raise NotFound("NOT-FOUND")
    access.require(by.viewer, "round.edit", round_)
    return round_


def values_of(item: RoundItem, unit: Unit | None) -> rounds.RoundValues:
    """The fields of a round as read and corrected."""
    values = rounds.RoundValues(inspected_unit=unit)
    for name in (*rounds.WORDS, "source", "inspected_body"):
        setattr(values, name, getattr(item, name).strip())
    for name in rounds.DAYS:
        setattr(values, name, milestones.date_of(getattr(item, name)))
    values.special_plans, values.special_groups = item.special_plans, item.special_groups
    return values


def _unit(by: By, item: RoundItem) -> Unit | None:
    """The inspected unit, created where it is missing (decision 9)."""
    if not item.unit_name.strip():
        return Unit.objects.filter(pk=item.unit).first() if item.unit else None
    above = item.unit_parent or item.unit
    parent = Unit.objects.filter(pk=above).first() if above else None
    if parent is None:
        raise BadValue("CHOICE", field="unit_parent")
    name = item.unit_name.strip()
    known = Unit.objects.filter(parent=parent, name=name).first()
    return known or units.create(by, parent=parent, name=name)


def _round(by: By, proposal: Proposal, existing: Round | None, published: date | None) -> Round:
    """The round with the nodes and targets of the document; a new one is registered, an old one only added to."""
    nodes = [node for node in proposal.nodes if node.take]
    targets = [target for target in proposal.targets if target.take]
    if existing is None:
        proposal.brought.round = True
        values = values_of(proposal.round, _unit(by, proposal.round))
        values.published_on = published
        return rounds.create(
            by,
            values,
            rounds.Calendar(
                nodes=[
                    rounds.NodeValues(node.name, milestones.date_of(node.due_on)) for node in nodes
                ],
                targets=[rounds.TargetValues(target.key, target.name) for target in targets],
            ),
        )
    stated = {name: getattr(values_of(proposal.round, None), name) for name in FILLED}
    proposal.brought.filled = {
        name: value if not hasattr(value, "isoformat") else value.isoformat()
        for name, value in rounds.fill(by, existing, stated, published).items()
    }
    existing.refresh_from_db()
    _add_frame(existing, proposal, {node.name: node.due_on for node in nodes})
    return existing


def _add_frame(round_: Round, proposal: Proposal, nodes: dict[str, str]) -> None:
    """Nodes and targets that the document names and the round lacks."""
    known = {node.name for node in TimeNode.objects.filter(round=round_)}
    for position, (name, day) in enumerate(nodes.items(), len(known) + 1):
        if name not in known and (known or day or milestones.lasting(name)):
            node = TimeNode.objects.create(
                round=round_, name=name, due_on=milestones.date_of(day), position=position
            )
            proposal.brought.nodes.append(str(node.pk))
    if proposal.brought.nodes:
        rounds.sort_nodes(round_)
    there = {target.name for target in Target.objects.filter(round=round_)}
    for position, item in enumerate(proposal.targets, len(there) + 1):
        if item.take and item.name not in there:
            target = Target.objects.create(
                round=round_, key=item.key, name=item.name, position=position
            )
            proposal.brought.targets.append(str(target.pk))


def _reword(by: By, proposal: Proposal, verdicts: Verdicts) -> list[dict[str, Any]]:
    """Findings of the ledger that take the wording of this document, each by an act of its own in the journal."""
    wanted = {
        UUID(met.id): item.wording.strip()
        for item in proposal.findings
        if item.take and item.reword and item.wording.strip() and (met := verdicts[item.key].meets)
    }
    changed = []
    for finding in Finding.objects.filter(pk__in=list(wanted)):
        if finding.wording == wanted[finding.pk]:
            continue
        old = finding.wording
        with step(by, "finding.edit", finding) as doing:
            doing.record.wording = wanted[finding.pk]
        changed.append({"id": str(finding.pk), "version": doing.record.version, "wording": old})
    return changed
