"""Rules on arithmetic: sums, shares, growth, parts and wholes."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule

RULES: tuple[Rule, ...] = ()
