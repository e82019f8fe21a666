"""The addresses, by noun (`zhenggai.web.addresses`). The name of an address that acts is its verb."""

from __future__ import annotations

from zhenggai.web.addresses import demo, home, measure, signin

urlpatterns = [
    *home.urlpatterns,
    *measure.urlpatterns,
    *signin.urlpatterns,
    *demo.urlpatterns,
]
