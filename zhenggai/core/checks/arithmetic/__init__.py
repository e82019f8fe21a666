"""Rules on arithmetic: sums, shares, growth, parts and wholes."""

from __future__ import annotations

from collections.abc import Iterator

from zhenggai.core.checks.arithmetic import (
    changes,
    denominators,
    growth,
    rates,
    shares,
    status,
    sums,
    targets,
    wholes,
)
from zhenggai.core.checks.model import ERROR, WARNING, Found, Rule
from zhenggai.core.checks.paper import Paper


def _sum(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Totals of parts, and differences."""
    yield from sums.find(paper, start, end)
    yield from changes.find(paper, start, end)


RULES: tuple[Rule, ...] = (
    Rule("sum", (ERROR,), _sum, local=True),
    Rule("status-sum", (ERROR,), status.find, local=True),
    Rule("rate", (ERROR,), rates.find, local=True),
    Rule("growth", (ERROR,), growth.find, local=True),
    Rule("target", (ERROR,), targets.find, local=True),
    Rule("part-whole", (ERROR, WARNING), wholes.find, local=True),
    Rule("share-range", (ERROR,), shares.find, local=True),
    Rule("denominator", (WARNING,), denominators.find, local=True),
)
