"""Passages about persons: found in what was read, and blanked in everything that is kept (R4). Pure.

A blank has the length of what it stands for, so that every place in the text stays right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any, Protocol

from zhenggai.core.reading import Reading
from zhenggai.ledger.intake.shape import Passage

BLANK = "■"
# A piece of a withheld passage shorter than this is no secret by itself (的, 问题).
_TELLING = 4
# A run of so many characters that stands in a withheld passage was copied from it, wherever it is found.
_COPIED = 12
_AROUND = " \u3000。；;，,：:、！？"
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")
_CLUE = re.compile(
    r"问题线索|信访(?:举报)?件|(?:反映|举报|涉及)[^。，；]{0,24}(?:同志|本人|等人|干部|涉嫌|违纪|违法)"
)
_PERSONAL = re.compile(
    r"(?<!\d)\d{17}[\dXx](?!\w)|(?<!\d)1[3-9]\d{9}(?!\d)"  # an identity number, a mobile telephone
)
_LIST = re.compile(
    r"(?:线索|信访件).{0,12}(?:清单|明细|一览表|附件|附表)|附件?[^。\n]{0,20}(?:线索|信访)"
)
_OPINIONS = {"feedback", "audit_report"}


class Placed(Protocol):
    """Something with a place in the text."""

    start: int
    end: int


def digest(text: str) -> str:
    """SHA-256 of a passage."""
    return hashlib.sha256(text.encode()).hexdigest()


def inside(item: Placed, passage: Placed) -> bool:
    """Whether `item` has a place and at least half of it lies in `passage`."""
    common = min(item.end, passage.end) - max(item.start, passage.start)
    return item.end > item.start and 2 * common >= item.end - item.start


def about_persons(reading: Reading) -> list[tuple[int, int]]:
    """Where the text speaks of clues or of persons, to be withheld unless a person decides otherwise.

    In a feedback opinion every sentence on clues, and a list of them to its end; in every document identity numbers
    and mobile telephones with their sentence. The aggregate item of a notice (办结494件) is no such passage.
    """
    found = []
    if reading.kind in _OPINIONS:
        found += [(item.start, item.end) for item in reading.categories if item.kind == "clues"]
        found += _sentences(reading.text, _CLUE)
        listed = _LIST.search(reading.text)
        if listed and "\n" in reading.text[listed.end() :]:
            found.append((listed.start(), len(reading.text.rstrip())))
    contact = {value for value in vars(reading.contact).values() if value}
    found += [
        span
        for span in _sentences(reading.text, _PERSONAL)
        if not any(value in reading.text[span[0] : span[1]] for value in contact)
    ]
    return merged(found)


def _sentences(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """The sentences in which `pattern` stands; linear in the text."""
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        if found and match.start() < found[-1][1]:
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        sentence = _SENTENCE.match(text, match.start())
        end = max(sentence.end() if sentence else 0, match.end())
        lead = len(text[start:end]) - len(text[start:end].lstrip())
        found.append((start + lead, end))
    return found


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches made one, in order."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif end > start:
            result.append((start, end))
    return result


def blank(text: str) -> str:
    """As many blanks as characters; line ends stay."""
    return "".join("\n" if char == "\n" else BLANK for char in text)


def blanked(text: str, passages: Sequence[Passage]) -> str:
    """`text` with every passage blanked, of the same length."""
    pieces, at = [], 0
    for start, end in merged([(passage.start, passage.end) for passage in passages]):
        pieces += [text[at:start], blank(text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


class Eraser:
    """Blanks what stood in withheld passages wherever it was copied to: wordings, titles, values."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        """Take the text as it was, and the passages."""
        self._text = text
        self._spans = merged([(passage.start, passage.end) for passage in passages])
        self._secrets = [text[start:end] for start, end in self._spans]
        lines = {line.strip(_AROUND) for secret in self._secrets for line in secret.split("\n")}
        self._lines = sorted((line for line in lines if len(line) >= _TELLING), key=len)[::-1]
        self._runs = {
            secret[at : at + _COPIED]
            for secret in self._secrets
            for at in range(len(secret) - _COPIED + 1)
        }

    def value(self, value: Any) -> Any:
        """A copy of plain JSON values without anything that was withheld."""
        if isinstance(value, dict):
            return self._place(value)
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return self.words(value) if isinstance(value, str) else value

    def words(self, words: str) -> str:
        """A text without the withheld lines and without longer runs that were copied from them."""
        for line in self._lines:
            if line in words:
                words = words.replace(line, blank(line))
        copied = [
            (at, at + _COPIED)
            for at in range(len(words) - _COPIED + 1)
            if words[at : at + _COPIED] in self._runs
        ]
        return blanked(words, [Passage(start, end) for start, end in merged(copied)])

    def _place(self, value: dict[str, Any]) -> dict[str, Any]:
        """Values of something that has a place: the pieces that it shares with a passage go, too."""
        shared = self._shared(value.get("start"), value.get("end"))
        return {
            name: self._free(part, shared)
            if isinstance(part, str) and name not in {"key", "kind"}
            else self.value(part)
            for name, part in value.items()
        }

    def _shared(self, start: Any, end: Any) -> list[str]:
        if not isinstance(start, int) or not isinstance(end, int):
            return []
        pieces = [
            self._text[max(start, first) : min(end, beyond)]
            for first, beyond in self._spans
            if max(start, first) < min(end, beyond)
        ]
        return [piece for piece in pieces if piece]

    def _free(self, words: str, shared: list[str]) -> str:
        words = self.words(words)
        for piece in shared:
            if piece in words:
                words = words.replace(piece, blank(piece))
            elif _overlap(words, piece):
                # Cut at another place or edited since: no telling what of it is left, so nothing is.
                words = blank(words)
        return words


def _overlap(words: str, piece: str) -> bool:
    """Whether the two share a telling run of characters."""
    if len(words) < _TELLING:
        return bool(words) and words in piece
    runs = {piece[at : at + _TELLING] for at in range(len(piece) - _TELLING + 1)}
    return any(words[at : at + _TELLING] in runs for at in range(len(words) - _TELLING + 1))
