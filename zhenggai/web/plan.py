"""The plans of a round: begin one, see what is missing, propose, rate, approve, revise, compare versions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue, Duplicate, Refusal, Unmet
from zhenggai.ledger import counts, coverage, plans
from zhenggai.ledger.models import Measure, Plan, Round
from zhenggai.office import access
from zhenggai.office.viewer import By
from zhenggai.office.words import sentence
from zhenggai.web import asking, labels
from zhenggai.web.forms.fields import day

SHOWN = 200
_TYPED = re.compile(r"^(\d{1,6})-(\d{1,4})$")
_BETWEEN = re.compile(r"[、,，;；\s]+")
FIELDS = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Measure"),
    "criterion": gettext_lazy("Completion criterion"),
    "leader": gettext_lazy("Lead leader"),
    "unit": gettext_lazy("Lead unit"),
    "due_on": gettext_lazy("Due date"),
    "node": gettext_lazy("Time node"),
    "target": gettext_lazy("Target category"),
}


@require_GET
def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`plan.list`: the plans of the round, and the form that begins one."""
    return _list(request, asking.round_of(request, round_id))


def _list(request: HttpRequest, round_: Round, refusal: Refusal | None = None) -> HttpResponse:
    rows = access.visible_in(asking.eyes(request), Plan.objects.all(), round_.pk)
    found = list(rows.select_related("author", "rated_by"))
    for plan in found:
        plan.many = plan.measures().count()  # type: ignore[attr-defined]
        plan.lacking = plan.facts()["gaps"]  # type: ignore[attr-defined]
    context = {
        "plans": found,
        "blank": Plan(round=round_),
        "kinds": Plan.Kind.choices,
        "refused": sentence(refusal) if refusal else "",
        "typed": request.POST,
    }
    return render(request, "plan/list.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`plan.draft`: begin a plan."""
    round_ = asking.round_of(request, round_id)
    if request.method == "GET":
        return redirect("plan.list", round_.pk)
    title, kind = request.POST.get("title", ""), request.POST.get("kind", "")
    try:
        plan = plans.draft(asking.by(request), round_, title=title, kind=kind)
    except (BadValue, Duplicate) as refusal:
        return _list(request, round_, refusal)
    return redirect("plan.view", round_.pk, plan.pk)


def _fetch(request: HttpRequest, round_: Round, plan_id: UUID) -> Plan:
    rows = Plan.objects.filter(round=round_).select_related("author", "rated_by", "round")
    return access.fetch(asking.eyes(request), rows, pk=plan_id)


@require_GET
def view(request: HttpRequest, round_id: UUID, plan_id: UUID) -> HttpResponse:
    """`plan.view`: how it stands, what is missing, its versions and what changed since the last one."""
    round_ = asking.round_of(request, round_id)
    return _page(request, _fetch(request, round_, plan_id))


def _page(request: HttpRequest, plan: Plan, refusal: Refusal | None = None) -> HttpResponse:
    """The page; after a refusal with its sentence and what was typed."""
    main = plan.kind == Plan.Kind.MAIN
    lacking = plan.unready().select_related("lead_unit", "lead_leader", "node")
    versions = list(plan.versions.all())
    newest = versions[0] if versions else None
    chosen = plan.measures().order_by("finding_number", "number")
    context: dict[str, Any] = {
        "plan": plan,
        "many": chosen.count(),
        "lacking": list(lacking.order_by("finding_number", "number")[:SHOWN]),
        "lacking_many": lacking.count(),
        "gaps": coverage.gaps(asking.eyes(request), plan.round) if main else None,
        "versions": versions,
        "since": _since(plan, newest.rows) if newest else None,
        "ratings": Plan.Rating.choices,
        "chosen": "" if main else "、".join(f"{m.finding_number}-{m.number}" for m in chosen),
        "refused": sentence(refusal) if refusal else "",
        "typed": request.POST,
    }
    return render(request, "plan/view.html", context, status=refusal.status if refusal else 200)


def _since(plan: Plan, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What changed since a version, with the names of the fields."""
    found = plans.compare(rows, plans.snapshot(plan))
    return {
        "added": found.added,
        "removed": found.removed,
        "changed": [(key, FIELDS[name], old, new) for key, name, old, new in found.changed[:SHOWN]],
    }


def _place(request: HttpRequest, by: By, plan: Plan, version: int) -> None:
    typed = request.POST.get("measures", "")[:20_000]
    plans.place(by, plan, _measures(request, plan.round, typed), version=version)


def _measures(request: HttpRequest, round_: Round, typed: str) -> list[Measure]:
    """Measures as they are typed (7-3、12-1); one that is not seen raises BadValue."""
    words = [word for word in _BETWEEN.split(typed.strip()) if word]
    labels_ = [match.groups() for word in words if (match := _TYPED.match(word))]
    if len(labels_) < len(words):
        wrong = next(word for word in words if not _TYPED.match(word))
        raise BadValue("MEASURE-UNKNOWN", name=wrong)
    seen = counts.measures_of(asking.eyes(request), round_)
    known = {(one.finding_number, one.number): one for one in seen.only(*_LABEL)}
    try:
        return [known[int(finding), int(number)] for finding, number in labels_]
    except KeyError as missing:
        finding, number = missing.args[0]
        raise BadValue("MEASURE-UNKNOWN", name=f"{finding}-{number}") from None


_LABEL = ("pk", "finding_number", "number", "round_id")


def _approve(request: HttpRequest, by: By, plan: Plan, version: int) -> None:
    try:
        meeting_on = day("").clean(request.POST.get("meeting_on", ""))
    except ValidationError:
        raise BadValue("PLAN-MEETING") from None
    meeting = request.POST.get("meeting", "")
    plans.approve(by, plan, meeting=meeting, meeting_on=meeting_on, version=version)


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "").strip()[:10_000]


ACTS: dict[str, Callable[[HttpRequest, By, Plan, int], None]] = {
    "plan.place": _place,
    "plan.propose": lambda request, by, plan, version: plans.propose(by, plan, version=version),
    "plan.rate": lambda request, by, plan, version: plans.rate(
        by, plan, rating=request.POST.get("rating", ""), note=_note(request), version=version
    ),
    "plan.send_back": lambda request, by, plan, version: plans.send_back(
        by, plan, note=_note(request), version=version
    ),
    "plan.approve": _approve,
    "plan.revise": lambda request, by, plan, version: plans.revise(
        by, plan, note=_note(request), version=version
    ),
}


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, round_id: UUID, plan_id: UUID, verb: str) -> HttpResponse:
    """Every act on a plan; its form stands on the page of the plan."""
    round_ = asking.round_of(request, round_id)
    plan = _fetch(request, round_, plan_id)
    if request.method == "POST":
        try:
            ACTS[verb](request, asking.by(request), plan, asking.version(request))
        except (BadValue, Unmet) as refusal:
            return _page(request, plan, refusal)
        said = {"plan": plan, "act": labels.verb(verb)}
        messages.success(request, _("%(plan)s: %(act)s, done.") % said)
    return redirect("plan.view", round_.pk, plan.pk)
