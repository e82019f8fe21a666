"""Rules on what a claim lacks: result words, lists, contact, dates, wording."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule
from zhenggai.core.checks.style import contact, targets, unlisted

RULES: tuple[Rule, ...] = (contact.RULE, targets.RULE, unlisted.RULE)
