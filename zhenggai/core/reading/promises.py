"""Promises: what a text says will be done, and the day by which, where it states one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenggai.core.reading.cited import title_spans
from zhenggai.core.reading.dates import DatedSpan, find_dates
from zhenggai.core.reading.due import Calendar, Due
from zhenggai.core.reading.masking import slogan_spans
from zhenggai.core.reading.model import Promise
from zhenggai.core.reading.promise_rules import (
    ASKED,
    DONE_ANY,
    HAS_TIME,
    HINT,
    LEADING_MARK,
    NEXT_ITEM,
    NEXT_STEP_NEAR,
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
        before = text[start - 1] if start else "\n"
        # A list that 下一步 opened runs on through its items, to the end of the paragraph.
        listed = following and before != "\n" and NEXT_ITEM.match(shown, start, end) is not None
        following = listed or (following and before in "；;")
        if not listed and not HINT.search(shown, start, end):
            continue
        promises.extend(_promises(text, shown, (start, end), days, listed=listed))
        opened = NEXT_STEP_NEAR.search(shown, start, end)
        asked = opened is not None and ASKED.search(shown, opened.start(), end)
        following = listed or (opened is not None and not asked)
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


def _promises(
    text: str, shown: str, span: tuple[int, int], days: Calendar, *, listed: bool
) -> Iterator[Promise]:
    """Runs of clauses: a promise lasts until a fact, another promise, or another due day begins."""
    run: list[_Clause] = []
    for match in _CLAUSE.finditer(shown, *span):
        clause = _clause(shown, match, days, run=bool(run), promised=listed and not run)
        if clause is None:
            continue
        if clause.done:
            yield from _promise(text, run)
            run = []
        elif clause.future or (run and clause.due is not None):
            if run and not _only_opens(text, run):
                yield from _promise(text, run)
                run = []
            run.append(clause)
        elif run:
            run.append(clause)
        listed = False
    yield from _promise(text, run)


def _clause(
    shown: str, match: re.Match[str], days: Calendar, *, run: bool, promised: bool
) -> _Clause | None:
    """What the words of a clause say; None where there is nothing in it, or nothing that matters yet."""
    mark = LEADING_MARK.match(shown, match.start(), match.end())
    start, end = mark.end() if mark else match.start(), match.end()
    words = shown[start:end]
    hinted = HINT.search(words) is not None
    if not words or not (run or hinted or promised):
        return None
    future = promised or (hinted and STARTS_ANY.search(words) is not None)
    done = DONE_ANY.search(words) is not None and not future
    due = days.first_due(shown, start, end) if HAS_TIME.search(words) else None
    if due is not None and days.is_past(due):
        done = done or not future
    if hinted and not future and not done:
        future = _timed(words, due, days)
    return _Clause(start, end, future, done, due)


def _timed(words: str, due: Due | None, days: Calendar) -> bool:
    """A time that can still be met promises by itself; so does a year after that of the notice."""
    if due is None or NOT_TIMED.search(words):
        return False
    if TIMED_ANY.search(words):
        return True
    later = due.day is not None and days.issued is not None and due.day.year > days.issued.year
    return later and due.stated_year and words.startswith(("20", "到", "至"))


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
