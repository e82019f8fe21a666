"""Rules on what a claim lacks: result words, lists, contact, dates, wording."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule

RULES: tuple[Rule, ...] = ()
