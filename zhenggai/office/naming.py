"""From names as people write them to units and posts: 市住建局、市财政局 · 周敏（副市长）."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhenggai.core.errors import BadValue
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Post, Unit

_BETWEEN = re.compile(r"[、,，;；\n]+")
_HOLDER = re.compile(r"^(?P<name>[^（(]+?)\s*[（(](?P<title>[^（）()]+)[）)]$")
NEAREST = 3


@dataclass(frozen=True)
class Holder:
    """A leader as written: a name and, where it was written, the title of the post."""

    name: str
    title: str


def split(text: str) -> list[str]:
    """The names in a list, without blanks, each once."""
    names = [name.strip() for name in _BETWEEN.split(text)]
    return list(dict.fromkeys(name for name in names if name))


def holder(text: str) -> Holder:
    """周敏（副市长） → name and title; without brackets the title is empty."""
    match = _HOLDER.match(text)
    return Holder(match["name"], match["title"]) if match else Holder(text, "")


def _near(name: str, known: list[str]) -> str:
    return "、".join(difflib.get_close_matches(name, known, NEAREST, 0.5))


def unit(name: str) -> Unit:
    """The open unit of that name or short name.

    Raises BadValue: UNIT-UNKNOWN with the nearest names, UNIT-AMBIGUOUS with the candidates and where they lie.
    """
    found = list(
        Unit.objects.open().filter(Q(name=name) | Q(short_name=name)).select_related("parent")[:9]
    )
    if len(found) == 1:
        return found[0]
    if found:
        where = "、".join(f"{one.name}（{one.parent.name if one.parent else ''}）" for one in found)
        raise BadValue("UNIT-AMBIGUOUS", name=name, candidates=where)
    known = [text for row in Unit.objects.open().values_list("name", "short_name") for text in row]
    raise BadValue("UNIT-UNKNOWN", name=name, nearest=_near(name, [text for text in known if text]))


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
    posts = {one.post_id: one for one in found[:9]}
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


def written(posts: list[Post]) -> dict[UUID, str]:
    """How leaders are written: 周敏（副市长）; a post that nobody holds today by its title alone."""
    held = Appointment.objects.on(clock.today()).filter(post__in=[one.pk for one in posts])
    names = {row[0]: row[1] for row in held.values_list("post_id", "person__name")}
    return {
        one.pk: f"{names[one.pk]}（{one.title}）" if one.pk in names else one.title for one in posts
    }


def suggest_units(begin: str, most: int) -> list[str]:
    """Names of open units that contain what was typed."""
    found = Unit.objects.open().filter(Q(name__contains=begin) | Q(short_name__contains=begin))
    return [one.short_name or one.name for one in found[:most]]


def suggest_leaders(begin: str, most: int) -> list[str]:
    """Holders of posts whose name contains, or whose initials begin with, what was typed."""
    held = Appointment.objects.on(clock.today()).select_related("post", "person")
    found = held.filter(
        Q(person__name__contains=begin) | Q(person__initials__startswith=begin.lower())
    )
    return [
        f"{one.person.name}（{one.post.title}）" for one in found.order_by("person__name")[:most]
    ]
