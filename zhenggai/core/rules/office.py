"""Units, people, posts, users, groups: who is here and what they may do."""

from __future__ import annotations

from zhenggai.core.rules.row import rule

ROWS = (
    rule("unit.create", by="office", stream="security"),
    rule("unit.edit", by="office", stream="security"),
    rule("unit.move", by="office", stream="security"),
    # That nothing open belongs to the unit is asked in the act itself: only the floor above can count it.
    rule("unit.close", by="office", stream="security"),
    rule("person.create", by="office", stream="security"),
    rule("person.edit", by="office", stream="security"),
    rule("post.create", by="office", stream="security"),
    rule("post.edit", by="office", stream="security"),
    rule("appointment.create", by="office", stream="security"),
    rule("appointment.end", by="office", stream="security"),
    rule("user.create", by="office system_admin", stream="security"),
    rule("user.edit", by="system_admin", stream="security"),
    rule("user.password", by="self system_admin", stream="security"),
    rule("user.appoint", by="system_admin founder", stream="security"),
    rule("group.create", by="office", stream="security"),
    rule("membership.create", by="security_admin founder", stream="security"),
    rule("membership.end", by="security_admin founder", stream="security"),
    rule("directory.load", by="office", stream="security"),
    rule("calendar.edit", by="office"),
    rule("calendar.load", by="office"),
)
