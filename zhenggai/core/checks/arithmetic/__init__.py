"""Rules on arithmetic: sums, shares, growth, parts and wholes."""

from __future__ import annotations

from collections.abc import Iterator

from zhenggai.core.checks.arithmetic import changes, growth, rates, status, sums, targets
from zhenggai.core.checks.model import ERROR, Found, Rule
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
)
