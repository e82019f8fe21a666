"""Indicators: a baseline, a target and dated readings; a correction is a new reading, the old one is kept."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("indicator.register", by="office liaison head"),
    rule("indicator.edit", by="office liaison head", source="kept"),
    rule("indicator.read", by="office liaison head helper", source="kept"),
    rule("indicator.correct", by="office liaison head helper", source="kept", needs="explained"),
    rule(
        "indicator.drop",
        by="office liaison head",
        source="kept",
        target="dropped",
        needs="explained",
    ),
)
