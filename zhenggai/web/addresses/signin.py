"""Addresses of signing in, of the second factor, and of the password."""

from __future__ import annotations

from allauth.account import views
from django.urls import include, path

from zhenggai.web import signin

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("sign-in/again/", views.reauthenticate, name="account_reauthenticate"),
    path("sign-in/inactive/", views.account_inactive, name="account_inactive"),
    path("password/", signin.password, name="user.password"),
    path("second-factor/", include("allauth.mfa.urls")),
]
