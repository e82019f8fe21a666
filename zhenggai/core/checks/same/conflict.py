"""One subject with two values: certain within one scope, worth a look where the scope is not clear."""

from __future__ import annotations

from collections.abc import Iterator

from zhenggai.core.checks.model import ERROR, WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.same.places import Scope, Scopes
from zhenggai.core.checks.same.scopes import OTHER, SAME, Setting, Settings, compare
from zhenggai.core.checks.same.subjects import Statement, differ, statements
from zhenggai.core.checks.same.totals import total_pairs
from zhenggai.core.reading.quantities import Quantity

# What is said more often is a way of speaking, no single subject.
_AT_MOST = 12
_LONG = 8
_SHORT = 4
_NAMING = 4
_AGAIN = frozenset(("次", "场", "期", "轮", "人次", "堂", "课时"))


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every number that contradicts an earlier one on the same subject, at the later place."""
    scopes, settings = Scopes(paper), Settings(paper)
    told: set[int] = set()
    for severity, subject, first, second in total_pairs(paper, scopes, settings):
        if second.start not in told:
            told.add(second.start)
            yield _issue(paper, scopes, severity, subject, first, second)
    known: dict[tuple[str, str], list[Statement]] = {}
    for one in statements(paper):
        earlier = known.setdefault((one.subject, one.unit), [])
        if one.quantity.start not in told and len(earlier) < _AT_MOST:
            found = _against(scopes, settings, earlier, one)
            if found is not None:
                severity, earliest = found
                yield _issue(paper, scopes, severity, one.subject, earliest.quantity, one.quantity)
        earlier.append(one)


def _against(
    scopes: Scopes, settings: Settings, earlier: list[Statement], one: Statement
) -> tuple[str, Statement] | None:
    """The gravest contradiction of a statement with an earlier one; None where one of them agrees with it."""
    found: tuple[str, Statement] | None = None
    for first in earlier:
        if not differ(first.quantity, one.quantity):
            return None
        severity = _verdict(scopes, settings, first, one)
        if severity is not None and (found is None or severity == ERROR):
            found = severity, first
    return found


def _verdict(scopes: Scopes, settings: Settings, first: Statement, one: Statement) -> str | None:
    """How certain two different values of one subject contradict each other."""
    here, there = scopes.of(one.quantity.start), scopes.of(first.quantity.start)
    if here.clues != there.clues:
        return None
    setting_here = settings.of(one.quantity, one.clause)
    setting_there = settings.of(first.quantity, first.clause)
    likeness = compare(setting_here, setting_there)
    if likeness == OTHER:
        return None
    if here.finding == there.finding:
        exact = first.quantity.unit == one.quantity.unit and likeness == SAME
        if exact and _certain(first, one, (setting_there, setting_here), (there, here)):
            return ERROR
        least = _SHORT if here.finding is None else _LONG
        alike = here.finding is None or setting_here.opening == setting_there.opening
        named = one.specific >= _NAMING or (alike and one.length >= least)
        return WARNING if named else None
    return WARNING if one.specific >= _NAMING else None


def _certain(
    first: Statement,
    one: Statement,
    settings: tuple[Setting, Setting],
    scopes: tuple[Scope, Scope],
) -> bool:
    """Whether the words leave no room for two different things of one name.

    What happens again and again (meetings, visits, trainings) may be told of several days.
    """
    there, here = settings
    if first.rest != one.rest or one.unit in _AGAIN or one.specific < _NAMING:
        return False
    if here.whole:
        return here.opening == there.opening or not (here.opening and there.opening)
    measures = scopes[0].measure is not None and scopes[0].measure == scopes[1].measure
    return measures and here.opening == there.opening


def _issue(
    paper: Paper,
    scopes: Scopes,
    severity: str,
    subject: str,
    first: Quantity,
    second: Quantity,
) -> Issue:
    """The issue at the second place, with both places."""
    facts: dict[str, Fact] = {
        "subject": subject,
        "here": paper.text[second.start : second.end],
        "there": paper.text[first.start : first.end],
        "finding": scopes.number(second.start),
        "first_finding": scopes.number(first.start),
        "places_at": [[first.start, first.end], [second.start, second.end]],
    }
    code = "conflict" if severity == ERROR else "conflict.unclear"
    return Issue("conflict", severity, second.start, second.end, code, facts)


RULE = Rule("conflict", (ERROR, WARNING), find)
