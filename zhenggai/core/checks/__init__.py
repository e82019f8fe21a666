"""Proof-reading (校对): where a text contradicts itself or arithmetic, and where a person should look.

`check` is the door. The rules stand in `table.RULES`, one small module a kind; their examples, which a domain expert can
read and extend, are in `tests/samples/checks`.
"""

from __future__ import annotations

from zhenggai.core.checks.engine import Memory, check, check_paper
from zhenggai.core.checks.model import (
    ERROR,
    INFO,
    SEVERITIES,
    WARNING,
    Derived,
    Issue,
    Report,
    Rule,
)
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.table import RULE_IDS, RULES

__all__ = [
    "ERROR",
    "INFO",
    "RULES",
    "RULE_IDS",
    "SEVERITIES",
    "WARNING",
    "Derived",
    "Issue",
    "Memory",
    "Paper",
    "Report",
    "Rule",
    "check",
    "check_paper",
]
