"""Dates in an order that cannot be.

Ranges that end before they begin, feedback before the inspection's end, a notice before its plan, 截至 a day after it. A date whose year is not printed is taken for wrong only where no year would make it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zhenggai.core.checks.model import ERROR, Fact, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading.dates import DatedSpan, parse_iso

_AS_OF = re.compile(r"(?:截至|截止(?:到|至|于)?)(?:目前)?[(（]?\s?$")
_DEADLINE = re.compile(
    r"(?:公示|公告|报名|征集|有效|受理|期限|日期|时间|计划|预计|将|力争|争取|确保)[^,，。;；]{0,8}$"
)
# 次年, 翌年, 明年: a word moves the year.
_NEXT = "次翌明下后"
_EARLIER = re.compile(r"上一?[轮次届]|首轮|此前|以往|曾|原整改")
_AIMS = re.compile(r"力争|确保|计划|拟|应当?|须|将(?!近)|预计|目标|争取")
_CLAUSES = 20
_NEAR = 8
_END_OF = re.compile(r"\s?年?[底末]")
_AGO = 270
_DAY = "day"
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class _Event:
    """A day of the round with its place; `years` are all years in which it may lie."""

    name: str
    span: DatedSpan
    days: tuple[date, ...]


def find_order(paper: Paper, _start: int, _end: int) -> Iterator[Issue]:
    """Ranges, the days of the round, and 截至."""
    yield from _ranges(paper)
    yield from _course(paper)
    yield from _as_of(paper)


# -- ranges -------------------------------------------------------------------------------------------


def _ranges(paper: Paper) -> Iterator[Issue]:
    """Ranges that end before they begin."""
    for first, last in pairwise(paper.dates):
        if first.range_part != "start" or last.range_part != "end":
            continue
        if paper.named(first.start) or paper.text[last.start] in _NEXT:
            continue
        if _backwards(first, last):
            yield _issue(paper, "date-order.range", (first.start, last.end), first, last)


def _backwards(first: DatedSpan, last: DatedSpan) -> bool:
    """Whether a range certainly ends before it begins. A month without year may lie in the next year."""
    ours = [first.year or 0, first.month or 0, first.day or 0]
    theirs = [last.year or 0, last.month or 0, last.day or 0]
    sizes = [bool(one) and bool(other) for one, other in zip(ours, theirs, strict=True)]
    if last.inherited or not all((first.year, last.year)):
        sizes[0] = False
        same = first.month == last.month and (first.year == last.year or not first.year)
        return same and sizes[2] and ours[2] > theirs[2]
    known = [place for place in range(3) if all(sizes[: place + 1])]
    return [ours[place] for place in known] > [theirs[place] for place in known]


# -- the course of the round --------------------------------------------------------------------------


def _course(paper: Paper) -> Iterator[Issue]:
    """Start ≤ end ≤ feedback ≤ plan ≤ notice, as far as their days are stated in that order."""
    last: _Event | None = None
    for event in _events(paper):
        if last is None:
            last = event
            continue
        later = tuple(day for day in event.days if day >= min(last.days))
        if not later:
            span = (event.span.start, event.span.end)
            yield _issue(paper, f"date-order.{event.name}", span, last.span, event.span)
            return
        last = _Event(event.name, event.span, later)


def _events(paper: Paper) -> list[_Event]:
    """The days of the round that are stated one after the other in the text."""
    reading = paper.reading
    inspection = reading.inspection
    wanted = (
        ("period", inspection.started_on, "start"),
        ("period", inspection.ended_on, "end"),
        ("feedback", inspection.feedback_on, None),
        ("plan", reading.plan.adopted_on, None),
    )
    found: list[_Event] = []
    at = paper.body
    issued = parse_iso(reading.issued_on)
    for name, iso, part in wanted:
        span = _place(paper.dates, iso, part, at) if iso else None
        day = parse_iso(iso)
        if span is None or day is None or _of_another_round(paper, span):
            continue
        at = span.end
        found.append(_Event(name, span, _days(span, day, issued)))
    notice = _notice(paper, issued)
    return [*found, notice] if notice is not None and found else found


def _of_another_round(paper: Paper, span: DatedSpan) -> bool:
    """Whether the words around a date speak of an earlier round."""
    low, high = max(0, span.start - _CLAUSES), span.end + _CLAUSES
    return _EARLIER.search(paper.norm, low, min(high, paper.sentence(span.start)[1])) is not None


def _place(dates: Sequence[DatedSpan], iso: str, part: str | None, at: int) -> DatedSpan | None:
    """The first place after an offset that prints a day."""
    for span in dates:
        if span.start >= at and span.iso == iso and span.precision == _DAY:
            return span if span.range_part == part or part is None else None
    return None


def _days(span: DatedSpan, day: date, issued: date | None) -> tuple[date, ...]:
    """All days that a printed date may mean: where its year is not printed, any that is not after the notice."""
    if not span.inherited:
        return (day,)
    if issued is None:
        return (day, date.max)
    years = (issued.year - 1, issued.year, day.year, day.year + 1)
    possible = {moved for year in years if (moved := _moved(day, year)) is not None}
    return tuple(sorted(one for one in possible if one <= issued)) or (day,)


def _moved(day: date, year: int) -> date | None:
    """The same day of another year; None for a leap day that it has not."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _notice(paper: Paper, issued: date | None) -> _Event | None:
    """The day of the notice where it is printed."""
    if issued is None:
        return None
    for span in reversed(paper.dates):
        if span.iso == issued.isoformat() and not span.inherited and span.start >= paper.start:
            return _Event("notice", span, (issued,))
    return None


