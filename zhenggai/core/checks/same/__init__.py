"""Rules on what is said twice: figures, names, passages, documents."""

from __future__ import annotations

from zhenggai.core.checks.model import Rule
from zhenggai.core.checks.same import conflict, documents, identity, passages

RULES: tuple[Rule, ...] = (conflict.RULE, identity.RULE, passages.RULE, documents.RULE)
