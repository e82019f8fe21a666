"""Addresses of groups and their members."""

from __future__ import annotations

from django.urls import path

from zhenggai.web.office import group

urlpatterns = [
    path("groups/", group.index, name="office.groups"),
    path("groups/add/", group.create, name="group.create"),
    path("groups/<uuid:group_id>/", group.view, name="group.view"),
    path("groups/<uuid:group_id>/seat/", group.seat, name="membership.create"),
    path("memberships/<uuid:membership_id>/end/", group.unseat, name="membership.end"),
]
