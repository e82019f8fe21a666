"""What the feedback says and nothing answers; findings that repeat each other without saying so."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from zhenggai.core import similar
from zhenggai.ledger.lint.scope import Check, Rows, Scope
from zhenggai.ledger.models import (
    Finding,
    Intake,
    Measure,
    Mention,
    Recommendation,
    SourceKind,
)
from zhenggai.office import access

PROBLEM = Q(kind=Finding.Kind.PROBLEM)
# So many named likenesses are put beside the rows of a page.
SHOWN = 500
# So many characters of the other wording.
WORDS = 40


def _unanswered(_scope: Scope) -> Q:
    return PROBLEM & ~Q(Exists(Measure.objects.filter(finding=OuterRef("pk"))))


def _documents(scope: Scope, kind: str) -> Rows:
    confirmed = Intake.objects.filter(round=scope.round, status=Intake.Status.CONFIRMED)
    return confirmed.order_by().filter(kind=kind).values("pk")


def _silent_notice(scope: Scope) -> Q:
    notices = _documents(scope, SourceKind.NOTICE)
    told = Mention.objects.filter(finding=OuterRef("pk"))
    asked = Exists(told.filter(intake__in=_documents(scope, SourceKind.FEEDBACK)))
    answered = Exists(told.filter(intake__in=notices))
    return PROBLEM & Q(Exists(notices)) & Q(asked) & ~Q(answered)


def _unanswered_part(_scope: Scope) -> Q:
    # Where no measure of the finding names a manifestation at all, nothing can be said.
    own = Measure.objects.filter(manifestation=OuterRef("pk"))
    others = Measure.objects.filter(finding=OuterRef("finding"), manifestation__isnull=False)
    return Q(finding__kind=Finding.Kind.PROBLEM) & ~Q(Exists(own)) & Q(Exists(others))


def _not_taken_up(_scope: Scope) -> Q:
    links = Recommendation.measures.through._default_manager
    return ~Q(Exists(links.filter(recommendation=OuterRef("pk"))))


def _known(scope: Scope, most: int) -> list[dict[str, Any]]:
    """The newest findings that are seen, those of this round before those of others, in the order in which they came."""
    rows = Finding.objects.order_by("-pk").filter(PROBLEM)
    seen = rows if scope.viewer is None else access.visible(scope.viewer, rows)
    fields = ("pk", "round_id", "number", "wording", "recurs_id")
    own = list(scope.seen(Finding).filter(PROBLEM).order_by("-pk").values(*fields)[:most])
    others = seen.exclude(round=scope.round).values(*fields)[: most - len(own)]
    return sorted([*others, *own], key=itemgetter("pk"))


def alike(scope: Scope) -> dict[UUID, str]:
    """Findings of the round that point back to none though an earlier one says nearly the same, with that one in words.

    At most `most` findings are compared; those that share at least `least` per cent of both wordings are alike.
    """
    rows = _known(scope, scope.limit("finding-similar", "most"))
    least = scope.limit("finding-similar", "least") / 100
    found: dict[UUID, str] = {}
    for pair in similar.earlier([row["wording"] for row in rows], least):
        later, known = rows[pair.later], rows[pair.earlier]
        if later["round_id"] == scope.round.pk and later["recurs_id"] is None:
            found[later["pk"]] = f"{known['number']} {known['wording'][:WORDS]} ({pair.shared}%)"
    return found


def _likenesses(scope: Scope) -> dict[UUID, str]:
    if "alike" not in scope.memo:
        scope.memo["alike"] = alike(scope)
    return dict(scope.memo["alike"])


def _similar(scope: Scope) -> Q:
    return Q(pk__in=list(_likenesses(scope)))


def _similar_facts(scope: Scope) -> Mapping[str, Any]:
    named = list(_likenesses(scope).items())[:SHOWN]
    if not named:
        return {}
    whens = [When(pk=pk, then=Value(words)) for pk, words in named]
    return {"similar": Case(*whens, default=Value(""), output_field=CharField())}


CHECKS: dict[str, Check] = {
    "finding-measure": Check(_unanswered),
    "finding-notice": Check(_silent_notice),
    "finding-similar": Check(_similar, _similar_facts),
    "manifestation-measure": Check(_unanswered_part),
    "recommendation-measure": Check(_not_taken_up),
}
