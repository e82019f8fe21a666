"""Rules on time: dates, their order, time nodes."""

from __future__ import annotations

from zhenggai.core.checks.model import ERROR, WARNING, Rule
from zhenggai.core.checks.times.invalid import find_invalid
from zhenggai.core.checks.times.nodes import find_node
from zhenggai.core.checks.times.order import find_order

RULES: tuple[Rule, ...] = (
    Rule("date-order", (ERROR,), find_order),
    Rule("date-invalid", (ERROR,), find_invalid, local=True),
    Rule("node", (WARNING,), find_node),
)
