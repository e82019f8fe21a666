"""Due dates as people type them into a cell: 2021.6.30, 2021年6月底, 6月底前, 44377, 长期, 立行立改."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

_LASTING = re.compile("长期|持续|常态|长远|不间断|坚持")
_AT_ONCE = re.compile("立行立改|即知即改|立即|立整立改|马上就改|边查边改|已完成|完成整改")
_STAGED = re.compile("分阶段|分步")
_FULL = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_WORDS = re.compile(
    r"""(?:(?P<year>(?:20)?\d\d)\s*年?\s*[-./]?|(?P<word>今年|本年|明年|次年))?\s*(?:
        (?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?\s*(?:(?P<day>\d{1,2})\s*[日号]?
            |(?P<part>上旬|中旬|下旬|月?底|月?末|初|中))?
        |(?P<half>[上下])半年
        |第?(?P<quarter>[一二三四1-4])季度
        |(?P<close>年?[底末]|年?内)
    )""",
    re.VERBOSE,
)
_YEAR_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_PART_DAY = {"初": 10, "上旬": 10, "中": 15, "中旬": 20}
_NUMERALS = {sign: at for at, sign in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_EPOCH = date(1899, 12, 30)
_SERIALS = range(32874, 73051)  # 1990 to 2100


@dataclass(frozen=True, slots=True)
class Day:
    """What a cell says of the time.

    `on` is the day, None where none is named. `lasting` is 长期, `pace` immediate, staged or continuous. `wrong` says
    that no day can be read; `assumed` that a person should confirm it: "year" was not written, "part" of a month.
    """

    on: date | None = None
    lasting: bool = False
    pace: str = ""
    wrong: bool = False
    assumed: str = ""


def read_day(text: str, since: date | None = None) -> Day:
    """The day of a cell. Without a year it is the first one after `since` that the words can mean."""
    bare = unicodedata.normalize("NFKC", text).replace("\n", "").strip()
    if not bare:
        return Day()
    lasting = bool(_LASTING.search(bare))
    pace = "immediate" if _AT_ONCE.search(bare) else "staged" if _STAGED.search(bare) else ""
    pace = "continuous" if lasting and not pace else pace
    found = _exact(bare) or _worded(bare, since)
    if found is None:
        return Day(lasting=lasting, pace=pace, wrong=not (lasting or pace))
    return Day(found.on, lasting, pace, found.wrong, found.assumed)


def _day(year: int, month: int, day: int) -> Day:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return Day(wrong=True)


def _exact(text: str) -> Day | None:
    """A day written in full, or as the number that a table keeps for it."""
    full = list(_FULL.finditer(text))
    if full:
        found = _day(*(int(part) for part in full[-1].groups()))
        # 2021年3月1日至6月30日 and the like: the last day counts, and somebody should look.
        until = re.search(r"[至到~—-]\s*(.+)", text[full[-1].end() :])
        later = _worded(until[1], found.on) if until and found.on else None
        if later is not None and later.on:
            return Day(later.on, assumed="part")
        return Day(found.on, wrong=found.wrong, assumed="part" * (len(full) > 1))
    bare = re.sub(r"[以之]?前$|\s*00:00(:00)?$", "", text)
    if plain := _PLAIN.fullmatch(bare):
        return _day(*(int(part) for part in plain.groups()))
    number = _SERIAL.fullmatch(bare)
    if number:
        inside = int(number[1]) in _SERIALS
        return Day(_EPOCH + timedelta(days=int(number[1]))) if inside else Day(wrong=True)
    return None


def _worded(text: str, since: date | None) -> Day | None:
    """A day in words, or without its year."""
    bare = re.sub(r"[以之]?前$", "", text)
    if month := _YEAR_MONTH.fullmatch(bare):
        return _end(int(month[1]), int(month[2]))
    if short := _SHORT.fullmatch(bare):
        return _yearless(lambda year: _day(year, int(short[1]), int(short[2])), since)
    matches = [match for match in _WORDS.finditer(text) if match.group().strip()]
    if not matches:
        return None
    last = matches[-1]
    if last["year"]:
        year = int(last["year"])
        found = _within(last, year if year > 99 else 2000 + year)
    elif last["word"]:
        return _of_word(last, since)
    else:
        found = _yearless(lambda year: _within(last, year), since)
    return Day(found.on, wrong=found.wrong, assumed=found.assumed or "part" * (len(matches) > 1))


def _of_word(match: re.Match[str], since: date | None) -> Day:
    if since is None:
        return Day(wrong=True)
    found = _within(match, since.year + (match["word"] in ("明年", "次年")))
    return Day(found.on, wrong=found.wrong, assumed="year")


def _yearless(within: object, since: date | None) -> Day:
    """The first day after `since`; without `since` the year is not known."""
    assert callable(within)  # noqa: S101 - a function of the year
    if since is None:
        probe: Day = within(2024)
        return Day(wrong=True) if probe.wrong else Day(wrong=True, assumed="year")
    found: Day = within(since.year)
    if found.on is not None and found.on < since:
        found = within(since.year + 1)
    return Day(found.on, wrong=found.wrong, assumed="" if found.wrong else "year")


def _end(year: int, month: int) -> Day:
    if not 1 <= month <= 12:
        return Day(wrong=True)
    return Day(date(year, month, calendar.monthrange(year, month)[1]))


def _within(match: re.Match[str], year: int) -> Day:
    """The last day that the words can mean in a year."""
    if match["month"]:
        month = _NUMERALS.get(match["month"]) or int(
            match["month"] if match["month"].isdigit() else 0
        )
        if match["day"]:
            return _day(year, month, int(match["day"]))
        part = (match["part"] or "").removeprefix("月")
        if part in _PART_DAY and 1 <= month <= 12:
            return Day(date(year, month, _PART_DAY[part]), assumed="part")
        return _end(year, month)
    if match["half"]:
        return _end(year, 6 if match["half"] == "上" else 12)
    if match["quarter"]:
        quarter = _NUMERALS.get(match["quarter"]) or int(match["quarter"])
        return _end(year, 3 * quarter)
    return _end(year, 12)
