"""Coverage: what the feedback says and no measure answers; answering a recommendation."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue
from zhenggai.ledger import counts, coverage
from zhenggai.ledger.models import Measure, Recommendation, Round
from zhenggai.office import access
from zhenggai.web import asking

# Measures as typed: 7-3、12-1.
_TYPED = re.compile(r"^(\d{1,6})-(\d{1,4})$")


@require_GET
def view(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`coverage`: the gaps, and the recommendations with what answers them."""
    round_, eyes = asking.round_of(request, round_id), asking.eyes(request)
    asked = access.visible(eyes, Recommendation.objects.filter(round=round_))
    context = {
        "gaps": coverage.gaps(eyes, round_),
        "recommendations": asked.prefetch_related("measures").order_by("number"),
    }
    return render(request, "coverage/view.html", context)


def _measures(request: HttpRequest, round_: Round, typed: str) -> list[Measure]:
    found = []
    for word in re.split(r"[、,，;；\s]+", typed.strip()):
        match = _TYPED.match(word)
        if word and not match:
            raise BadValue("MEASURE-UNKNOWN", name=word)
        if match:
            rows = counts.measures_of(asking.eyes(request), round_)
            measure = rows.filter(finding_number=int(match[1]), number=int(match[2])).first()
            if measure is None:
                raise BadValue("MEASURE-UNKNOWN", name=word)
            found.append(measure)
    return found


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, round_id: UUID, number: int) -> HttpResponse:
    """`recommendation.answer`: name the measures that answer it, typed as 7-3、12-1."""
    round_ = asking.round_of(request, round_id)
    rows = Recommendation.objects.filter(round=round_)
    asked = access.fetch(asking.eyes(request), rows, number=number)
    access.require(asking.eyes(request), "recommendation.answer", asked)
    now = "、".join(f"{m.finding_number}-{m.number}" for m in asked.measures.all())
    typed, refused = request.POST.get("measures", now)[:2000], None
    if request.method == "POST":
        try:
            chosen = _measures(request, round_, typed)
            version = asking.version(request)
            coverage.answer(asking.by(request), asked, chosen, version=version)
        except BadValue as error:
            refused = error
        else:
            messages.success(request, _("Recommendation %(n)s was answered.") % {"n": asked.number})
            return redirect("coverage", round_.pk)
    context = {"asked": asked, "typed": typed, "refused": refused}
    return render(request, "coverage/answer.html", context, status=422 if refused else 200)
