"""Rules on structure: counts, numbers, lists, pairs of marks."""

from __future__ import annotations

from zhenggai.core.checks.model import ERROR, WARNING, Rule
from zhenggai.core.checks.structure.aspects import find_aspects
from zhenggai.core.checks.structure.lists import find_lists
from zhenggai.core.checks.structure.numbering import find_numbering
from zhenggai.core.checks.structure.pairs import find_pairs

RULES: tuple[Rule, ...] = (
    Rule("aspect-count", (ERROR,), find_aspects),
    Rule("numbering", (ERROR, WARNING), find_numbering),
    Rule("list-count", (ERROR,), find_lists, local=True),
    Rule("pairs", (ERROR,), find_pairs),
)
