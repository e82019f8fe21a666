"""One passage under two findings: copied words that say nothing of the second one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhenggai.core.checks.model import WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.same.standard import COLUMN, FORMULAS, NAMES
from zhenggai.core.reading import Finding

_LEAST = 20
_OWN = 12
_SHORT = 40
_PIECE = re.compile(r"[^,;:。!?\n\t]+")
_LEAD = re.compile(
    r"[\s①-⑳㉑-㊿]*(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}是)?[\s、]*"
)
_BLANK = re.compile(r"\s+")


class _Piece(NamedTuple):
    """A clause of a finding's answer; an empty `words` ends every run."""

    finding: int
    start: int
    end: int
    words: str


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every run of clauses that stood under an earlier finding, at its second place."""
    findings = sorted(paper.findings, key=lambda one: one.start)
    pieces = [piece for index, one in enumerate(findings) for piece in _pieces(paper, index, one)]
    known: dict[str, int] = {}
    at = 0
    while at < len(pieces):
        last = _window(pieces, at)
        if last is None:
            at += 1
            continue
        words = "|".join(piece.words for piece in pieces[at : last + 1])
        first = known.setdefault(words, at)
        here = pieces[at : last + 1]
        if pieces[first].finding == here[0].finding or any(map(_formula, here)):
            at += 1
            continue
        last = _extended(pieces, first, at, last)
        run = (pieces[at].start, pieces[last].end)
        if _own(paper, run) >= _OWN:
            before = (pieces[first].start, pieces[first + last - at].end)
            numbers = (findings[pieces[first].finding].number, findings[pieces[at].finding].number)
            yield _issue(paper, run, before, numbers)
        at = last + 1


def _pieces(paper: Paper, index: int, finding: Finding) -> Iterator[_Piece]:
    """The clauses of the answer to a finding, in order."""
    norm = paper.norm
    columns = [match.span() for match in COLUMN.finditer(norm, finding.start, finding.end)]
    wordings = [_wording(paper, finding), *_manifestations(paper, finding), *columns]
    hidden = iter(sorted(wordings))
    apart = next(hidden, None)
    for match in _PIECE.finditer(norm, finding.start, finding.end):
        while apart is not None and apart[1] <= match.start():
            apart = next(hidden, None)
        lead = _LEAD.match(norm, match.start(), match.end())
        start = lead.end() if lead else match.start()
        words = "".join(norm[start : match.end()].split())
        covered = apart is not None and apart[0] < match.end()
        yield _Piece(index, start, match.end(), "" if covered else words)
    yield _Piece(index, finding.end, finding.end, "")


def _wording(paper: Paper, finding: Finding) -> tuple[int, int]:
    """Where the quoted wording of a finding stands, from its beginning."""
    return _told(paper, finding.problem or "", finding.start, finding.end)


def _manifestations(paper: Paper, finding: Finding) -> Iterator[tuple[int, int]]:
    """Where the wordings of the manifestations stand."""
    for one in finding.manifestations:
        yield _told(paper, one.text, one.start, one.end)


def _told(paper: Paper, words: str, start: int, end: int) -> tuple[int, int]:
    """From `start` to the end of words that are told near it."""
    if not words:
        return start, start
    at = paper.text.find(words[:12], start, min(end, start + len(words) + 80))
    return (start, start) if at < 0 else (start, min(end, at + len(words)))


def _window(pieces: list[_Piece], at: int) -> int | None:
    """The last of the clauses from `at` that are long enough together; None where a run ends before."""
    length = -1
    for index in range(at, min(len(pieces), at + _LEAST)):
        if not pieces[index].words:
            return None
        length += len(pieces[index].words) + 1
        if length >= _LEAST:
            return index
    return None


def _extended(pieces: list[_Piece], first: int, at: int, last: int) -> int:
    """The last clause of the longest run that both places share."""
    before = first + last - at
    while last + 1 < len(pieces) and before + 1 < at:
        here, there = pieces[last + 1], pieces[before + 1]
        apart = here.finding != pieces[at].finding or there.finding != pieces[first].finding
        if here.words != there.words or apart or _formula(here):
            break
        last, before = last + 1, before + 1
    return last


def _formula(piece: _Piece) -> bool:
    """Whether a clause only opens or closes a finding, or says nothing that could be copied."""
    words = piece.words
    return not words or (len(words) <= _SHORT and FORMULAS.fullmatch(words) is not None)


def _own(paper: Paper, run: tuple[int, int]) -> int:
    """How many characters are no set phrase."""
    words = NAMES.sub("", paper.norm[run[0] : run[1]])
    return len(re.findall(r"\w", words))


def _issue(
    paper: Paper, run: tuple[int, int], before: tuple[int, int], numbers: tuple[int, int]
) -> Issue:
    facts: dict[str, Fact] = {
        "passage": _shown(paper.text[run[0] : run[1]]),
        "length": len(_BLANK.sub("", paper.norm[run[0] : run[1]])),
        "first_finding": numbers[0],
        "finding": numbers[1],
        "places_at": [list(before), list(run)],
    }
    return Issue("repeated-passage", WARNING, *run, "repeated-passage", facts)


def _shown(words: str) -> str:
    """A passage as a sentence shows it, its middle left out where it is long."""
    plain = _BLANK.sub("", words)
    return plain if len(plain) <= 40 else f"{plain[:20]}……{plain[-16:]}"


RULE = Rule("repeated-passage", (WARNING,), find)