# -- 截至 ---------------------------------------------------------------------------------------------


def _as_of(paper: Paper) -> Iterator[Issue]:
    """截至 a day after the notice."""
    issued = parse_iso(paper.reading.issued_on)
    if issued is None:
        return
    notice = _notice(paper, issued)
    for span in paper.dates:
        before = paper.text[max(0, span.start - 6) : span.start]
        said = _AS_OF.search(before)
        unreal = span.year is not None and span.iso is None
        if said is None or unreal or paper.named(span.start) or span.range_part is not None:
            continue
        opening = span.start - len(said.group())
        if _is_aim(paper, opening, span.end):
            continue
        if _after_notice(paper, span, issued):
            other = notice.span if notice is not None else None
            yield _issue(paper, "date-order.as-of", (span.start, span.end), span, other)


def _is_aim(paper: Paper, opening: int, end: int) -> bool:
    """Whether 截至 names a time limit or an aim; in a plan it does unless something was done."""
    if _DEADLINE.search(paper.text, max(0, opening - 12), opening):
        return True
    if paper.reading.kind == "plan" and "已" not in paper.norm[end : paper.sentence(opening)[1]]:
        return True
    return _AIMS.search(paper.norm, end, end + _NEAR) is not None


def _after_notice(paper: Paper, span: DatedSpan, issued: date) -> bool:
    """Whether a date certainly lies after the notice."""
    if span.month is None:
        ends = _END_OF.match(paper.text, span.end) is not None
        year = None if span.inherited else span.year
        late = year == issued.year and ends and issued.month < _LAST_MONTH
        return year is not None and (year > issued.year or late)
    month, day = span.month, span.day or 1
    if not span.inherited and span.year is not None:
        return (span.year, month, day) > (issued.year, issued.month, issued.day)
    if (month, day) <= (issued.month, issued.day) or not 1 <= month <= _LAST_MONTH:
        return False
    return _too_long_ago(paper, month, day, issued)


def _too_long_ago(paper: Paper, month: int, day: int, issued: date) -> bool:
    """Whether the day cannot be that of the year before: too far back, or before the results were told."""
    try:
        ago = date(issued.year - 1, month, day)
    except ValueError:
        return False
    told = parse_iso(paper.reading.inspection.feedback_on)
    return (issued - ago).days > _AGO or (told is not None and ago < told)


def _issue(
    paper: Paper, code: str, at: tuple[int, int], first: DatedSpan, last: DatedSpan | None
) -> Issue:
    """The issue with both dates as printed and their places."""
    spans = [first] if last is None else [first, last]
    printed = [paper.text[one.start : one.end] for one in spans]
    issued = paper.reading.issued_on or ""
    facts: dict[str, Fact] = {
        "first": printed[0],
        "second": printed[1] if last is not None else issued,
        "dates_at": [[one.start, one.end] for one in spans],
    }
    return Issue("date-order", ERROR, *at, code, facts)
