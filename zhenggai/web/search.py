"""The search over everything that one sees: measures, findings, documents, units, people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhenggai.core.errors import Refusal
from zhenggai.ledger.models import CIRCLED, Finding, Intake, Measure
from zhenggai.office import access, search
from zhenggai.office.models import Appointment, Person, Unit
from zhenggai.office.sight import Viewer
from zhenggai.web import asking, rows
from zhenggai.web.excerpts import Excerpt, Piece, hits, pieces, snippet

MOST = 20
_LABEL = re.compile(
    rf"^\s*(\d{{1,6}})\s*[-－—]\s*(?:(\d{{1,5}})|([{CIRCLED}])|\((\d{{1,5}})\))\s*$"
)


@dataclass(frozen=True)
class Hit:
    """One record found: its name in pieces, where it opens, a passage with the hit, what else tells it apart."""

    name: list[Piece]
    address: str
    passage: Excerpt | None
    beside: str


@dataclass(frozen=True)
class Kind:
    """The records of one noun that were found."""

    label: str | Promise
    total: int
    hits: list[Hit]
    more: str


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _said(*texts: str) -> str:
    """The texts one after the other; one that another repeats is left out."""
    return " ".join(
        text
        for at, text in enumerate(texts)
        if text and not any(text in other for other in texts[:at] + texts[at + 1 :])
    )


def _measures(query: str, found: list[Measure]) -> list[Hit]:
    return [
        Hit(
            [(rows.label(one.finding_number, one.number), False)],
            f"{reverse('ledger.list', args=[one.round_id])}?peek={one.finding_number}-{one.number}",
            snippet(_said(one.title, one.text, one.criterion, one.result), query),
            str(one.round),
        )
        for one in found
    ]


def _findings(query: str, found: list[Finding]) -> list[Hit]:
    return [
        Hit(
            [(str(one.number), False)],
            reverse("finding.view", args=[one.round_id, one.number]),
            snippet(_said(one.wording, one.text), query),
            str(one.round),
        )
        for one in found
    ]


def _named(query: str, name: str, address: str, beside: str) -> Hit:
    return Hit(pieces(name, hits(name, query)), address, None, beside)


def _documents(query: str, found: list[Intake]) -> list[Hit]:
    return [
        _named(query, str(one), _address("intake.view", one.pk), str(one.round or ""))
        for one in found
    ]


def _units(query: str, found: list[Unit]) -> list[Hit]:
    units = _address("office.units")
    return [
        _named(query, one.name, units and f"{units}#{one.pk}", str(one.parent or ""))
        for one in found
    ]


def _people(query: str, found: list[Person]) -> list[Hit]:
    held = Appointment.objects.filter(person__in=found).select_related("post__unit")
    posts: dict[Any, list[str]] = {}
    for one in held:
        posts.setdefault(one.person_id, []).append(f"{one.post.unit} {one.post.title}")
    return [_named(query, one.name, "", "、".join(posts.get(one.pk, []))) for one in found]


Maker = Callable[[str, list[Any]], list[Hit]]


def _kinds() -> list[tuple[str | Promise, QuerySet[Any], Maker]]:
    return [
        (gettext_lazy("Findings"), Finding.objects.select_related("round"), _findings),
        (gettext_lazy("Measures"), Measure.objects.select_related("round"), _measures),
        (
            gettext_lazy("Documents"),
            Intake.objects.select_related("round").defer("text", "proposal", "reading", "notes"),
            _documents,
        ),
        (gettext_lazy("Units"), Unit.objects.select_related("parent"), _units),
        (gettext_lazy("People"), Person.objects.all(), _people),
    ]


def _search(viewer: Viewer, query: str) -> list[Kind]:
    matching = search.matching(query)
    if matching is None:
        return []
    made = []
    for label, records, make in _kinds():
        seen = access.visible(viewer, records).filter(pk__in=matching)
        found = list(seen[:MOST])
        total = len(found) if len(found) < MOST else seen.count()
        if found:
            more = _more(found) if records.model is Measure and total > MOST else ""
            made.append(
                Kind(
                    label,
                    total,
                    make(query, found),
                    more and f"{more}?{urlencode({'q': query[:200]})}",
                )
            )
    return made


def _more(found: list[Measure]) -> str:
    """The ledger of the round, where all of its measures with these words can be listed."""
    return reverse("ledger.list", args=[found[0].round_id])


def _jump(viewer: Viewer, query: str) -> str:
    """The address of the one measure whose label was typed: 7-3 or 7-③."""
    match = _LABEL.match(query)
    if match is None:
        return ""
    plain, circled, bracketed = match.group(2, 3, 4)
    number = CIRCLED.index(circled) + 1 if circled else int(plain or bracketed)
    asked = Measure.objects.filter(finding_number=int(match[1]), number=number)
    found = list(access.visible(viewer, asked).values_list("round_id", flat=True)[:2])
    if len(found) != 1:
        return ""
    return f"{reverse('ledger.list', args=[found[0]])}?peek={int(match[1])}-{number}"


@require_GET
def found(request: HttpRequest) -> HttpResponse:
    """`search`: what was found, by kind; a label that was typed opens its measure."""
    query = request.GET.get("q", "").strip()
    if "\0" in query:
        raise Refusal("TEXT-CHAR")
    eyes = asking.eyes(request)
    address = _jump(eyes, query[:40])
    if address:
        return redirect(address)
    context = {"query": query, "kinds": _search(eyes, query), "most": MOST}
    context["cut"] = search.LONGEST if len(query) > search.LONGEST else 0
    return render(request, "search/found.html", context)
