"""Measures: draft → planned → in_progress → submitted → reviewed → verified → closed, and the ways back."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

STATES = ("draft", "planned", "in_progress", "submitted", "reviewed", "verified", "closed")
OPEN = STATES[:-1]

ROWS = (
    rule("measure.add", by="office"),
    rule("measure.assign", by="office", source=" ".join(OPEN)),
    rule("measure.schedule", by="office liaison head", source=" ".join(OPEN)),
    # Follows from calendar.load and calendar.edit, wherever their stages lie; no page of its own does it.
    rule("measure.recalculate", by="anyone", source=" ".join(OPEN)),
    rule(
        "measure.plan", by="office", source="draft", target="planned", needs="assigned measurable"
    ),
    rule("measure.start", by="office liaison head helper", source="planned", target="in_progress"),
    rule(
        "measure.submit",
        by="liaison head",
        source="in_progress",
        target="submitted",
        needs="explained",
    ),
    rule("measure.review", by="head", source="submitted", target="reviewed", needs="not_own_work"),
    rule(
        "measure.verify",
        by="supervision",
        source="reviewed",
        target="verified",
        needs="explained not_own_work other_unit",
    ),
    rule("measure.close", by="office", source="verified", target="closed", needs="not_own_work"),
    rule(
        "measure.send_back",
        by="head supervision office",
        source="submitted reviewed verified",
        target="in_progress",
        needs="explained",
    ),
    # Who does the work asks; somebody else decides, which the act asks of the request itself (T6).
    rule(
        "measure.ask_extension",
        by="liaison head",
        source="planned in_progress",
        needs="explained dated no_extension_waits",
    ),
    rule(
        "measure.grant_extension",
        by="office leading_group leader",
        source=" ".join(OPEN),
        needs="extension_waits",
    ),
    rule(
        "measure.refuse_extension",
        by="office leading_group leader",
        source=" ".join(OPEN),
        needs="explained extension_waits",
    ),
    rule(
        "measure.withdraw_extension",
        by="liaison head",
        source=" ".join(OPEN),
        needs="extension_waits",
    ),
    # Said of a measure at its time node, whatever its state, by somebody who did not do the work (T2).
    rule("measure.judge", by="office supervision", needs="node_reached not_doer other_unit"),
    rule(
        "measure.reopen",
        by="office supervision",
        source="closed",
        target="in_progress",
        needs="explained",
    ),
)
