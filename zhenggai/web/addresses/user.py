"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from zhenggai.web.office import user

urlpatterns = [
    path("accounts/", user.index, name="office.accounts"),
    path("accounts/add/", user.create, name="user.create"),
    path("accounts/appoint/", user.appoint, name="user.appoint"),
    path("accounts/<uuid:user_id>/password/", user.password, name="user.password"),
    *(
        path(f"accounts/<uuid:user_id>/{way}/", user.edit, {"way": way}, name="user.edit")
        for way in user.ACTIVE
    ),
]
