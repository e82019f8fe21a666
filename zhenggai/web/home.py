"""Home: where things stand (time node × target), what needs me, the slowest, what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from zhenggai.core.errors import BadValue
from zhenggai.ledger import counts, rounds
from zhenggai.ledger.lint import kept
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import Category, Round
from zhenggai.office import access, clock, naming
from zhenggai.office.models import Post, Unit
from zhenggai.office.sight import Viewer
from zhenggai.web import asking, history

SWITCHES = {
    "node": gettext_lazy("Time node"),
    "unit": gettext_lazy("Lead unit"),
    "leader": gettext_lazy("Lead leader"),
    "category": gettext_lazy("Category"),
}
OF = {"measures": gettext_lazy("Measures"), "findings": gettext_lazy("Findings")}
NEEDS = {
    "plan": gettext_lazy("To take into the plan"),
    "start": gettext_lazy("To start"),
    "report": gettext_lazy("In progress, to submit"),
    "review": gettext_lazy("To review"),
    "verify": gettext_lazy("To verify"),
    "close": gettext_lazy("To close out"),
    "extension": gettext_lazy("Extensions to decide"),
    "due_soon": gettext_lazy("Due soon"),
    "overdue": gettext_lazy("Overdue"),
}
UNSET = "none"
SLOWEST = 5
LATEST = 8


@dataclass(frozen=True)
class Cell:
    """One cell of the table with the address that opens its rows."""

    tally: counts.Tally
    address: str


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    name: str
    address: str
    cells: list[Cell | None]
    sum: Cell
    # The page on which the measures of a node are judged, from its day on.
    judged: str = ""


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """`home`: the round that was looked at last, the newest one, or the drop zone of a new installation."""
    rounds = access.visible(asking.eyes(request), Round.objects.all())
    last = asking.last_round(request, rounds.only("pk"))
    if last is not None:
        return redirect("round.view", last.pk)
    return render(
        request, "round/empty.html", {"may_stage": "office" in asking.eyes(request).standing}
    )


def _chosen(request: HttpRequest, name: str, known: dict[str, Any], default: str) -> str:
    value = request.GET.get(name, default)
    if value not in known:
        raise BadValue("PARAM", name=name)
    return value


def names(rows: str, round_: Round, keys: list[UUID]) -> list[tuple[UUID, str]]:
    """What the rows of the table are called, in their official order; `rows` is a key of SWITCHES."""
    if rows == "node":
        return [(node.pk, node.name) for node in round_.nodes.all()]
    if rows == "category":
        found = Category.objects.filter(pk__in=keys)
        return [(one.pk, f"{one.number}、{one.heading}") for one in found]
    if rows == "unit":
        return [(one.pk, str(one)) for one in Unit.objects.filter(pk__in=keys)]
    return list(naming.written(list(Post.objects.filter(pk__in=keys))).items())


def _begun(round_: Round) -> set[UUID]:
    """The nodes whose day has come."""
    return {one.pk for one in round_.nodes.all() if one.due_on and one.due_on <= clock.today()}


def _table(round_: Round, found: counts.Matrix, rows: str) -> dict[str, Any]:
    ledger = reverse("ledger.list", args=[round_.pk])

    def opened(**asked: str) -> str:
        return f"{ledger}?{urlencode(asked)}" if asked else ledger

    targets: list[tuple[UUID | None, str]] = [(one.pk, one.name) for one in round_.targets.all()]
    if None in found.foot:
        targets.append((None, _("Not set")))
    named: list[tuple[UUID | None, str]] = list(
        names(rows, round_, [key for key in found.rows if key])
    )
    if None in found.rows:
        named.append((None, _("Not set")))
    lines, begun = [], _begun(round_) if rows == "node" else set()
    for key, name in named:
        row = found.rows.get(key) or counts.Row(key)
        mine = {rows: str(key or UNSET)}
        cells = [
            Cell(row.cells[target], opened(**mine, target=str(target or UNSET)))
            if target in row.cells
            else None
            for target, _name in targets
        ]
        judged = reverse("node.view", args=[round_.pk, key]) if key in begun else ""
        lines.append(Line(name, opened(**mine), cells, Cell(row.sum, opened(**mine)), judged))
    foot = [
        Cell(found.foot.get(target, counts.Tally()), opened(target=str(target or UNSET)))
        for target, _name in targets
    ]
    return {
        "targets": [name for _key, name in targets],
        "lines": lines,
        "foot": foot,
        "sum": Cell(found.sum, ledger),
    }


def _standing(
    eyes: Viewer, round_: Round, measures: counts.Measures, whole: counts.Tally | None
) -> dict[str, Any]:
    """What stands around the table: numbers, countdowns, what needs the viewer, the slowest, the latest."""
    today = clock.today()
    needs = counts.needs_me(eyes, round_, measures, today)
    return {
        "strip": counts.strip(eyes, round_, measures, today, whole),
        "countdowns": rounds.countdowns(round_, today),
        "needs": [(key, NEEDS[key], count) for key, count in needs.items()],
        "slowest": [
            (measure, (today - measure.due_on).days)
            for measure in counts.slowest(measures, today, SLOWEST)
            if measure.due_on is not None
        ],
        "latest": history.latest(eyes, round_, LATEST),
        **_check(Scope(eyes, round_, today)),
    }


def _check(scope: Scope) -> dict[str, Any]:
    """What the ledger check last found, as it was kept; to those who see a part of the round it is told on its page."""
    whole = scope.whole
    return {"whole": whole, "check": kept.latest(scope.round, scope.today) if whole else None}


@require_GET
def view(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`round.view`: the home of a round."""
    round_, eyes = asking.round_of(request, round_id), asking.eyes(request)
    rows, of = _chosen(request, "rows", SWITCHES, "node"), _chosen(request, "of", OF, "measures")
    measures = counts.measures_of(eyes, round_)
    found = counts.matrix(measures, rows, of, clock.now(), clock.today())
    whole = found.sum if of == "measures" else None
    context = _standing(eyes, round_, measures, whole) | {
        "table": _table(round_, found, rows),
        "rows": rows,
        "of": of,
        "switches": SWITCHES,
        "ofs": OF,
    }
    return render(request, "round/view.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on, on the page where one was."""
    chosen = request.POST.get("language", "")
    if chosen not in {code for code, _name in settings.LANGUAGES}:
        raise BadValue("PARAM", name="language")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = redirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return response
