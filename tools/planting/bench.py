"""Runs the bench: gathers places, takes a fair sample, asks the checker, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from tools.planting import (
    again,
    alone,
    aspects,
    days,
    insert,
    marked,
    numbers,
    pairs,
    same,
    touch,
    twofold,
)
from tools.planting.model import Planted, Text
from zhenggai.core.checks import ERROR, INFO, RULE_IDS, Issue, check

Planter = Callable[[Text], Iterator[Planted]]
PLANTERS: tuple[Planter, ...] = (
    aspects.places,
    numbers.places,
    pairs.places,
    days.invalid,
    days.order,
    touch.shares,
    touch.contacts,
    again.passages,
    again.documents,
    same.identities,
    same.statistics,
    same.nodes,
    same.targets,
    alone.totals,
    alone.claims,
    twofold.places,
    marked.places,
)
# Nothing that is wrong beyond doubt can be planted for these: they say where a person should look.
_LOOK = {"activity-only", "vague", "promise", "wording"}
RULES = tuple(rule for rule in RULE_IDS if rule not in _LOOK)
# One wrong number may be wrong in the eyes of two rules.
_TOGETHER = {
    "status-sum": ("part-whole", "sum", "rate"),
    "rate": ("part-whole", "target", "status-sum"),
    "share-range": ("rate", "target"),
    "sum": ("part-whole", "status-sum"),
}
SEED = 20210826
_LONG = 8000


@dataclass
class Row:
    """What the bench counted for one rule."""

    places: int = 0
    tried: int = 0
    caught: int = 0
    false: int = 0
    collateral: int = 0
    missed: list[Planted] = field(default_factory=list)
    wrongly: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of what was tried, in per cent; 100 where nothing was."""
        return 100 * self.caught / self.tried if self.tried else 100.0


def gather(texts: Sequence[Text], rules: Sequence[str] = RULES) -> dict[str, list[Planted]]:
    """All plantable places by rule."""
    found: dict[str, list[Planted]] = {rule: [] for rule in rules}
    every = [one for text in texts for planter in PLANTERS for one in planter(text)]
    every += insert.places(texts, Random(SEED))  # noqa: S311
    for one in every:
        if one.rule in found:
            found[one.rule].append(one)
    return found


def sampled(places: Sequence[Planted], each: int) -> list[Planted]:
    """At most `each` places of a kind in a short text, a quarter of them in a long one; the same ones in every run."""
    groups: dict[tuple[str, str], list[Planted]] = defaultdict(list)
    for one in places:
        groups[one.kind, one.text.name].append(one)
    kept: list[Planted] = []
    for name, ones in groups.items():
        few = max(2, each // 4) if len(ones[0].text.text) > _LONG else each
        random = Random(f"{SEED}{name}")  # noqa: S311
        kept += ones if len(ones) <= few else random.sample(ones, few)
    return kept


def clean(texts: Sequence[Text]) -> Iterator[tuple[Text, Issue]]:
    """Errors on texts that are right."""
    for text in texts:
        for issue in check(text.text).issues:
            if issue.severity == ERROR:
                yield text, issue


def run(rule: str, places: Sequence[Planted], each: int) -> Row:
    """Plant one after the other."""
    row = Row(places=len(places))
    seen: set[tuple[str, object]] = set()
    for one in sampled(places, each):
        base = _looked(one.clean())
        if (one.text.name, one.base) not in seen and one.base:
            seen.add((one.text.name, one.base))
            _false(row, one, base)
        wrong = one.wrong()
        new = _looked(wrong)
        row.tried += 1
        if any(key[0] == rule and key[1] != INFO for key in new - base):
            row.caught += 1
        else:
            row.missed.append(one)
        allowed = {rule, *one.also, *_TOGETHER.get(rule, ())}
        strays = [key for key in new - base if key[1] == ERROR and key[0] not in allowed]
        row.collateral += bool(strays)
        row.beside += [f"{one.text.name}: {one.done} → {key}" for key in strays]
    return row


def _false(row: Row, one: Planted, base: Counter[tuple[str, str, str]]) -> None:
    """Errors that a true statement brought."""
    for key in base - _looked(one.text.text):
        if key[1] == ERROR:
            row.false += 1
            row.wrongly.append(f"{one.text.name}: {one.base[-1][2]} → {key}")


@lru_cache(maxsize=256)
def _looked(text: str) -> Counter[tuple[str, str, str]]:
    """What the checker says, by rule, severity and the marked words with their neighbours, free of offsets."""
    return Counter(
        (one.rule, one.severity, text[max(0, one.start - 4) : one.end + 4])
        for one in check(text).issues
        if one.severity != INFO
    )
