"""Days and months that no calendar has: 2月30日, 13月5日, 2021年2月29日."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from zhenggai.core.checks.model import ERROR, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading.dates import DatedSpan

_LEAP_YEAR = 2020
_MONTHS = 12
_FEBRUARY, _LEAP_DAY = 2, 29
_LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历)[^,，。;；]{0,6}$")
# 24月龄, 第13月薪: a number of months, no month.
_NUMBER_OF_MONTHS = re.compile(r"\s?(?:龄|薪|供|租|嫂|卡|票|饼|球|亮|付|结|费|均)")
_PARTS = re.compile(r"[-./－．]")
_CODE_BEFORE = re.compile(r"[A-Za-z0-9_/.－-]$")
_CODE_AFTER = re.compile(r"[A-Za-z0-9_/－-]")
_STATED = re.compile(r"\s?(?:份|底|初|末|[上中下]旬|以?前|至|到)")


def find_invalid(paper: Paper, start: int, end: int) -> Iterator[Issue]:
    """Dates of one paragraph that do not exist."""
    last: DatedSpan | None = None
    for span in paper.dated(start, end):
        code = _fault(paper, span, last)
        last = span
        if code is not None and not _is_code(paper.text, span):
            days = _days(span.year, span.month)
            yield Issue(
                "date-invalid",
                ERROR,
                span.start,
                span.end,
                code,
                {"date": paper.text[span.start : span.end], "days": days},
            )


def _fault(paper: Paper, span: DatedSpan, last: DatedSpan | None) -> str | None:
    """Why a date does not exist; None where it does, or where its year is not certain."""
    month, day = span.month, span.day
    if month is None or _LUNAR.search(paper.text, max(0, span.start - 10), span.start):
        return None
    if not 1 <= month <= _MONTHS:
        return "date-invalid.month" if _means_month(paper, span) else None
    if day is None:
        return None
    if not 1 <= day <= _days(_LEAP_YEAR, month):
        return "date-invalid.day"
    if (month, day) == (_FEBRUARY, _LEAP_DAY) and span.year and _sure_of_year(span, last):
        return None if calendar.isleap(span.year) else "date-invalid.leap"
    return None


def _days(year: int | None, month: int | None) -> int:
    """How many days a month has; February has 29 where the year is not known."""
    if month is None or not 1 <= month <= _MONTHS:
        return 0
    return calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _sure_of_year(span: DatedSpan, last: DatedSpan | None) -> bool:
    """Whether the year is printed, or printed with the beginning of the same range."""
    if not span.inherited:
        return True
    begins = last is not None and last.range_part == "start" and span.range_part == "end"
    return begins and last is not None and not last.inherited


def _means_month(paper: Paper, span: DatedSpan) -> bool:
    """Whether a month beyond the twelfth, or before the first, is meant as a month and not as a number of months."""
    if _NUMBER_OF_MONTHS.match(paper.text, span.end):
        return False
    printed = paper.text[span.start : span.end]
    stated = span.day is not None or _STATED.match(paper.text, span.end) is not None
    return stated or (not span.inherited and span.year is not None and "月" in printed)


def _is_code(text: str, span: DatedSpan) -> bool:
    """Whether figures between points or dashes may be a code, or stand without a day."""
    if "月" in text[span.start : span.end] or "日" in text[span.start : span.end]:
        return False
    if not _PARTS.search(text, span.start, span.end) or span.day is None:
        return True
    before = text[max(0, span.start - 1) : span.start]
    return bool(_CODE_BEFORE.search(before)) or _CODE_AFTER.match(text, span.end) is not None
