"""Proof-reading: all rules over one text, and again only where it changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Lock

from zhenggai.core.checks.model import SEVERITIES, Derived, Found, Issue, Report, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.table import RULES

_PLACE = {severity: place for place, severity in enumerate(SEVERITIES)}
_KEPT = 2_000


class Memory:
    """What local rules found in paragraphs that were seen before, so that an editor asks again only what changed.

    Nothing but offsets and facts is kept, under the paragraph's own words; the oldest go first. One memory serves one
    text or many.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        """`kept` is how many paragraphs are remembered."""
        self._kept = kept
        self._found: OrderedDict[str, dict[str, list[Found]]] = OrderedDict()
        self._lock = Lock()

    def of(self, words: str) -> dict[str, list[Found]]:
        """What each local rule found in a paragraph, by rule, offsets of the paragraph; to be filled by who asks."""
        with self._lock:
            known = self._found.setdefault(words, {})
            self._found.move_to_end(words)
            if len(self._found) > self._kept:
                self._found.popitem(last=False)
        return known


def check(text: str, memory: Memory | None = None, rules: Iterable[Rule] = RULES) -> Report:
    """Proof-read a text. Takes any text, never raises, and takes time in proportion to its length.

    With a `memory` local rules look only at paragraphs that are not remembered; the result is the same.
    """
    return check_paper(Paper.of(text), memory, rules)


def check_paper(
    paper: Paper, memory: Memory | None = None, rules: Iterable[Rule] = RULES
) -> Report:
    """Proof-read a text that was read already."""
    chosen = list(rules)
    found: list[Found] = []
    for rule in chosen:
        if not rule.local:
            found += rule.find(paper, paper.start, paper.end)
    found += _paragraphs(paper, memory, [rule for rule in chosen if rule.local])
    issues = [one for one in found if isinstance(one, Issue)]
    derived = [one for one in found if isinstance(one, Derived)]
    issues.sort(key=lambda one: (one.start, one.end, _PLACE[one.severity], one.rule))
    derived.sort(key=lambda one: (one.start, one.end, one.rule))
    return Report(paper.text, issues, derived)


def _paragraphs(paper: Paper, memory: Memory | None, rules: list[Rule]) -> Iterator[Found]:
    """All that local rules find; where there is a memory only paragraphs that are not remembered are judged."""
    for start, end in paper.paragraphs():
        if memory is None:
            for rule in rules:
                yield from rule.find(paper, start, end)
            continue
        known = memory.of(paper.text[start:end])
        for rule in rules:
            found = known.get(rule.id)
            if found is None:
                found = [_moved(one, -start) for one in rule.find(paper, start, end)]
                known[rule.id] = found
            for one in found:
                yield _moved(one, start)


def _moved(one: Found, by: int) -> Found:
    """The same at another place. Places inside `facts` are relative to the paragraph and moved with it."""
    facts = dict(one.facts)
    for name, value in facts.items():
        if name.endswith("_at") and isinstance(value, list):
            facts[name] = [_shifted(pair, by) for pair in value if isinstance(pair, list)]
    return replace(one, start=one.start + by, end=one.end + by, facts=facts)


def _shifted(pair: list[int], by: int) -> list[int]:
    return [place + by for place in pair]
