"""Proof-reading of texts, before they become a document of the ledger or without ever becoming one."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("proof.stage", by="anyone"),
    rule("proof.edit", by="self office", source="open"),
    rule("proof.waive", by="self office", source="open bound", needs="explained"),
    rule("proof.unwaive", by="self office", source="open bound"),
    rule("proof.export", by="self office", source="open bound"),
    rule("proof.discard", by="self", source="open", target="discarded"),
)
