"""Rules on time: dates, their order, time nodes."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule

RULES: tuple[Rule, ...] = ()
