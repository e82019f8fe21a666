"""How notices state their totals: one row per phrasing, each with an id.

A row fires on a number with one of its units when `before` matches right up to the number (within its segment: from
the last punctuation or number) and `after` matches right behind the unit. `context` must be found in the sentence so
far and `never` must not, `unless` must not be found in the segment. `whole` rows speak of the round and are silent inside a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ITEMS = frozenset(("个", "项", "条", "类", "点", "处", "件", "起", "方面"))
PERSONS = frozenset(("人", "名", "人次", "位"))
TIMES = frozenset(("次", "场", "场次", "个", "期", "轮", "人次"))
PAPERS = frozenset(("件", "条", "个", "封", "份", "起", "项", "件次"))
BODIES = frozenset(("个", "家", "所", "户"))
MONEY = frozenset(("元", "块钱", "元人民币"))
RATE = frozenset(("%",))


# Words that may stand between a noun and its number.
_LINK = r"(?:[（(][^（）()\n]{1,14}[）)])?(?:[了的共计达为有是约近均:：\s]|合计|总计|共计|分别|累计|总数|总共|数量|逾|超|超过|至少|多达|达到|不少于){0,5}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrasing of one key."""

    id: str
    key: str
    units: frozenset[str]
    whole: bool = False
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    context: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None


def rule(rule_id: str, units: frozenset[str], **words: str) -> Rule:
    """A row; its id is KEY/name, with ! in front where it speaks of the whole round only.

    `words` are the patterns before, after, context, unless and never.
    """
    patterns = {name: re.compile(pattern) for name, pattern in words.items() if name != "before"}
    if "before" in words:
        patterns["before"] = re.compile(f"(?:{words['before']})(?:{_LINK})$")
    return Rule(
        id=rule_id.lstrip("!"),
        key=rule_id.lstrip("!").split("/")[0],
        units=units,
        whole=rule_id.startswith("!"),
        **patterns,
    )


def by_unit(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """Unit → the rows that can fire on it: those whose noun stands before the number first, else table order."""
    table: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda row: row.after is not None):
        for unit in rule.units:
            table.setdefault(unit, []).append(rule)
    return {unit: tuple(rows) for unit, rows in table.items()}
