"""A live server and somebody signed in before it, in Debian's Chromium.

`seat("wei", "en", PHONE)` gives a page of Wei's, in English, on a phone. Whatever a page does that people cannot see – an
error in the console, a refusal of the content policy, an answer of 500 – fails the test that saw it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.conftest import City

# Playwright's loop runs in this thread; the tests use the database between its calls, never inside them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESK = ViewportSize(width=1366, height=900)
PHONE = ViewportSize(width=390, height=844)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
REQUIRED = "chromium" in os.environ.get("ZHENGGAI_REQUIRE", "").split(",")

Seat = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, or a line that says it is not there."""
    if not CHROMIUM:
        say = pytest.fail if REQUIRED else pytest.skip
        say("Chromium not found: skipped (required in .ci/run)")
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture
def seat(live_server: LiveServer, city: City, browser: Browser) -> Iterator[Seat]:
    """Opens a page for somebody of the city (None: a stranger), in a language, on a screen."""
    contexts, faults = [], []

    def take(
        name: str | None, language: str = "zh-hans", screen: ViewportSize = DESK, **more: object
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=screen, locale="zh-CN", **more
        )
        contexts.append(context)
        cookies = {"language": language}
        if name is not None:
            client = Client()
            client.force_login(city.users[name])
            cookies[django_settings.SESSION_COOKIE_NAME] = client.cookies[
                django_settings.SESSION_COOKIE_NAME
            ].value
        context.add_cookies(
            [
                {"name": key, "value": value, "url": live_server.url}
                for key, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if _is_fault(line) else None)
        page.on("response", lambda got: faults.append(got.url) if got.status >= 500 else None)
        return page

    yield take
    for context in contexts:
        context.close()
    assert not faults, faults


def _is_fault(line: object) -> bool:
    # Chromium also reports every 4xx answer as an error; those are the house's own refusals.
    text = getattr(line, "text", "")
    return (
        getattr(line, "type", "") == "error"
        and "the server responded with a status of 4" not in text
    )
