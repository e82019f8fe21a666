"""Addresses of a measure's acts."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import measure

ONE = "r/<uuid:round_id>/measures/<int:finding>-<int:number>"

urlpatterns = [
    path("r/<uuid:round_id>/findings/<int:finding>/measures/add/", measure.add, name="measure.add"),
    path(f"{ONE}/assign/", measure.assign, name="measure.assign"),
    *(
        path(
            f"{ONE}/{verb.partition('.')[2].replace('_', '-')}/",
            measure.act,
            {"verb": verb},
            name=verb,
        )
        for verb in measure.ACTS
    ),
    *(
        path(f"suggest/{what}/", measure.suggest, {"what": what}, name=f"suggest.{what}")
        for what in ("units", "leaders")
    ),
]
