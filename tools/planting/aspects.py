"""Plants wrong counts of announced aspects: the announcement, or the measures under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.planting.model import Planted, Text
from tools.planting.numerals import CIRCLED, counted, heard
from zhenggai.core.reading import Finding

_ANNOUNCED = re.compile(r"从(?:以下)?([一二两三四五六七八九十]{1,3}|[\d０-９]{1,2})(?:个|大)?方面")
_MARK = re.compile(
    r"[①-⑳]|([一二三四五六七八九十]{1,2})是|[(（]([\d０-９]{1,2})[)）]|([\d０-９]{1,2})[.．、]"
)

_MARKED = frozenset(("numbering",))


def places(text: Text) -> Iterator[Planted]:
    """Findings whose announced count is that of their measures."""
    for category in text.paper.reading.categories:
        for finding in category.findings:
            if finding.claimed_aspects and finding.claimed_aspects == len(finding.measures):
                yield from _of(text, finding)


def _of(text: Text, finding: Finding) -> Iterator[Planted]:
    first, last = finding.measures[0], finding.measures[-1]
    said = _ANNOUNCED.search(text.text, finding.start, first.start)
    count = len(finding.measures)
    if said is None or heard(said[1]) != count:
        return
    for other in (count - 1, count + 1, count + 3):
        if other < 1:
            continue
        for form in (str(other), counted(other)):
            yield Planted(
                "aspect-count", "announced", text, ((*said.span(1), form),), f"{said[1]}→{form}"
            )
    if count > 1:
        gone = (last.start, _end(text, last.end), "")
        yield Planted("aspect-count", "last measure gone", text, (gone,), f"measure {count} gone")
        mark = _MARK.match(text.text, last.start)
        if mark:
            yield Planted(
                "aspect-count",
                "last mark gone",
                text,
                ((*mark.span(), ""),),
                f"{mark[0]} gone",
                _MARKED,
            )
        middle = finding.measures[count // 2 - 1]
        cut = (middle.start, finding.measures[count // 2].start, "")
        yield Planted(
            "aspect-count", "inner measure gone", text, (cut,), f"{middle.number} gone", _MARKED
        )
    mark = _MARK.match(text.text, last.start)
    if mark and mark[0] in CIRCLED:
        more = f"{CIRCLED[count]}强化跟踪问效。定期通报进展。"
        end = _end(text, last.end)
        yield Planted("aspect-count", "measure added", text, ((end, end, more),), "one more")


def _end(text: Text, end: int) -> int:
    """The end of a measure with its full stop."""
    return end + 1 if text.text[end : end + 1] == "。" else end
