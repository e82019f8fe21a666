"""The address of the ledger is its state: read from the query string, written back, one definition for every use of the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.http import urlencode

from zhenggai.core.errors import NotFound, Refusal
from zhenggai.ledger import listing, paging
from zhenggai.ledger.listing import NONE, Asked, Wanted

SIZES = (50, 100, 200)
SHOWS = ("measures", "findings")
TABS = ("overview", "source", "history")
LONGEST_TEXT = 200
# Columns beside the number, in the order in which they stand.
COLUMNS = (
    "measure",
    "finding",
    "category",
    "unit",
    "leader",
    "node",
    "target",
    "pace",
    "due",
    "alert",
    "status",
    "claimed",
    "criterion",
    "changed",
)
USUAL = ("measure", "finding", "unit", "leader", "node", "target", "due", "alert", "status")


@dataclass(frozen=True)
class State:
    """All that an address of the ledger says: which rows, in which order, which columns, which page, which row is open.

    `peek` is the finding's and the measure's number of the opened row.
    """

    wanted: Wanted = field(default_factory=Wanted)
    show: str = "measures"
    sort: str = "number"
    down: str = ""
    columns: tuple[str, ...] = USUAL
    size: int = SIZES[0]
    after: str = ""
    before: str = ""
    peek: tuple[int, int] | None = None
    tab: str = TABS[0]

    @property
    def asked(self) -> paging.Asked:
        """The page as the ledger understands it."""
        return paging.Asked(self.sort, self.down, self.size, self.after, self.before)

    def but(self, **changes: Any) -> State:
        """The state with another order, size, columns …; back on the first page, with no row open."""
        closed = {"after": "", "before": "", "peek": None, "tab": TABS[0]}
        return replace(self, **(closed | changes))

    def where(self, **changes: Any) -> State:
        """The state with other filters."""
        return self.but(wanted=replace(self.wanted, **changes))

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the query string; what is usual is left out."""
        usual = Wanted()
        found = [
            (NAMES.get(one.name, one.name), _written(getattr(self.wanted, one.name)))
            for one in fields(Wanted)
            if getattr(self.wanted, one.name) != getattr(usual, one.name)
        ]
        standing: tuple[tuple[str, str, str], ...] = (
            ("show", self.show, SHOWS[0]),
            ("sort", f"{'-' if self.down else ''}{self.sort}", "number"),
            ("cols", ",".join(self.columns), ",".join(USUAL)),
            ("size", str(self.size), str(SIZES[0])),
            ("after", self.after, ""),
            ("before", self.before, ""),
            ("peek", f"{self.peek[0]}-{self.peek[1]}" if self.peek else "", ""),
            ("tab", self.tab, TABS[0]),
        )
        return found + [(name, value) for name, value, usually in standing if value != usually]

    @property
    def address(self) -> str:
        """The query string with its question mark."""
        return "?" + urlencode(self.pairs())

    @property
    def before_peek(self) -> str:
        """What stands in the address of every row of this page before the row's number."""
        pairs = replace(self, peek=None, tab=TABS[0]).pairs()
        return f"?{urlencode(pairs)}&peek=" if pairs else "?peek="


# Names in the address that differ from the fields of Wanted.
NAMES = {"text": "q", "due_from": "from", "due_to": "to"}
FIELDS = {name: one for one, name in NAMES.items()}


def _written(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _wrong(name: str) -> Refusal:
    return Refusal("PARAM", name=name)


def _one_of(known: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if value not in known:
            raise _wrong(name)
        return value

    return read


def _some_of(known: tuple[str, ...]) -> Callable[[str, str], tuple[str, ...]]:
    def read(name: str, value: str) -> tuple[str, ...]:
        chosen = set(value.split(","))
        if not chosen <= set(known):
            raise _wrong(name)
        return tuple(one for one in known if one in chosen)

    return read


def _text(name: str, value: str) -> str:
    if "\0" in value:
        raise Refusal("TEXT-CHAR")
    if len(value) > LONGEST_TEXT:
        raise _wrong(name)
    return value.strip()


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 6 and int(value)):
        raise _wrong(name)
    return int(value)


def _size(name: str, value: str) -> int:
    if value not in {str(size) for size in SIZES}:
        raise _wrong(name)
    return int(value)


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _wrong(name) from None


def _id(_name: str, value: str) -> UUID:
    # An id that is none is answered like an id of nothing: there is nothing at this address.
    try:
        return UUID(value)
    except ValueError:
        raise NotFound("NOT-FOUND") from None


def _asked(name: str, value: str) -> Asked:
    return NONE if value == NONE else _id(name, value)


def _peek(name: str, value: str) -> tuple[int, int]:
    finding, dash, measure = value.partition("-")
    if not dash:
        raise _wrong(name)
    return _number(name, finding), _number(name, measure)


def _place(name: str, value: str) -> str:
    if not value or len(value) > 80:
        raise _wrong(name)
    return value


FILTERS: dict[str, Callable[[str, str], Any]] = {
    "text": _text,
    "finding": _number,
    "node": _asked,
    "target": _asked,
    "unit": _asked,
    "below": _one_of(("1",)),
    "leader": _asked,
    "category": _id,
    "status": _some_of(listing.STATUSES),
    "alert": _one_of(listing.ALERTS),
    "pace": _one_of(listing.PACES),
    "ready": _one_of(("yes", "no")),
    "mine": _one_of(("me", "unit")),
    "todo": _one_of(listing.TODO),
    "due_from": _day,
    "due_to": _day,
}
OTHERS: dict[str, Callable[[str, str], Any]] = {
    "show": _one_of(SHOWS),
    "size": _size,
    "after": _place,
    "before": _place,
    "peek": _peek,
    "tab": _one_of(TABS),
}
LISTS = {"status", "cols"}


def _sort(value: str) -> dict[str, str]:
    key = value.removeprefix("-")
    if key not in paging.ORDERS:
        raise _wrong("sort")
    return {"sort": key, "down": "down" if value.startswith("-") else ""}


def read(query: QueryDict) -> State:
    """The state that an address asks for; empty values ask for nothing.

    What is not known raises PARAM (400); an id that is none raises NotFound (404).
    """
    wanted: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name in query:
        given = [value for value in query.getlist(name) if value]
        value = ",".join(given) if name in LISTS else "".join(given[-1:])
        one = FIELDS.get(name, name if name not in NAMES else "")
        if not (one in FILTERS or one in OTHERS or one in ("sort", "cols")):
            raise _wrong(name)
        if not value:
            continue
        if one in FILTERS:
            wanted[one] = FILTERS[one](name, value)
        elif one == "sort":
            others |= _sort(value)
        elif one == "cols":
            others["columns"] = _some_of(COLUMNS)(name, value)
        else:
            others[one] = OTHERS[one](name, value)
    if others.get("after") and others.get("before"):
        raise _wrong("before")
    return State(Wanted(**wanted), **others)
