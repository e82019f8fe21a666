"""One page of the ledger by key: stable while rows come and go, the same on every database, forwards and backwards.

An order is a row of segments: for a day, the rows that have one and then those that have none; for a unit, a node or a
state, one segment for each value in its official order, and then the rows in which it is not set. What is not set
always comes last. Within a segment rows follow the day and their number, or their number alone, so that each segment
is one walk along an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhenggai.core.errors import Refusal
from zhenggai.ledger.models import Measure, Round, Status, Target, TimeNode
from zhenggai.office.models import Post, Unit
from zhenggai.office.prepared import Ids, Prepared

Row = dict[str, Any]
Ranks = Callable[[Round, set[Any]], dict[Any, Any]]
NUMBER = ("finding_number", "number")
# Of so many rows and more not every unit is looked at: a page is made from the next few.
MANY, NEAR = 2_000, 60


def _listed(values: Sequence[str]) -> Ranks:
    return lambda _round, _values: {value: at for at, value in enumerate(values)}


def _positions(model: type[TimeNode] | type[Target]) -> Ranks:
    return lambda round_, _values: dict(
        model.objects.filter(round=round_).values_list("pk", "position")
    )


_paths = Prepared(lambda: Unit.objects.order_by().values_list("pk", "path"))
_path = Prepared(lambda pk: Unit.objects.filter(pk=pk).values_list("path"), UUID)
_rising = Prepared(
    lambda path: Unit.objects.filter(path__gte=path).order_by("path").values_list("pk")[:NEAR], str
)
_falling = Prepared(
    lambda path: Unit.objects.filter(path__lte=path).order_by("-path").values_list("pk")[:NEAR], str
)


def _units(_round: Round, _values: set[Any]) -> dict[Any, Any]:
    # The whole tree is read quicker than hundreds of its units are named.
    return dict(_paths())


def _posts(_round: Round, values: set[Any]) -> dict[Any, Any]:
    found = Post.objects.filter(pk__in=values).values_list("pk", "unit__path", "title")
    return {pk: (path, title, pk) for pk, path, title in found}


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


@dataclass(frozen=True)
class Order:
    """A way to sort: by number, by a field along its index, or by the official order of a field's values."""

    field: str = ""
    parse: Callable[[str], Any] = str
    ranks: Ranks | None = None
    nullable: bool = True


ORDERS: dict[str, Order] = {
    "number": Order(),
    "due": Order("due_on", date.fromisoformat),
    "changed": Order("changed_at", _instant, nullable=False),
    "node": Order("node_id", UUID, _positions(TimeNode)),
    "target": Order("target_id", UUID, _positions(Target)),
    "status": Order("status", str, _listed(Status.values)),
    "unit": Order("lead_unit_id", UUID, _units),
    "leader": Order("lead_leader_id", UUID, _posts),
}


