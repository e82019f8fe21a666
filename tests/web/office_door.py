"""A door to the pages of the directory: open one, or send its form, as somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client

from zhenggai.office.keys import uuid7
from zhenggai.office.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Door = Callable[..., HttpResponse]


def door(client: Client) -> Door:
    """`call(name, address, data)` opens the page as `name`, or sends `data` where there are any."""

    def call(name: str, address: str, data: dict[str, Any] | None = None) -> HttpResponse:
        client.force_login(User.objects.get(username=name), backend=BACKEND)
        if data is None:
            return client.get(address)
        return client.post(address, {"request_id": uuid7(), **data})

    return call


def text(answer: HttpResponse) -> str:
    """The page as text."""
    return answer.content.decode()
