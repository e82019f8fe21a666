"""What the rows of people would do: who is who, which post is whose, and what is missing.

A person is known by his account, by name and telephone, or by name and unit. Anything less is not taken for the same
person: two people may bear one name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from zhenggai.core.directory.cells import Cells
from zhenggai.core.directory.columns import folded
from zhenggai.core.directory.model import (
    Change,
    JudgedPerson,
    Known,
    KnownPerson,
    KnownPost,
    Ref,
    Verdict,
)
from zhenggai.core.directory.names import Names
from zhenggai.core.directory.units import Units
from zhenggai.core.errors import BadValue, Duplicate

KEPT = ("initials", "phone", "email")


@dataclass(slots=True)
class Somebody:
    """A person as far as he is known: from the directory, from earlier rows, or both."""

    ref: Ref
    name: str
    texts: dict[str, str]
    units: set[Ref] = field(default_factory=set)
    number: int = 0  # the first row that names him; 0 where none does yet

    def contradicts(self, row: JudgedPerson) -> bool:
        """Whether telephone or account say that the row is about somebody else of that name and unit."""
        pairs = ((self.texts["account"], row.account), (self.texts["phone"], row.phone))
        return isinstance(self.ref, int) and any(
            mine and theirs and folded(mine) != folded(theirs) for mine, theirs in pairs
        )


class People:
    """The rows of people, judged in the order in which they stand."""

    def __init__(self, names: Names, units: Units, known: Known) -> None:
        """Take the tree with the units of the file, and the present directory."""
        self.names = names
        self.units = units
        self.accounts = {folded(name) for name in known.accounts}
        self._by_name: dict[str, list[Somebody]] = defaultdict(list)
        self._by_account: dict[str, Somebody] = {}
        self._posts: dict[tuple[Ref, str], list[KnownPost]] = defaultdict(list)
        self._taken: set[UUID] = set()
        self._seen: dict[tuple[Ref, Ref, str], tuple[str, int]] = {}
        self._people = {person.id: person.name for person in known.people}
        self._made = 0
        held: dict[UUID, set[Ref]] = defaultdict(set)
        for post in known.posts:
            self._posts[post.unit_id, folded(post.title)].append(post)
            if post.holder_id is not None:
                held[post.holder_id].add(post.unit_id)
        for person in known.people:
            self._add(_somebody(person, held[person.id]))

    def _add(self, somebody: Somebody) -> None:
        self._by_name[folded(somebody.name)].append(somebody)
        if somebody.texts["account"]:
            self._by_account[folded(somebody.texts["account"])] = somebody

    def judge(self, rows: list[Cells]) -> list[JudgedPerson]:
        """Judge every row."""
        return [self._judge(cells) for cells in rows]

    def _judge(self, cells: Cells) -> JudgedPerson:
        row = _row(cells)
        row.unit = self._unit(cells) if cells.texts["unit"] else None
        if not row.problems and row.unit is not None:
            somebody = self._who(cells, row, row.unit)
            if somebody is not None:
                self._compare(cells, row, somebody)
                self._post(cells, row, somebody, row.unit)
                somebody.units.add(row.unit)
        if row.problems:
            row.verdict = Verdict.ERROR
        return row

    def _unit(self, cells: Cells) -> Ref | None:
        text, above = cells.texts["unit"], cells.texts["above"]
        asked = f"{above}/{text}" if above else text
        found = self.names.find(asked)
        if len(found) == 1:
            return found[0]
        if found:
            which = self.names.labels(found)
            cells.refuse("unit", BadValue("UNIT-AMBIGUOUS", name=text, candidates=which))
        elif (number := self.units.in_error(text)) is not None:
            cells.refuse("unit", BadValue("UNIT-IN-ERROR", name=text, row=number))
        else:
            near = self.names.nearest(text)
            cells.refuse("unit", BadValue("UNIT-UNKNOWN", name=text, nearest=near))
        return None

    def _who(self, cells: Cells, row: JudgedPerson, unit: Ref) -> Somebody | None:
        """The person of the row; None with the reason said."""
        owner = self._owner(cells, row)
        if owner is not None or cells.problems:
            return owner
        same = self._by_name.get(folded(row.name), [])
        matched = _matched(same, row, unit)
        if len(matched) > 1:
            cells.refuse("name", BadValue("PERSON-TWICE", name=row.name))
            return None
        return matched[0] if matched else self._unmatched(cells, row, same)

    def _owner(self, cells: Cells, row: JudgedPerson) -> Somebody | None:
        """Whose the account of the row is; an account of somebody else is refused."""
        account = folded(row.account)
        owner = self._by_account.get(account) if account else None
        if owner is not None and folded(owner.name) == folded(row.name):
            return owner
        if owner is not None or account in self.accounts:
            name = owner.name if owner else ""
            cells.refuse("account", Duplicate("ACCOUNT-TAKEN", account=row.account, name=name))
        return None

    def _unmatched(self, cells: Cells, row: JudgedPerson, same: list[Somebody]) -> Somebody:
        """Nobody of the name is certainly the same person; who might be is said."""
        bare = [one for one in same if not one.units and not one.texts["phone"]]
        if len(same) == 1 and bare:
            row.doubts.append(cells.about("name", Duplicate("PERSON-TAKEN-AS", name=row.name)))
            return bare[0]
        if same:
            where = self.names.labels([ref for one in same for ref in one.units])
            refusal = Duplicate("PERSON-ELSEWHERE", name=row.name, candidates=where)
            row.doubts.append(cells.about("name", refusal))
        return self._new(row)

    def _new(self, row: JudgedPerson) -> Somebody:
        texts = {name: getattr(row, name) for name in (*KEPT, "account")}
        made = Somebody(self._made, row.name, texts, number=row.number)
        self._made += 1
        row.verdict = Verdict.NEW
        self._add(made)
        return made

    def _compare(self, cells: Cells, row: JudgedPerson, somebody: Somebody) -> None:
        """What the row says beyond or against what is known; empty cells say nothing."""
        row.person = somebody.ref
        if row.verdict is Verdict.NEW:
            return
        for name in (*KEPT, "account"):
            new, old = getattr(row, name), somebody.texts[name]
            if not new or folded(new) == folded(old):
                continue
            if old and somebody.number:
                cells.refuse(name, Duplicate("IMP-DIFFERS", row=somebody.number))
            elif old and name == "account":
                refusal = Duplicate("ACCOUNT-OTHER", name=row.name, account=old)
                cells.refuse(name, refusal)
            else:
                row.changes.append(Change(name, old, new))
                somebody.texts[name] = new
        if row.account and not cells.problems:
            self._by_account.setdefault(folded(row.account), somebody)
        somebody.number = somebody.number or row.number
        if row.changes:
            row.verdict = Verdict.CHANGE

    def _post(self, cells: Cells, row: JudgedPerson, somebody: Somebody, unit: Ref) -> None:
        """The post of the row: the person's own, else a vacant one of that title, else a new one."""
        title, here = folded(row.title), (row.sheet, row.number)
        first = self._seen.setdefault((somebody.ref, unit, title), here)
        if first != here:
            cells.refuse("name", Duplicate("IMP-TWICE", name=row.name, row=first[1]))
            return
        posts = self._posts.get((unit, title), ())
        free = [post for post in posts if post.id not in self._taken]
        own = next((post for post in free if post.holder_id == somebody.ref), None)
        post = own or next((post for post in free if post.holder_id is None), None)
        row.appoint = own is None
        if post is not None:
            self._keep(cells, row, post)
        elif posts:
            self._say_held(cells, row, posts)
        if row.appoint:
            row.changes.append(Change("post", "", f"{row.unit_text} {row.title}"))
        if row.changes and row.verdict is Verdict.SAME:
            row.verdict = Verdict.CHANGE

    def _keep(self, cells: Cells, row: JudgedPerson, post: KnownPost) -> None:
        """Take a post that exists; its duty changes where the file says another one."""
        row.post = post.id
        self._taken.add(post.id)
        if cells.texts["duty_given"] and post.duty != row.duty:
            row.changes.append(Change("duty", post.duty, row.duty))

    def _say_held(self, cells: Cells, row: JudgedPerson, posts: Sequence[KnownPost]) -> None:
        holders = {post.holder_id for post in posts if post.holder_id is not None}
        names = "、".join(sorted(self._people.get(holder, "") for holder in holders))
        if names:
            refusal = Duplicate("POST-FURTHER", title=row.title, name=names)
            row.doubts.append(cells.about("title", refusal))


def _matched(same: list[Somebody], row: JudgedPerson, unit: Ref) -> list[Somebody]:
    """Those of one name who are certainly the person of the row: by telephone, else by unit."""
    phone = folded(row.phone)
    by_phone = [one for one in same if phone and folded(one.texts["phone"]) == phone]
    return by_phone or [one for one in same if unit in one.units and not one.contradicts(row)]


def _somebody(person: KnownPerson, units: set[Ref]) -> Somebody:
    texts = {name: getattr(person, name) for name in (*KEPT, "account")}
    return Somebody(person.id, person.name, texts, units)


def _row(cells: Cells) -> JudgedPerson:
    texts = cells.texts
    return JudgedPerson(
        sheet=cells.table.sheet,
        number=cells.row.number,
        name=texts["name"],
        unit_text=texts["unit"],
        problems=cells.problems,
        initials=texts["initials"],
        phone=texts["phone"],
        email=texts["email"],
        title=texts["title"],
        duty=texts["duty"],
        account=texts["account"],
    )
