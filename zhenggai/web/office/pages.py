"""Long lists by pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from zhenggai.core.errors import BadValue

M = TypeVar("M", bound=Model)
SIZE = 100
FURTHEST = 1000


@dataclass(frozen=True)
class Page(Generic[M]):
    """The rows of one page and the numbers of its neighbours; `asked` is the rest of the address."""

    rows: list[M]
    less: int | None
    more: int | None
    asked: str


def page(request: HttpRequest, found: QuerySet[M, Any]) -> Page[M]:
    """The page of `found` that the address names. Raises BadValue (PARAM) for a page that cannot be."""
    value = request.GET.get("page", "1")
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise BadValue("PARAM", name="page")
    number = int(value)
    if not 1 <= number <= FURTHEST:
        raise BadValue("PARAM", name="page")
    first = (number - 1) * SIZE
    # One more than the page holds says whether there is another.
    rows = list(found[first : first + SIZE + 1])
    rest = request.GET.copy()
    rest.pop("page", None)
    return Page(
        rows[:SIZE],
        number - 1 if number > 1 else None,
        number + 1 if len(rows) > SIZE else None,
        rest.urlencode(),
    )
