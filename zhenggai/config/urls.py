"""Root addresses."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("zhenggai.web.urls"))]
handler404 = "zhenggai.web.refusals.not_found"
handler500 = "zhenggai.web.refusals.broken"
handler403 = "zhenggai.web.refusals.forbidden"
handler400 = "zhenggai.web.refusals.bad_request"
