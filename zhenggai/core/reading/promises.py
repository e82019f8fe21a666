"""Promises: what a text says will be done, and the day by which, where it states one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenggai.core.reading.cited import title_spans
from zhenggai.core.reading.dates import DatedSpan, find_dates
from zhenggai.core.reading.due import DUE, Calendar, Due
from zhenggai.core.reading.masking import slogan_spans
from zhenggai.core.reading.model import Promise
from zhenggai.core.reading.promise_rules import (
    DONE_ANY,
    HINT,
    LEADING_MARK,
    NEXT_ITEM,
    NEXT_STEP,
    NOT_TIMED,
    OPENER,
    STARTS_ANY,
    TIMED_ANY,
)

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_CLAUSE = re.compile(r"[^，,]+")
_PROBLEM = re.compile("(?:针对|关于|存在)“[^\n]{1,200}?”(?=的?(?:问题|方面))")


@dataclass(slots=True)
class _Clause:
    start: int
    end: int
    future: bool
    done: bool
    due: Due | None


def find_promises(
    text: str, issued_on: str | None = None, dates: list[DatedSpan] | None = None
) -> list[Promise]:
    """Every promise in text order, from the clause that promises to where another promise or a fact begins.

    `issued_on` is the day of the notice (ISO) where known, `dates` what `find_dates` found, so that it need not be
    found again. Where a day is stated without a year it takes the narrative's; what is to come is not due before the
    notice. A promise without a stated day has `due_on` None.
    """
    found = find_dates(text, issued_on) if dates is None else dates
    days = Calendar(found, issued_on)
    shown = _without_names(text)
    promises: list[Promise] = []
    following = False
    for sentence in _SENTENCE.finditer(shown):
        start, end = sentence.span()
        if start and text[start - 1] == "\n":
            following = False
        listed = following and NEXT_ITEM.match(shown, start, end) is not None
        if not listed and not HINT.search(shown, start, end):
            following = following and start > 0 and text[start - 1] in "；;"
            continue
        clauses = list(_clauses(shown, start, end, days))
        following = listed or any(NEXT_STEP.search(shown[c.start : c.end]) for c in clauses)
        if listed and clauses and not clauses[0].done:
            clauses[0].future = True
        promises.extend(_promises(text, clauses, days))
    return promises


def _without_names(text: str) -> str:
    """The text with titles, slogans and quoted findings blanked, so that their words promise nothing."""
    spans = title_spans(text) + slogan_spans(text)
    spans += [match.span() for match in _PROBLEM.finditer(text)]
    parts, place = [], 0
    for start, end in sorted(spans):
        if start < place:
            continue
        parts.append(text[place:start])
        parts.append("□" * (end - start))
        place = end
    parts.append(text[place:])
    return "".join(parts)


def _clauses(shown: str, start: int, end: int, days: Calendar) -> Iterator[_Clause]:
    """The clauses of one sentence with what their words say."""
    for match in _CLAUSE.finditer(shown, start, end):
        mark = LEADING_MARK.match(shown, match.start(), match.end())
        first = mark.end() if mark else match.start()
        if first >= match.end():
            continue
        clause = shown[first : match.end()]
        due = days.first_due(shown, first, match.end()) if DUE.search(clause) else None
        future = STARTS_ANY.search(clause) is not None
        done = DONE_ANY.search(clause) is not None
        if not future and not done:
            future = _timed(clause, due, days)
        yield _Clause(first, match.end(), future, done and not future, due)


def _timed(clause: str, due: Due | None, days: Calendar) -> bool:
    """A time that can still be met promises by itself; so does a year after that of the notice."""
    if due is None or due.day is None or NOT_TIMED.search(clause):
        return False
    if days.issued and due.day < days.issued:
        return False
    if TIMED_ANY.search(clause):
        return True
    later = days.issued is not None and due.day.year > days.issued.year
    return later and due.stated_year and clause.startswith(("20", "到", "至"))


def _promises(text: str, clauses: list[_Clause], days: Calendar) -> Iterator[Promise]:
    """Runs of clauses: a promise lasts until a fact, another promise, or another due day begins."""
    run: list[_Clause] = []
    for clause in clauses:
        if clause.done:
            yield from _promise(text, run)
            run = []
            continue
        if clause.future or (run and clause.due is not None and clause.due.day is not None):
            if run and not _only_opens(text, run):
                yield from _promise(text, run)
                run = []
            run.append(clause)
        elif run:
            run.append(clause)
    yield from _promise(text, run)


def _only_opens(text: str, run: list[_Clause]) -> bool:
    """Whether a run is nothing but 下一步 or 年底前 so far."""
    return OPENER.fullmatch(text[run[0].start : run[-1].end].strip()) is not None


def _promise(text: str, run: list[_Clause]) -> Iterator[Promise]:
    """The promise of a run; one that never says what will be done is none."""
    if not run or _only_opens(text, run):
        return
    start, end = run[0].start, run[-1].end
    while end > start and text[end - 1].isspace():
        end -= 1
    due = next((clause.due for clause in run if clause.due and clause.due.day), None)
    day = due.day.isoformat() if due and due.day else None
    yield Promise(text=text[start:end], due_on=day, start=start, end=end)
