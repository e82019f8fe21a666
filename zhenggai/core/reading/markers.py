"""Numbers that open a heading, a finding or a measure, told from numbers that merely stand there.

A mark at the beginning of a line is believed unless it is a decimal. A mark inside a line must stand after the end of
a sentence and continue its own counting, so that a whole document on one line is read as well.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from zhenggai.core.reading.numbers import parse_int
from zhenggai.core.reading.source import Source


class Kind(IntEnum):
    """What a block begins with; the value is its usual rank, 0 the highest."""

    PART = 0  # 第一部分
    DUN = 10  # 一、
    TITLE = 15  # a chapter heading without a number
    CN = 20  # （一）
    HEAD = 25  # a heading line without a number
    NUM = 30  # 1.
    LEAD = 32  # 针对“…”的问题 without a number
    PAR = 40  # （1）
    CIRCLED = 50  # ①
    WORD = 60  # 一是
    LABEL = 80  # 整改情况：
    PLAIN = 90  # a paragraph


RUN_IN = (Kind.PAR, Kind.CIRCLED, Kind.WORD)
LEAVES = (Kind.LABEL, Kind.PLAIN)


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark: kind, number as printed and as a number, where it begins and where its text begins."""

    kind: Kind
    printed: str
    number: int
    start: int
    content: int
    at_line: bool


_CN = "[一二三四五六七八九十]{1,3}"
_CANDIDATE = re.compile(
    # The class in front costs nothing and spares the search most places of the text.
    rf"(?=[①-⒛㉑-㉟㊱-㊿❶-❿➀-➉(㈠-㈩\d第其一二三四五六七八九十])(?:(?P<CIRCLED>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉])"
    rf"|(?P<CN>\( ?(?:{_CN}) ?\)[、.]?|[㈠-㈩])"
    rf"|(?P<PAR>\( ?\d{{1,3}} ?\)[、.]?|[⑴-⒇]|(?<![\d(.a-zA-Z])\d{{1,2}}\)[、.]?)"
    rf"|(?P<PART>第{_CN}(?:部分|章|篇|板块)[:、 ]?)"
    rf"|(?P<WORD>其{_CN}是?[,、]|第{_CN}[,、](?!第)|(?<![之第统唯同])(?:{_CN})(?:是|要(?!求|素|点|闻|件|事|务)))"
    rf"|(?P<DUN>(?<![第之周至])(?:{_CN}) ?[、.](?!{_CN}(?:是|季|级|期|类|等|届|线|产|者|轮|次)))"
    rf"|(?P<NUM>(?<![\d.a-zA-Z+/~-])(?<!问题)(?<!问题 )(?:\d{{1,3}} ?[.、]|[⒈-⒛])))"
)
_DECIMAL = re.compile(
    r"\d{1,3}[.、](?=\d)(?!\d+[.]\d|\d{4}年|\d{4,}(?!\d*(?:[万亿元%]|平方|公里)))"
)
_LINE_NUMBER = re.compile(r"(?:^|(?<=\n)) *(\d{1,3})[.、](?!\d)")
_LONG_LINE = 400
_BOUNDARY = "。;:!?)]”》 \n\r"
_LOOSE = _BOUNDARY + ",、"
# Behind these a number refers to an item and opens none (参照2.和3.的做法).
_REFERRING = "和及与至到见照按"
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十]+|[①-⓿❶-➓㈠-㊿⒈-⒛]")
_OPENS_FINDING = re.compile(
    r" ?(?:针对|关于|对于|在“|反馈|巡[视察]|[^。;:\n]{2,120}。? ?(?:整改[^。:;,\n]{0,8}|落实情况):)"
)
_OPENS_BODY = re.compile(r"(?:通报|公告|公示|报告|公布|公开|如下|通知|方案|意见|情况)[:。]?$")
_OPENS_LIST = re.compile(r"(?:问题|措施|情况|如下|整改|工作)[,:]?$")
_HAN = re.compile(r" ?[\u4e00-\u9fff“《]")


@lru_cache(maxsize=4096)
def _value(printed: str) -> int | None:
    """The number in a mark."""
    numeral = _NUMERAL.search(printed)
    return parse_int(numeral.group()) if numeral else None


class Counting:
    """Which number each kind of mark expects next, fed with the marks that were believed."""

    def __init__(self) -> None:
        """Nothing was counted yet."""
        self._last: dict[Kind, int] = {}
        self._here: dict[Kind, int] = {}

    def note(self, marker: Marker) -> None:
        """Count a believed mark; whatever ranks below it starts anew, or goes on from where it was."""
        self._last[marker.kind] = marker.number
        self._here = {kind: at for kind, at in self._here.items() if kind < marker.kind}
        self._here[marker.kind] = marker.number

    def follows(self, kind: Kind, number: int) -> bool:
        """Whether this number is the first, the next one here, or the next one in the document."""
        return number in (1, self._here.get(kind, 0) + 1, self._last.get(kind, 0) + 1)

    def skips(self, kind: Kind, number: int) -> bool:
        """Whether the number goes on after a small gap, as in an abstract that leaves some out."""
        here = self._here.get(kind)
        return here is not None and here < number <= here + 4

    def expects(self, kind: Kind, number: int) -> bool:
        """Whether it is exactly the next one, a first one only where nothing of its kind is open."""
        here = self._here.get(kind)
        if here is not None:
            return number == here + 1
        return number in (1, self._last.get(kind, 0) + 1)


def find_markers(source: Source, start: int, end: int) -> list[Marker]:
    """All marks between two offsets, in order. Linear in the length of the text."""
    return [marker for marker, believed in find_candidates(source, start, end) if believed]


