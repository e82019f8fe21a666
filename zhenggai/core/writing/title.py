"""Breaking a title into lines: a trapezium or a diamond, and never through a word.

There is no word list of the language here, only what titles of this field are made of; everything else may be broken,
at a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhenggai.core.writing.text import lines, one_line

LINE = 20
"""Full characters of a title that fit on one line."""

_MOST_LINES = 4
_WORDS = re.compile(
    "|".join(
        (
            r"[0-9A-Za-z.%\-+]+[年月日号个项条次]?",
            r"[一二三四五六七八九十百]+届",
            r"第[一二三四五六七八九十百0-9]+[届轮次批组号]",
            "整改落实|落实情况|整改|巡视巡察|巡视|巡察|审计|督查|监督|检查",
            "阶段性|进展|情况|通报|公告|报告|方案|意见|反馈|问题|线索|工作|专项|措施|台账|清单",
            "省委|市委|县委|区委|党委|党组|中共|中央|委员会|领导小组|办公室|办公厅|人民政府|常委会",
            "关于|印发|开展|推进|落实|贯彻|集中|阶段|公开|公布|通知|决定|实施|细则|办法",
        )
    )
)
_NOT_FIRST = frozenset("的地得和与及或等了、，。；：！？”’》〉）】")
_NOT_LAST = frozenset("和与及或对向将第“‘《〈（【")
_UNKNOWN = 12.0
_IN_TITLE = 15.0


def width(text: str) -> float:
    """The width of `text` in full characters; ASCII counts one half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def break_title(text: str) -> list[str]:
    """The lines of a title. Line ends given by the writer are kept where every line fits."""
    given = lines(text)
    if len(given) > 1 and all(width(line) <= LINE for line in given):
        return given
    whole = one_line(text)
    for count in range(1, _MOST_LINES + 1):
        found = _best(whole, count) if width(whole) <= LINE * count else None
        if found:
            return found
    return [whole]


def _best(text: str, count: int) -> list[str] | None:
    """The cheapest way to set `text` in `count` lines, None where it does not fit."""
    prices = _prices(text)
    best: tuple[float, list[str]] | None = None
    for cuts in _cuts(text, sorted(prices), 0, count):
        parts = [text[a:b] for a, b in pairwise((0, *cuts, len(text)))]
        price = sum(prices[cut] for cut in cuts) + _shape(parts)
        if best is None or price < best[0]:
            best = (price, parts)
    return best[1] if best else None


def _cuts(text: str, places: list[int], start: int, count: int) -> Iterator[tuple[int, ...]]:
    """Every choice of `count` - 1 places after `start` that leaves no line too long."""
    if count == 1:
        if width(text[start:]) <= LINE:
            yield ()
        return
    for cut in places:
        fits = cut > start and width(text[start:cut]) <= LINE
        if fits and width(text[cut:]) <= LINE * (count - 1):
            for rest in _cuts(text, places, cut, count - 1):
                yield (cut, *rest)


def _shape(parts: list[str]) -> float:
    """What the outline costs: uneven lines a little, an hourglass and a short last line much."""
    widths = [width(part) for part in parts]
    mean = sum(widths) / len(widths)
    price = sum((each - mean) ** 2 for each in widths)
    middle = range(1, len(widths) - 1)
    price += sum(60.0 for i in middle if widths[i] < min(widths[i - 1], widths[i + 1]))
    return price + (200.0 if len(parts) > 1 and widths[-1] < 4 else 0.0)


def _prices(text: str) -> dict[int, float]:
    """Every place where `text` may be broken, with its price."""
    inside: set[int] = set()
    edges: set[int] = set()
    for word in _WORDS.finditer(text):
        inside.update(range(word.start() + 1, word.end()))
        edges.update(word.span())
    prices = {}
    depth = 0
    for cut in range(1, len(text)):
        depth += {"《": 1, "》": -1}.get(text[cut - 1], 0)
        if cut in inside or text[cut] in _NOT_FIRST or text[cut - 1] in _NOT_LAST:
            continue
        prices[cut] = (0.0 if cut in edges else _UNKNOWN) + (_IN_TITLE if depth > 0 else 0.0)
    return prices
