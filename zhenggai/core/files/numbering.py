"""The automatic numbers of Word paragraphs, which stand nowhere in their text.

`numbering.xml` defines lists (abstract) and their uses (num); a paragraph names a use and a level, or its style does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from zhenggai.core.files.markup import Attributes, walk
from zhenggai.core.files.numerals import numeral

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_UNNUMBERED = "0"
_MAX_CHAIN = 20  # styles based on styles: longer is a circle


def local(tag: str) -> str:
    """The local name of an expat tag or attribute."""
    return tag.rpartition(" ")[2]


def plain(attributes: Attributes) -> Attributes:
    """The attributes by their local names."""
    return {local(key): value for key, value in attributes.items()}


def number_of(text: str | None, default: int) -> int:
    """A whole number in an attribute; `default` where it is missing or none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else default


@dataclass(slots=True)
class Level:
    """One level of a list: where it starts, how it counts, the text around the number."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""


@dataclass(slots=True)
class _Num:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(slots=True)
class Style:
    """A paragraph or list style as far as numbering goes; empty where it says nothing."""

    based_on: str = ""
    num: str = ""
    level: str = ""


class _NumberingReader:
    """Collects the lists while expat passes through numbering.xml."""

    def __init__(self) -> None:
        self.abstracts: dict[str, _Abstract] = {}
        self.nums: dict[str, _Num] = {}
        self._abstract: _Abstract | None = None
        self._num: _Num | None = None
        self._override = 0
        self._level: Level | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        name, values = local(tag), plain(attributes)
        value = values.get("val", "")
        if name == "abstractNum":
            self._num = None
            self._abstract = self.abstracts[values.get("abstractNumId", "")] = _Abstract()
        elif name == "num":
            self._num = self.nums[values.get("numId", "")] = _Num()
        elif name == "lvl":
            self._open_level(number_of(values.get("ilvl"), 0))
        elif name == "numStyleLink" and self._abstract:
            self._abstract.style_link = value
        elif self._num and self._level is None:
            self._in_num(name, value, values)
        elif self._level is not None:
            self._in_level(self._level, name, value)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if local(tag) == "lvl":
            self._level = None

    def _open_level(self, number: int) -> None:
        self._level = Level()
        if self._num:
            self._num.levels[number] = self._level
        elif self._abstract:
            self._abstract.levels[number] = self._level

    def _in_num(self, name: str, value: str, values: Attributes) -> None:
        if self._num is None:
            return
        if name == "abstractNumId":
            self._num.abstract = value
        elif name == "lvlOverride":
            self._override = number_of(values.get("ilvl"), 0)
        elif name == "startOverride":
            self._num.starts[self._override] = number_of(value, 1)

    @staticmethod
    def _in_level(level: Level, name: str, value: str) -> None:
        if name == "start":
            level.start = number_of(value, 1)
        elif name == "numFmt":
            level.style = value
        elif name == "lvlText":
            level.text = value
        elif name == "suff":
            level.suffix = value
        elif name == "lvlRestart":
            level.restart = number_of(value, 0)
        elif name == "isLgl":
            level.legal = value not in ("0", "false", "off")
        elif name == "pStyle":
            level.paragraph_style = value


class _StyleReader:
    """Collects the styles while expat passes through styles.xml."""

    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self.default = ""
        self._style: Style | None = None
        self._changed = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        name, values = local(tag), plain(attributes)
        value = values.get("val", "")
        self._changed += name == "pPrChange"
        if name == "style":
            self._style = self.styles[values.get("styleId", "")] = Style()
            if values.get("type") == "paragraph" and values.get("default") in ("1", "true", "on"):
                self.default = values.get("styleId", "")
        elif self._style is not None and not self._changed:
            if name == "basedOn":
                self._style.based_on = value
            elif name == "numId":
                self._style.num = value
            elif name == "ilvl":
                self._style.level = value

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._changed -= local(tag) == "pPrChange"


class Numbering:
    """Counts the paragraphs of a document and tells each the number that Word prints before it."""

    def __init__(self, lists: bytes, styles: bytes, name: str) -> None:
        """Read the parts (empty where a document has none); raises BadFile where they are broken."""
        reader, style_reader = _NumberingReader(), _StyleReader()
        if lists:
            walk([lists], (name, "numbering"), reader.start, end=reader.end)
        if styles:
            walk([styles], (name, "styles"), style_reader.start, end=style_reader.end)
        self._abstracts, self._nums = reader.abstracts, reader.nums
        self._styles, self._default = style_reader.styles, style_reader.default
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def mark(self, style: str, num: str, level: str) -> str:
        """The number with its text ("3.", "（二）", "①") before the next paragraph; empty where it has none.

        `style`, `num` and `level` are what the paragraph itself names, empty where it does not. Counts the paragraph.
        """
        if not self._nums:
            return ""
        found = self._place(style or self._default, num, level)
        if found is None:
            return ""
        num, depth, abstract = found
        levels = self._levels(num, abstract)
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        self._count(counters, num, depth, levels)
        return self._write(counters, depth, levels)

    def _place(self, style: str, num: str, level: str) -> tuple[str, int, str] | None:
        """Use, level and list of a paragraph; what it says itself comes before what its style says."""
        named = ""
        if not num:
            named, inherited = self._from_style(style)
            num, level = inherited.num, level or inherited.level
        if not num or num == _UNNUMBERED or num not in self._nums:
            return None
        abstract = self._abstract(num)
        levels = self._levels(num, abstract)
        linked = next(
            (n for n, each in levels.items() if named and each.paragraph_style == named), 0
        )
        depth = number_of(level, linked)
        return (num, depth, abstract) if depth < _LEVELS and depth in levels else None

    def _from_style(self, style: str) -> tuple[str, Style]:
        """The style that names a use, searched up the styles it is based on."""
        for _ in range(_MAX_CHAIN):
            found = self._styles.get(style)
            if found is None:
                break
            if found.num:
                return style, found
            style = found.based_on
        return "", Style()

    def _abstract(self, num: str) -> str:
        """The list behind a use; a list may only point to a list style, which names another use."""
        abstract = self._nums[num].abstract
        for _ in range(_MAX_CHAIN):
            found = self._abstracts.get(abstract)
            if found is None or found.levels or not found.style_link:
                break
            linked = self._nums.get(self._styles.get(found.style_link, Style()).num)
            if linked is None:
                break
            abstract = linked.abstract
        return abstract

    def _levels(self, num: str, abstract: str) -> dict[int, Level]:
        found = self._abstracts.get(abstract, _Abstract())
        return {**found.levels, **self._nums[num].levels}

    def _count(
        self, counters: list[int | None], num: str, depth: int, levels: dict[int, Level]
    ) -> None:
        """Count on at `depth` and let deeper levels begin anew."""
        override = self._nums[num].starts.get(depth)
        current = counters[depth]
        if override is not None and (num, depth) not in self._started:
            counters[depth] = override
        else:
            counters[depth] = levels[depth].start if current is None else current + 1
        self._started.add((num, depth))
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            # 0: never begin anew; n: only after level n (counted from 1) or a higher one.
            if restart is None or depth < restart:
                counters[deeper] = None

    @staticmethod
    def _write(counters: list[int | None], depth: int, levels: dict[int, Level]) -> str:
        """The text of the number; a bullet is none."""
        level = levels[depth]
        if level.style == "bullet":
            return ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, Level())
            value = counters[at]
            style = "decimal" if level.legal else other.style
            return numeral(other.start if value is None else value, style)

        written = _PLACE.sub(place, level.text)
        # Word sets a gap after the number; in the text it is only needed where the number has no sign of its own.
        ends_open = written[-1:].isalnum() and unicodedata.category(written[-1]) != "No"
        return written + " " if ends_open and level.suffix != "nothing" else written
