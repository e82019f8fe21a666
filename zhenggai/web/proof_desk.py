"""What stands on the desk of whoever proof-reads: the marked text, and the issues by rule with the facts behind them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from zhenggai.core.checks import RULE_IDS, Derived, Issue
from zhenggai.ledger.models import Waiver
from zhenggai.ledger.proofs import Judged, Reviewed
from zhenggai.office import check_words
from zhenggai.web.marked import Mark, source

# As many issues of one rule are drawn; more of one kind is one cause, and the count says how many there are.
DRAWN = 200
_AROUND = 18


@dataclass(frozen=True)
class Place:
    """Another place in the text that an issue names: its words with those around them, and where they stand."""

    words: str
    before: str
    after: str
    line: int


@dataclass(frozen=True)
class Line:
    """One issue, waived issue or derived value as it is listed."""

    key: str
    fingerprint: str
    severity: str
    sentence: str
    words: str
    before: str
    after: str
    line: int
    start: int
    end: int
    facts: list[tuple[str, str]]
    places: list[Place]
    waiver: Waiver | None = None


@dataclass(frozen=True)
class Group:
    """The lines of one rule; `count` of all, though only the first are drawn."""

    rule: str
    name: str
    severity: str
    count: int
    lines: list[Line]


@dataclass(frozen=True)
class Desk:
    """Everything that the component draws. `text` is None where the text is drawn elsewhere (an editor)."""

    source: SafeString | None
    groups: list[Group]
    waived: list[Line]
    derived: list[Line]
    counts: dict[str, int]
    linked: bool

    @property
    def total(self) -> int:
        """All issues that stand."""
        return sum(self.counts.values())


class _Lines:
    """Makes lines; knows in which line of the text an offset lies."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def number(self, offset: int) -> int:
        """The line, from 1."""
        return bisect_right(self._starts, offset)

    def of(self, found: Issue | Derived, judged: Judged | None, key: str) -> Line:
        """One issue or derived value with the words around it."""
        start, end = found.start, found.end
        before, after = self._around(start, end)
        return Line(
            key=judged.key if judged else key,
            fingerprint=judged.fingerprint if judged else "",
            severity=found.severity if isinstance(found, Issue) else "derived",
            sentence=check_words.sentence(found),
            words=self._text[start:end],
            before=before,
            after=after,
            line=self.number(start),
            start=start,
            end=end,
            facts=check_words.facts(found),
            places=self._places(found),
            waiver=judged.waiver if judged else None,
        )

    def _places(self, found: Issue | Derived) -> list[Place]:
        pairs = [
            pair
            for name, value in found.facts.items()
            if name.endswith("_at") and isinstance(value, list)
            for pair in value
            if isinstance(pair, list) and pair[0] != found.start
        ]
        return [
            Place(self._text[start:end], *self._around(start, end), self.number(start))
            for start, end in pairs[:DRAWN]
        ]

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """The words before and after a stretch, within its line."""
        text = self._text
        first = max(self._starts[self.number(start) - 1], start - _AROUND)
        last = text.find("\n", end, end + _AROUND)
        return text[first:start], text[end : last if last >= 0 else end + _AROUND]


def lay(reviewed: Reviewed, *, show: str = "", linked: bool = False) -> Desk:
    """Lay the desk. `show` is a severity or empty for all; `linked` draws the marked text too."""
    lines = _Lines(reviewed.text)
    chosen = [one for one in reviewed.issues if show in ("", one.issue.severity)]
    if show not in reviewed.counts:
        chosen = reviewed.issues
    derived = [lines.of(one, None, f"d{at}") for at, one in enumerate(reviewed.derived)]
    return Desk(
        source=source(reviewed.text, _marks(chosen, derived)) if linked else None,
        groups=_groups(chosen, lines),
        waived=[lines.of(one.issue, one, "") for one in reviewed.waived],
        derived=derived,
        counts=reviewed.counts,
        linked=linked,
    )


def _groups(issues: Iterable[Judged], lines: _Lines) -> list[Group]:
    """The issues by rule: errors first, then in the order of the contract."""
    by_rule: dict[tuple[str, str], list[Judged]] = {}
    for one in issues:
        by_rule.setdefault((one.issue.severity, one.rule), []).append(one)
    order = ["error", "warning", "info"]
    groups = []
    for severity, rule in sorted(
        by_rule, key=lambda key: (order.index(key[0]), RULE_IDS.index(key[1]))
    ):
        found = by_rule[severity, rule]
        drawn = [lines.of(one.issue, one, "") for one in found[:DRAWN]]
        groups.append(Group(rule, check_words.name(rule), severity, len(found), drawn))
    return groups


def _marks(issues: Iterable[Judged], derived: Iterable[Line]) -> list[Mark]:
    """Where the text is marked; an error lies over a warning that marks the same words."""
    marks = [Mark(one.start, one.end, "c-derived", one.key, anchor=True) for one in derived]
    ranked = sorted(issues, key=lambda one: one.issue.severity != "info")
    marks += [
        Mark(one.issue.start, one.issue.end, f"c-{one.issue.severity}", one.key, anchor=True)
        for one in ranked
    ]
    return marks
