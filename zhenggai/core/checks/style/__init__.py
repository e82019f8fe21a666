"""Rules on what a claim lacks: result words, lists, contact, dates, wording."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule
from zhenggai.core.checks.style import activity, contact, promise, targets, unlisted, vague, wording

RULES: tuple[Rule, ...] = (
    contact.RULE,
    targets.RULE,
    unlisted.RULE,
    activity.RULE,
    vague.RULE,
    promise.RULE,
    wording.RULE,
)