def find_candidates(source: Source, start: int, end: int) -> Iterator[tuple[Marker, bool]]:
    """Whatever looks like a mark between two offsets, in order, and whether it is believed to open a block."""
    counting = Counting()
    decimals = _Decimals(source, start, end)
    covered = start
    for match in _CANDIDATE.finditer(source.norm, start, end):
        kind = Kind[match.lastgroup or "NUM"]
        number = _value(match.group())
        if number is None or match.start() < covered or source.sheltered(match.start()):
            continue
        decimal = kind is Kind.NUM and _DECIMAL.match(source.norm, match.start()) is not None
        if decimal and not decimals.is_mark(match.start(), number, source.line_starts, counting):
            continue
        marker = Marker(
            kind,
            _printed(source, match),
            number,
            match.start(),
            match.end(),
            match.start() in source.line_starts,
        )
        believed = _believed(source, marker, counting, start)
        if believed:
            counting.note(marker)
            covered = match.end()
        yield marker, believed


class _Decimals:
    """Tells 4.5G演播室 (item four) from 4.5万亩: by the numbers that the lines around it carry."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        """Note every line that certainly begins with a number."""
        self._norm = source.norm
        self._lines = [
            (match.start(1), int(match.group(1)))
            for match in _LINE_NUMBER.finditer(source.norm, start, end)
        ]

    def is_mark(
        self, at: int, number: int, line_starts: frozenset[int], counting: Counting
    ) -> bool:
        """Whether digits, a point and digits open an item: the next line says so, or no unit follows."""
        if at not in line_starts or not counting.expects(Kind.NUM, number):
            return False
        if _CHAPTERED.match(self._norm, at) is not None:
            return False
        index = bisect_right(self._lines, (at, number))
        following = self._lines[index][1] if index < len(self._lines) else None
        if following == number + 1:
            return True
        return following != number and _MEASURED.match(self._norm, at) is None


# 2.1 问题：… counts within a chapter.
_CHAPTERED = re.compile(r"(?:\d{1,2}[.]){1,2}\d{1,2}[.]? ?(?:问题|反馈|整改|关于|针对|“)")
_MEASURED = re.compile(
    r"\d{1,3}[.、]\d+ ?(?:[多余]?[万亿千百]|[%元亩吨米倍度升人个项件次户家名条起]|公[里顷斤]|平方|立方|千米|厘米|小时|分钟|兆|[a-zA-Z]{2}|:|-|~|[.、]|$)"
)


def _printed(source: Source, match: re.Match[str]) -> str:
    """The numeral of the mark as it stands in the text."""
    numeral = _NUMERAL.search(source.norm, match.start(), match.end())
    return source.norm[numeral.start() : numeral.end()] if numeral else match.group()


def _believed(source: Source, marker: Marker, counting: Counting, start: int) -> bool:
    """Whether the mark opens a block."""
    if marker.at_line:
        return True
    if marker.kind is Kind.PART:
        return False
    before = source.norm[marker.start - 1] if marker.start > start else "\n"
    follows = counting.follows(marker.kind, marker.number) or counting.skips(
        marker.kind, marker.number
    )
    if marker.kind is Kind.WORD:
        return follows and (
            before in _LOOSE or (marker.number == 1 and _opens_list(source, marker))
        )
    if before in _BOUNDARY:
        return follows or marker.kind is Kind.CIRCLED or _is_finding(source, marker)
    first = marker.number == 1 and _opens_list(source, marker)
    if before == "、" or not (first or counting.expects(marker.kind, marker.number)):
        return False
    return _without_stop(source, marker, before)


def _opens_list(source: Source, marker: Marker) -> bool:
    """Whether the words before the mark announce a list (…的问题，1.)."""
    tail = source.norm[max(0, marker.start - 6) : marker.start]
    return _OPENS_LIST.search(tail) is not None


def _is_finding(source: Source, marker: Marker) -> bool:
    """Whether 针对, 关于 or the like follows an Arabic number."""
    return marker.kind is Kind.NUM and bool(_OPENS_FINDING.match(source.norm, marker.content))


def _without_stop(source: Source, marker: Marker, before: str) -> bool:
    """Whether a mark that follows no punctuation opens a block: after a heading on the same line."""
    after = _HAN.match(source.norm, marker.content) is not None
    if marker.kind in (Kind.CIRCLED, Kind.CN):
        return after
    if marker.kind is Kind.PAR:
        return after and (before == "," or _in_long_line(source, marker.start))
    if marker.kind is Kind.NUM and before == ",":
        return after and _opens_list(source, marker)
    if marker.kind is Kind.NUM:
        joins = _HAN.match(before) is not None and before not in _REFERRING
        return after and joins and not _quantity(source, marker)
    if marker.kind is Kind.DUN:
        tail = source.norm[max(0, marker.start - 4) : marker.start]
        return after and _OPENS_BODY.search(tail) is not None
    return False


def _in_long_line(source: Source, at: int) -> bool:
    """Whether the line is so long that it must hold several paragraphs."""
    index = bisect_right(source.lines, (at, len(source.norm))) - 1
    start, end = source.lines[index]
    return end - start >= _LONG_LINE


def _quantity(source: Source, marker: Marker) -> bool:
    """Whether 第3、… or 等3、… merely counts: only a finding may follow a word directly."""
    if _is_finding(source, marker) or _opens_list(source, marker):
        return False
    dotted = source.norm[marker.content - 1] == "."
    return not dotted or source.norm[marker.start - 1] in "第约共近超达至到于为"
