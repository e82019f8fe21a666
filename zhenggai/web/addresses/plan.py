"""Addresses of the plans."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import plan

ONE = "r/<uuid:round_id>/plans/<uuid:plan_id>"

urlpatterns = [
    path("r/<uuid:round_id>/plans/", plan.listed, name="plan.list"),
    path("r/<uuid:round_id>/plans/draft/", plan.draft, name="plan.draft"),
    path(f"{ONE}/", plan.view, name="plan.view"),
    *(
        path(
            f"{ONE}/{verb.partition('.')[2].replace('_', '-')}/",
            plan.act,
            {"verb": verb},
            name=verb,
        )
        for verb in plan.ACTS
    ),
]
