"""The tree of units as lines of a page: what opens, what closes, who holds which post."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from zhenggai.core import tree
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Duty, Post, Unit

# In this order posts are named; so many of them stand in a line of the tree.
ORDER: dict[str, int] = {
    duty: at
    for at, duty in enumerate((Duty.HEAD, Duty.DEPUTY, Duty.LIAISON, Duty.LEADER, Duty.STAFF))
}
NAMED = 3
# Down to this level a large tree stands open.
OPEN_DEPTH = 2
SMALL = 60


@dataclass
class Line:
    """One unit: `below` says that others follow under it, `closes` how many levels end after it."""

    unit: Unit
    depth: int
    below: bool = False
    open: bool = False
    posts: list[str] = field(default_factory=list)
    more: int = 0
    led: int = 0
    closes: range = range(0)
    place: str = ""


def holders(unit_ids: list[UUID] | None = None) -> dict[UUID, list[str]]:
    """The posts of each unit as they are written, heads first: 局长 何劲松; a vacant one by its title alone."""
    day = clock.today()
    held: dict[UUID, list[str]] = {}
    for post_id, name in Appointment.objects.on(day).values_list("post_id", "person__name"):
        held.setdefault(post_id, []).append(name)
    posts = Post.objects.order_by().exclude(valid_to__lt=day)
    if unit_ids is not None:
        posts = posts.filter(unit__in=unit_ids)
    found: dict[UUID, list[tuple[int, str, str]]] = {}
    for pk, unit_id, title, duty in posts.values_list("pk", "unit_id", "title", "duty"):
        written = " ".join([title, *held.get(pk, ())])
        found.setdefault(unit_id, []).append((ORDER[duty], title, written))
    return {unit: [row[2] for row in sorted(rows)] for unit, rows in found.items()}


def lines(units: list[Unit], led: dict[UUID, int], *, opened: str) -> list[Line]:
    """Lines of the whole tree; `units` are in the order of their paths. `opened` is "all" to open every level."""
    posts = holders()
    made = [_line(unit, posts.get(unit.pk, []), led) for unit in units]
    wide = opened == "all" or len(units) <= SMALL
    for at, line in enumerate(made):
        after = made[at + 1].depth if at + 1 < len(made) else made[0].depth
        line.below = after > line.depth
        line.open = wide or line.depth < OPEN_DEPTH
        line.closes = range(max(0, line.depth - after))
    return made


def flat(units: list[Unit], led: dict[UUID, int]) -> list[Line]:
    """Lines of units that were looked for, each with where it lies."""
    posts = holders([unit.pk for unit in units])
    above = names_above(units)
    made = [_line(unit, posts.get(unit.pk, []), led) for unit in units]
    for line in made:
        line.place = " / ".join(above[path] for path in tree.ancestors(line.unit.path)[:-1])
    return made


def names_above(units: list[Unit]) -> dict[str, str]:
    """The names of all units above those given, by path."""
    paths = {path for unit in units for path in tree.ancestors(unit.path)[:-1]}
    return {unit.path: str(unit) for unit in Unit.objects.filter(path__in=paths)}


def _line(unit: Unit, posts: list[str], led: dict[UUID, int]) -> Line:
    return Line(
        unit,
        tree.depth(unit.path),
        posts=posts[:NAMED],
        more=max(0, len(posts) - NAMED),
        led=led.get(unit.pk, 0),
    )
