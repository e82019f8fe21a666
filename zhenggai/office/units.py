"""Acts on the tree of units."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Max

from zhenggai.core import tree
from zhenggai.core.errors import BadValue, Duplicate
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


def _next_position(parent: Unit | None) -> int:
    last = Unit.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def create(by: By, *, parent: Unit | None, name: str, short_name: str = "") -> Unit:
    """Add a unit below `parent` (None: the root of a tree) as its last child.

    Raises Duplicate (NAME-TAKEN) where a sister has the name.
    """
    _free(parent, name)
    position = _next_position(parent)
    path = tree.child(parent.path if parent else "", position)
    unit = Unit(parent=parent, name=name, short_name=short_name, position=position, path=path)
    with step(by, "unit.create", unit):
        pass
    return unit


def edit(by: By, unit: Unit, *, version: int, name: str, short_name: str) -> None:
    """Change the names."""
    with step(by, "unit.edit", unit, version=version) as doing:
        _free(doing.record.parent, name, but=unit)
        doing.record.name, doing.record.short_name = name, short_name


def move(by: By, unit: Unit, *, version: int, parent: Unit) -> None:
    """Place the unit, with all below it, under another; under itself or its own it cannot be (ORG-CYCLE)."""
    with step(by, "unit.move", unit, version=version) as doing:
        moved, parent = doing.record, Unit.objects.select_for_update().get(pk=parent.pk)
        if tree.below(parent.path, moved.path):
            raise BadValue("ORG-CYCLE", name=moved.name)
        _free(parent, moved.name, but=moved)
        old, position = moved.path, _next_position(parent)
        moved.parent, moved.position = parent, position
        moved.path = tree.child(parent.path, position)
        below = list(Unit.objects.within(old).exclude(pk=moved.pk))
        for child in below:
            child.path = moved.path + child.path[len(old) :]
        Unit.objects.bulk_update(below, ["path"], batch_size=500)
        doing.facts["units"] = len(below) + 1


def close(by: By, unit: Unit, *, version: int, open_count: OpenCount) -> None:
    """Close a unit to which nothing open belongs (ORG-IN-USE); it stays in what is past."""
    with step(by, "unit.close", unit, version=version) as doing:
        count = open_count(doing.record)
        if count:
            raise BadValue("ORG-IN-USE", open=count, name=unit.name)
        doing.record.closed_on = clock.today()
