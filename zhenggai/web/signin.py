"""How allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Nobody signs himself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by people who may."""
        del request
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> Any:
        """Home, or where one was going."""
        return super().get_login_redirect_url(request)
