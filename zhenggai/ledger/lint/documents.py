"""Source documents that wait, that were read in part, that give figures no day; passages still to be handed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from zhenggai.ledger.lint.scope import Check, Rows, Scope, paths
from zhenggai.ledger.models import Figure, Intake, Withheld

CONFIRMED = Q(status=Intake.Status.CONFIRMED)
PRESENT = CONFIRMED | Q(status=Intake.Status.STAGED)


def _staged(scope: Scope) -> Q:
    return Q(status=Intake.Status.STAGED, created_at__lt=scope.since("document-staged"))


def _many(rows: Rows) -> Subquery:
    """How many of `rows` belong to the document."""
    own = rows.filter(intake=OuterRef("pk")).order_by().values("intake")
    return Subquery(own.annotate(many=Count("pk")).values("many"))


def _figures(_scope: Scope) -> Mapping[str, Any]:
    return {"figures": _many(Figure.objects.all())}


def _passages(_scope: Scope) -> Mapping[str, Any]:
    return {"passages": _many(Withheld.objects.all())}


CHECKS: dict[str, Check] = {
    "document-staged": Check(_staged, paths(brought_on="created_at")),
    "document-unread": Check(lambda _: CONFIRMED & Q(reading__unread__0__isnull=False)),
    "figure-undated": Check(
        lambda _: (
            CONFIRMED & Q(issued_on=None) & Q(Exists(Figure.objects.filter(intake=OuterRef("pk"))))
        ),
        _figures,
    ),
    "withheld": Check(
        lambda _: PRESENT & Q(Exists(Withheld.objects.filter(intake=OuterRef("pk")))), _passages
    ),
}
