"""Which texts of a list say nearly what an earlier one says, without comparing each with each.

Two texts that share enough share one of their rarer pairs of characters, and only those that do are compared. Which
pairs are rare is learnt from the texts themselves, so that the words of every document (整改, 落实) bring nobody together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhenggai.core.grams import grams


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and an earlier one by their places in the list, and how much of both is shared, in per cent."""

    later: int
    earlier: int
    shared: int


@dataclass
class _Index:
    """Texts as sets of pairs of characters, and under which rare pair which of them stand."""

    least: float
    often: Counter[str]
    sets: list[frozenset[str]] = field(default_factory=list)
    posting: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def rare(self, tokens: frozenset[str]) -> list[str]:
        """The tokens of which a text as like as `least` must share one, the rarest first."""
        # Of two sets with 2c/(a+b) at least `least`, c is at least least/(2-least) of either.
        needed = math.ceil(self.least / (2 - self.least) * len(tokens))
        ordered = sorted(tokens, key=lambda token: (self.often[token], token))
        return ordered[: len(tokens) - needed + 1]

    def like(self, tokens: frozenset[str]) -> tuple[int, float] | None:
        """The place of a text that is like enough, by the rarest pair that it shares, and the part that is shared."""
        looked: set[int] = set()
        for token in self.rare(tokens):
            for place in self.posting.get(token, ()):
                if place in looked:
                    continue
                looked.add(place)
                known = self.sets[place]
                share = 2 * len(tokens & known) / (len(tokens) + len(known))
                if share >= self.least:
                    return place, share
        return None

    def add(self, tokens: frozenset[str]) -> None:
        """Take in one more text."""
        for token in self.rare(tokens) if tokens else ():
            self.posting[token].append(len(self.sets))
        self.sets.append(tokens)


def earlier(texts: Sequence[str], least: float) -> Iterator[Pair]:
    """For each text that shares at least the part `least` (0 to 1) with an earlier one, one such pair."""
    sets = [frozenset(token for token in grams(text) if len(token) > 1) for text in texts]
    index = _Index(least, Counter(token for tokens in sets for token in tokens))
    for at, tokens in enumerate(sets):
        found = index.like(tokens) if tokens else None
        if found is not None:
            yield Pair(at, found[0], round(100 * found[1]))
        index.add(tokens)
