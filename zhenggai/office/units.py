"""Acts on the tree of units."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Max

from zhenggai.core import tree
from zhenggai.core.errors import BadValue, Duplicate, WrongState
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.models import Unit
from zhenggai.office.viewer import By

# Rooms above tell how many open measures a unit has; the office itself knows of none.
OpenCount = Callable[[Unit], int]


def _free(parent: Unit | None, name: str, but: Unit | None = None) -> None:
    taken = Unit.objects.filter(parent=parent, name=name)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    if taken.exists():
        raise Duplicate("NAME-TAKEN", name=name)


def _locked(parent: Unit | None) -> Unit | None:
    """The unit above, read anew under a lock: two units added at once must not get one place."""
    if parent is None:
        return None
    parent = Unit.objects.select_for_update().get(pk=parent.pk)
    if parent.closed_on is not None:
        raise WrongState("UNIT-CLOSED", name=parent.name)
    return parent


def _next_position(parent: Unit | None) -> int:
    last = Unit.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def place(parent: Unit | None, position: int) -> str:
    """The path of the child at `position`; UNIT-MANY and UNIT-DEEP where the tree has no room for it."""
    if position > tree.MOST:
        raise BadValue("UNIT-MANY", limit=tree.MOST)
    path = tree.child(parent.path if parent else "", position)
    if tree.depth(path) > tree.DEEPEST:
        raise BadValue("UNIT-DEEP", limit=tree.DEEPEST)
    return path


def create(by: By, *, parent: Unit | None, name: str, short_name: str = "") -> Unit:
    """Add a unit below `parent` (None: the root of a tree) as its last child.

    Raises Duplicate (NAME-TAKEN) where a sister has the name, WrongState (UNIT-CLOSED) below a closed unit, BadValue
    (UNIT-MANY, UNIT-DEEP) where the tree has no room.
    """
    unit = Unit(parent=parent, name=name, short_name=short_name)
    with step(by, "unit.create", unit) as doing:
        above = _locked(parent)
        _free(above, name)
        doing.record.position = _next_position(above)
        doing.record.path = place(above, doing.record.position)
    return unit


def edit(by: By, unit: Unit, *, version: int, name: str, short_name: str) -> None:
    """Change the names."""
    with step(by, "unit.edit", unit, version=version) as doing:
        _free(doing.record.parent, name, but=unit)
        doing.record.name, doing.record.short_name = name, short_name


def move(by: By, unit: Unit, *, version: int, parent: Unit) -> None:
    """Place the unit, with all below it, under another; under itself or its own it cannot be (ORG-CYCLE)."""
    with step(by, "unit.move", unit, version=version) as doing:
        moved, above = doing.record, _locked(parent)
        if above is None or tree.below(above.path, moved.path):
            raise BadValue("ORG-CYCLE", name=moved.name)
        _free(above, moved.name, but=moved)
        old, position = moved.path, _next_position(above)
        moved.parent, moved.position = above, position
        moved.path = place(above, position)
        below = list(Unit.objects.within(old).exclude(pk=moved.pk))
        for child in below:
            child.path = moved.path + child.path[len(old) :]
            if tree.depth(child.path) > tree.DEEPEST:
                raise BadValue("UNIT-DEEP", limit=tree.DEEPEST)
        Unit.objects.bulk_update(below, ["path"], batch_size=500)
        doing.facts["units"] = len(below) + 1


def close(by: By, unit: Unit, *, version: int, open_count: OpenCount) -> None:
    """Close a unit to which nothing open belongs; it stays in what is past.

    Raises WrongState: ORG-IN-USE with the count of open measures, ORG-HAS-UNITS with the count of open units below.
    """
    with step(by, "unit.close", unit, version=version) as doing:
        closed = doing.record
        if closed.closed_on is not None:
            raise WrongState("UNIT-CLOSED", name=closed.name)
        if count := open_count(closed):
            raise WrongState("ORG-IN-USE", open=count, name=closed.name)
        if below := Unit.objects.open().within(closed.path).exclude(pk=closed.pk).count():
            raise WrongState("ORG-HAS-UNITS", units=below, name=closed.name)
        closed.closed_on = clock.today()
