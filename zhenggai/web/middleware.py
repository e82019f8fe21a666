"""Headers of what is private, language, idle sessions, and refusals made into pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from zhenggai.core.errors import BadFile, Refusal
from zhenggai.office import clock
from zhenggai.web.refusals import page
from zhenggai.web.uploads import ROOM_FOR_FIELDS, Whole

Handler = Callable[[HttpRequest], HttpResponse]
# The time of the last request is kept at most this often, so that reading pages does not write.
SEEN_EVERY = 300


def guarded(handler: Handler) -> Handler:
    """Let no browser or proxy keep what is shown to one person, and no foreign page load anything from here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def language(handler: Handler) -> Handler:
    """Speak Chinese unless the visitor chose another language with the switch."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        known = {code for code, _ in settings.LANGUAGES}
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = handler(request)
            response.headers["Content-Language"] = request.LANGUAGE_CODE or ""
            return response

    return middleware


def weighed(handler: Handler) -> Handler:
    """Refuse a body that is declared too large before anything, the token's check included, reads it.

    One that is shorter than declared is refused while it is read.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        length = int(declared[:18]) if declared.isascii() and declared.isdigit() else 0
        limit = settings.MAX_FILE_BYTES
        if length > limit + ROOM_FOR_FIELDS:
            return page(request, BadFile("FILE-TOO-BIG", limit=limit))
        if length:
            kind = request.META.get("CONTENT_TYPE", "")
            request._stream = Whole(request._stream, length, kind)  # type: ignore[assignment]
        return handler(request)

    return middleware


def idle(handler: Handler) -> Handler:
    """End a session in which nothing was done for the time of the setting."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, seen = int(time.time()), request.session.get("seen")
            if seen is not None and now - seen > settings.SESSION_IDLE:
                logout(request)
            elif seen is None or now - seen > SEEN_EVERY:
                request.session["seen"] = now
        return handler(request)

    return middleware


class refusals:  # noqa: N801 - a middleware is named like the function that it stands for
    """One time for the whole request; a Refusal that a view raises becomes its page."""

    def __init__(self, handler: Handler) -> None:
        """Take the next handler."""
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hold the clock while the request is answered."""
        with clock.once():
            return self.handler(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Refuse an address that asks for what no database can hold."""
        del view
        if any("\0" in value for _name, values in request.GET.lists() for value in values):
            return page(request, Refusal("TEXT-CHAR"))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal with its sentence and status; anything else is not ours."""
        return page(request, error) if isinstance(error, Refusal) else None
