"""Run the rules: how many rows each one names, in one query a noun; the rows of one rule, in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery

from zhenggai.core import lintrules
from zhenggai.ledger.lint import (
    assignment,
    coverage,
    documents,
    frame,
    institutions,
    people,
    progress,
    times,
)
from zhenggai.ledger.lint.scope import OTHERS, Check, Rows, Scope
from zhenggai.ledger.models import Finding, Institution, Intake, Measure, Recommendation

CHECKS: Mapping[str, Check] = {
    **assignment.CHECKS,
    **times.CHECKS,
    **progress.CHECKS,
    **coverage.CHECKS,
    **institutions.CHECKS,
    **documents.CHECKS,
    **people.CHECKS,
    **frame.CHECKS,
}
MODELS: Mapping[str, Any] = {
    "measure": Measure,
    "finding": Finding,
    "recommendation": Recommendation,
    "institution": Institution,
    "intake": Intake,
}
# What the place of a row is called by, and in which order its rows stand.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "measure": (
        *("finding_number", "number", "title", "text", "status", "due_on"),
        *("lead_unit__short_name", "lead_unit__name"),
    ),
    "finding": ("number", "wording"),
    "manifestation": ("finding__number", "number", "text"),
    "recommendation": ("number", "text"),
    "institution": ("title", "number", "intake_id"),
    "intake": ("title", "name"),
    "unit": ("name", "short_name"),
    "post": ("title", "unit_id", "unit__name", "unit__short_name"),
    "round": ("inspected_body", "term", "ordinal"),
}
ORDERS: Mapping[str, tuple[str, ...]] = {
    "measure": ("finding_number", "number"),
    "finding": ("number",),
    "manifestation": ("finding__number", "number"),
    "recommendation": ("number",),
    "institution": ("title",),
    "intake": ("created_at",),
    "unit": ("path",),
    "post": ("unit__path", "title"),
    "round": (),
}
# Facts stand beside the fields of a row under this mark.
FACT = "fact_"


@dataclass(frozen=True)
class Issue:
    """One row that a rule names: the fields of its place, and the facts behind the verdict."""

    rule: lintrules.LintRule
    place: dict[str, Any]
    facts: dict[str, Any]


def _rows(scope: Scope, noun: str) -> Rows:
    return OTHERS[noun](scope) if noun in OTHERS else scope.seen(MODELS[noun])


def _alias(rule: str) -> str:
    # Marked: a condition must not take a count for the field of the same name.
    return f"n_{rule.replace('-', '_')}"


def counted(scope: Scope) -> dict[str, int]:
    """How many rows each rule names, noughts included, in the order of the table."""
    found: dict[str, int] = {}
    by_noun = sorted(lintrules.RULES, key=attrgetter("noun"))
    for noun, rules in groupby(by_noun, key=attrgetter("noun")):
        asked = {rule.id: CHECKS[rule.id].condition(scope) for rule in rules}
        counts = {_alias(rule): Count("pk", filter=condition) for rule, condition in asked.items()}
        answer = _rows(scope, noun).aggregate(**counts)
        found |= {rule: answer[_alias(rule)] for rule in asked}
    return {rule.id: found[rule.id] for rule in lintrules.RULES}


def rows(scope: Scope, rule: str) -> Rows:
    """The rows that a rule names, as records, in the order in which they are listed; an unknown rule raises UnknownRule."""
    noun = lintrules.find(rule).noun
    named = _rows(scope, noun).filter(CHECKS[rule].condition(scope))
    return named.order_by(*ORDERS[noun], "pk")


def issues(scope: Scope, rule: str, first: int, many: int) -> list[Issue]:
    """`many` rows of a rule from the one at `first` on (0 is the first), each with what names it and its facts."""
    row = lintrules.find(rule)
    facts = {f"{FACT}{name}": fact for name, fact in CHECKS[rule].facts(scope).items()}
    asked = {name: F(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    if row.noun == "institution":
        links = Institution.findings.through._default_manager.filter(institution=OuterRef("pk"))
        asked["finding"] = Subquery(links.order_by("finding__number").values("finding__number")[:1])
    found = rows(scope, rule).annotate(**asked).values("pk", *FIELDS[row.noun], *asked)
    return [_issue(row, values) for values in found[first : first + many]]


def _issue(rule: lintrules.LintRule, values: dict[str, Any]) -> Issue:
    facts = {
        name.removeprefix(FACT): value for name, value in values.items() if name.startswith(FACT)
    }
    place = {name: value for name, value in values.items() if not name.startswith(FACT)}
    return Issue(rule, place, {name: value for name, value in facts.items() if value is not None})
