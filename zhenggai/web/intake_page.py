"""The page of one document: three panes while it waits, the source beside its rows when it is in the ledger."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhenggai.core.errors import Refusal
from zhenggai.core.matching import normal
from zhenggai.ledger.intake.shape import NodeItem, Proposal, RoundItem, TargetItem
from zhenggai.ledger.milestones import date_of
from zhenggai.ledger.models import Finding, Intake, Mention, Origin, Round, SourceKind, Target
from zhenggai.ledger.rounds import DAYS
from zhenggai.office import access
from zhenggai.office.models import Unit
from zhenggai.web import asking, intake_desk, intake_words
from zhenggai.web.marked import source

UNITS = 500
ROUNDS = 30
SPARE_ROWS = 2


def show(request: HttpRequest, intake: Intake, refusal: Refusal | None = None) -> HttpResponse:
    """The page; after a refusal with its sentence, its status, and what was typed."""
    context: dict[str, Any] = {
        "intake": intake,
        "refused": intake_words.said(refusal) if refusal else "",
        "notes": [intake_words.note(each) for each in intake.notes],
    }
    status = refusal.status if refusal else 200
    if intake.status == Intake.Status.STAGED:
        context |= _waiting(request, intake, refused=refusal is not None)
        return render(request, "intake/view.html", context, status=status)
    context |= _past(request, intake)
    return render(request, "intake/past.html", context, status=status)


def _waiting(request: HttpRequest, intake: Intake, *, refused: bool) -> dict[str, Any]:
    desk = intake_desk.lay(intake)
    opened = request.GET.get("open", "") or (request.POST.get("key", "") if refused else "")
    if refused and request.POST.get("do") in ("round", "frame", "add", "document"):
        opened = request.POST["do"]
    rounds = access.visible(asking.eyes(request), Round.objects.all())
    wanted = desk.proposal.round.id
    chosen = rounds.filter(pk=wanted).first() if wanted else None
    return {
        "desk": desk,
        "opened": opened,
        "typed": request.POST if refused else {},
        "rounds_here": list(rounds.filter(pk__in=_kept(request))[:ROUNDS]),
        "chosen": chosen,
        "known_nodes": {node.name for node in chosen.nodes.all()} if chosen else set(),
        "units": list(Unit.objects.open().only("id", "name", "path")[:UNITS])
        if opened == "round"
        else [],
        **_unit(desk.proposal.round),
        "document_kinds": SourceKind.choices,
        "origins": Origin.choices,
        "meanings": Target.Key.choices,
        **_rows(request, desk.proposal, typed=refused and request.POST.get("do") == "frame"),
        "days": {name: date_of(getattr(desk.proposal.round, name)) for name in DAYS},
        "seen_plans": "、".join(desk.proposal.round.special_plans),
        "seen_groups": "、".join(desk.proposal.round.special_groups),
        "kinds": Finding.Kind.choices,
    }


def _unit(seen: RoundItem) -> dict[str, Any]:
    """The inspected unit as far as it is known, and whether it is called otherwise than the inspected body."""
    unit = Unit.objects.filter(pk=seen.unit).first() if seen.unit else None
    body = normal(seen.inspected_body)
    names = [normal(name) for name in (unit.name, unit.short_name) if name] if unit else []
    alike = any(name in body or body in name for name in names)
    return {"unit": unit, "other_name": bool(body) and not alike and not seen.unit_name}


def _rows(request: HttpRequest, proposal: Proposal, *, typed: bool) -> dict[str, Any]:
    """Nodes and targets with room for more; after a refusal as they were typed."""
    nodes = [*proposal.nodes, *(NodeItem("") for _ in range(SPARE_ROWS))]
    targets = [*proposal.targets, TargetItem("completed", "")]
    if typed:
        sent = request.POST
        for at, node in enumerate(nodes):
            node.name, node.due_on = sent.get(f"node{at}", ""), sent.get(f"day{at}", "")
            node.take = f"node{at}_on" in sent
        for at, target in enumerate(targets):
            target.name, target.key = sent.get(f"target{at}", ""), sent.get(f"meaning{at}", "")
            target.take = f"target{at}_on" in sent
    return {"node_rows": nodes, "target_rows": targets}


def _kept(request: HttpRequest) -> list[UUID]:
    """The rounds that the viewer's office keeps."""
    seats = asking.eyes(request).rounds
    return [round_id for round_id, hats in seats.items() if "office" in hats]


def _past(request: HttpRequest, intake: Intake) -> dict[str, Any]:
    mentions = list(
        Mention.objects.filter(intake=intake)
        .select_related("finding", "measure", "recommendation")
        .order_by("start", "-end")
    )
    return {
        "source": source(intake.text, intake_desk.confirmed_marks(intake, mentions)),
        "mentions": mentions,
        "written": intake_words.written(intake.proposal.get("brought", {}).get("counts", {})),
        "withheld": [
            {
                "line": intake.text.count("\n", 0, each.start) + 1,
                "count": each.end - each.start,
                "sha256": each.sha256,
            }
            for each in intake.withheld.order_by("start")
        ],
        "touched": intake.facts()["touched"] if intake.status == Intake.Status.CONFIRMED else 0,
    }
