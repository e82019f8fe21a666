"""Named conditions: from the facts of a record and of the person who acts to "met" (None) or to what is missing.

A record gives its facts (`Record.facts`), `office.flow` adds `actor` (the person's id) and `actor_units` (the units in
which he holds a post).
"""

from __future__ import annotations

from collections.abc import Mapping

from zhenggai.core.rules.row import Condition, Facts

Missing = Mapping[str, object] | None


def assigned(facts: Facts) -> Missing:
    """A measure has its lead leader, lead unit, measure text and due date or a long-term node (P2, P3)."""
    missing = [name for name in ("lead_leader", "lead_unit", "text") if not facts[name]]
    if facts["due_on"] is None and not facts["long_term"]:
        missing.append("due_on")
    return {"missing": missing} if missing else None


def measurable(facts: Facts) -> Missing:
    """A measure has its completion criterion (P3)."""
    return None if facts["criterion"] else {"missing": ["criterion"]}


def explained(facts: Facts) -> Missing:
    """A reason or a note was given with the act."""
    return None if str(facts["note"]).strip() else {"missing": ["note"]}


def dated(facts: Facts) -> Missing:
    """A measure has a due date that can be moved (T6)."""
    return None if facts["due_on"] else {"missing": ["due_on"]}


def no_extension_waits(facts: Facts) -> Missing:
    """No request for extension waits for its answer (T6)."""
    asked = facts["asked_due_on"]
    return {"day": asked.isoformat()} if asked else None


def extension_waits(facts: Facts) -> Missing:
    """A request for extension waits for its answer (T6)."""
    return None if facts["asked_due_on"] else {"asked": False}


def not_own_work(facts: Facts) -> Missing:
    """Whoever acts now did none of the earlier steps of this measure's way to close-out (decision 3)."""
    return {"chain": True} if facts["actor"] in facts["chain"] else None


def other_unit(facts: Facts) -> Missing:
    """Whoever verifies holds no post in the unit that did the work (decision 3)."""
    shared = set(facts["actor_units"]) & set(facts["doer_units"])
    return {"unit": True} if shared else None


def node_reached(facts: Facts) -> Missing:
    """The day of the measure's time node has come (T2)."""
    day = facts["node_on"]
    if day is not None and day <= facts["today"]:
        return None
    return {"node": False} if day is None else {"day": day.isoformat()}


def not_doer(facts: Facts) -> Missing:
    """Whoever judges never submitted this measure as done (T2)."""
    return {"doer": True} if facts["actor"] in facts["doers"] else None


def untouched(facts: Facts) -> Missing:
    """Nothing that the import brought was worked on since."""
    return {"touched": facts["touched"]} if facts["touched"] else None


def undoable(facts: Facts) -> Missing:
    """A change of many rows is undone as one for a while only."""
    until = facts["until"]
    return None if until is not None and facts["now"] <= until else {"undo": False}


def without_gaps(facts: Facts) -> Missing:
    """Nothing is missing in a plan: no owner, day or criterion, no finding or recommendation without an answer (P3, R3)."""
    return {"gaps": facts["gaps"]} if facts["gaps"] else None


def not_author(facts: Facts) -> Missing:
    """Whoever rates a plan did not propose it (P4)."""
    return {"author": True} if facts["author"] == facts["actor"] else None


CONDITIONS: dict[str, Condition] = {
    condition.__name__: condition
    for condition in (
        assigned,
        measurable,
        explained,
        dated,
        no_extension_waits,
        extension_waits,
        not_own_work,
        other_unit,
        node_reached,
        not_doer,
        untouched,
        undoable,
        without_gaps,
        not_author,
    )
}
