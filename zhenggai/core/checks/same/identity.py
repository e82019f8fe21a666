"""One inspection under two names: team, round, inspected body or period differ between places, the wrapping included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from zhenggai.core.checks.model import WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.same.named import Body, Mention, Period, bodies, periods, rounds, teams

# Another inspection may be meant.
_OTHER = re.compile(
    "上轮|上一轮|前一轮|上次|历轮|历次|以往|此前|之前|前期|前几轮|下一轮|下轮|各轮|曾|分别|交叉"
)
_YEAR = re.compile(r"20\d\d(?=年|[./-]\d)")
_AT_MOST = 80

_Named = TypeVar("_Named", Mention, Body, Period)


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every place that names the inspection otherwise than most places do."""
    told = (one for one in rounds(paper) if not _in_finding(paper, one.start))
    named = list(islice(told, _AT_MOST))
    yield from _numbered(paper, "identity.round", named, _round_differs)
    # A summary of a round speaks of many teams and bodies.
    if paper.reading.kind == "round_summary":
        return
    named = list(islice(teams(paper), _AT_MOST))
    yield from _numbered(paper, "identity.team", named, _team_differs)
    yield from _bodies(paper)
    yield from _periods(paper)


def _numbered(
    paper: Paper,
    code: str,
    found: list[Mention],
    differs: Callable[[Mention, Mention], bool],
) -> Iterator[Issue]:
    """Teams or rounds that are not the one that is named most."""
    if len(found) < 2:
        return
    counts = Counter((one.kind, one.number, one.term or 0) for one in found)
    usual = min(
        found,
        key=lambda one: (
            -counts[one.kind, one.number, one.term or 0],
            not one.organ,
            not paper.start <= one.start < paper.end,
        ),
    )
    for one in found:
        if differs(usual, one) and not _elsewhere(paper, one, found):
            yield _issue(paper, code, one, usual)


def _team_differs(usual: Mention, one: Mention) -> bool:
    """Whether a team is the usual one under another number, kind or sender; two differences are another team."""
    organs = usual.organ == one.organ or not usual.organ or not one.organ
    return (organs, usual.kind == one.kind, usual.number == one.number) in (
        (True, True, False),
        (True, False, True),
        (False, True, True),
    )


def _round_differs(usual: Mention, one: Mention) -> bool:
    """Whether a round is the usual one under another number or term."""
    organs = usual.organ == one.organ or not usual.organ or not one.organ
    if not organs or usual.kind != one.kind:
        return False
    terms = usual.term == one.term or usual.term is None or one.term is None
    return terms != (usual.number == one.number)


def _elsewhere(paper: Paper, one: Mention, found: list[Mention]) -> bool:
    """Whether the sentence speaks of another inspection, another year or several teams."""
    start, end = paper.sentence(one.start)
    start, end = max(start, one.start - 120), min(end, one.end + 60)
    if _OTHER.search(paper.norm, start, end):
        return True
    numbers = {(other.kind, other.number) for other in found if start <= other.start < end}
    if len(numbers) > 2:
        return True
    known = paper.reading.inspection
    dates = (known.started_on, known.ended_on, known.feedback_on, paper.reading.issued_on)
    years = {date[:4] for date in dates if date}
    told = set(_YEAR.findall(paper.norm[start:end]))
    return bool(years and told and not told & years)


def _bodies(paper: Paper) -> Iterator[Issue]:
    """Bodies that are not the one that most places name, shorter and longer forms of one name taken together."""
    found = [one for one in bodies(paper) if not _in_finding(paper, one.start)][:_AT_MOST]
    names = Counter(one.name for one in found)
    weights = [sum(names[name] for name in names if _alike(name, one.name)) for one in found]
    usual = _usual(paper, found, weights)
    for one in found:
        if usual is not None and not _alike(usual.name, one.name) and not _past(paper, one.start):
            yield _issue(paper, "identity.body", one, usual)


def _periods(paper: Paper) -> Iterator[Issue]:
    """Periods and days of feedback that are not those most places tell, as far as both are printed."""
    lasted, told = periods(paper)
    for code, every in (("identity.period", lasted), ("identity.feedback", told)):
        found = [one for one in every if not _in_finding(paper, one.start)][:_AT_MOST]
        names = Counter((one.first, one.last) for one in found)
        usual = _usual(paper, found, [names[one.first, one.last] for one in found])
        for one in found:
            if usual is not None and not _meets(usual, one) and not _past(paper, one.start):
                yield _issue(paper, code, one, usual)


def _usual(paper: Paper, found: Sequence[_Named], weights: Sequence[int]) -> _Named | None:
    """What most places say; of two that are said equally often, what the notice says."""
    if len(found) < 2:
        return None
    places = range(len(found))
    best = min(
        places, key=lambda at: (-weights[at], not paper.start <= found[at].start < paper.end)
    )
    return found[best]


def _alike(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with characters left out."""
    shorter, longer = sorted((one, other), key=len)
    at = iter(longer)
    return all(char in at for char in shorter)


def _meets(one: Period, other: Period) -> bool:
    """Whether two periods agree as far as both are printed."""
    pairs = ((one.first, other.first), (one.last, other.last))
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _past(paper: Paper, offset: int) -> bool:
    """Whether the sentence speaks of another inspection."""
    return _OTHER.search(paper.norm[slice(*paper.sentence(offset))][:200]) is not None


def _in_finding(paper: Paper, offset: int) -> bool:
    """Whether a place lies in a finding, whose own work may be an inspection too."""
    return paper.examined.places.scope(offset) is not None


def _issue(paper: Paper, code: str, one: _Named, usual: _Named) -> Issue:
    facts: dict[str, Fact] = {
        "here": "".join(paper.text[one.start : one.end].split()),
        "there": "".join(paper.text[usual.start : usual.end].split()),
        "places_at": [[usual.start, usual.end], [one.start, one.end]],
    }
    return Issue("identity", WARNING, one.start, one.end, code, facts)


RULE = Rule("identity", (WARNING,), find)
