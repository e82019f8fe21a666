"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import search

urlpatterns = [path("search/", search.found, name="search")]
