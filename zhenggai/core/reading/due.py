"""The day by which something is to be done: 年底前, 6月底, 2022年上半年, 12月15日前 as a civil date."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from zhenggai.core.reading.dates import DatedSpan, narrative_years, parse_iso
from zhenggai.core.reading.numbers import parse_int

_Y = r"(?:19|20)\d\d|[二一][〇○零九][〇○零一二三四五六七八九]{2}"
_M = "[一二三四五六七八九十]{1,3}"
DUE = re.compile(
    rf"""
    (?<!\d)(?:(?P<year>{_Y})\s?年(?!度|以来|以前|来)|(?P<word>今年|明年|后年|本年|次年))?(?P<own>年)?
    \s?(?:
        (?P<month>(?<!\d)\d{{1,2}}|{_M})\s?月(?:份)?(?:
            (?P<day>\d{{1,2}}|{_M})[日号]|(?P<part>上旬|中旬|下旬|初))?
        |(?P<half>[上下])半年
        |第?(?P<quarter>[一二三四1234])季度
        |(?P<close>年?[底末](?=[前之以完实基全建各,，。、]|$)|(?<![\d一二三四五六七八九十两几半多])年内|(?<=[\d今明本]年)内)
    )
    |(?<!\d)(?P<bare>{_Y})\s?年(?!度|以来|以前|来)|(?P<bareword>今年|明年|后年)(?!以来)
    """,
    re.VERBOSE,
)
_SHIFT = {"明年": 1, "次年": 1, "后年": 2}
_PART_DAY = {"上旬": 10, "中旬": 20}
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_RANGE_GAP = re.compile(r"\s?(?:至|到|—{1,2}|-|－|–|~|～)\s?")


@dataclass(frozen=True, slots=True)
class Due:
    """A due day; `stated_year` tells whether the year was printed as a number, `moved` whether it was put off a year."""

    day: date | None
    stated_year: bool
    moved: bool = False


class Calendar:
    """Knows the narrative's year at every place of one text, and the day of the notice where it is known."""

    def __init__(self, dates: list[DatedSpan], issued_on: str | None) -> None:
        """Take what `find_dates` found."""
        passed = list(narrative_years(dates))
        self._offsets = [offset for offset, _ in passed]
        self._years = [year for _, year in passed]
        self.issued = parse_iso(issued_on)

    def year_at(self, offset: int) -> int | None:
        """Year of the last complete date before `offset`; else that of the notice; else None."""
        place = bisect_right(self._offsets, offset) - 1
        if place >= 0:
            return self._years[place]
        return self.issued.year if self.issued else None

    def first_due(self, text: str, start: int, end: int) -> Due | None:
        """The first due expression in a stretch; of a range its end."""
        match = DUE.search(text, start, end)
        while match:
            following = DUE.search(text, match.end(), end)
            if following is None or not _RANGE_GAP.fullmatch(text, match.end(), following.start()):
                return self._due(match)
            match = following
        return None

    def _due(self, match: re.Match[str]) -> Due:
        printed = parse_int(match["year"] or match["bare"] or "")
        word = match["word"] or match["bareword"]
        year = self._year(printed, word, match.start())
        day = None if year is None else _last_day(match, year)
        if day and printed is None and word is None and self.issued and day < self.issued:
            # What is still to be done cannot have been due before the notice.
            return Due(_last_day(match, day.year + 1), stated_year=False, moved=True)
        return Due(day, printed is not None)

    def is_past(self, due: Due) -> bool:
        """Whether the day, as it would be read in a plain statement, lies before the notice."""
        early = due.day is not None and self.issued is not None and due.day < self.issued
        return due.moved or early

    def _year(self, printed: int | None, word: str | None, offset: int) -> int | None:
        if printed is not None:
            return printed
        if word is None:
            return self.year_at(offset)
        base = self.issued.year if self.issued else self.year_at(offset)
        return None if base is None else base + _SHIFT.get(word, 0)


def _last_day(match: re.Match[str], year: int) -> date | None:
    """The last day of the expression in a given year; None for 月初, which names none, and for impossible days."""
    if not 1 <= year <= 9998 or match["part"] == "初":
        return None
    if match["month"]:
        return _in_month(match, year)
    if match["half"]:
        return date(year, 6, 30) if match["half"] == "上" else date(year, 12, 31)
    if match["quarter"]:
        month = _QUARTER[match["quarter"]]
        return date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 12, 31)


def _in_month(match: re.Match[str], year: int) -> date | None:
    month = parse_int(match["month"]) or 0
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if match["day"]:
        day = parse_int(match["day"]) or 0
        return date(year, month, day) if 1 <= day <= length else None
    return date(year, month, _PART_DAY.get(match["part"] or "", length))
