"""The text as the rules see it: read once, cut into paragraphs, sentences and clauses once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from zhenggai.core.reading import Finding, Measure, Reading
from zhenggai.core.reading.dates import DatedSpan
from zhenggai.core.reading.markers import Marker, find_candidates
from zhenggai.core.reading.masking import Mask, name_mask
from zhenggai.core.reading.quantities import Quantity
from zhenggai.core.reading.reader import Examined, examine

_PARAGRAPH = re.compile(r"\n")
_SENTENCE = re.compile(r"[。!?\n]")
_CLAUSE = re.compile(r"[,;:。!?\n]")


class Paper:
    """One text with everything that reading found in it.

    `text` is what was read and what offsets belong to; `norm` is its look-alike of the same length with half-width
    digits, brackets and punctuation (`,;:!?()` but `。、《》“”` as they are), on which rules match. A soft line end in
    `norm` is `\\r`. `start`–`end` is the notice without news wrapping, `body` where its words begin, `closing` where
    signature and contact begin.
    """

    def __init__(self, examined: Examined) -> None:
        """Take what `examine` gives."""
        self.examined = examined
        self.reading: Reading = examined.reading
        self.text = examined.source.text
        self.norm = examined.source.norm
        self.start, self.body = examined.start, examined.body
        self.closing, self.end = examined.closing, examined.end
        self.quantities: Sequence[Quantity] = examined.quantities
        self.dates: Sequence[DatedSpan] = examined.dates

    @classmethod
    def of(cls, text: str) -> Paper:
        """Read a text. Takes any text and never raises."""
        return cls(examine(text))

    def paragraph(self, offset: int) -> tuple[int, int]:
        """The line around an offset, line end excluded."""
        return _around(self._paragraphs, offset, len(self.norm))

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset: cut at 。！？ and line ends that stand in no quotation or title."""
        return _around(self._sentences, offset, len(self.norm))

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause around an offset: cut at ，；：。！？ and line ends that stand in no quotation or title."""
        return _around(self._clauses, offset, len(self.norm))

    def paragraphs(self) -> list[tuple[int, int]]:
        """All lines of the notice that hold words, in order."""
        return _pieces(self._paragraphs, self.start, self.end, self.norm)

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences between two offsets, in order, without what is blank."""
        return _pieces(self._sentences, start, end, self.norm)

    def clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses between two offsets, in order, without what is blank."""
        return _pieces(self._clauses, start, end, self.norm)

    def counted(self, start: int, end: int) -> Sequence[Quantity]:
        """The numbers with a unit that lie between two offsets; those in names, titles, dates and ordinals are none."""
        low, high = bisect_left(self._at, start), bisect_left(self._at, end)
        return self.quantities[low:high]

    def dated(self, start: int, end: int) -> Sequence[DatedSpan]:
        """The printed dates that begin between two offsets."""
        low, high = bisect_left(self._dated_at, start), bisect_left(self._dated_at, end)
        return self.dates[low:high]

    def finding(self, offset: int) -> int | None:
        """The number of the finding at an offset, None outside findings."""
        return self.examined.places.finding(offset)

    def measure(self, offset: int) -> int | None:
        """The number of the measure at an offset, None outside measures."""
        return self.examined.places.measure(offset)

    def named(self, offset: int) -> bool:
        """Whether an offset lies in a title or a slogan, where numbers and dates state nothing."""
        return self._names.covers(offset)

    def sheltered(self, offset: int) -> bool:
        """Whether an offset lies inside any quotation marks or a title."""
        return self.examined.source.sheltered(offset)

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings of all categories in text order, clues and recommendations included."""
        return [one for category in self.reading.categories for one in category.findings]

    @cached_property
    def measures(self) -> list[tuple[Finding, Measure]]:
        """All measures with their finding in text order, those below manifestations included."""
        found = []
        for finding in self.findings:
            ones = [
                *finding.measures,
                *(one for inner in finding.manifestations for one in inner.measures),
            ]
            found += [(finding, one) for one in sorted(ones, key=lambda one: one.start)]
        return found

    @cached_property
    def marks(self) -> list[tuple[Marker, bool]]:
        """Whatever looks like the mark of a heading or an item between title and closing, and whether reading believes it."""
        return list(find_candidates(self.examined.source, self.body, self.closing))

    @cached_property
    def _names(self) -> Mask:
        return name_mask(self.text)

    @cached_property
    def _at(self) -> list[int]:
        return [one.start for one in self.quantities]

    @cached_property
    def _dated_at(self) -> list[int]:
        return [one.start for one in self.dates]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [match.start() for match in _PARAGRAPH.finditer(self.norm)]

    @cached_property
    def _sentences(self) -> list[int]:
        return self._cuts(_SENTENCE)

    @cached_property
    def _clauses(self) -> list[int]:
        return self._cuts(_CLAUSE)

    def _cuts(self, marks: re.Pattern[str]) -> list[int]:
        """Where marks stand that are not quoted; a line end always cuts."""
        norm, sheltered = self.norm, self.examined.source.sheltered
        return [
            at
            for at in (match.start() for match in marks.finditer(norm))
            if norm[at] == "\n" or not sheltered(at)
        ]


def _around(cuts: list[int], offset: int, length: int) -> tuple[int, int]:
    """The piece between the cuts before and after an offset; the mark that ends it is not part of it."""
    index = bisect_left(cuts, offset)
    start = cuts[index - 1] + 1 if index else 0
    return start, cuts[index] if index < len(cuts) else length


def _pieces(cuts: list[int], start: int, end: int, norm: str) -> list[tuple[int, int]]:
    """The pieces between two offsets that hold words."""
    found = []
    at = start
    for cut in cuts[bisect_right(cuts, start - 1) : bisect_left(cuts, end)]:
        found.append((at, cut))
        at = cut + 1
    found.append((at, end))
    return [(a, b) for a, b in found if norm[a:b].strip()]
