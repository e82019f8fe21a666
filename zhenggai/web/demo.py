"""The demo's people switch and clock. These addresses exist in a demo only, on the machine itself only."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from zhenggai.core.errors import BadValue, NotFound
from zhenggai.demo.load import FIRST
from zhenggai.office import clock
from zhenggai.office.models import Installation, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STEPS = {"1": timedelta(days=1), "7": timedelta(days=7)}


def _demo_only(request: HttpRequest) -> None:
    here = ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0").is_loopback  # noqa: S104 - a comparison
    if not here or not Installation.objects.filter(demo=True).exists():
        raise NotFound("NOT-FOUND")


def _enter(request: HttpRequest, username: str) -> HttpResponse:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound("NOT-FOUND")
    login(request, user, backend=BACKEND)
    return redirect("home")


@login_not_required
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """The address that `zhenggai demo` opens: one enters as the coordinator."""
    _demo_only(request)
    return _enter(request, FIRST)


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Go on as somebody else."""
    _demo_only(request)
    return _enter(request, request.POST.get("username", ""))


@require_POST
def turn(request: HttpRequest) -> HttpResponse:
    """Turn the clock on by a day or a week."""
    _demo_only(request)
    if request.POST.get("days") not in STEPS:
        raise BadValue("PARAM", name="days")
    clock.turn(STEPS[request.POST["days"]])
    return redirect("home")
