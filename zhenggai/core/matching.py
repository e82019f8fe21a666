"""Meeting wordings again: which of the known texts does a new text repeat.

Two documents quote one finding with other quotation marks, other widths, a word more or less. Equal but for
punctuation and width is exact; above the threshold a person is asked; below it they are strangers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

# Share of common pairs of characters from which on a person is asked whether two wordings are one.
LIKELY = 0.55
# Two candidates whose likeness differs by less are told apart by a person only.
CLOSE = 0.08
_UNHEARD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A new text meets a known one: their places in the two lists and their likeness (1.0: equal but for punctuation).

    `rival` is set where another known text is about as like.
    """

    new: int
    known: int
    likeness: float
    rival: bool = False

    @property
    def exact(self) -> bool:
        """Whether the two differ in nothing but punctuation, quotation marks and width."""
        return self.likeness >= 1.0


def normal(text: str) -> str:
    """`text` without punctuation, quotation marks and blanks, in one width and in lower case."""
    return _UNHEARD.sub("", unicodedata.normalize("NFKC", text)).lower()


def _pairs(text: str) -> Counter[str]:
    if len(text) == 1:
        return Counter([text])
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: twice the common pairs of characters by all pairs; 1 only where normal forms agree."""
    first, second = normal(one), normal(other)
    if first == second:
        return 1.0 if first else 0.0
    left, right = _pairs(first), _pairs(second)
    common = sum((left & right).values())
    total = sum(left.values()) + sum(right.values())
    return min(2 * common / total, 0.999) if total else 0.0


def matches(
    new: Sequence[str], known: Sequence[str], threshold: float = LIKELY
) -> dict[int, Match]:
    """For every new text that meets a known one its match; each known text is met by one new text at most.

    Exact ones are taken first, then the likest. Candidates come from an index of rare pairs, so that time grows with
    the lengths of the lists and not with their product.
    """
    found = _exact(new, known)
    taken = {match.known for match in found.values()}
    candidates = _likely(new, known, found, taken, threshold)
    best = defaultdict(list)
    for match in candidates:
        best[match.new].append(match.likeness)
    for match in sorted(candidates, key=lambda match: (-match.likeness, match.new, match.known)):
        if match.new in found or match.known in taken:
            continue
        rivals = [value for value in best[match.new] if value >= match.likeness - CLOSE]
        found[match.new] = Match(match.new, match.known, match.likeness, rival=len(rivals) > 1)
        taken.add(match.known)
    return found


def _exact(new: Sequence[str], known: Sequence[str]) -> dict[int, Match]:
    """Equal normal forms; a form that occurs twice among the known goes to the first that is free."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(known):
        places[normal(text)].append(at)
    found = {}
    for at, text in enumerate(new):
        free = places.get(normal(text)) if normal(text) else None
        if free:
            found[at] = Match(at, free.pop(0), 1.0)
    return found


def _likely(
    new: Sequence[str],
    known: Sequence[str],
    found: dict[int, Match],
    taken: set[int],
    threshold: float,
) -> list[Match]:
    """Every pair of texts that are like enough, exact ones left out."""
    pairs = {at: _pairs(normal(text)) for at, text in enumerate(known) if at not in taken}
    sizes = {at: sum(counts.values()) for at, counts in pairs.items()}
    posting: dict[str, list[int]] = defaultdict(list)
    for at, counts in pairs.items():
        for pair in counts:
            posting[pair].append(at)
    result = []
    for at, text in enumerate(new):
        if at in found:
            continue
        own = _pairs(normal(text))
        size = sum(own.values())
        for other in _candidates(own, posting, size * (2 - 2 * threshold) / (2 - threshold)):
            shared = _shared(own, pairs[other])
            value = 2 * shared / (size + sizes[other])
            if value >= threshold:
                result.append(Match(at, other, min(value, 0.999)))
    return result


def _candidates(own: Counter[str], posting: dict[str, list[int]], missing: float) -> list[int]:
    """Known texts that may be like enough, in their order.

    A text that is like enough lacks at most `missing` of the pairs, so it has one of any more than that: the rarest
    ones are asked, and what everybody says is asked of nobody.
    """
    met: set[int] = set()
    asked = 0
    for pair in sorted(own, key=lambda pair: len(posting.get(pair, ()))):
        if asked > missing + 1e-9:
            break
        asked += own[pair]
        met.update(posting.get(pair, ()))
    return sorted(met)


def _shared(own: Counter[str], other: Counter[str]) -> int:
    """How many pairs of characters two texts share."""
    return sum(min(count, other[pair]) for pair, count in own.items() if pair in other)
