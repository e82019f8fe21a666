"""Days as people type them: 6.30, 6月30日, 月底, 年底前, 下周五, +10工作日, 20260630.

Nothing is guessed: what could be two days is refused with both of them named.
"""

from __future__ import annotations

import calendar as months
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from zhenggai.core.calendar.days import Calendar, Reckoned
from zhenggai.core.errors import BadValue

LONGEST = 40
# A day that lies this far back is hardly meant where the coming one is asked for, and the other way round.
_FAR = 183
_MOST = 9999
_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": "0", "两": "2"}
_NUMBER = "[零〇一二两三四五六七八九十]{1,4}"
_SPELLED = re.compile(rf"{_NUMBER}(?=[年月日号旬季周个天])|(?<=第){_NUMBER}")
_BY = re.compile("(?:之?前|以前)$")
_YEARS = {"今": 0, "本": 0, "当": 0, "明": 1, "次": 1, "后": 2, "去": -1, "前": -2}
_NEAR = {"前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_WEEKDAYS = "一二三四五六日"
_PARTS = {"上旬": 10, "中旬": 20}
_UNITS = "个?(?P<unit>工作日|天|日|周|星期|礼拜|月|年)"


class Towards(Enum):
    """Which way a field looks where the year is left out: at what is to come (a due date), or at what has been."""

    AHEAD = 1
    BACK = -1


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and against what it is read."""

    text: str
    today: date
    calendar: Calendar
    towards: Towards


def read(text: str, today: date, calendar: Calendar, towards: Towards = Towards.AHEAD) -> Reckoned:
    """The day that `text` means.

    Raises BadValue: DATE for what is no day, DATE-NONE for a day that does not exist, DATE-VAGUE for words that name a
    stretch of days (月初), DATE-TWO with both days where it could be either, DATE-RANGE far outside of time.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = plain.replace("。", ".").removesuffix("为止").removesuffix("止")
    if not plain or len(plain) > LONGEST:
        raise BadValue("DATE", value=text[:LONGEST])
    typed = Typed(text.strip(), today, calendar, towards)
    plain = _SPELLED.sub(lambda spelled: _arabic(spelled[0]), plain)
    # 5天前 is counted back; 6月30日前 is the last day on which something may still be done.
    for wanted in (plain, _BY.sub("", plain)):
        for pattern, meaning in _FORMS:
            match = pattern.fullmatch(wanted)
            if match:
                found = meaning(match, typed)
                return found if isinstance(found, Reckoned) else Reckoned(found, provisional=False)
    raise BadValue("DATE", value=typed.text)


def _arabic(spelled: str) -> str:
    """二〇二六 → 2026, 三十 → 30, 二十一 → 21."""
    if "十" not in spelled:
        return "".join(_DIGITS[sign] for sign in spelled)
    tens, _, ones = spelled.partition("十")
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def _on(typed: Typed, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue("DATE-NONE", value=typed.text) from None


def _end(typed: Typed, year: int, month: int) -> date:
    if not 1 <= month <= 12 or not 1 <= year <= _MOST:
        raise BadValue("DATE-NONE", value=typed.text)
    return date(year, month, months.monthrange(year, month)[1])


def _without_year(typed: Typed, within: Callable[[int], date]) -> date:
    """The occurrence that is meant where the year is left out.

    That of this year where it lies where the field looks. Else the other one where this year's is more than half a year
    away, and no guess where both are near.
    """
    here = within(typed.today.year)
    sign = typed.towards.value
    if (here - typed.today).days * sign >= 0:
        return here
    there = within(typed.today.year + sign)
    if abs((here - typed.today).days) > _FAR:
        return there
    first, second = sorted((here, there))
    raise BadValue("DATE-TWO", value=typed.text, first=first.isoformat(), second=second.isoformat())


def _stated(match: re.Match[str], typed: Typed) -> int | None:
    """The year in figures or as 明年; two figures are of this century."""
    figures, word = match["year"], match.groupdict().get("word")
    if figures:
        return int(figures) + (2000 if len(figures) == 2 else 0)
    return typed.today.year + _YEARS[word] if word else None


def _in_year(match: re.Match[str], typed: Typed, within: Callable[[int], date]) -> date:
    year = _stated(match, typed)
    return _without_year(typed, within) if year is None else within(year)


def _civil(match: re.Match[str], typed: Typed) -> date:
    month, day = int(match["month"]), int(match["day"])
    if (month, day) == (2, 29) and _stated(match, typed) is None:
        _on(typed, 2000, month, day)
        return _leap(typed)
    return _in_year(match, typed, lambda year: _on(typed, year, month, day))


def _leap(typed: Typed) -> date:
    """29 February without its year: the nearest one that exists where the field looks."""
    sign, year = typed.towards.value, typed.today.year
    for one in range(year, year + sign * 9, sign):
        if months.isleap(one) and (date(one, 2, 29) - typed.today).days * sign >= 0:
            return date(one, 2, 29)
    raise BadValue("DATE-NONE", value=typed.text)


def _month(match: re.Match[str], typed: Typed) -> date:
    """6月底, 6月中旬, 6月: by the end of it; 6月初 names a stretch."""
    month, part = int(match["month"]), match["part"] or ""
    if part == "初" or (not part and typed.towards is Towards.BACK):
        raise BadValue("DATE-VAGUE", value=typed.text)
    if part in _PARTS:
        return _in_year(match, typed, lambda year: _on(typed, year, month, _PARTS[part]))
    return _in_year(match, typed, lambda year: _end(typed, year, month))


def _day_of_month(match: re.Match[str], typed: Typed) -> date:
    """15日: of this month, unless it lies on the wrong side of today."""
    day, sign = int(match["day"]), typed.towards.value
    here = _on(typed, typed.today.year, typed.today.month, day)
    if (here - typed.today).days * sign >= 0:
        return here
    index = typed.today.year * 12 + typed.today.month - 1 + sign
    there = _on(typed, index // 12, index % 12 + 1, day)
    first, second = sorted((here, there))
    raise BadValue("DATE-TWO", value=typed.text, first=first.isoformat(), second=second.isoformat())


def _near(match: re.Match[str], typed: Typed) -> date:
    return typed.today + timedelta(days=_NEAR[match[0]])


def _this_month(match: re.Match[str], typed: Typed) -> date:
    if match["part"] == "初":
        raise BadValue("DATE-VAGUE", value=typed.text)
    ahead = {"下": 1, "上": -1}.get(match["which"] or "", 0)
    index = typed.today.year * 12 + typed.today.month - 1 + ahead
    return _end(typed, index // 12, index % 12 + 1)


def _year(match: re.Match[str], typed: Typed) -> date:
    if match["part"] == "初":
        raise BadValue("DATE-VAGUE", value=typed.text)
    year = _stated(match, typed)
    return _end(typed, typed.today.year if year is None else year, 12)


def _quarter(match: re.Match[str], typed: Typed) -> date:
    month = int(match["quarter"]) * 3
    return _in_year(match, typed, lambda year: _end(typed, year, month))


def _half(match: re.Match[str], typed: Typed) -> date:
    month = 6 if match["half"] == "上" else 12
    return _in_year(match, typed, lambda year: _end(typed, year, month))


def _weekday(match: re.Match[str], typed: Typed) -> date:
    """下周五: of the next week, which begins on Monday; a weekday alone is of this week."""
    weeks = match["ahead"].count("下") - match["ahead"].count("上")
    monday = typed.today - timedelta(days=typed.today.weekday())
    place = _WEEKDAYS.index(match["day"].replace("天", "日"))
    found = monday + timedelta(days=place, weeks=weeks)
    if not match["ahead"] and (found - typed.today).days * typed.towards.value < 0:
        other = found + timedelta(weeks=typed.towards.value)
        first, second = sorted((found, other))
        raise BadValue(
            "DATE-TWO", value=typed.text, first=first.isoformat(), second=second.isoformat()
        )
    return found


def _counted(match: re.Match[str], typed: Typed) -> date | Reckoned:
    """+10工作日, +10, 10天后, -3天."""
    back = match["sign"] == "-" or match.groupdict().get("after") in ("前", "之前")
    number = int(match["number"]) * (-1 if back else 1)
    unit = match["unit"] or "天"
    try:
        if unit == "工作日":
            return typed.calendar.add_working(typed.today, number)
        if unit in ("月", "年"):
            return _months_on(typed, number * (12 if unit == "年" else 1))
        return typed.today + timedelta(days=number * (1 if unit in ("天", "日") else 7))
    except OverflowError:
        raise BadValue("DATE-RANGE", n=number) from None


def _months_on(typed: Typed, number: int) -> date:
    index = typed.today.year * 12 + typed.today.month - 1 + number
    year, month = index // 12, index % 12 + 1
    last = _end(typed, year, month)
    return last.replace(day=min(typed.today.day, last.day))


_WORDED = r"(?:(?P<year>\d{4}|\d\d)年|(?P<word>[今本当明次后去前])年)?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Typed], date | Reckoned]], ...] = (
    (re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"), _civil),
    (
        re.compile(r"(?:(?P<year>\d{4}|\d\d)([-/.]))?(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[日号]?"),
        _civil,
    ),
    (re.compile(_WORDED + r"(?P<month>\d{1,2})月(?:份)?(?P<day>\d{1,2})[日号]?"), _civil),
    (
        re.compile(_WORDED + r"(?P<month>\d{1,2})月(?:份)?(?P<part>初|上旬|中旬|下旬|底|末)?"),
        _month,
    ),
    (re.compile(r"(?P<which>[本下上当])?个?月(?P<part>初|底|末|内)"), _this_month),
    (re.compile(r"(?:(?P<year>\d{4})年?|(?P<word>[今本当明次后去前])年?)?年(?P<part>初|底|末|内)"), _year),
    (re.compile(_WORDED + r"第?(?P<quarter>[1-4])季度?(?:[底末内])?"), _quarter),
    (re.compile(_WORDED + r"(?P<half>[上下])半年(?:[底末内])?"), _half),
    (
        re.compile(r"(?P<ahead>下{0,3}|上{0,3}|[本这])个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"),
        _weekday,
    ),
    (re.compile("|".join(sorted(_NEAR, key=len, reverse=True))), _near),
    (re.compile(r"(?P<day>\d{1,2})[日号]"), _day_of_month),
    (re.compile(rf"(?P<sign>[+-])(?P<number>\d{{1,4}})(?:{_UNITS})?[内后]?"), _counted),
    (re.compile(r"(?P<sign>)(?P<number>\d{1,4})个?(?P<unit>工作日)"), _counted),
    (re.compile(rf"(?P<sign>)(?P<number>\d{{1,4}}){_UNITS}(?P<after>之?后|以后|之?内|以内|(?<!\d日)之?前)"), _counted),
)  # fmt: skip
