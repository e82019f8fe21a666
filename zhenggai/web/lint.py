"""The ledger check: what is missing, contradictory or left lying, rule by rule, each row with a way to where it is fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenggai.core import lintrules
from zhenggai.core.errors import Refusal
from zhenggai.core.files import clean_name
from zhenggai.core.lintrules import LintRule
from zhenggai.ledger.lint import kept, run, taking
from zhenggai.ledger.lint.kept import Day
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import Round
from zhenggai.office import clock
from zhenggai.web import asking, lint_page, lint_sheet
from zhenggai.web.lint_words import GROUPS, NAMES, SEVERITIES, WHY

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIZE = 50
# Beyond these pages the list is taken out rather than leafed through.
LAST_PAGE = 200
SHOWN_WEEKS = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """What the address asks: an opened rule, one severity alone, a page of the opened rule."""

    rule: str = ""
    severity: str = ""
    page: int = 1

    def but(self, **changes: Any) -> str:
        """The query string with other values; a page belongs to its rule."""
        values = {"rule": self.rule, "severity": self.severity, "page": ""} | changes
        return "?" + urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class Count:
    """How many rows, and how many more than a week ago; None where nothing is known of it."""

    now: int
    change: int | None

    @property
    def fewer(self) -> int:
        """How many rows fewer than a week ago."""
        return max(0, -(self.change or 0))


@dataclass(frozen=True)
class Shown:
    """A rule with what it found: its words and shape, how many rows, the addresses that open it here and in the ledger."""

    id: str
    name: str | Promise
    why: str
    kind: str
    word: str | Promise
    count: Count
    open: bool
    address: str
    ledger: str


@dataclass(frozen=True)
class Total:
    """A severity with its shape and its word, and how many rows it names."""

    key: str
    kind: str
    word: str | Promise
    count: Count
    address: str


def _read(request: HttpRequest) -> Asked:
    rule, severity = request.GET.get("rule", ""), request.GET.get("severity", "")
    page = request.GET.get("page", "") or "1"
    if rule and rule not in lintrules.TABLE:
        raise Refusal("PARAM", name="rule")
    if severity and severity not in lintrules.SEVERITIES:
        raise Refusal("PARAM", name="severity")
    if not (page.isascii() and page.isdigit() and len(page) < 6 and 0 < int(page) <= LAST_PAGE):
        raise Refusal("PARAM", name="page")
    return Asked(rule, severity, int(page))


def why(rule: LintRule, scope: Scope) -> str:
    """What is wrong and why it matters, with the limits that hold in the round."""
    limits = {name: scope.limit(rule.id, name) for name in rule.limits}
    return str(WHY[rule.id]) % limits if limits else str(WHY[rule.id])


@dataclass(frozen=True)
class History:
    """The counts of former days, for those who see the whole round; others have no trend of their own."""

    days: list[Day]
    before: Day | None
    rules: dict[str, int]

    def count(self, rule: str, now: int) -> Count:
        """What a rule names, beside what it named a week ago."""
        return Count(now, now - self.rules[rule] if rule in self.rules else None)


def _history(scope: Scope, counts: dict[str, int]) -> History:
    if not scope.whole:
        return History([], None, {})
    first = scope.today - SHOWN_WEEKS * WEEK
    days = kept.days(scope.round, first, scope.today)
    if not any(one.day == scope.today for one in days):
        # Once a working day; a command does the same where nobody looks.
        kept.keep(scope.round, scope.today, counts)
        days = [_today(scope.today, counts), *days]
    before = next((one for one in days if one.day <= scope.today - WEEK), None)
    return History(days, before, kept.on(scope.round, before.day) if before else {})


def _today(day: date, counts: dict[str, int]) -> Day:
    return Day(day, **lintrules.severities(counts))


def _totals(asked: Asked, counts: dict[str, int], history: History) -> list[Total]:
    now = lintrules.severities(counts)
    then = history.before
    return [
        Total(
            key,
            kind,
            word,
            Count(now[key], now[key] - getattr(then, key) if then else None),
            asked.but(rule="", severity="" if asked.severity == key else key),
        )
        for key, (kind, word) in SEVERITIES.items()
    ]


def _shown(rule: LintRule, scope: Scope, asked: Asked, found: Count) -> Shown:
    opened = rule.id == asked.rule
    kind, word = SEVERITIES[rule.severity]
    address = asked.but(rule="" if opened else rule.id)
    return Shown(
        rule.id,
        NAMES[rule.id],
        why(rule, scope),
        kind,
        word,
        found,
        opened,
        f"{address}#{rule.id}",
        run.CHECKS[rule.id].ledger,
    )


def _groups(
    scope: Scope, asked: Asked, counts: dict[str, int], history: History
) -> list[dict[str, Any]]:
    """The groups in which something was found, each with its rules; the gravest first."""
    made = []
    for group, name in GROUPS.items():
        rules = [
            _shown(rule, scope, asked, history.count(rule.id, counts[rule.id]))
            for rule in sorted(lintrules.RULES, key=_gravity)
            if rule.group == group
            and asked.severity in ("", rule.severity)
            and (counts[rule.id] or rule.id == asked.rule)
        ]
        if rules:
            made.append(
                {
                    "key": group,
                    "name": name,
                    "rules": rules,
                    "sum": sum(each.count.now for each in rules),
                }
            )
    return made


def _gravity(rule: LintRule) -> int:
    return lintrules.SEVERITIES.index(rule.severity)


def _opened(scope: Scope, asked: Asked, total: int) -> dict[str, Any]:
    """The rows of the opened rule: one page of them, and the ways to the others."""
    if not asked.rule or scope.viewer is None:
        return {}
    first = (asked.page - 1) * SIZE
    found = run.issues(scope, asked.rule, first, SIZE)
    more = first + len(found) < total and asked.page < LAST_PAGE
    mark = f"#{asked.rule}"
    return {
        "lines": lint_page.lines(scope.viewer, scope.round, found),
        "first": first + 1,
        "last": first + len(found),
        "total_rows": total,
        "earlier": asked.but(page=asked.page - 1) + mark if asked.page > 1 else "",
        "later": asked.but(page=asked.page + 1) + mark if more else "",
    }


def _clean(scope: Scope, asked: Asked, counts: dict[str, int]) -> list[tuple[Any, str]]:
    """The rules that found nothing, with what they look for."""
    silent = [rule for rule in lintrules.RULES if not counts[rule.id] and rule.id != asked.rule]
    return [(NAMES[rule.id], why(rule, scope)) for rule in silent]


@require_GET
def view(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`lint.view`: what was found, rule by rule; the opened rule with its rows."""
    round_, eyes, asked = asking.round_of(request, round_id), asking.eyes(request), _read(request)
    scope = Scope(eyes, round_, clock.today())
    counts = run.counted(scope)
    history = _history(scope, counts)
    context = {
        "asked": asked,
        "whole": scope.whole,
        "totals": _totals(asked, counts, history),
        "total": sum(counts.values()),
        "before": history.before,
        "groups": _groups(scope, asked, counts, history),
        "clean": _clean(scope, asked, counts),
        "weeks": kept.weeks(history.days)[::-1],
        "severities": SEVERITIES,
    }
    context |= _opened(scope, asked, counts.get(asked.rule, 0))
    return render(request, "lint/view.html", context)


def _sheet(request: HttpRequest, round_: Round, wanted: list[str]) -> bytes:
    by = asking.by(request)
    found = taking.export(by, round_, wanted)
    scope = Scope(by.viewer, round_, clock.today())
    rows = (
        (
            str(SEVERITIES[issue.rule.severity][1]),
            str(NAMES[issue.rule.id]),
            line.label,
            line.text,
            _("; ").join(f"{name} {value}" for name, value in line.facts),
            why(issue.rule, scope),
            request.build_absolute_uri(line.fix),
        )
        for issue, line in zip(found, lint_page.lines(by.viewer, round_, found), strict=True)
    )
    return lint_sheet.write(rows, str(round_), clock.now())


@require_POST
def export(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`lint.export`: the list as .xlsx, of one rule or of all."""
    round_, rule = asking.round_of(request, round_id), request.POST.get("rule", "")
    if rule and rule not in lintrules.TABLE:
        raise Refusal("PARAM", name="rule")
    content = _sheet(request, round_, [rule] if rule else [])
    name = clean_name(f"{round_.inspected_body}台账核对-{clock.today():%Y%m%d}.xlsx")
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
