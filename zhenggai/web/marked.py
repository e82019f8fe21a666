"""A text with marked stretches as safe HTML, line by line, in time linear in text and marks.

Marks may lie in each other or overlap. Every stretch between two borders becomes one `span` that carries the classes of
all marks over it and the key of the innermost, so that the result is well-formed whatever the marks are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Mark:
    """A stretch of the text, characters from `start` up to `end`.

    `name` is a CSS class (letters, digits, hyphens), `key` tells what it belongs to, `anchor` puts the id `s-key` on
    its beginning.
    """

    start: int
    end: int
    name: str
    key: str = ""
    anchor: bool = False


def source(text: str, marks: Iterable[Mark]) -> SafeString:
    """The whole text as paragraphs `<p class="ln" data-at="offset">`, marked."""
    return mark_safe("".join(_lines(text, _stretches(len(text), marks))))  # noqa: S308 - every piece is escaped


def passage(text: str, start: int, end: int, marks: Iterable[Mark]) -> SafeString:
    """The lines between two offsets only; the offsets of the marks stay those of the whole text."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    moved = [
        Mark(max(0, mark.start - first), mark.end - first, mark.name, mark.key, mark.anchor)
        for mark in marks
        if mark.start < last and mark.end > first
    ]
    return source(text[first:last], moved)


# From, to, the classes, the key, the anchors that begin here.
Stretch = tuple[int, int, str, str, list[str]]


def _stretches(length: int, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """The text cut at every border of a mark, in order; what is not marked has no class."""
    kept = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= length),
        key=lambda mark: (mark.start, -mark.end),
    )
    borders = sorted({0, length, *(m.start for m in kept), *(m.end for m in kept)})
    open_: list[Mark] = []
    upcoming = 0
    for here, following in pairwise(borders):
        open_ = [mark for mark in open_ if mark.end > here]
        anchors = []
        while upcoming < len(kept) and kept[upcoming].start == here:
            open_.append(kept[upcoming])
            if kept[upcoming].anchor and kept[upcoming].key:
                anchors.append(kept[upcoming].key)
            upcoming += 1
        names = " ".join(dict.fromkeys(mark.name for mark in open_))
        key = next((mark.key for mark in reversed(open_) if mark.key), "")
        yield here, following, names, key, anchors


def _lines(text: str, stretches: Iterator[Stretch]) -> Iterator[str]:
    """Paragraphs; a stretch that goes on over a line end is cut there."""
    yield '<p class="ln" data-at="0">'
    for start, end, names, key, anchors in stretches:
        opening = _opening(names, key, anchors)
        at = start
        while (stop := text.find("\n", at, end)) >= 0:
            yield _piece(text[at:stop], opening)
            yield f'</p><p class="ln" data-at="{stop + 1}">'
            opening, at = _opening(names, key, []), stop + 1
        yield _piece(text[at:end], opening)
    yield "</p>"


def _opening(names: str, key: str, anchors: list[str]) -> str:
    """The opening tag; "" for what is not marked. Anchors beyond the first are empty elements before it."""
    if not names:
        return ""
    before = "".join(f'<i id="s-{escape(each)}"></i>' for each in anchors)
    return before + _tag(names, key)


@lru_cache(maxsize=4096)
def _tag(names: str, key: str) -> str:
    tied = f' data-key="{escape(key)}"' if key else ""
    return f'<span class="{escape(names)}"{tied}>'


def _piece(words: str, opening: str) -> str:
    if not words:
        return ""
    safe = escape(words, quote=False)
    return f"{opening}{safe}</span>" if opening else safe
