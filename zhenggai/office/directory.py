"""Bringing in units and people from a workbook: checked first, then all of it in one act or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q

from zhenggai.core import workbook
from zhenggai.core.directory import (
    JudgedPerson,
    JudgedUnit,
    Known,
    KnownPerson,
    KnownPost,
    KnownUnit,
    Ref,
    Verdict,
    Verdicts,
    judge,
)
from zhenggai.core.errors import BadValue, WrongState
from zhenggai.office import apart, clock, files, people, search, units
from zhenggai.office.flow import step
from zhenggai.office.models import Appointment, Person, Post, Unit, User
from zhenggai.office.viewer import By

# A directory is read while somebody waits; a city with all its districts has fewer rows.
MOST_ROWS = 5_000
BATCH = 500


def known() -> Known:
    """The directory as it stands today."""
    day = clock.today()
    accounts = dict(User.objects.exclude(person=None).values_list("person_id", "username"))
    holders = dict(Appointment.objects.on(day).values_list("post_id", "person_id"))
    valid = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day))
    return Known(
        units=[
            KnownUnit(pk, parent, name, short, closed is not None)
            for pk, parent, name, short, closed in Unit.objects.order_by("path").values_list(
                "pk", "parent_id", "name", "short_name", "closed_on"
            )
        ],
        people=[
            KnownPerson(*row, account=accounts.get(row[0], ""))
            for row in Person.objects.order_by("pk").values_list(
                "pk", "name", "initials", "phone", "email"
            )
        ],
        posts=[
            KnownPost(*row, holder_id=holders.get(row[0]))
            for row in valid.order_by("pk").values_list("pk", "unit_id", "title", "duty")
        ],
        accounts=frozenset(User.objects.values_list("username", flat=True)),
    )


def check(data: bytes, name: str) -> Verdicts:
    """What the workbook would do. Raises BadFile as `core.workbook.read` and `core.directory.judge` do."""
    return judge(workbook.read(data, name, min(settings.MAX_ROWS, MOST_ROWS)), known())


def received(data: bytes, name: str) -> Verdicts:
    """The same of a workbook that comes in just now: it is read apart, whatever it may be."""
    most = min(settings.MAX_ROWS, MOST_ROWS)
    return judge(apart.call(workbook.read, data, name, most), known())


def load(by: By, *, sha256: str, name: str, fingerprint: str) -> Counter[str]:
    """Bring in the stored workbook `sha256`, as it was shown under `fingerprint`, in one act.

    Returns how many of what were made or changed. Raises WrongState (IMP-CHANGED) where it would do something else
    today, BadValue (IMP-EMPTY) where it holds errors or nothing new.
    """
    root = Unit.objects.filter(parent=None).order_by("path").first()
    if root is None:
        raise BadValue("IMP-EMPTY")
    data = files.load(sha256)
    with step(by, "directory.load", root) as doing:
        # Whoever adds or moves a unit takes the lock of the one above; with all of them nobody does meanwhile.
        list(Unit.objects.select_for_update().order_by("path").values_list("pk"))
        verdicts = check(data, name)
        if verdicts.fingerprint() != fingerprint:
            raise WrongState("IMP-CHANGED")
        if not verdicts.ready:
            raise BadValue("IMP-EMPTY")
        made = _Loading(replace(by, request_id=None), verdicts).run()
        doing.facts |= {"file": name, "sha256": sha256, **made}
    return made


class _Loading:
    """Rows made from verdicts. What is new is made in bulk under the one act; what changes is changed by its own act."""

    def __init__(self, by: By, verdicts: Verdicts) -> None:
        self.by = by
        self.verdicts = verdicts
        self.made: Counter[str] = Counter()
        self.units: dict[Ref, Unit] = dict(Unit.objects.in_bulk())
        self.people: dict[Ref, Person] = {}
        self.last: dict[UUID | None, int] = {
            row["parent_id"]: row["last"]
            for row in Unit.objects.order_by().values("parent_id").annotate(last=Max("position"))
        }

    def run(self) -> Counter[str]:
        """Make and change everything; returns how many of what."""
        self._units()
        self._people()
        self._posts()
        self._accounts()
        return self.made

    def _units(self) -> None:
        rows = self.verdicts.units
        for at, row in enumerate(rows):
            if row.verdict is Verdict.NEW:
                self._unit(at)
        new = [unit for ref, unit in self.units.items() if isinstance(ref, int)]
        new.sort(key=lambda unit: unit.path)
        Unit.objects.bulk_create(new, batch_size=BATCH)
        search.keep(new)
        self.made["units"] = len(new)
        for row in rows:
            if row.verdict is Verdict.CHANGE and row.id is not None:
                self._rename(row, self.units[row.id])

    def _unit(self, at: int) -> Unit:
        """The unit of a new row; the one above it is made first."""
        if at not in self.units:
            row = self.verdicts.units[at]
            ref = row.parent
            parent = None
            if ref is not None:
                parent = self._unit(ref) if isinstance(ref, int) else self.units[ref]
            key = None if parent is None else parent.pk
            self.last[key] = self.last.get(key, 0) + 1
            self.units[at] = Unit(
                parent=parent,
                name=row.name,
                short_name=row.short_name,
                position=self.last[key],
                path=units.place(parent, self.last[key]),
            )
        return self.units[at]

    def _rename(self, row: JudgedUnit, unit: Unit) -> None:
        units.edit(self.by, unit, version=unit.version, name=unit.name, short_name=row.short_name)
        self.made["changed"] += 1

    def _rows(self) -> Iterator[tuple[JudgedPerson, Person]]:
        for row in self.verdicts.people:
            if row.person is not None:
                yield row, self.people[row.person]

    def _people(self) -> None:
        ids = {row.person for row in self.verdicts.people if isinstance(row.person, UUID)}
        self.people = dict(Person.objects.in_bulk(list(ids)))
        changed: dict[UUID, dict[str, str]] = {}
        for row in self.verdicts.people:
            told = {c.field: c.new for c in row.changes if c.field in people.PERSON_FIELDS}
            if isinstance(row.person, UUID):
                changed.setdefault(row.person, {}).update(told)
            elif row.person is not None:
                self._new_person(row.person, row, told)
        new = [person for ref, person in self.people.items() if isinstance(ref, int)]
        Person.objects.bulk_create(new, batch_size=BATCH)
        search.keep(new)
        self.made["people"] = len(new)
        for pk, values in changed.items():
            if values:
                person = self.people[pk]
                people.edit_person(self.by, person, version=person.version, **values)
                self.made["changed"] += 1

    def _new_person(self, ref: int, row: JudgedPerson, told: dict[str, str]) -> None:
        if ref not in self.people:
            self.people[ref] = Person(
                name=row.name, initials=row.initials, phone=row.phone, email=row.email
            )
        for name, value in told.items():
            setattr(self.people[ref], name, value)

    def _posts(self) -> None:
        standing = Post.objects.in_bulk([row.post for row in self.verdicts.people if row.post])
        new, held = [], []
        for row, person in self._rows():
            unit = None if row.unit is None else self.units[row.unit]
            if unit is None:
                continue
            post = standing[row.post] if row.post else None
            if post is None:
                post = Post(unit=unit, title=row.title, duty=row.duty)
                new.append(post)
            elif any(change.field == "duty" for change in row.changes):
                people.edit_post(self.by, post, version=post.version, duty=row.duty)
                self.made["changed"] += 1
            if row.appoint:
                held.append(Appointment(person=person, post=post))
        Post.objects.bulk_create(new, batch_size=BATCH)
        search.keep(new)
        Appointment.objects.bulk_create(held, batch_size=BATCH)
        self.made["posts"], self.made["appointments"] = len(new), len(held)

    def _accounts(self) -> None:
        """Accounts without a password: nobody signs in until the system administrator sets one."""
        opened: dict[UUID, User] = {}
        for row, person in self._rows():
            is_new = row.verdict is Verdict.NEW or any(
                change.field == "account" for change in row.changes
            )
            if row.account and is_new and person.pk not in opened:
                user = User(username=row.account, person=person)
                user.set_unusable_password()
                opened[person.pk] = user
        User.objects.bulk_create(opened.values(), batch_size=BATCH)
        self.made["accounts"] = len(opened)
