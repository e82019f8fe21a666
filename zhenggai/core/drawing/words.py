"""Setting words into a width: a full character is as wide as it is high, an ASCII one about half."""

from __future__ import annotations

_NARROW = 0.56
_MORE = "…"
# What may not stand at the beginning of a line.
_HANGS = frozenset("，。、；：！？）》”’」』】〉…")


def width(words: str) -> float:
    """The width in full characters."""
    return sum(_NARROW if char.isascii() else 1.0 for char in words)


def fit(words: str, room: float) -> str:
    """The words on one line of `room` full characters, cut with … where they are longer."""
    flat = " ".join(words.split())
    if width(flat) <= room:
        return flat
    return _head(flat, room - 1)[0].rstrip() + _MORE if room >= 2 else ""


def wrap(words: str, room: float, lines: int) -> list[str]:
    """The words on at most `lines` lines; the last one is cut with … where there is more."""
    left = " ".join(words.split())
    found: list[str] = []
    while left and len(found) < lines - 1 and width(left) > room:
        head, left = _head(left, room)
        if not head:
            break
        found.append(head.rstrip())
        left = left.lstrip()
    if left and lines > 0:
        found.append(fit(left, room))
    return [one for one in found if one]


def _head(words: str, room: float) -> tuple[str, str]:
    """As much as fits, and the rest; a stop that would begin the next line hangs at the end of this one."""
    used = 0.0
    for at, char in enumerate(words):
        used += _NARROW if char.isascii() else 1.0
        if used > room and not (char in _HANGS and used <= room + 1):
            return words[:at], words[at:]
    return words, ""
