"""The text beside a look-alike of the same length, so that one rule reads every way of typing.

`norm` has half-width digits, brackets and punctuation, curly quotation marks and plain spaces at the
very offsets where `text` has their variants; rules read `norm`, values are cut from `text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

SOFT = "\r"
"""Stands in `norm` for a line end that only wraps a paragraph (as in text taken from a PDF)."""

_LONGEST_QUOTE = 800
_CELLS = re.compile(r"[\t|│┃]")
_WRAPPED_RUN = 4
_WRAPPED_WIDTH = 18
_WRAPPED_SLACK = 3
_PUNCTUATION = dict(
    zip(
        "（），：；．！？％＋－／～—–＝【】〔〕「」『』〝〞∶﹙﹚｡･",
        "(),:;.!?%+-/~--=[][]“”“”“”:()。·",
        strict=True,
    )
)
_PUNCTUATION.update({"\uff3b": "[", "\uff3d": "]", "\uff02": '"'})
_SPACES = dict.fromkeys("\u3000\u00a0\t\u2002\u2003\u2009\u200b\ufeff\u202f", " ")
_DIGITS = {chr(0xFF10 + i): str(i) for i in range(10)}
_LETTERS = {chr(0xFF21 + i): chr(65 + i) for i in range(26)}
_TABLE = str.maketrans({**_PUNCTUATION, **_SPACES, **_DIGITS, **_LETTERS, "○": "〇", "\u2027": "·"})
_STRAIGHT = re.compile(r'["\n]')
# A point after a Chinese word is a full stop; after a numeral or a bracket it may belong to a mark.
_POINT = re.compile(r"(?<=[\u4e00-\u9fff”》])(?<![一二三四五六七八九十])\.(?![\d.a-zA-Z])")
_BRACKETS = re.compile(r"[“”《》\n]")
_LINE = re.compile(r"[^\n]+")
_ENDS = "。:;!?”》"


@dataclass(frozen=True, slots=True)
class Source:
    """A text, its look-alike, its matched quotation marks, its lines and where their words begin."""

    text: str
    norm: str
    pairs: dict[int, int]
    shelters: tuple[list[int], list[int]]
    lines: list[tuple[int, int]]
    line_starts: frozenset[int]

    def exact(self, start: int, end: int) -> str:
        """The wording between two offsets, trimmed, without line ends that only wrap."""
        piece = self.text[start:end]
        if SOFT in self.norm[start:end]:
            kept = zip(piece, self.norm[start:end], strict=True)
            piece = "".join(char for char, twin in kept if twin != SOFT)
        return piece.strip()

    def sheltered(self, offset: int) -> bool:
        """Whether the offset lies inside quotation marks or a title."""
        starts, ends = self.shelters
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < ends[index]

    def trim(self, start: int, end: int, marks: str = "") -> tuple[int, int]:
        """The stretch without white space, and without any of `marks`, at its ends."""
        drop = " \n\r" + marks
        while start < end and self.norm[start] in " \n\r":
            start += 1
        while end > start and self.norm[end - 1] in drop:
            end -= 1
        return start, end


def make_source(text: str) -> Source:
    """Prepare a text for reading. Line ends become `\\n`; nothing else changes and nothing raises."""
    text = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    )
    norm = _POINT.sub("。", _curly(text.translate(_TABLE)))
    norm = _unwrap(norm, text)
    pairs = _match(norm)
    norm = _mended(norm, pairs)
    lines = [match.span() for match in _LINE.finditer(norm) if match.group().strip()]
    starts = frozenset(b - len(norm[a:b].lstrip()) for a, b in lines)
    return Source(text, norm, pairs, _outermost(pairs), lines, starts)


def _curly(norm: str) -> str:
    """Straight quotation marks become opening and closing ones, by turns within a line."""
    if '"' not in norm:
        return norm
    opened = False

    def turn(match: re.Match[str]) -> str:
        nonlocal opened
        if match.group() == "\n":
            opened = False
            return "\n"
        opened = not opened
        return "“" if opened else "”"

    return _STRAIGHT.sub(turn, norm)


def _unwrap(norm: str, text: str) -> str:
    """Mark line ends that only wrap: where most lines are equally full, or some lines in a row are."""
    lines = norm.split("\n")
    if len(lines) < _WRAPPED_RUN:
        return norm
    widths = [len(line.rstrip()) for line in lines]
    wrapped = _all_wrapped(lines, widths)
    if wrapped is None:
        rows = {index for index, line in enumerate(text.split("\n")) if _CELLS.search(line)}
        wrapped = _runs_wrapped(
            lines, [0 if at in rows else wide for at, wide in enumerate(widths)]
        )
    if not wrapped:
        return norm
    parts = [line + (SOFT if index in wrapped else "\n") for index, line in enumerate(lines[:-1])]
    return "".join(parts) + lines[-1]


def _all_wrapped(lines: list[str], widths: list[int]) -> set[int] | None:
    """The lines that only wrap in a document whose lines are mostly full; None for any other document."""
    longest = max(widths, default=0)
    used = [width for width in widths if width]
    full = [index for index, width in enumerate(widths) if width >= longest - 3 and width]
    if not 14 <= longest <= 70 or len(used) < 8 or len(full) * 2 < len(used):
        return None
    within = sum(1 for index in full if lines[index].rstrip()[-1:] not in _ENDS)
    if within * 5 < len(full) * 3:
        return None
    return {index for index in full if index + 1 < len(lines) and _wraps(lines, index)}


def _wraps(lines: list[str], index: int) -> bool:
    """Whether a full line goes on in the next one."""
    after = lines[index + 1].strip()
    if not after or _begins(after):
        return False
    return not (lines[index].rstrip()[-1:] in _ENDS and lines[index + 1][:1] == " ")


def _runs_wrapped(lines: list[str], widths: list[int]) -> set[int]:
    """Lines in a row, equally long, none of which ends a sentence: a wrapped paragraph among others."""
    softs: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        bare = line.rstrip()
        fits = widths[index] >= _WRAPPED_WIDTH and bare[-1:] not in _ENDS
        near = not run or abs(widths[index] - widths[run[0]]) <= _WRAPPED_SLACK
        if fits and near and not (run and _begins(line.strip())):
            run.append(index)
            continue
        softs.update(_closed_run(lines, run))
        run = [index] if fits else []
    softs.update(_closed_run(lines, run))
    return softs


def _closed_run(lines: list[str], run: list[int]) -> list[int]:
    """The lines of a run that wrap; a run that is too short may be headings."""
    if len(run) < _WRAPPED_RUN:
        return []
    return [index for index in run if index + 1 < len(lines) and _wraps(lines, index)]


_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\(\s?[一二三四五六七八九十\d]{1,3}\s?\)|\d{1,3}[.、](?!\d)|[①-⑳]"
)


def _begins(line: str) -> bool:
    """Whether the line opens with a number of its own, so that it cannot continue another."""
    return _BEGINS.match(line) is not None


def _match(norm: str) -> dict[int, int]:
    """Opening to closing offset of every matched pair of quotation or title marks in one line.

    A mark without partner counts for nothing; two equal marks around a word are taken as a pair.
    """
    pairs: dict[int, int] = {}
    open_quotes: list[int] = []
    open_titles: list[int] = []
    stray = -1
    for found in _BRACKETS.finditer(norm):
        char, offset = found.group(), found.start()
        if char == "\n":
            _leftover(open_quotes, pairs)
            open_quotes, open_titles, stray = [], [], -1
        elif char == "“":
            open_quotes.append(offset)
        elif char == "《":
            open_titles.append(offset)
        elif char == "》":
            _close(open_titles, offset, pairs)
        elif open_quotes:
            _close(open_quotes, offset, pairs)
        elif stray >= 0 and offset - stray < _LONGEST_QUOTE:
            pairs[stray], stray = offset, -1
        else:
            stray = offset
    _leftover(open_quotes, pairs)
    return pairs


def _mended(norm: str, pairs: dict[int, int]) -> str:
    """Pairs that were typed with two equal marks get an opening and a closing one."""
    wrong = [at for at in pairs if norm[at] == "”" or norm[pairs[at]] == "“"]
    if not wrong:
        return norm
    chars = list(norm)
    for start in wrong:
        chars[start], chars[pairs[start]] = "“", "”"
    return "".join(chars)


def _close(opened: list[int], offset: int, pairs: dict[int, int]) -> None:
    """Pair the last opening mark, unless it lies too far back to belong."""
    if opened:
        start = opened.pop()
        if offset - start <= _LONGEST_QUOTE:
            pairs[start] = offset


def _leftover(opened: list[int], pairs: dict[int, int]) -> None:
    """Two opening marks that stayed alone in a line are a pair that was typed wrongly."""
    if len(opened) == 2 and opened[1] - opened[0] <= _LONGEST_QUOTE:
        pairs[opened[0]] = opened[1]


def _outermost(pairs: dict[int, int]) -> tuple[list[int], list[int]]:
    """Starts and ends of the pairs that lie in no other pair, in order."""
    starts: list[int] = []
    ends: list[int] = []
    for start in sorted(pairs):
        if not ends or start > ends[-1]:
            starts.append(start)
            ends.append(pairs[start])
    return starts, ends
