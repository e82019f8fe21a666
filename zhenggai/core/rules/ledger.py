"""Rounds, intake, findings, recommendations, institutions and what is written from them."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("round.create", by="office"),
    rule("round.edit", by="office"),
    rule("round.schedule", by="office"),
    rule("template.create", by="office"),
    rule("template.edit", by="office"),
    rule("intake.stage", by="office"),
    rule("intake.correct", by="office", source="staged"),
    rule("intake.confirm", by="office", source="staged", target="confirmed"),
    rule("intake.discard", by="office", source="staged", target="discarded"),
    rule("intake.undo", by="office", source="confirmed", target="undone", needs="untouched"),
    rule("finding.edit", by="office"),
    rule("recommendation.answer", by="office"),
    rule("institution.register", by="office institution_building"),
    rule("institution.confirm", by="office institution_building", source="draft", target="listed"),
    rule("institution.drop", by="office institution_building", source="draft", target="dropped"),
    rule("lint.export", by="anyone"),
    rule("notice.export", by="office leading_group leader inspector supervision"),
)
