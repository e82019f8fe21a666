"""Addresses of the saved views."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import view

urlpatterns = [
    path("r/<uuid:round_id>/views/", view.listed, name="view.list"),
    path("r/<uuid:round_id>/views/save/", view.save, name="view.save"),
    path("r/<uuid:round_id>/views/<uuid:view_id>/drop/", view.drop, name="view.drop"),
]
