"""Addresses of the notice."""

from __future__ import annotations

from django.urls import path

from zhenggai.web import notice

urlpatterns = [path("r/<uuid:round_id>/notice.docx", notice.export, name="notice.export")]
