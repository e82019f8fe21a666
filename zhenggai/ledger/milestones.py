"""Time nodes, targets and periods as words: what day a name means, what meaning a target has. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date

from zhenggai.ledger.models import Target

# What a round has where no document states otherwise (T1); offered, never imposed.
NODES = ("5月初", "年底", "长期")
TARGETS = {
    "整改完成": Target.Key.COMPLETED,
    "取得阶段性成果": Target.Key.INTERIM,
    "取得明显成效": Target.Key.EFFECT,
    "长期推进": Target.Key.LONG_TERM,
}
_LIKE = (
    (re.compile("长期|持续|常态"), Target.Key.LONG_TERM),
    (re.compile("阶段"), Target.Key.INTERIM),
    (re.compile("明显|显著|成效"), Target.Key.EFFECT),
)
_LASTING = re.compile("长期|持续|常态|长远")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = re.compile(r"(\d{4})\s*年")
_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_MONTH = re.compile(r"(\d{1,2})\s*月\s*(初|上旬|中旬|中|下旬|底|末)?")
_PARTS = {"初": 10, "上旬": 10, "中旬": 20, "中": 15}


def month_later(day: date, months: int) -> date:
    """The same day `months` later; the last day of a month that is too short."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def lasting(name: str) -> bool:
    """Whether the name is of a node that has no day (长期)."""
    return bool(_LASTING.search(name))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _within(year: int, name: str) -> date | None:
    """The day that the words of a node mean in a year; None where no rule knows them or the day does not exist."""
    exact, month = _DAY.search(name), _MONTH.search(name)
    try:
        if exact:
            return date(year, int(exact[1]), int(exact[2]))
        if month and month[2] in _PARTS:
            return date(year, int(month[1]), _PARTS[month[2]])
        if month:
            return _month_end(year, int(month[1]))
    except ValueError:
        return None
    if re.search("年底|年末|年内", name):
        return date(year, 12, 31)
    return date(year, 6, 30) if re.search("年中|上半年", name) else None


def suggested_day(name: str, since: date | None) -> date | None:
    """A day for a person to confirm: the first one after `since` that the words of the node can mean.

    None for 长期, and for words that no rule knows. A year in the words counts; without one and without `since` the
    year is not known and nothing is suggested.
    """
    name = name.translate(_DIGITS)
    stated = _YEAR.search(name)
    if lasting(name):
        return None
    if stated:
        rest = name[stated.start() + 4 :].strip()
        return _within(int(stated[1]), "年底" if rest == "年" else rest)
    if since is None:
        return None
    day = _within(since.year, name)
    return _within(since.year + 1, name) if day is not None and day < since else day


def certain(name: str) -> bool:
    """Whether the words name a day (6月30日) or a month's or the year's end, and not only a part of a month."""
    name = name.translate(_DIGITS)
    month = _MONTH.search(name)
    return bool(_DAY.search(name)) or not (month and month[2] in _PARTS)


def meaning_of(name: str) -> str:
    """The meaning of a target's words: the four of the process by name, others by what they say; else completed."""
    known = TARGETS.get(name.strip())
    if known is not None:
        return str(known)
    for pattern, key in _LIKE:
        if pattern.search(name):
            return str(key)
    return str(Target.Key.COMPLETED)


def date_of(value: str) -> date | None:
    """The day of an ISO 8601 string; None for an empty one or one that names no day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
