"""Addresses of a round's own fields."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import rounds

urlpatterns = [
    path("rounds/new/", rounds.create, name="round.create"),
    path("r/<uuid:round_id>/edit/", rounds.edit, name="round.edit"),
]
