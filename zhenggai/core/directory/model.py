"""What is known of the directory, and what is said about each row of a workbook."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from zhenggai.core.errors import Refusal

# A unit or person: the id of one that exists, or the place in the list of rows of one that is to be made.
Ref = UUID | int


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it stands."""

    id: UUID
    parent_id: UUID | None
    name: str
    short_name: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as he stands, with the name under which he signs in, if any."""

    id: UUID
    name: str
    initials: str = ""
    phone: str = ""
    email: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post as it stands, with its holder of today, if any."""

    id: UUID
    unit_id: UUID
    title: str
    duty: str
    holder_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The present directory. `accounts` are all sign-in names, also those that belong to no person."""

    units: list[KnownUnit]
    people: list[KnownPerson]
    posts: list[KnownPost]
    accounts: frozenset[str] = frozenset()


class Verdict(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot be taken, or what should be looked at; `cell` is its address."""

    cell: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Change:
    """One field of what exists: the present text and the one of the file."""

    field: str
    old: str
    new: str


@dataclass(slots=True, kw_only=True)
class Judged:
    """One row: where it stands, what it says, and what it would do. `problems` forbid, `doubts` ask to be looked at."""

    sheet: str
    number: int
    name: str
    verdict: Verdict = Verdict.SAME
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class JudgedUnit(Judged):
    """A unit; `id` where it exists, `parent` where it is to be made."""

    short_name: str = ""
    above: str = ""
    id: UUID | None = None
    parent: Ref | None = None


@dataclass(slots=True, kw_only=True)
class JudgedPerson(Judged):
    """A person with a post. `person`, `unit` and `post` exist or are made; `account` is a name to be opened."""

    initials: str = ""
    phone: str = ""
    email: str = ""
    unit_text: str = ""
    title: str = ""
    duty: str = ""
    account: str = ""
    person: Ref | None = None
    unit: Ref | None = None
    post: UUID | None = None
    appoint: bool = False


@dataclass(slots=True)
class Verdicts:
    """Every row of the workbook, what was passed over, and how much of it was hidden."""

    units: list[JudgedUnit] = field(default_factory=list)
    people: list[JudgedPerson] = field(default_factory=list)
    hidden_rows: int = 0
    notes: int = 0
    unread_sheets: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    normalised: Counter[str] = field(default_factory=Counter)

    def count(self, verdict: Verdict) -> int:
        """How many rows have `verdict`."""
        return sum(row.verdict is verdict for row in (*self.units, *self.people))

    @property
    def ready(self) -> bool:
        """Whether it can be brought in: no row is in error and some row does something."""
        does = self.count(Verdict.NEW) + self.count(Verdict.CHANGE)
        return bool(does) and not self.count(Verdict.ERROR)

    def fingerprint(self) -> str:
        """A digest of everything that would be done, to see later whether it would still be the same."""
        parts = [
            repr((row.verdict, row.id, row.parent, row.name, row.short_name)) for row in self.units
        ]
        for one in self.people:
            does = (one.verdict, one.person, one.unit, one.post, one.appoint, one.changes)
            says = (one.name, one.initials, one.phone, one.email, one.title, one.duty, one.account)
            parts.append(repr((does, says)))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
