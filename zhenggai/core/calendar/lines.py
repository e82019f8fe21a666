"""A year's notice as people hand it in: lines "date, off or work, name", or the sentences of the notice itself.

Each line is read for itself and keeps its own refusal, so that a page can show a verdict beside every line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from zhenggai.core.calendar.days import Kind, Special, YearPlan
from zhenggai.core.errors import BadValue, Refusal

MOST_LINES, LONGEST = 500, 400
_KINDS = {
    Kind.OFF: {"off", "放假", "休", "休息", "假", "假日", "节假日", "放假调休"},
    Kind.WORK: {"work", "上班", "班", "调休上班", "补班", "工作日"},
}
_SEPARATOR = re.compile(r"[,，;；\t]|\s{2,}|\s(?=\S)")
_RANGE = re.compile(r"至|到|~|–|—+|\.\.|/(?=\d{4}-)")
_AROUND = re.compile(r"\s*(至|到|~|–|—)\s*")
_FULL = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_SHORT = re.compile(r"(\d{1,2})(?:[-/.月])(\d{1,2})日?")
_LONGEST_SPAN = 31

_POINT = r"(?:(?P<y{0}>\d{{4}})年)?(?:(?P<m{0}>\d{{1,2}})月)?(?P<d{0}>\d{{1,2}})日(?:\((?P<w{0}>[^()]*)\))?"
_SPAN = re.compile(_POINT.format(1) + r"(?:至" + _POINT.format(2) + ")?")
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d+[.、])?\s*(?P<name>[^::]{1,20}):(?P<rest>.*)$"
)
_TOTAL = re.compile(r"共(\d{1,2})天")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was read: its days, or the refusal that says what is wrong. Neither: a heading, passed over."""

    number: int
    text: str
    days: tuple[Special, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines of what was handed in for a year."""

    year: int
    lines: tuple[Line, ...]

    @property
    def refused(self) -> int:
        """How many lines are wrong."""
        return sum(line.refusal is not None for line in self.lines)

    @property
    def plan(self) -> YearPlan:
        """The plan of the lines that are right."""
        days = sorted(day for line in self.lines for day in line.days)
        return YearPlan(self.year, tuple(days))


def read_lines(text: str, year: int) -> Sheet:
    """Read `text` as the notice of `year`. Raises BadValue: TEXT-EMPTY; IMP-ROWS above 500 lines."""
    kept = [
        (number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]
    if not kept:
        raise BadValue("TEXT-EMPTY")
    if len(kept) > MOST_LINES:
        raise BadValue("IMP-ROWS", rows=len(kept), limit=MOST_LINES)
    seen: dict[date, int] = {}
    lines = []
    for number, line in kept:
        read = _line(number, line[:LONGEST], year)
        doubled = next((one.day for one in read.days if one.day in seen), None)
        if doubled is not None:
            refusal = BadValue("CAL-TWICE", day=doubled.isoformat(), row=seen[doubled])
            read = Line(number, read.text, (), refusal)
        seen |= {one.day: number for one in read.days}
        lines.append(read)
    return Sheet(year, tuple(lines))


def _line(number: int, text: str, year: int) -> Line:
    plain = unicodedata.normalize("NFKC", text)
    try:
        item = _ITEM.match(plain)
        if item and ("放假" in plain or "上班" in plain):
            days = _sentences(item, year)
        elif not any(sign.isdigit() for sign in plain):
            return Line(number, text)
        else:
            days = _columns(plain, year)
        for one in days:
            _check(one, year)
    except BadValue as refusal:
        return Line(number, text, (), refusal)
    return Line(number, text, tuple(days))


def _columns(text: str, year: int) -> list[Special]:
    """date, off or work, name."""
    joined = _AROUND.sub(r"\1", text)
    cells = [cell.strip() for cell in _SEPARATOR.split(joined) if cell and cell.strip()]
    if len(cells) < 2:
        raise BadValue("CAL-LINE", value=text)
    kind = _kind(cells[1])
    bounds = [_date(part, year) for part in _RANGE.split(cells[0], maxsplit=1)]
    return _stretch(bounds[0], bounds[-1], kind, " ".join(cells[2:])[:40])


def _kind(word: str) -> Kind:
    for kind, words in _KINDS.items():
        if word.lower() in words:
            return kind
    raise BadValue("CAL-KIND", value=word)


def _date(text: str, year: int) -> date:
    full, short = _FULL.fullmatch(text), _SHORT.fullmatch(text)
    if full:
        return _day(text, *(int(part) for part in full.groups() if part))
    if short:
        return _day(text, year, int(short[1]), int(short[2]))
    raise BadValue("DATE", value=text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue("DATE-NONE", value=text) from None


def _stretch(first: date, last: date, kind: Kind, name: str) -> list[Special]:
    length = (last - first).days + 1
    if not 1 <= length <= _LONGEST_SPAN:
        raise BadValue("DAYS-ORDER", first=first.isoformat(), last=last.isoformat())
    return [Special(first + timedelta(days=ahead), kind, name) for ahead in range(length)]


def _check(one: Special, year: int) -> None:
    """A day belongs to its year or to the December before; only weekend days are worked instead."""
    if one.day.year != year and (one.day.year, one.day.month) != (year - 1, 12):
        raise BadValue("CAL-YEAR", day=one.day.isoformat(), year=year)
    if one.kind is Kind.WORK and one.day.weekday() < 5:
        raise BadValue("CAL-WORKED", day=one.day.isoformat())


def _sentences(item: re.Match[str], year: int) -> list[Special]:
    """元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"""
    name = item["name"].strip()
    found: list[Special] = []
    for clause in re.split("[。;]", item["rest"]):
        kind = Kind.WORK if "上班" in clause else Kind.OFF if "放假" in clause else None
        if kind is None:
            continue
        days, month = [], 0
        for span in _SPAN.finditer(clause):
            first, month = _point(span, 1, (year, month))
            last = first if span["d2"] is None else _point(span, 2, (first.year, month))[0]
            month = last.month
            days += _stretch(first, last, kind, name)
        total = _TOTAL.search(clause)
        if total and int(total[1]) != len(days):
            raise BadValue("CAL-TOTAL", stated=int(total[1]), counted=len(days))
        found += days
    if not found:
        raise BadValue("CAL-LINE", value=item[0])
    return found


def _point(span: re.Match[str], which: int, known: tuple[int, int]) -> tuple[date, int]:
    """One end of a span: what it leaves out is known from before; the weekday that it names must be right."""
    year, month = known
    stated, text = span[f"y{which}"], span[0]
    month = int(span[f"m{which}"] or month)
    day = _day(text, int(stated or year), month, int(span[f"d{which}"]))
    weekday = re.search(r"(?:周|星期)([一二三四五六日天])", span[f"w{which}"] or "")
    if weekday and _WEEKDAYS.index(weekday[1].replace("天", "日")) != day.weekday():
        raise BadValue("CAL-WEEKDAY", day=day.isoformat(), stated=weekday[0])
    return day, month
