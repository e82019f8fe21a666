"""Changing many measures at once. Every row is an act of its own and is asked for by itself."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("batch.start", by="office"),
    rule("batch.run", by="self", source="running", target="done"),
    rule("batch.restore", by="self", source="undoing", target="undone"),
    rule("batch.undo", by="self", source="done", target="undoing", needs="undoable"),
)
