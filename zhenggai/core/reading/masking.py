"""Stretches in which numbers and dates do not speak for the narrative: titles in 《》 and slogans in quotes."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhenggai.core.reading.cited import title_spans

# A slogan is short; what is longer, or introduced as a finding, is a sentence that happens to be quoted.
_QUOTED = re.compile('“[^“”\n]{1,12}”|‘[^‘’\n]{1,12}’|"[^"\n]{1,12}"|「[^「」\n]{1,12}」')
_FINDING_BEFORE = re.compile("(?:针对|关于|存在|反馈|指出|方面|在|对)$")
_FINDING_AFTER = re.compile("的?(?:问题|方面|情况)")


class Mask:
    """Sorted stretches of a text with a quick answer to "does it lie inside?"."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        """Take stretches in any order; they may touch or overlap."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def covers(self, offset: int) -> bool:
        """Whether the character at `offset` lies inside a stretch."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]


def slogan_spans(text: str) -> list[tuple[int, int]]:
    """Short quoted words that are names, not statements (“四个意识”, “1+4+16+N”)."""
    spans = []
    for match in _QUOTED.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        introduced = _FINDING_BEFORE.search(before) and _FINDING_AFTER.match(text, match.end())
        if not introduced:
            spans.append(match.span())
    return spans


def title_mask(text: str) -> Mask:
    """Titles only."""
    return Mask(title_spans(text))


def name_mask(text: str) -> Mask:
    """Titles and slogans."""
    return Mask(title_spans(text) + slogan_spans(text))
