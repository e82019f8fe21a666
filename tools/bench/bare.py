"""Bare pages: Django with its own middleware, a signed-in session, one indexed query, a plain template of the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import path

from tools.bench.data import NOW, TODAY
from zhenggai.ledger.models import Measure

MIDDLEWARE = [
    "tools.bench.bare.here",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ENGINE = DjangoTemplates(
    {
        "NAME": "bare",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
)
ROW = ("lead_unit__name", "lead_leader__title", "node__name", "target__name", "finding__wording")
LIST = ("finding_number", "number", "title", "due_on", "status", *ROW)
PANEL = (*LIST, "text", "criterion", "result", "pace", "condition", "original_due_on")
Handler = Callable[[HttpRequest], HttpResponse]


def here(handler: Handler) -> Handler:
    """Answer the addresses of this module alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = "tools.bench.bare"
        return handler(request)

    return middleware


def _page(request: HttpRequest, name: str, **context: object) -> HttpResponse:
    return HttpResponse(ENGINE.get_template(f"bare/{name}.html").render(context, request))


def listed(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Fifty measures of a state, by due date."""
    rows = Measure.objects.filter(round_id=round_id, status="in_progress", due_on__isnull=False)
    found = rows.order_by("due_on", "finding_number", "number").values(*LIST)[:50]
    return _page(request, "list", rows=found)


def one(request: HttpRequest, round_id: UUID, finding: int, number: int) -> HttpResponse:
    """One measure."""
    rows = Measure.objects.filter(round_id=round_id, finding_number=finding, number=number)
    return _page(request, "one", row=rows.values(*PANEL).get())


def counted(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The measures of a round, counted by node and target: all, closed, overdue, closed in the last week."""
    rows = Measure.objects.filter(round_id=round_id).order_by().values("node", "target")
    done, late = Q(status="closed"), Q(due_on__lt=TODAY) & ~Q(status="closed")
    counted = rows.annotate(
        n=Count("status"),
        done=Count("status", filter=done),
        late=Count("status", filter=late),
        week=Count("status", filter=Q(closed_at__gt=NOW)),
    )
    return _page(request, "counted", rows=counted)


def saved(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Update one measure if it still has the version that was seen."""
    sent = json.loads(request.body)
    with transaction.atomic():
        done = Measure.objects.filter(pk=measure_id, version=sent["version"]).update(
            criterion=sent["criterion"], version=F("version") + 1
        )
    return HttpResponse(status=302 if done else 409, headers={"Location": "/"})


urlpatterns = [
    path("bare/<uuid:round_id>/list/", listed),
    path("bare/<uuid:round_id>/one/<int:finding>-<int:number>/", one),
    path("bare/<uuid:round_id>/counted/", counted),
    path("bare/<uuid:measure_id>/save/", saved),
]
