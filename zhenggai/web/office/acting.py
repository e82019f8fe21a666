"""One page for every act on the directory: a form, its refusals, and both texts where somebody was quicker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhenggai.core.errors import BadValue, Duplicate, Refusal, Stale, Unmet, WrongState
from zhenggai.office import access
from zhenggai.office.models import Record
from zhenggai.office.words import sentence
from zhenggai.web import asking, labels
from zhenggai.web.forms.office import RecordForm

# Refusals that the person can put right in the form; any other becomes a page of its own.
MENDED = (BadValue, Duplicate, Unmet, WrongState)
Act = Callable[[], str]


@dataclass(frozen=True)
class Asked:
    """What a page asks: the act, its form, whom or what it is about, where one came from, which tab it lies under."""

    verb: str
    form: RecordForm
    about: str
    back: str
    tab: str
    told: str = ""


def require(request: HttpRequest, verb: str, record: Record) -> None:
    """Refuse the page to whoever may not do the act."""
    access.require(asking.eyes(request), verb, record)


def answer(request: HttpRequest, asked: Asked, act: Act) -> HttpResponse:
    """Show the form, or do `act`, which returns the address where one goes on."""
    form, status, current = asked.form, 200, None
    if request.method == "POST":
        try:
            if form.is_valid():
                target = act()
                _say(request, asked)
                return redirect(target)
            status = form.refusal_status
        except Stale as stale:
            status, current = stale.status, form.compare(cast("Record", stale.facts["record"]))
        except MENDED as refused:
            status = _mend(form, refused)
    context: dict[str, Any] = {
        "asked": asked,
        "form": form,
        "current": current,
        "tab": asked.tab,
        "here": "office.units",
    }
    return render(request, "office/form.html", context, status=status)


def _say(request: HttpRequest, asked: Asked) -> None:
    words = {"what": asked.about, "act": labels.verb(asked.verb)}
    messages.success(request, _("%(what)s: %(act)s, done.") % words)


def _mend(form: RecordForm, refused: Refusal) -> int:
    """The refusal as an error of the form; a form that was sent twice is answered by its own page."""
    if refused.code == "DONE-ALREADY":
        raise refused
    form.add_error(None, sentence(refused))
    return refused.status
