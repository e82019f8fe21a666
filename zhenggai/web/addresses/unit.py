"""Addresses of the tree of units, of posts, and of the workbook that brings them in."""

from __future__ import annotations

from django.urls import path

from zhenggai.web.office import directory, post, unit

urlpatterns = [
    path("units/", unit.index, name="office.units"),
    path("units/bring/", directory.bring, name="directory.bring"),
    path("units/bring/check/", directory.load, name="directory.load"),
    path("units/bring/template/", directory.template, name="directory.template"),
    path("units/<uuid:unit_id>/", unit.view, name="unit.view"),
    path("units/<uuid:unit_id>/add/", unit.create, name="unit.create"),
    path("units/<uuid:unit_id>/edit/", unit.edit, name="unit.edit"),
    path("units/<uuid:unit_id>/move/", unit.move, name="unit.move"),
    path("units/<uuid:unit_id>/close/", unit.close, name="unit.close"),
    path("units/<uuid:unit_id>/posts/add/", post.create, name="post.create"),
    path("posts/<uuid:post_id>/edit/", post.edit, name="post.edit"),
    path("posts/<uuid:post_id>/appoint/", post.hold, name="appointment.create"),
]