@dataclass(frozen=True)
class Place:
    """A row's place in an order: the value of the sort field (None: not set) and its number."""

    value: Any
    finding_number: int
    number: int

    def __str__(self) -> str:
        """As it stands in an address: value~7-3."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        return f"{'' if value is None else value}~{self.finding_number}-{self.number}"


def place(order: Order, text: str) -> Place:
    """Read a place from an address; anything that is not one raises PARAM."""
    value, mark, label = text.rpartition("~")
    first, dash, second = label.partition("-")
    numbers = [part for part in (first, second) if part.isascii() and part.isdigit()]
    if not mark or not dash or len(numbers) != 2 or max(map(len, numbers)) > 6:
        raise Refusal("PARAM", name="after")
    try:
        parsed = order.parse(value) if order.field and value else None
    except ValueError:
        raise Refusal("PARAM", name="after") from None
    return Place(parsed, int(first), int(second))


# Not frozen: hundreds are made for a page, and a frozen one takes four times as long.
@dataclass(slots=True)
class Segment:
    """Rows that stand together in an order; `asked` names them, `size` is None where they were not counted."""

    value: Any
    asked: dict[str, Any]
    keys: tuple[str, ...]
    down: str = ""
    size: int | None = None

    @property
    def rows(self) -> Q:
        """The filter that names them; made only for the few segments that a page reads."""
        return Q(**self.asked)


@dataclass(frozen=True)
class Page:
    """Rows, how many there are in all, and the places from which the neighbouring pages are reached."""

    rows: list[Row]
    total: int
    earlier: Place | None
    later: Place | None


@dataclass(frozen=True)
class Asked:
    """Which page: so many rows of an order, after or before a place or from the beginning."""

    order: str = "number"
    down: str = ""
    size: int = 50
    after: str = ""
    before: str = ""


# A row as it is found: its key, the value of the sort field, its number.
Key = tuple[UUID, Any, int, int]


@lru_cache(maxsize=64)
def _told(fields: tuple[str, ...]) -> Prepared[tuple[Any, ...]]:
    return Prepared(
        lambda ids: Measure.objects.order_by().filter(pk__in=ids).values_list(*fields), Ids
    )


class _Walk:
    """One reading of a page: which rows first, along an index where there is one; then what they say, for these alone."""

    def __init__(self, rows: QuerySet[Measure], fields: Sequence[str], order: Order) -> None:
        self.field = order.field
        wanted = dict.fromkeys(("pk", *NUMBER, *fields, *([order.field] * bool(order.field))))
        self.fields = tuple(wanted)
        self.keys = rows.values_list("pk", order.field or "number", *NUMBER)

    def take(
        self, segments: list[Segment], at: int, place: Place | None, size: int, *, back: str = ""
    ) -> list[Key]:
        """Up to `size` rows from the segment at `at` on; small counted segments are read together."""
        found: list[Key] = []
        if place is not None:
            found = self._read(segments[at], place, size, back)
            at += 1
        while len(found) < size and at < len(segments):
            whole = self._whole(segments[at:], size - len(found))
            found += self._together(whole, back)
            at += len(whole)
            if at < len(segments) and len(found) < size:
                found += self._read(segments[at], None, size - len(found), back)
                at += 1
        return found

    def told(self, keys: list[Key]) -> list[Row]:
        """What the rows of `keys` say, in their order."""
        ids = Ids(key[0] for key in keys)
        rows = {row[0]: row for row in _told(self.fields)(ids)} if ids else {}
        return [dict(zip(self.fields, rows[pk], strict=True)) for pk in ids if pk in rows]

    def place(self, key: Key) -> Place:
        """The place of a row in the order."""
        _pk, value, first, second = key
        return Place(value if self.field else None, first, second)

    def _whole(self, segments: list[Segment], room: int) -> list[Segment]:
        whole: list[Segment] = []
        for segment in segments:
            if segment.size is None or segment.size > room:
                break
            room -= segment.size
            whole.append(segment)
        return whole

    def _together(self, segments: list[Segment], back: str) -> list[Key]:
        if len(segments) < 2:
            return self._read(segments[0], None, segments[0].size or 0, back) if segments else []
        # As one list of values the database finds them along the index; as alternatives it reads the whole round.
        values = [segment.value for segment in segments if segment.value is not None]
        rows = Q(**{f"{self.field}__in": values})
        if len(values) < len(segments):
            rows |= Q(**{f"{self.field}__isnull": True})
        ranks = {segment.value: at for at, segment in enumerate(segments)}
        found: list[Key] = list(self.keys.filter(rows))
        found.sort(key=lambda key: key[2:], reverse=bool(back))
        found.sort(key=lambda key: ranks[key[1]])
        return found

    def _read(self, segment: Segment, place: Place | None, size: int, back: str) -> list[Key]:
        down = not segment.down if back else bool(segment.down)
        rows = self.keys.filter(segment.rows)
        if place is not None:
            values = {**vars(place), self.field: place.value}
            rows = rows.filter(_beyond(segment.keys, values, "lt" if down else "gt"))
        return list(rows.order_by(*(f"-{key}" if down else key for key in segment.keys))[:size])


def _beyond(keys: tuple[str, ...], values: dict[str, Any], sign: str) -> Q:
    """Behind a place, key after key; the outer bound lets the database begin there."""
    key, *rest = keys
    strictly = Q(**{f"{key}__{sign}": values[key]})
    if not rest:
        return strictly
    same = Q(**{key: values[key]}) & _beyond(tuple(rest), values, sign)
    return Q(**{f"{key}__{sign}e": values[key]}) & (strictly | same)


def _by_field(order: Order, down: str) -> list[Segment]:
    if not order.field:
        return [Segment(None, {}, NUMBER, down)]
    keys = (order.field, *NUMBER)
    if not order.nullable:
        return [Segment(..., {}, keys, down)]
    none = Segment(None, {f"{order.field}__isnull": True}, NUMBER)
    return [Segment(..., {f"{order.field}__isnull": False}, keys, down), none]


def _by_value(
    order: Order, down: str, round_: Round, sizes: dict[Any, int], at: Place | None
) -> list[Segment]:
    assert order.ranks is not None  # noqa: S101 - asked by the caller
    values = {value for value in sizes if value is not None}
    if at is not None and at.value is not None:
        values.add(at.value)
    ranks = order.ranks(round_, values)
    if not values <= set(ranks):
        raise Refusal("PARAM", name="after")
    ordered = sorted(values, key=ranks.__getitem__, reverse=bool(down))
    made = [
        Segment(value, {order.field: value}, NUMBER, "", sizes.get(value, 0)) for value in ordered
    ]
    rest = sizes.get(None, 0)
    if rest or (at is not None and at.value is None):
        made.append(Segment(None, {f"{order.field}__isnull": True}, NUMBER, "", rest))
    return made


def _at(segments: Iterable[Segment], place: Place) -> int:
    for at, segment in enumerate(segments):
        if segment.value == place.value or (segment.value is ... and place.value is not None):
            return at
    raise Refusal("PARAM", name="after")


def _near(rows: QuerySet[Measure], asked: Asked, at: Place | None) -> list[Segment]:
    """By unit: the segments of the next units alone; none where they do not hold a page."""
    if at is not None and at.value is None:
        return []
    back = bool(asked.before)
    beyond = _falling if bool(asked.down) != back else _rising
    begin = _path(at.value) if at is not None else [("9" * 64 if beyond is _falling else "",)]
    units = [pk for path in begin for (pk,) in beyond(*path)]
    of_units = rows.filter(lead_unit_id__in=units)
    sizes = dict(of_units.values_list("lead_unit_id").annotate(Count("finding_number")))
    first = at.value if at is not None else None
    if sum(sizes.values()) - sizes.get(first, 0) <= asked.size:
        return []
    made = [
        Segment(pk, {"lead_unit_id": pk}, NUMBER, "", sizes.get(pk, 0))
        for pk in units
        if pk in sizes or pk == first
    ]
    return made[::-1] if back else made


def _segments(
    rows: QuerySet[Measure], round_: Round, asked: Asked, at: Place | None
) -> tuple[list[Segment], int]:
    order = ORDERS[asked.order]
    if order.ranks is None:
        return _by_field(order, asked.down), rows.count()
    if order.ranks is _units and (total := rows.count()) >= MANY:
        near = _near(rows, asked, at)
        if near:
            return near, total
    # By a field that stands in every index of the ledger: counting ids would read every row.
    sizes = dict(rows.values_list(order.field).annotate(Count("finding_number")))
    return _by_value(order, asked.down, round_, sizes, at), sum(sizes.values())


def page(rows: QuerySet[Measure], round_: Round, asked: Asked, fields: Sequence[str]) -> Page:
    """One page of `rows` with `fields`; the number of queries does not depend on how many rows there are."""
    order = ORDERS[asked.order]
    text = asked.after or asked.before
    start = place(order, text) if text else None
    segments, total = _segments(rows, round_, asked, start)
    walk, wanted = _Walk(rows, fields, order), asked.size + 1
    if start is not None and asked.before:
        segments.reverse()
        found = walk.take(segments, _at(segments, start), start, wanted, back="back")
        if len(found) == wanted:
            found = found[: asked.size][::-1]
            earlier, later = walk.place(found[0]), walk.place(found[-1])
            return Page(walk.told(found), total, earlier, later)
        # The beginning was reached: a full first page is better than a short one.
        segments.reverse()
        start = None
    found = walk.take(segments, 0 if start is None else _at(segments, start), start, wanted)
    shown = found[: asked.size]
    return Page(
        walk.told(shown),
        total,
        walk.place(shown[0]) if start is not None and shown else None,
        walk.place(shown[-1]) if len(found) == wanted else None,
    )


def numbered(model_rows: QuerySet[Any], asked: Asked, fields: Sequence[str]) -> Page:
    """A page of findings, which are always in the order of their numbers."""
    text = asked.after or asked.before
    start = place(Order(), text).finding_number if text else None
    total, wanted = model_rows.count(), asked.size + 1
    if start is not None and asked.before:
        found = list(
            model_rows.filter(number__lt=start).order_by("-number").values(*fields)[:wanted]
        )
        if len(found) == wanted:
            found = found[: asked.size][::-1]
            return Page(found, total, _finding(found[0]), _finding(found[-1]))
        start = None
    after = model_rows if start is None else model_rows.filter(number__gt=start)
    found = list(after.order_by("number").values(*fields)[:wanted])
    shown = found[: asked.size]
    return Page(
        shown,
        total,
        _finding(shown[0]) if start is not None and shown else None,
        _finding(shown[-1]) if len(found) == wanted else None,
    )


def _finding(row: Row) -> Place:
    return Place(None, row["number"], 0)
