"""Names in a workbook: units, leaders, nodes and targets of the round, read once for thousands of cells."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhenggai.core import tree
from zhenggai.core.errors import BadValue, Refusal
from zhenggai.ledger.models import Round, Target, TimeNode
from zhenggai.office import naming
from zhenggai.office.models import Appointment, Post, Unit

_NEAREST = 3
_TITLED = re.compile(r"(?:同志|主任委员)$")
_SPACES = re.compile(r"\s+")
_SLASHES = re.compile("[/／]")


def plain(text: str) -> str:
    """A name as it is compared: one width, no blanks."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(slots=True)
class Names:
    """The names that a round's workbook may use, and how the ledger writes them."""

    units: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    posts: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[UUID, str] = field(default_factory=dict)
    nodes: list[TimeNode] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    inside: set[UUID] = field(default_factory=set)
    unit_texts: dict[UUID, str] = field(default_factory=dict)
    post_texts: dict[UUID, str] = field(default_factory=dict)
    _read: dict[tuple[str, str], UUID | Refusal] = field(default_factory=dict)

    def unit(self, text: str) -> UUID:
        """The unit of that name. Raises BadValue: UNIT-UNKNOWN, UNIT-AMBIGUOUS, IMP-SCOPE."""
        return self._once("unit", text)

    def post(self, text: str) -> UUID:
        """The post of a leader: 周敏, 周敏（副市长）, 副市长周敏. Raises BadValue: PERSON-UNKNOWN, PERSON-AMBIGUOUS."""
        return self._once("post", text)

    def split(self, text: str, *, people: bool = False) -> list[str]:
        """The names of a cell: one below the other or between signs; / parts people, and units that have no such way."""
        found: list[str] = []
        for part in naming.split(text):
            known = self.posts if people else self.units
            slashed = _SLASHES.search(part) and (people or plain(part) not in known)
            spaced = " " in part and plain(part) not in known
            pieces = _SLASHES.split(part) if slashed else _SPACES.split(part) if spaced else [part]
            whole = [piece.strip() for piece in pieces if piece.strip()]
            if (slashed or spaced) and not all(self._known(piece, known) for piece in whole):
                whole = [part] if spaced or not people else whole
            found += whole
        return list(dict.fromkeys(found))

    def node(self, text: str) -> TimeNode | None:
        """The node of that name."""
        return next((node for node in self.nodes if plain(node.name) == plain(text)), None)

    def target(self, text: str) -> Target | None:
        """The target of that name."""
        return next((one for one in self.targets if plain(one.name) == plain(text)), None)

    @property
    def lasting(self) -> TimeNode | None:
        """The node without a day."""
        return next((node for node in self.nodes if node.long_term), None)

    def units_text(self, ids: Iterable[UUID]) -> str:
        """Units as the ledger writes them in one cell."""
        return "、".join(sorted(self.unit_texts.get(each, "") for each in ids))

    def posts_text(self, ids: Iterable[UUID]) -> str:
        """Leaders as the ledger writes them in one cell."""
        return "、".join(sorted(self.post_texts.get(each, "") for each in ids))

    def _known(self, text: str, known: dict[str, set[UUID]]) -> bool:
        return plain(text) in known

    def _once(self, kind: str, text: str) -> UUID:
        """Thousands of cells hold the same few names."""
        key = (kind, text)
        if key not in self._read:
            try:
                self._read[key] = self._unit(text) if kind == "unit" else self._post(text)
            except BadValue as refusal:
                self._read[key] = refusal
        found = self._read[key]
        if isinstance(found, Refusal):
            raise found
        return found

    def _unit(self, text: str) -> UUID:
        found = self.units.get(plain(text), set())
        if not found and _SLASHES.search(text):
            return self._inside(naming.unit(text).pk, text)
        if len(found) == 1:
            return self._inside(next(iter(found)), text)
        if found:
            which = "、".join(sorted(self.unit_texts[each] for each in found))
            raise BadValue("UNIT-AMBIGUOUS", name=text, candidates=which)
        near = difflib.get_close_matches(plain(text), list(self.units), _NEAREST, 0.5)
        names = [self.unit_texts[each] for form in near for each in self.units[form]]
        raise BadValue("UNIT-UNKNOWN", name=text, nearest="、".join(dict.fromkeys(names)))

    def _inside(self, unit: UUID, text: str) -> UUID:
        if unit not in self.inside:
            raise BadValue("IMP-SCOPE", name=text)
        return unit

    def _post(self, text: str) -> UUID:
        wanted = naming.holder(_TITLED.sub("", text.strip()))
        name, title = plain(wanted.name), plain(wanted.title)
        found = self.posts.get(name)
        if found is None:
            # 副市长周敏 and 周敏副市长: a known name at one end, the title at the other.
            ends = [each for each in self.posts if name.endswith(each) or name.startswith(each)]
            known = max(ends, key=len, default="")
            found, title = self.posts.get(known, set()), name.replace(known, "", 1) or title
        if len(found) > 1 and title:
            exact = {each for each in found if plain(self.titles[each]) == title}
            found = exact or {each for each in found if title in plain(self.titles[each])} or found
        if len(found) == 1:
            return next(iter(found))
        if found:
            which = "、".join(sorted(self.post_texts[each] for each in found))
            raise BadValue("PERSON-AMBIGUOUS", name=text, candidates=which)
        near = difflib.get_close_matches(name, list(self.posts), _NEAREST, 0.5)
        names = [self.post_texts[each] for form in near for each in self.posts[form]]
        raise BadValue("PERSON-UNKNOWN", name=text, nearest="、".join(dict.fromkeys(names)))


def names_of(round_: Round, today: date) -> Names:
    """Read the names: a handful of queries, whatever the size of the tree."""
    found = Names(
        nodes=list(TimeNode.objects.filter(round=round_)),
        targets=list(Target.objects.filter(round=round_)),
    )
    _units(found, round_.inspected_unit)
    found.post_texts = dict(Post.objects.values_list("pk", "title"))
    held = Appointment.objects.on(today).select_related("post", "person")
    for one in held.exclude(post=None):
        found.posts[plain(one.person.name)].add(one.post_id)
        found.titles[one.post_id] = one.post.title
        found.post_texts[one.post_id] = f"{one.person.name}（{one.post.title}）"
    return found


def _units(found: Names, top: Unit) -> None:
    rows = list(Unit.objects.values_list("pk", "name", "short_name", "path", "closed_on"))
    root = min(rows, key=lambda row: len(row[3]))[1] if rows else ""
    for pk, name, short, path, closed in rows:
        if closed is None:
            for form in _forms(name, short, root):
                found.units[plain(form)].add(pk)
        if tree.below(path, top.path):
            found.inside.add(pk)
    paths = {path: name for _, name, _, path, _ in rows}
    for pk, name, short, path, _ in rows:
        text = short or name
        if len(found.units.get(plain(text), ())) > 1:
            # Directly below the root the root is what tells it from others.
            above = [paths[each] for each in tree.ancestors(path)[:-1]]
            text = naming.SLASH.join([*(above[1:] or above), name])
        found.unit_texts[pk] = text


def _forms(name: str, short: str, root: str) -> set[str]:
    """A unit's names: 市财政局 is 云川市财政局, too."""
    forms = {name, short} - {""}
    for form in list(forms):
        if root and form.startswith(root) and len(form) > len(root) + 1:
            forms.add(form.removeprefix(root))
            forms.add(root[-1] + form.removeprefix(root))
        elif root and form.startswith(root[-1]):
            forms.add(root[:-1] + form)
    return forms
