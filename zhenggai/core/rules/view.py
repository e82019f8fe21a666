"""Saved views of the ledger: an address under a name, for oneself, one's unit or everybody of the round."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("view.save", by="anyone"),
    rule("view.drop", by="self office"),
)
