"""The rules of proof-reading, in the order of the contract."""

from __future__ import annotations

from zhenggai.core.checks import arithmetic, same, structure, style, times
from zhenggai.core.checks.model import Rule

ORDER = (
    "aspect-count",
    "numbering",
    "list-count",
    "sum",
    "status-sum",
    "rate",
    "growth",
    "target",
    "part-whole",
    "share-range",
    "date-order",
    "date-invalid",
    "pairs",
    "conflict",
    "identity",
    "node",
    "denominator",
    "target-word",
    "unlisted-total",
    "contact",
    "repeated-passage",
    "repeated-document",
    "activity-only",
    "vague",
    "promise",
    "wording",
)
_FOUND = (
    *structure.RULES,
    *arithmetic.RULES,
    *times.RULES,
    *same.RULES,
    *style.RULES,
)
RULES: tuple[Rule, ...] = tuple(sorted(_FOUND, key=lambda rule: ORDER.index(rule.id)))
RULE_IDS = tuple(rule.id for rule in RULES)
