"""Refusals made into pages: a status, a sentence, what to do next."""

from __future__ import annotations

import logging
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from zhenggai.core.errors import NotFound, Refusal
from zhenggai.office.words import sentence
from zhenggai.web.uploads import Cut

logger = logging.getLogger("zhenggai.refusals")


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page, or for htmx the fragment, that says why something was refused."""
    name = "refusal/_notice.html" if getattr(request, "htmx", False) else "refusal/page.html"
    context = {"refusal": refusal, "sentence": sentence(refusal), "number": uuid4().hex[:12]}
    logger.info("%s %s refused: %s [%s]", request.method, request.path, refusal, context["number"])
    return render(request, name, context, status=refusal.status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for what does not exist and for what is not shown."""
    del exception
    return page(request, NotFound("NOT-FOUND"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own refusals."""
    del exception
    return page(request, Refusal("ACCESS"))


def _plain(status: int, *, cut: str = "") -> HttpResponse:
    """A page that asks neither the database nor the session: these may be what is broken."""
    text = render_to_string("refusal/broken.html", {"status": status, "cut": cut})
    return HttpResponse(text, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood: too many fields, a broken form, one that was cut."""
    del request
    return _plain(400, cut=str(exception) if isinstance(exception, Cut) else "")


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program: nothing was changed, and the log holds the rest."""
    del request
    return _plain(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: the draft is shown so that nothing is lost."""
    kept = {
        name: value
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and str(value).strip() and "password" not in name
    }
    return render(request, "refusal/csrf.html", {"reason": reason, "kept": kept}, status=403)
