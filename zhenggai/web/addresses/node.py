"""Addresses of time nodes and of judgements at them."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import node
from zhenggai.web.addresses.measure import ONE

urlpatterns = [
    path("r/<uuid:round_id>/nodes/<uuid:node_id>/", node.view, name="node.view"),
    path(f"{ONE}/judge/", node.judge, name="measure.judge"),
]
