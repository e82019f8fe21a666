"""A time node: every measure of it with its verdict, and the form that judges it (T2)."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, NotFound, Unmet
from zhenggai.ledger import judgements
from zhenggai.ledger.models import Judgement, Measure, Round, TimeNode
from zhenggai.office import access, clock
from zhenggai.office.words import sentence
from zhenggai.web import asking, labels

LISTED = 100
_PLACE = re.compile(r"(\d{1,6})-(\d{1,4})", re.ASCII)


def _node(round_: Round, node_id: UUID) -> TimeNode:
    found = TimeNode.objects.filter(round=round_, pk=node_id).first()
    if found is None:
        raise NotFound("NOT-FOUND")
    return found


def _asked(values: Any) -> tuple[str, judgements.Place | None]:
    """The verdict to which a page is narrowed, and the place behind which it begins. Raises PARAM."""
    verdict, after = values.get("verdict", ""), values.get("after", "")
    place = _PLACE.fullmatch(after)
    if verdict and verdict not in judgements.VERDICTS:
        raise BadValue("PARAM", name="verdict")
    if after and not place:
        raise BadValue("PARAM", name="after")
    return verdict, (int(place[1]), int(place[2])) if place else None


def _address(node: TimeNode, **asked: str) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    base = reverse("node.view", args=[node.round_id, node.pk])
    return f"{base}?{query}" if query else base


@require_GET
def view(request: HttpRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """`node.view`: a page of the node's measures, with verdicts, sums and a form for each."""
    round_, eyes = asking.round_of(request, round_id), asking.eyes(request)
    node = _node(round_, node_id)
    verdict, after = _asked(request.GET)
    rows = judgements.of_node(eyes, node)
    found = judgements.lines(rows, node, verdict=verdict, after=after, most=LISTED + 1)
    last = found[LISTED - 1].measure if len(found) > LISTED else None
    later = f"{last.finding_number}-{last.number}" if last else ""
    context = {
        "node": node,
        "lines": found[:LISTED],
        "later": _address(node, verdict=verdict, after=later) if later else "",
        "first": _address(node, verdict=verdict) if after else "",
        "asked": {"verdict": verdict, "after": request.GET.get("after", "")},
        "begun": node.due_on is not None and node.due_on <= clock.today(),
        "switches": _switches(node, judgements.sums(eyes, round_, [node])[node], verdict),
        "verdicts": Judgement.Verdict.choices,
    }
    return render(request, "node/view.html", context)


def _switches(node: TimeNode, sums: judgements.Sums, here: str) -> list[tuple[str, int, str, bool]]:
    """All, met, not met, not judged: word, count, address, whether the page is narrowed to it."""
    counted = {"met": sums.met, "not_met": sums.not_met, "none": sums.none}
    made = [(_("All"), sums.total, _address(node), not here)]
    return made + [
        (labels.verdict(key), n, _address(node, verdict=key), key == here)
        for key, n in counted.items()
    ]


@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, round_id: UUID, finding: int, number: int) -> HttpResponse:
    """`measure.judge`: met, or not met and why; back to the page of the node from which it was sent."""
    round_, by = asking.round_of(request, round_id), asking.by(request)
    rows = Measure.objects.select_related("finding", "lead_unit", "node", "target", "round")
    measure = access.fetch(by.viewer, rows, round=round_, finding_number=finding, number=number)
    access.require(by.viewer, "measure.judge", measure)
    refused = _refused(request, measure) if request.method == "POST" else ""
    if request.method == "POST" and not refused and measure.node:
        return redirect(_back(request, measure, measure.node))
    context = {
        "measure": measure,
        "refused": refused,
        "said": request.POST.get("said", ""),
        "note": request.POST.get("note", ""),
        "asked": {name: request.POST.get(name, "") for name in ("verdict", "after")},
        "verdicts": Judgement.Verdict.choices,
        "history": judgements.history(measure),
    }
    return render(request, "node/judge.html", context, status=422 if refused else 200)


def _back(request: HttpRequest, measure: Measure, node: TimeNode) -> str:
    """The page of the node from which the form was sent, at the row."""
    verdict, after = _asked(request.POST)
    place = f"{after[0]}-{after[1]}" if after else ""
    row = f"#m{measure.finding_number}-{measure.number}"
    return _address(node, verdict=verdict, after=place) + row


def _refused(request: HttpRequest, measure: Measure) -> str:
    """Judge the measure; the sentence of what stands against it, or nothing."""
    _asked(request.POST)
    said, note = request.POST.get("said", ""), request.POST.get("note", "").strip()
    node = request.POST.get("node", "")
    seen = next((one for one in measure.round.nodes.all() if str(one.pk) == node), None)
    given: dict[str, Any] = {"verdict": said, "note": note, "node": seen}
    try:
        given |= {"version": asking.version(request)}
        made = judgements.judge(asking.by(request), measure, **given)
    except (BadValue, Unmet) as refusal:
        return sentence(refusal)
    told = {"measure": measure.label, "verdict": made.get_verdict_display()}
    messages.success(request, _("%(measure)s: judged “%(verdict)s”.") % told)
    return ""
