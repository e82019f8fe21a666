"""The addresses, by noun (`zhenggai.web.addresses`). The name of an address that acts is its verb."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
