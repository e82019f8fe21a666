"""Institutions that were counted though nobody could prove them: without a date, a number, a body, a finding."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q

from zhenggai.ledger.lint.scope import NOTHING, Check, Scope, paths
from zhenggai.ledger.models import Institution

LISTED = Q(status=Institution.Status.LISTED)


def _answers_nothing(_scope: Scope) -> Q:
    links = Institution.findings.through._default_manager
    return LISTED & ~Q(Exists(links.filter(institution=OuterRef("pk"))))


def _old(scope: Scope) -> Q:
    if scope.round.feedback_on is None:
        return NOTHING
    return LISTED & Q(issued_on__lt=scope.round.feedback_on)


def _twice(scope: Scope) -> Q:
    titles = scope.seen(Institution).filter(LISTED).values("title")
    return LISTED & Q(
        title__in=titles.annotate(often=Count("pk")).filter(often__gt=1).values("title")
    )


CHECKS: dict[str, Check] = {
    "institution-date": Check(lambda _: LISTED & Q(issued_on=None)),
    "institution-number": Check(lambda _: LISTED & Q(number="")),
    "institution-issuer": Check(lambda _: LISTED & Q(issuer=None)),
    "institution-finding": Check(_answers_nothing),
    "institution-old": Check(_old, paths(issued_on="issued_on")),
    "institution-twice": Check(_twice, paths(document_number="number")),
    "institution-draft": Check(lambda _: Q(status=Institution.Status.DRAFT)),
}
