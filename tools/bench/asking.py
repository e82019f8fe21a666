"""Ask a WSGI application as a signed-in person would, without a network, and time it."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler

from zhenggai.office.models import User

TOKEN = "a" * 32
PANEL = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "panel"}


def session(user: User) -> str:
    """The key of a signed-in session."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["seen"] = int(time.time())
    store.create()
    return str(store.session_key)


def application(middleware: list[str] | None = None) -> WSGIHandler:
    """The house, or Django with `middleware` alone."""
    usual = settings.MIDDLEWARE
    settings.MIDDLEWARE = middleware or usual
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = usual


@dataclass
class Asker:
    """A signed-in person at an application."""

    application: WSGIHandler
    session: str

    def ask(
        self, address: str, sent: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> bytes:
        """The answer's body; anything but 200 and 302 raises."""
        path, _mark, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST" if sent else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "HTTP_X_CSRFTOKEN": TOKEN,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(sent),
            "wsgi.errors": io.StringIO(),
            **(headers or {}),
        }
        status: list[str] = []

        def start(
            line: str, _headers: object, _info: object = None, /
        ) -> Callable[[bytes], object]:
            status.append(line)
            return lambda _data: None

        answer = self.application(environ, start)
        body = b"".join(answer)
        answer.close()
        if status[0][:3] not in ("200", "302"):
            raise SystemExit(f"{address}: {status[0]}\n{body[:2000].decode()}")
        return body


class _Form(HTMLParser):
    """The fields of the one form that has a version."""

    def __init__(self) -> None:
        """Begin outside of every form."""
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, the chosen option of a select, the begin of a textarea."""
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input" and name and given.get("type") != "checkbox":
            self.forms[-1][name] = given.get("value") or ""
        elif tag in ("textarea", "select"):
            self.open = name
            self.forms[-1][name] = ""
        elif tag == "option" and "selected" in given:
            self.forms[-1][self.open] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        """A textarea or select is over."""
        if tag in ("textarea", "select"):
            self.open = ""

    def handle_data(self, data: str) -> None:
        """The text of a textarea."""
        if (
            self.forms
            and self.open
            and self.get_starttag_text() != ""
            and self.lasttag == "textarea"
        ):
            self.forms[-1][self.open] += data


def form(page: bytes) -> dict[str, str]:
    """What a browser would send of the form with a version on `page`."""
    parser = _Form()
    parser.feed(page.decode())
    return next(one for one in parser.forms if "version" in one)


def sent(fields: dict[str, str]) -> bytes:
    """A form as it travels."""
    return urlencode(fields).encode()


@dataclass
class Timed:
    """Milliseconds of one act, asked many times."""

    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times)


def together(rounds: int, *acts: Callable[[], object]) -> list[Timed]:
    """Time the acts in turn, so that whatever else the machine does meets all of them alike."""
    timed = [Timed() for _act in acts]
    for act in acts:
        act()
        act()
    for _round in range(rounds):
        for act, kept in zip(acts, timed, strict=True):
            begin = time.perf_counter()
            act()
            kept.times.append((time.perf_counter() - begin) * 1000)
    return timed
