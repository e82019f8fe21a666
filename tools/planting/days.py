"""Plants days that do not exist and days in an impossible order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tools.planting.model import Edit, Planted, Text
from tools.planting.numerals import heard, said
from zhenggai.core.reading import Inspection

_N = r"(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:[\d０-９]{4}|[〇零一二三四五六七八九]{4})"
_DAY = re.compile(rf"(?:(?P<y>{_YEAR})年)?(?P<m>{_N})月(?P<d>{_N})日")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_TITLE = re.compile("《[^《》\n]*(?:《[^》]*》[^《》\n]*)?》|〈[^〉\n]*〉")
_ORDER = frozenset(("date-order", "identity", "date-invalid"))
_PLAIN = str.maketrans("０１２３４５６７８９〇零一二三四五六七八九", "012345678900123456789")


def invalid(text: Text) -> Iterator[Planted]:
    """Every day of the notice, made one that no calendar has."""
    hidden = [match.span() for match in _TITLE.finditer(text.text)]
    for pattern in (_DAY, _ISO):
        for match in pattern.finditer(text.text, text.paper.start, text.paper.end):
            if any(a <= match.start() < b for a, b in hidden):
                continue
            for month, day in (("13", None), ("2", "30"), (None, "32"), ("4", "31"), ("0", None)):
                yield _unreal(text, match, month, day)


def _unreal(text: Text, match: re.Match[str], month: str | None, day: str | None) -> Planted:
    words = not match["m"].translate(_PLAIN).isascii() or match["m"][0] in "一二三四五六七八九十"
    edits: list[Edit] = []
    for name, put in (("m", month), ("d", day)):
        if put is not None:
            form = said(int(put)) if words else put.zfill(2) if "-" in match[0] else put
            edits.append((*match.span(name), form))
    made = f"{month or match['m']}-{day or match['d']}"
    kind = "no such month" if day is None else "no such day"
    return Planted("date-invalid", kind, text, tuple(edits), f"{match[0]} becomes {made}", _ORDER)


def order(text: Text) -> Iterator[Planted]:
    """The days of the inspection, the feedback, the plan and the notice, each moved behind the next one."""
    facts = text.paper.reading.inspection
    yield from _turned(text, facts)
    yield from _moved(text, "feedback before the end", facts.feedback_on, facts.ended_on, -3)
    plan = text.paper.reading.plan.adopted_on
    yield from _moved(text, "plan before the feedback", plan, facts.feedback_on, -5)
    yield from _moved(text, "notice before the plan", text.paper.reading.issued_on, plan, -8)
    yield from _moved(
        text, "notice before the feedback", text.paper.reading.issued_on, facts.feedback_on, -8
    )
    yield from _as_of(text)


def _turned(text: Text, facts: Inspection) -> Iterator[Planted]:
    """The period from its end to its start."""
    first = _printed(text, facts.started_on)
    last = _printed(text, facts.ended_on, first.end() if first else 0)
    if first is None or last is None or last.start() - first.end() > 3:
        return
    start, end = (
        date.fromisoformat(facts.started_on or ""),
        date.fromisoformat(facts.ended_on or ""),
    )
    swap = ((*first.span(), _words(end)), (*last.span(), _words(start)))
    yield Planted("date-order", "period turned", text, swap, "start and end swapped", _ORDER)
    early = ((*last.span(), _words(start - timedelta(days=40))),)
    yield Planted("date-order", "end before the start", text, early, "end 40 days before", _ORDER)


def _moved(text: Text, kind: str, day: str | None, after: str | None, by: int) -> Iterator[Planted]:
    """The printed day, last place first, put some days before the one that it must follow."""
    if day is None or after is None:
        return
    place = None
    for match in _DAY.finditer(text.text, text.paper.start, text.paper.end):
        if _is(match, date.fromisoformat(day)) and not _ISO.match(text.text, match.start()):
            place = match if place is None or kind.startswith("notice") else place
    if place is None:
        return
    new = date.fromisoformat(after) + timedelta(days=by)
    edit = (*place.span(), _words(new))
    yield Planted("date-order", kind, text, (edit,), f"{place[0]} becomes {_words(new)}", _ORDER)


def _as_of(text: Text) -> Iterator[Planted]:
    """A 截至 after the day of the notice, in the first measures and instead of the printed ones."""
    issued = text.paper.reading.issued_on
    if issued is None:
        return
    late = _words(date.fromisoformat(issued) + timedelta(days=45))
    for match in re.finditer(rf"截至({_DAY.pattern})", text.text):
        edit = (*match.span(1), late)
        yield Planted("date-order", "as of a day to come", text, (edit,), f"截至{late}", _ORDER)
    true = _words(date.fromisoformat(issued) - timedelta(days=3))
    for _, measure in text.paper.measures[:3]:
        at = measure.end
        base, wrong = (f"截至{day}，各项任务已逐一对账。" for day in (true, late))
        if text.text[at - 1 : at] == "。":
            yield Planted(
                "date-order", "as of a day to come, put in", text, ((at, at, wrong),), wrong, _ORDER,
                ((at, at, base),),
            )  # fmt: skip


def _printed(text: Text, day: str | None, start: int = 0) -> re.Match[str] | None:
    """The first place that prints a day; a year may be left out."""
    if day is None:
        return None
    wanted = date.fromisoformat(day)
    found = _DAY.finditer(text.text, max(start, text.paper.start), text.paper.end)
    return next((match for match in found if _is(match, wanted)), None)


def _is(match: re.Match[str], day: date) -> bool:
    year = match["y"].translate(_PLAIN) if match["y"] else None
    same = heard(match["m"]) == day.month and heard(match["d"]) == day.day
    return same and (year is None or int(year) == day.year)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
