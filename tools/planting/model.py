"""What planting works with: a text, an edit of it, and one error that was planted at one place.

The planters read the meaning of a text with their own loose patterns and never ask the rules, so that what they find
plantable does not depend on what the rules notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from zhenggai.core.checks import Paper

Edit = tuple[int, int, str]
"""Characters `start` to `end` give way to new words; offsets of the clean text."""

FIGURES = frozenset(
    (
        "sum",
        "status-sum",
        "rate",
        "growth",
        "target",
        "part-whole",
        "share-range",
        "conflict",
        "list-count",
    )
)
"""Rules on numbers: one changed digit may rightly break several of them."""


class Text:
    """A clean text under its name, read once."""

    def __init__(self, name: str, text: str) -> None:
        """Take a name for reports and the words."""
        self.name, self.text = name, text

    @cached_property
    def paper(self) -> Paper:
        """The text as reading gives it."""
        return Paper.of(self.text)


@dataclass(frozen=True, slots=True)
class Planted:
    """One error at one place.

    `base` are the edits that make the clean text (an invented true statement), `edits` those that make the wrong one;
    `also` are the rules that may rightly speak up besides `rule`.
    """

    rule: str
    kind: str
    text: Text
    edits: tuple[Edit, ...]
    done: str
    also: frozenset[str] = frozenset()
    base: tuple[Edit, ...] = ()

    def clean(self) -> str:
        """The text that must be silent."""
        return edited(self.text.text, self.base)

    def wrong(self) -> str:
        """The text with the error."""
        return edited(self.text.text, self.edits)


@dataclass(frozen=True, slots=True)
class Invented:
    """A true statement in one form, and the same statement made wrong in several ways (words, what was done)."""

    rule: str
    form: str
    true: str
    wrong: tuple[tuple[str, str], ...]
    also: frozenset[str] = field(default_factory=frozenset)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits, which must not overlap."""
    found, at = [], 0
    for start, end, put in sorted(edits):
        found += [text[at:start], put]
        at = end
    return "".join((*found, text[at:]))
