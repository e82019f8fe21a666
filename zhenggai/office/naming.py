"""From names as people write them to units, people and posts: 市住建局/办公室 · 王伟（市财政局 联络员） · 周敏（副市长）."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhenggai.core import tree
from zhenggai.core.errors import BadValue
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Person, Post, Unit
from zhenggai.office.prepared import Ids, Prepared

_BETWEEN = frozenset("、,，;；")
_OPEN, _CLOSE = frozenset("（("), frozenset("）)")
_HOLDER = re.compile(r"^(?P<name>[^（(]+?)\s*[（(](?P<title>.+)[）)]$")
SLASH = "/"
NEAREST = 3
# Among so many of one name candidates are shown.
MOST = 9


@dataclass(frozen=True)
class Holder:
    """A leader as written: a name and, where it was written, the title of the post."""

    name: str
    title: str


def split(text: str) -> list[str]:
    """The names in a list, without blanks, each once; what separates names is part of a title in brackets (局长、党组书记)."""
    names, depth = [""], 0
    for char in text:
        depth = 0 if char == "\n" else max(0, depth + (char in _OPEN) - (char in _CLOSE))
        if char == "\n" or (not depth and char in _BETWEEN):
            names.append("")
        else:
            names[-1] += char
    names = [name.strip() for name in names]
    return list(dict.fromkeys(name for name in names if name))


def holder(text: str) -> Holder:
    """周敏（副市长） → name and title; without brackets the title is empty."""
    match = _HOLDER.match(text)
    return Holder(match["name"], match["title"]) if match else Holder(text, "")


def _near(name: str, known: list[str]) -> str:
    return "、".join(difflib.get_close_matches(name, known, NEAREST, 0.5))


def _called(name: str) -> list[Unit]:
    found = Unit.objects.open().filter(Q(name=name) | Q(short_name=name))
    return list(found.select_related("parent")[:MOST])


def _above(found: list[Unit]) -> dict[str, Unit]:
    """Every unit above those found, by path."""
    paths = {path for one in found for path in tree.ancestors(one.path)}
    return {one.path: one for one in Unit.objects.filter(path__in=paths)}


def _written_under(text: str) -> list[Unit]:
    """Units written with those above them: 市住建局/办公室."""
    *above, last = [part.strip() for part in text.replace("／", SLASH).split(SLASH)]
    found = _called(last) if above else []
    chain = _above(found)
    return [
        one
        for one in found
        if len(paths := tree.ancestors(one.path)[:-1]) >= len(above)
        and all(
            name in (chain[path].name, chain[path].short_name)
            for name, path in zip(above, paths[-len(above) :], strict=True)
        )
    ]


def placed(found: list[Unit]) -> list[str]:
    """How units are written where a name alone does not say which one is meant: with all above but the root."""
    chain = _above(found)
    written = []
    for one in found:
        above = [str(chain[path]) for path in tree.ancestors(one.path)[:-1]]
        # Directly below the root the root is what tells it from others.
        written.append(SLASH.join([*(above[1:] or above), one.name]))
    return written


def unit(name: str) -> Unit:
    """The open unit of that name or short name, alone or written after the units above it (市住建局/办公室).

    Raises BadValue: UNIT-UNKNOWN with the nearest names, UNIT-AMBIGUOUS with the candidates as they can be written.
    """
    found = _called(name) or _written_under(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue("UNIT-AMBIGUOUS", name=name, candidates="、".join(placed(found)))
    known = [text for row in Unit.objects.open().values_list("name", "short_name") for text in row]
    raise BadValue("UNIT-UNKNOWN", name=name, nearest=_near(name, [text for text in known if text]))


def _told(people: list[Person]) -> dict[UUID, list[tuple[str, str]]]:
    """Unit and title of every post that each of `people` holds today."""
    held = Appointment.objects.on(clock.today()).filter(person__in=people)
    told: dict[UUID, list[tuple[str, str]]] = {}
    for one in held.select_related("post__unit"):
        told.setdefault(one.person_id, []).append((str(one.post.unit), one.post.title))
    return told


def described(people: list[Person]) -> list[str]:
    """How people are written so that each is told from others of the name: 王伟（市财政局 联络员）."""
    told = _told(people)
    return [
        f"{one.name}（{' '.join(told[one.pk][0])}）"
        if one.pk in told
        else f"{one.name}（{one.phone}）"
        if one.phone
        else one.name
        for one in people
    ]


def person(text: str) -> Person:
    """The person of that name or initials; in brackets unit, title, both, or the telephone.

    Raises BadValue: PERSON-NONE with the nearest names, PERSON-MANY with the candidates as they can be written.
    """
    wanted = holder(text)
    called = Q(name=wanted.name) | Q(initials=wanted.name.lower())
    found = list(Person.objects.filter(called))
    if wanted.title:
        told = _told(found)
        found = [
            one
            for one in found
            if wanted.title == one.phone
            or any(
                wanted.title in (unit, title, f"{unit} {title}", f"{unit}{title}")
                for unit, title in told.get(one.pk, ())
            )
        ]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue("PERSON-MANY", name=text, candidates="、".join(described(found[:MOST])))
    names = list(Person.objects.values_list("name", flat=True))
    raise BadValue("PERSON-NONE", name=text, nearest=_near(wanted.name, names))


def post(text: str) -> Post:
    """The post that the person named holds today.

    Raises BadValue: PERSON-UNKNOWN with the nearest names, PERSON-AMBIGUOUS with the posts among which to choose by
    writing the title in brackets.
    """
    wanted = holder(text)
    held = Appointment.objects.on(clock.today()).select_related("post", "person")
    found = held.filter(Q(person__name=wanted.name) | Q(person__initials=wanted.name.lower()))
    if wanted.title:
        found = found.filter(post__title=wanted.title)
    posts = {one.post_id: one for one in found[:MOST]}
    if len(posts) == 1:
        return next(iter(posts.values())).post
    if posts:
        which = "、".join(f"{one.person.name}（{one.post.title}）" for one in posts.values())
        raise BadValue("PERSON-AMBIGUOUS", name=text, candidates=which)
    names = list(held.values_list("person__name", flat=True))
    raise BadValue("PERSON-UNKNOWN", name=text, nearest=_near(wanted.name, names))


def units(text: str) -> list[Unit]:
    """The units of a list of names."""
    return [unit(name) for name in split(text)]


def posts(text: str) -> list[Post]:
    """The posts of a list of leaders."""
    return [post(name) for name in split(text)]


_held = Prepared(
    lambda day, posts: (
        Appointment.objects.on(day).filter(post_id__in=posts).values_list("post_id", "person__name")
    ),
    date,
    Ids,
)


def holders(posts: Iterable[UUID]) -> dict[UUID, str]:
    """Who holds the posts today, by name; a post that nobody holds is left out."""
    return dict(_held(clock.today(), Ids(posts)))


def written(posts: list[Post]) -> dict[UUID, str]:
    """How leaders are written: 周敏（副市长）; a post that nobody holds today by its title alone."""
    names = holders(one.pk for one in posts)
    return {
        one.pk: f"{names[one.pk]}（{one.title}）" if one.pk in names else one.title for one in posts
    }


def suggest_units(begin: str, most: int) -> list[str]:
    """Names of open units that contain what was typed; one that several bear is written with the units above it."""
    found = Unit.objects.open().filter(Q(name__contains=begin) | Q(short_name__contains=begin))
    chosen = list(found.select_related("parent")[:most])
    names = [str(one) for one in chosen]
    once = Counter(names)
    return [
        name if once[name] == 1 else place
        for name, place in zip(
            names, placed(chosen) if len(once) < len(names) else names, strict=True
        )
    ]


def suggest_people(begin: str, most: int) -> list[str]:
    """People whose name contains, or whose initials begin with, what was typed."""
    called = Q(name__contains=begin) | Q(initials__startswith=begin.lower())
    return described(list(Person.objects.filter(called).order_by("name")[:most]))


def suggest_leaders(begin: str, most: int) -> list[str]:
    """Holders of posts whose name contains, or whose initials begin with, what was typed."""
    held = Appointment.objects.on(clock.today()).select_related("post", "person")
    found = held.filter(
        Q(person__name__contains=begin) | Q(person__initials__startswith=begin.lower())
    )
    return [
        f"{one.person.name}（{one.post.title}）" for one in found.order_by("person__name")[:most]
    ]
