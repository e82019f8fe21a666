"""Workbooks: the ledger out and in again, and the tables that are printed from it."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("ledger.export", by="anyone"),
    rule("allocation.export", by="anyone"),
    rule("sheet.stage", by="office"),
    rule("sheet.correct", by="office", source="staged"),
    rule("sheet.send_back", by="office", source="staged"),
    rule("sheet.confirm", by="office", source="staged", target="imported"),
    rule("sheet.discard", by="office", source="staged", target="discarded"),
    rule("sheet.undo", by="office", source="imported", target="undone", needs="untouched"),
)
