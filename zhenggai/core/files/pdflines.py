"""From the lines that a PDF prints back to the paragraphs that were written.

A PDF knows only where characters stand. A line goes on the paragraph of the line before when it begins where the text
begins (not indented), is of the same size, and the line before was full. What is centred, indented, set apart or short
stands alone: to leave two lines apart loses nothing, to join a title with the text below it would.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from zhenggai.core.files.model import Note

_PAGE_NUMBER = re.compile(
    r"(?:[-–—－·•]\s*)?(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?(?:\s*[-–—－·•])?"
    r"|(?:第\s*)?[0-9]{1,4}\s*页?\s*[/／,，共]\s*(?:共\s*)?[0-9]{1,4}\s*页?"
)
_MARKER = re.compile(
    r"[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百0-9]+[）)]|[0-9]{1,3}[、.．](?![0-9])"
    r"|[0-9]{1,3}[）)]|[①-⑳㉑-㉟⑴-⑽]|第[一二三四五六七八九十百]+[章节条]"
    r"|[一二三四五六七八九十]是|[首其再][先次]|附件|联系方式|[中来]源[：:]"
)
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)]*$")
_CLAUSE_END = re.compile(r"[。！？!?；;：:][”’」』）)]*$")
_DIGITS = re.compile("[0-9]+")
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…①-⑳\U00020000-\U0003ffff]"
# Setters put a hair of space between Chinese and Latin; in the text it is none.
_HAIR_SPACE = re.compile(rf"(?<={_CJK}) (?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%.]) (?={_CJK})")
# Between Chinese characters a space may part the columns of a table, but not in a sentence or in letter-spaced words.
_PROSE = re.compile("[，。；：]")
_SPREAD = re.compile(rf"(?<={_CJK}) (?={_CJK})")
# Radicals (and Latin ligatures) share a glyph with whole characters: a PDF may name either, the writer meant the latter.
_SUPPLEMENT = dict(
    zip(
        "⺁⺊⺓⺝⺟⺠⺩⺬⺮⺼⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
        "厂卜幺月母民王示竹肉虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟",
        strict=True,
    )
)
_RADICALS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    0x2F3E: "户",
    0x2329: "〈",
    0x232A: "〉",
    **{ord(radical): character for radical, character in _SUPPLEMENT.items()},
}
_RADICAL = re.compile("[" + "".join(map(chr, _RADICALS)) + "]")
_EDGE_LINES = 3
_Edge = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, left edge, baseline and character size in points (0 where unknown)."""

    text: str
    x: float
    y: float
    size: float

    @property
    def width(self) -> float:
        """The width in Chinese characters, estimated: Latin letters and digits take half."""
        return sum(0.5 if char.isascii() else 1.0 for char in self.text)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the text body of the document is set; all lengths in points, `full` in characters."""

    left: float
    full: float
    gap: float
    indented: bool
    spaced: bool


def paragraphs(pages: list[list[Line]]) -> tuple[str, list[Note]]:
    """The paragraphs of all pages, one a line, and notes of what was left out or replaced."""
    repeated = _repeated(pages)
    notes = Counter[str]()
    kept: list[list[Line]] = []
    for page in pages:
        body = [_clean(line, notes) for line in _without_edges(page, repeated, notes)]
        kept.append(body)
    layout = _measure(kept)
    written: list[str] = []
    previous: Line | None = None
    hanging: float | None = None
    for page in kept:
        for number, line in enumerate(page):
            gap = previous.y - line.y if previous and number else None
            if previous and _continues(previous, line, layout, gap, hanging):
                written[-1] = _join(written[-1], line.text)
                hanging = line.x if line.x > layout.left + line.size / 2 else None
            else:
                written.append(line.text)
                hanging = None
            previous = line
    return "\n".join(written), [Note(code, count) for code, count in sorted(notes.items())]


def _edges(page: list[Line]) -> dict[int, _Edge]:
    """The short lines at either end of a page with what makes them equal: text apart from digits, and height."""
    full = max((line.width for line in page), default=0.0)
    near = {*range(min(_EDGE_LINES, len(page))), *range(max(0, len(page) - _EDGE_LINES), len(page))}
    short = [number for number in near if page[number].width <= 0.7 * full]
    return {
        number: (_DIGITS.sub("0", page[number].text), round(page[number].y)) for number in short
    }


def _repeated(pages: list[list[Line]]) -> set[_Edge]:
    """What stands at the same place of most pages: running heads and feet."""
    counted = Counter(edge for page in pages for edge in set(_edges(page).values()))
    return {edge for edge, count in counted.items() if count > 1 and count * 2 > len(pages)}


def _without_edges(page: list[Line], repeated: set[_Edge], notes: Counter[str]) -> list[Line]:
    """The page without page numbers and running lines at its edges."""
    edges = _edges(page)
    heights = [line.y for line in page]
    kept = []
    for number, line in enumerate(page):
        outermost = number in (0, len(page) - 1) or line.y in (min(heights), max(heights))
        if outermost and _PAGE_NUMBER.fullmatch(line.text):
            notes["PAGE-NUMBERS"] += 1
        elif edges.get(number) in repeated:
            notes["REPEATED-LINES"] += 1
        else:
            kept.append(line)
    return kept


def _clean(line: Line, notes: Counter[str]) -> Line:
    """The line with whole characters for radicals and without the spaces of setting."""
    text, radicals = _RADICAL.subn(lambda match: _RADICALS[ord(match.group())], line.text)
    if radicals:
        notes["RADICALS"] += radicals
    text = _HAIR_SPACE.sub("", text)
    if _PROSE.search(text) or len(_SPREAD.findall(text)) * 4 > len(text):
        text = _SPREAD.sub("", text)
    return replace(line, text=text)


def _measure(pages: list[list[Line]]) -> _Layout:
    """Margin, full width and line distance of the text body, by what is usual in the document."""
    lines = [line for page in pages for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    text = [line for line in lines if abs(line.size - body) < 0.1 + body / 20]
    widths = sorted(line.width for line in text)
    full = widths[int(len(widths) * 0.9)] if widths else 0.0
    wide = [line for line in text if line.width >= 0.8 * full]
    edges = Counter(round(line.x) for line in wide)
    left = float(min((x for x, count in edges.items() if count * 20 >= len(wide)), default=0))
    indents = sum(1.2 * body <= line.x - left <= 3.2 * body for line in wide)
    pairs = [(a, b) for page in pages for a, b in pairwise(page) if a.y > b.y and a.size == b.size]
    gaps = sorted(a.y - b.y for a, b in pairs)
    # The lower quarter: where paragraphs are short, the wider space between them is the usual one.
    gap = gaps[len(gaps) // 4] if gaps else 0.0
    # Where most short lines, the ends of paragraphs, have more space below, the space tells paragraphs apart.
    below = [a.y - b.y > 1.3 * gap for a, b in pairs if a.width < 0.8 * full]
    return _Layout(left, full, gap, indents >= 2, sum(below) > max(1, 0.6 * len(below)))


def _continues(
    previous: Line, line: Line, layout: _Layout, gap: float | None, hanging: float | None
) -> bool:
    """Whether `line` goes on the paragraph of `previous`; `gap` is their distance on one page."""
    if abs(previous.size - line.size) > 0.15 * line.size:
        return False
    if gap is not None and layout.gap and not 0 < gap <= 1.3 * layout.gap:
        return False
    em = line.size or 1.0
    fill = ((previous.x - layout.left) / em + previous.width) / layout.full if layout.full else 0.0
    inset = line.x - layout.left
    if inset > 0.6 * em:
        begins = layout.indented and 1.2 * em <= inset <= 3.2 * em
        deeper = inset < 5 * em and (line.x == hanging or line.x > previous.x + 0.3 * em)
        return deeper and not begins and fill >= 0.85 and _unfinished(previous, line, _SENTENCE_END)
    if layout.indented:
        return fill >= (0.85 if _SENTENCE_END.search(previous.text) else 0.6)
    if layout.spaced:
        return fill >= 0.8
    # Nothing but the words tells where a paragraph begins; a line may end with a sentence by chance.
    chance = fill >= 0.93 and not _MARKER.match(line.text)
    return chance or (fill >= 0.9 and _unfinished(previous, line, _CLAUSE_END))


def _unfinished(previous: Line, line: Line, end: re.Pattern[str]) -> bool:
    """Whether the words alone ask for joining: no sentence ends before and no heading begins after."""
    return not end.search(previous.text) and not _MARKER.match(line.text)


def _join(before: str, after: str) -> str:
    """Two lines as one; a space stands only between Latin words."""
    latin = (
        before[-1:].isascii()
        and before[-1:].isalpha()
        and after[:1].isascii()
        and after[:1].isalpha()
    )
    return f"{before} {after}" if latin else before + after
