"""Quotation marks, title marks and brackets that have no partner or cross each other.

A quotation may go on over paragraphs, each of which opens it again; whatever opens in one paragraph and closes in one of
the next ones is taken as such, too. Half- and full-width brackets may close each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhenggai.core.checks.model import ERROR, Issue
from zhenggai.core.checks.paper import Paper

_MARKS = re.compile("[“”‘’《》〈〉（）()]")
_CLOSES = {"”": "“", "’": "‘", "》": "《", "〉": "〈", ")": "(", "）": "("}
_OPENS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "（": "）"}
_PARTNER = {"”": "“", "’": "‘", "》": "《", "〉": "〈", ")": "(", "）": "（", **_OPENS}
_QUOTES = "“‘"
_ITEM = re.compile(
    r"(?:^|[^0-9０-９a-zA-Z])[0-9０-９a-zA-Z]{1,2}$|(?:^|[\s。;；,，、:：!！?？])[一二三四五六七八九十]{1,3}$"
)
_FAR = 5
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Stray:
    """A mark without partner: its kind is the opening mark, `crossed` says that its partner stands beyond another pair."""

    at: int
    kind: str
    line: int
    opens: bool
    crossed: bool = False


@dataclass(slots=True)
class _Line:
    """The marks of one paragraph: what is open, what was found without partner."""

    number: int
    stack: list[tuple[str, int]] = field(default_factory=list)
    dropped: dict[str, list[int]] = field(default_factory=dict)
    strays: list[_Stray] = field(default_factory=list)

    def opened(self, kind: str) -> bool:
        """Whether a mark of a kind is open; only the last ones are asked."""
        return any(one == kind for one, _ in self.stack[-_DEPTH:])

    def close(self, kind: str, at: int) -> None:
        """Match a closing mark with what is open."""
        if not self.opened(kind):
            self._unopened(kind, at)
            return
        while self.stack[-1][0] != kind:
            above, opened = self.stack.pop()
            self.dropped.setdefault(above, []).append(opened)
        self.stack.pop()

    def _unopened(self, kind: str, at: int) -> None:
        """A closing mark with nothing to close: its opening mark may have been passed over, so that the pairs cross."""
        passed = self.dropped.get(kind)
        crossed = bool(passed)
        if passed:
            passed.pop()
        self.strays.append(_Stray(at, kind, self.number, opens=False, crossed=crossed))

    def end(self) -> list[_Stray]:
        """All marks without partner, in text order."""
        left = [*self.stack, *((kind, at) for kind, ats in self.dropped.items() for at in ats)]
        opened = [_Stray(at, kind, self.number, opens=True) for kind, at in left]
        return _equal_marks(sorted([*self.strays, *opened], key=lambda one: one.at))


def find_pairs(paper: Paper, _start: int, _end: int) -> Iterator[Issue]:
    """Marks without partner and marks that cross."""
    paragraphs = paper.paragraphs()
    strays: list[_Stray] = []
    for number, (start, end) in enumerate(paragraphs):
        line = _Line(number)
        for match in _MARKS.finditer(paper.text, start, end):
            mark = match.group()
            if mark in _OPENS:
                line.stack.append(("(" if mark == "（" else mark, match.start()))
            elif line.opened(_CLOSES[mark]) or not _no_mark(paper.text, start, match.start()):
                line.close(_CLOSES[mark], match.start())
        strays += line.end()
    for stray in _certain(paper, paragraphs, strays):
        mark = paper.text[stray.at]
        kind = "crossed" if stray.crossed else "unclosed" if stray.opens else "unopened"
        facts = {"mark": mark, "other": _PARTNER[mark]}
        yield Issue("pairs", ERROR, stray.at, stray.at + 1, f"pairs.{kind}", {**facts})


def _no_mark(text: str, start: int, at: int) -> bool:
    """Whether a closing mark is none: the apostrophe of a foreign word, the bracket of 1) or a)."""
    mark = text[at]
    if mark == "’":
        return text[at - 1 : at].isascii() and text[at - 1 : at].isalnum()
    return mark in ")）" and _ITEM.search(text[max(start, at - 5) : at]) is not None


def _equal_marks(strays: list[_Stray]) -> list[_Stray]:
    """Two equal marks around a word (”甲”) are one fault: the first closing one, the second opening one."""
    found: list[_Stray] = []
    waiting: dict[tuple[str, bool], int] = {}
    for stray in strays:
        key = (stray.kind, stray.opens)
        before = waiting.pop(key, None) if stray.kind in _QUOTES and not stray.crossed else None
        if before is None:
            waiting[key] = len(found)
            found.append(stray)
        elif stray.opens:
            found[before] = stray
    return found


def _certain(paper: Paper, paragraphs: list[tuple[int, int]], strays: list[_Stray]) -> list[_Stray]:
    """The marks without partner that no neighbouring paragraph closes, opens or opens again."""
    opened: dict[str, list[int]] = {}
    gone: set[int] = set()
    for index, stray in enumerate(strays):
        if stray.crossed:
            continue
        if stray.opens:
            opened.setdefault(stray.kind, []).append(index)
            if stray.kind in _QUOTES and _again(paper, paragraphs, stray):
                gone.add(index)
            continue
        partner = opened.get(stray.kind)
        if partner and 0 < stray.line - strays[partner[-1]].line <= _FAR:
            gone.update((partner.pop(), index))
    return [one for index, one in enumerate(strays) if index not in gone]


def _again(paper: Paper, paragraphs: list[tuple[int, int]], stray: _Stray) -> bool:
    """Whether the next paragraph opens the same quotation again."""
    if stray.line + 1 >= len(paragraphs):
        return False
    start, end = paragraphs[stray.line + 1]
    return paper.text[start:end].lstrip()[:1] == stray.kind
