"""Addresses of the extensions of due dates."""

from __future__ import annotations

from django.urls import path

from zhenggai.ledger import extensions
from zhenggai.web import extension
from zhenggai.web.addresses.measure import ONE

urlpatterns = [
    path("r/<uuid:round_id>/extensions/", extension.listed, name="extension.list"),
    path(f"{ONE}/ask-extension/", extension.ask, name="measure.ask_extension"),
    *(
        path(
            f"{ONE}/{verb.partition('.')[2].replace('_', '-')}/",
            extension.decide,
            {"verb": verb},
            name=verb,
        )
        for verb in extensions.ACTS
    ),
]
