"""The rectification plan: drafted, proposed, rated by somebody else, approved by a meeting, revised as a new version."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("plan.draft", by="office"),
    rule("plan.place", by="office", source="drafting"),
    rule("plan.propose", by="office", source="drafting", target="proposed", needs="without_gaps"),
    rule(
        "plan.rate",
        by="supervision leading_group inspector",
        source="proposed",
        target="rated",
        needs="not_author",
    ),
    rule(
        "plan.send_back",
        by="supervision leading_group inspector office",
        source="proposed rated",
        target="drafting",
        needs="explained",
    ),
    rule(
        "plan.approve",
        by="office",
        source="rated",
        target="approved",
        needs="without_gaps",
    ),
    rule("plan.revise", by="office", source="approved", target="drafting", needs="explained"),
)
