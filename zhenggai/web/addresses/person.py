"""Addresses of people and their appointments."""

from __future__ import annotations

from django.urls import path

from zhenggai.web.office import person, post

urlpatterns = [
    path("people/", person.index, name="office.people"),
    path("people/add/", person.create, name="person.create"),
    path("people/<uuid:person_id>/", person.view, name="person.view"),
    path("people/<uuid:person_id>/edit/", person.edit, name="person.edit"),
    path("people/<uuid:person_id>/appoint/", post.appoint, name="appointment.create"),
    path("appointments/<uuid:appointment_id>/end/", post.end, name="appointment.end"),
]
