"""A finding: its wording in its sources, what answers it, how far that is, what was done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenggai.core.errors import BadValue
from zhenggai.ledger import counts, institutions
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import (
    Citation,
    Figure,
    Finding,
    Institution,
    Intake,
    Measure,
    Recommendation,
)
from zhenggai.office import access, clock
from zhenggai.web import alike, asking, changes, indicator, labels, overview, panel, rows
from zhenggai.web.filters import State

COLUMNS = ("measure", "unit", "leader", "due", "alert", "status")
FIGURES = 60
# So many characters of a document stand around the finding's own passage.
NEAR = 80
# What stands beside the finding, where there is any of it.
ASIDE = ("recommendations", "institutions", "indicators", "figures", "citations", "earlier")
ACTS = {"institution.confirm": institutions.confirm, "institution.drop": institutions.drop}


def _measures(frame: Frame, finding: Finding) -> dict[str, Any]:
    seen = access.visible_in(frame.viewer, Measure.objects.order_by(), frame.round.pk)
    mine = seen.filter(finding=finding)
    state = State(columns=COLUMNS)
    wanted = {*rows.fields(state), "finding_number", "number"}
    found = list(mine.order_by("number").values(*wanted))
    ledger = reverse("ledger.list", args=[frame.round.pk])
    kind, word = overview.STATES[counts.finding_state(mine).get(finding.pk, "")]
    return {
        "tally": counts.of_findings(mine, frame.today).get(finding.pk, counts.Tally()),
        "kind": kind,
        "word": word,
        "heads": rows.heads(state),
        "lines": rows.lines(
            found, state, frame.today, frame.round.due_soon_days, begin=f"{ledger}?peek="
        ),
        "recommendations": access.visible_in(
            frame.viewer, Recommendation.objects.order_by("number"), frame.round.pk
        )
        .filter(measures__in=mine)
        .distinct(),
    }


def _facts(frame: Frame, finding: Finding) -> dict[str, Any]:
    """What the documents say of it: only from documents that are seen."""
    documents = access.visible_in(frame.viewer, Intake.objects.order_by(), frame.round.pk)
    asked = Q(finding=finding) | Q(measure__finding=finding)
    told = Q(intake__in=documents.filter(status=Intake.Status.CONFIRMED).values("pk"))
    titles = Citation.objects.filter(asked & told).order_by("intake_id", "start")
    return {
        "figures": Figure.objects.filter(asked & told).order_by("intake_id", "start")[:FIGURES],
        "citations": list(dict.fromkeys(titles.values_list("title", flat=True)))[:FIGURES],
        "institutions": access.visible_in(
            frame.viewer, Institution.objects.all(), frame.round.pk
        ).filter(findings=finding),
        # The places of its measures stand in their panels.
        "sources": panel.sources(frame, Q(finding=finding, measure=None), NEAR),
    }


@require_GET
def view(request: HttpRequest, round_id: UUID, number: int) -> HttpResponse:
    """`finding.view`: all of one finding on one page."""
    round_ = asking.round_of(request, round_id)
    frame = Frame(asking.eyes(request), round_, clock.today())
    rows_ = Finding.objects.select_related("category", "recurs__round")
    finding = access.fetch(frame.viewer, rows_, round=round_, number=number)
    blank = Measure(round=round_, finding=finding, finding_number=finding.number, number=0)
    context = {
        "finding": finding,
        "manifestations": finding.manifestations.all(),
        "addable": access.may(frame.viewer, "measure.add", blank),
        "acts": changes.of_record(finding),
        "earlier": alike.earlier(frame, finding),
    }
    context |= _measures(frame, finding) | _facts(frame, finding)
    context |= indicator.of_finding(request, finding)
    context["aside"] = any(context[name] for name in ASIDE)
    return render(request, "finding/view.html", context)


@require_POST
def act(request: HttpRequest, round_id: UUID, institution_id: UUID, verb: str) -> HttpResponse:
    """`institution.confirm` and `institution.drop`: decide on what was proposed from a document."""
    round_ = asking.round_of(request, round_id)
    eyes = asking.eyes(request)
    found = access.fetch(eyes, Institution.objects.all(), round=round_, pk=institution_id)
    version, number = request.POST.get("version", ""), request.POST.get("finding", "")
    for name, value in (("version", version), ("finding", number)):
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise BadValue("PARAM", name=name)
    ACTS[verb](asking.by(request), found, version=int(version))
    messages.success(
        request, _("%(title)s: %(act)s, done.") % {"title": found.title, "act": labels.verb(verb)}
    )
    return redirect("finding.view", round_.pk, int(number))
