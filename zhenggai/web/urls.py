"""The addresses, by noun (`zhenggai.web.addresses`). The name of an address that acts is its verb."""

from __future__ import annotations

from zhenggai.web.addresses import (
    calendar,
    chart,
    coverage,
    demo,
    extension,
    finding,
    group,
    home,
    intake,
    ledger,
    lint,
    measure,
    notice,
    person,
    proof,
    search,
    sheet,
    signin,
    unit,
    user,
    view,
)
from zhenggai.web.addresses import round as rounds

urlpatterns = [
    *home.urlpatterns,
    *ledger.urlpatterns,
    *lint.urlpatterns,
    *chart.urlpatterns,
    *finding.urlpatterns,
    *coverage.urlpatterns,
    *intake.urlpatterns,
    *rounds.urlpatterns,
    *extension.urlpatterns,
    *measure.urlpatterns,
    *proof.urlpatterns,
    *search.urlpatterns,
    *notice.urlpatterns,
    *sheet.urlpatterns,
    *calendar.urlpatterns,
    *unit.urlpatterns,
    *person.urlpatterns,
    *group.urlpatterns,
    *user.urlpatterns,
    *view.urlpatterns,
    *signin.urlpatterns,
    *demo.urlpatterns,
]
