"""Rules on structure: counts, numbers, lists, pairs of marks."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule

RULES: tuple[Rule, ...] = ()
