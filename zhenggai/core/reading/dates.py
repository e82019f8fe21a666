"""Dates of a narrative, with the year that a short date inherits.

A missing year comes from the last complete date (year and month at least) before it. Dates inside 《》, in plans and
targets, and ranges of years do not pass their year on. Where the day of the notice is known, a fact that would lie
after it belongs to the year before. What names no day of the calendar has no `iso`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from zhenggai.core.reading.masking import title_mask
from zhenggai.core.reading.numbers import parse_int


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """One printed date. `precision` is day, month or year and says how long `iso` is (2021-08-26, 2021-08, 2021).

    `iso` is None where the year is unknown or the day does not exist. `narrative` tells a fact of the narrative from a
    date in a title, a plan or a target; `inherited` says that the year was not printed; `range_part` is start or end
    where two dates stand as a range.
    """

    start: int
    end: int
    iso: str | None
    precision: str
    year: int | None
    month: int | None
    day: int | None
    inherited: bool = False
    narrative: bool = True
    range_part: str | None = None


_N = "[〇○零一二三四五六七八九十廿卅]"
_CN_YEAR = r"[〇○零一二三四五六七八九]"
# One class of first characters lets the engine skip at once what can begin no date.
_TOKEN = re.compile(
    rf"""
    [\d一二三四五六七八九十今本当同去上明次](?:
    (?<=[12])(?<![\d.．].)(?P<dy>[09]\d\d)\s?(?P<sep>[.．/\-－])\s?(?P<dm>\d{{1,2}})
        (?:(?P=sep)\s?(?P<dd>\d{{1,2}}))?(?![\d%％])
    |(?:(?:(?<=[12１２])(?<!\d.)(?P<y>[09０９]\d\d)|(?<=[一二])(?P<cy>{_CN_YEAR}{{3}}))\s?年(?:度)?
        |(?<=[今本当同去上明次])(?P<rel>年)的?)
        (?:\s?(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?月(?:份)?
        (?:\s?(?P<d>\d{{1,2}}|{_N}{{1,3}})\s?[日号])?)?
    |(?:(?<=\d)(?<![\d个第.．]\d)(?P<sm>\d?)|(?<=[一二三四五六七八九十])(?<!{_N}.)(?<![每两几].)(?P<cm>[一二]?))
        \s?月(?:份)?(?:\s?(?P<sd>\d{{1,2}}|{_N}{{1,3}})\s?[日号])?
    |(?<=\d)(?<=[至到—\-－~～]\d)(?P<od>\d?)\s?[日号]
    )
    """,
    re.VERBOSE,
)
_RANGE_GAP = re.compile(
    r"\s?(?:[(（][^()（）\n]{0,12}[)）])?\s?(?:至|到|—{1,2}|-{1,2}|－|–|~|～|—)\s?"
)
_PLAN_BEFORE = re.compile(
    "(?:计划(?!数|单列)|拟(?!定|订)|预计|预期|力争|争取|确保|目标|(?<![即以])将(?!军|士)|规划(?:到|于|在)|限期?于|承诺)[^，,；;。\n]{0,14}$"
)
_TARGET_AFTER = re.compile(
    "(?:年?[底末初]|上旬|中旬|下旬)?(?:之|以)?前|内(?:完成|建成|开工|实现)|[底末]完成"
)
_UNTIL_BEFORE = re.compile("(?<!截)(?:到|至)$")
_SHIFT = {"去年": -1, "上年": -1, "明年": 1, "次年": 1}


def find_dates(text: str, issued_on: str | None = None) -> list[DatedSpan]:
    """Every printed date in text order; `issued_on` (ISO) is the day of the notice where it is known."""
    issued = parse_iso(issued_on)
    titles = title_mask(text)
    found: list[DatedSpan] = []
    known: date | None = None
    for match in _TOKEN.finditer(text):
        relative = match.group()[:2] if match["rel"] else None
        inside = titles.covers(match.start())
        last = found[-1] if found else None
        joined = (
            last is not None and _RANGE_GAP.fullmatch(text, last.end, match.start()) is not None
        )
        raw = _raw(match, inside=inside, aim=_is_aim(text, match, joined=joined))
        if joined and last is not None:
            found[-1] = replace(last, range_part="start")
            span = _range_end(raw, found[-1])
        else:
            span = _with_year(raw, relative, known, issued)
        found.append(span)
        if _passes_year(span):
            known = date(span.year or 1, span.month or 1, 1)
    return found


def parse_iso(value: str | None) -> date | None:
    """A full ISO day as a date; None for None and for anything that is not one."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def iso_of(year: int | None, month: int | None, day: int | None) -> str | None:
    """ISO text at the precision that is known; None for an unknown year or a day that does not exist."""
    if year is None or not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def narrative_years(spans: list[DatedSpan]) -> Iterator[tuple[int, int]]:
    """(offset, year) of every complete date that passes its year on, in text order."""
    for span in spans:
        if _passes_year(span) and span.year:
            yield span.end, span.year


def _passes_year(span: DatedSpan) -> bool:
    """A complete date of the narrative does, and so does the end of a range over the turn of a year."""
    if not (span.narrative and span.iso and span.month):
        return False
    return not span.inherited or span.range_part == "end"


def _raw(match: re.Match[str], *, inside: bool, aim: bool) -> DatedSpan:
    """What is printed, before a year is inherited."""
    year = _number(match, "dy", "y", "cy")
    month = _number(match, "sm", "cm")
    if month is None:
        month = parse_int(match["dm"] or match["m"] or "")
    day = _number(match, "od")
    if day is None:
        day = parse_int(match["dd"] or match["d"] or match["sd"] or "")
    precision = "day" if day is not None else "month" if month is not None else "year"
    return DatedSpan(
        start=match.start(),
        end=match.end(),
        iso=iso_of(year, month, day),
        precision=precision,
        year=year,
        month=month,
        day=day,
        narrative=not inside and not aim,
    )


def _number(match: re.Match[str], *names: str) -> int | None:
    """The number whose first character is the match's own and whose rest is one of the named groups."""
    for name in names:
        if match[name] is not None:
            return parse_int(match.group()[: match.end(name) - match.start()])
    return None


def _is_aim(text: str, match: re.Match[str], *, joined: bool) -> bool:
    """Whether the date stands in a plan or a target."""
    if _TARGET_AFTER.match(text, match.end()):
        return True
    start = max(0, match.start() - 20)
    before = text[start : match.start()]
    return (not joined and _UNTIL_BEFORE.search(before) is not None) or _PLAN_BEFORE.search(
        before
    ) is not None


def _range_end(raw: DatedSpan, first: DatedSpan) -> DatedSpan:
    """The end of a range takes year and month from its start; a month before the start's lies in the next year."""
    if raw.year is not None:
        passes = raw.narrative and raw.month is not None
        return replace(raw, range_part="end", narrative=passes)
    month = raw.month if raw.month is not None else first.month
    year = first.year
    if year is not None and month is not None and first.month is not None and month < first.month:
        year += 1
    return replace(
        raw,
        iso=iso_of(year, month, raw.day),
        year=year,
        month=month,
        inherited=True,
        narrative=first.narrative,
        range_part="end",
    )


def _with_year(
    raw: DatedSpan, relative: str | None, known: date | None, issued: date | None
) -> DatedSpan:
    """A short date with the year it inherits."""
    if raw.year is not None or (raw.month is None and relative is None):
        return raw
    if relative in ("今年", "本年", "去年", "上年", "明年"):
        base = issued.year if issued else known.year if known else None
    else:
        base = known.year if known else None
    year = None if base is None else base + _SHIFT.get(relative or "", 0)
    year = _not_after(raw, year, issued) if relative is None else year
    return replace(raw, iso=iso_of(year, raw.month, raw.day), year=year, inherited=True)


def _not_after(raw: DatedSpan, year: int | None, issued: date | None) -> int | None:
    """A completed fact cannot lie after the notice."""
    if year is None or issued is None or not raw.narrative:
        return year
    later = (year, raw.month or 1, raw.day or 1) > (issued.year, issued.month, issued.day)
    return year - 1 if later else year
