"""The words of the ledger's filters: chips of what is asked, fields of the form in which it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenggai.core import tree
from zhenggai.core.errors import NotFound
from zhenggai.ledger.listing import NONE, Frame, Wanted
from zhenggai.ledger.models import Category, Measure, Pace, Status, Target, TimeNode
from zhenggai.office import access, naming
from zhenggai.office.models import Post, Unit
from zhenggai.web.filters import NAMES, State

Words = str | Promise
Names = dict[UUID, str]
LABELS: dict[str, Words] = {
    "text": gettext_lazy("Text"),
    "finding": gettext_lazy("Finding number"),
    "node": gettext_lazy("Time node"),
    "target": gettext_lazy("Target category"),
    "unit": gettext_lazy("Lead unit"),
    "leader": gettext_lazy("Lead leader"),
    "category": gettext_lazy("Category"),
    "status": gettext_lazy("State"),
    "alert": gettext_lazy("Alert"),
    "pace": gettext_lazy("Pace"),
    "ready": gettext_lazy("Readiness"),
    "mine": gettext_lazy("Whose"),
    "todo": gettext_lazy("To do"),
    "due_from": gettext_lazy("Due from"),
    "due_to": gettext_lazy("Due until"),
}
NOT_SET = gettext_lazy("Not set")
VALUES: dict[str, dict[str, Words]] = {
    "status": {**dict(Status.choices), "open": gettext_lazy("Not closed out")},
    "alert": {
        "overdue": gettext_lazy("Overdue"),
        "due_soon": gettext_lazy("Due soon"),
        "on_track": gettext_lazy("On track"),
        "long": gettext_lazy("Long term"),
        "unset": gettext_lazy("No due date"),
        "closed": gettext_lazy("Closed out"),
    },
    "pace": {**dict(Pace.choices), NONE: NOT_SET},
    "ready": {
        "yes": gettext_lazy("Ready now"),
        "no": gettext_lazy("Conditions to be created"),
    },
    "mine": {"me": gettext_lazy("Mine"), "unit": gettext_lazy("My unit and below")},
    "todo": {
        "plan": gettext_lazy("To take into the plan"),
        "start": gettext_lazy("To start"),
        "report": gettext_lazy("In progress, to submit"),
        "review": gettext_lazy("To review"),
        "verify": gettext_lazy("To verify"),
        "close": gettext_lazy("To close out"),
        "due_soon": gettext_lazy("Due soon"),
        "overdue": gettext_lazy("Overdue"),
    },
}


@dataclass(frozen=True)
class Chip:
    """One thing that is asked, and the address without it."""

    label: Words
    value: str
    address: str


@dataclass(frozen=True)
class Field:
    """One field of the filter form; without options it is typed. `kind` is the type of the input."""

    name: str
    label: Words
    kind: str
    value: str
    options: list[tuple[str, Words]]

    @property
    def chosen(self) -> list[str]:
        """The values, where several can be chosen."""
        return self.value.split(",")


def _posts(ids: Iterable[UUID]) -> Names:
    return naming.written(list(Post.objects.filter(pk__in=list(ids))))


def _units(ids: Iterable[UUID]) -> Names:
    return {one.pk: str(one) for one in Unit.objects.filter(pk__in=list(ids))}


def _of_round(model: type[TimeNode] | type[Target], frame: Frame) -> Callable[..., Names]:
    return lambda ids: {
        one.pk: one.name for one in model.objects.filter(round=frame.round, pk__in=list(ids))
    }


def _categories(frame: Frame) -> Callable[..., Names]:
    return lambda ids: {
        one.pk: f"{one.number}、{one.heading}"
        for one in Category.objects.filter(round=frame.round, pk__in=list(ids))
    }


def _finders(frame: Frame) -> dict[str, Callable[..., Names]]:
    return {
        "node": _of_round(TimeNode, frame),
        "target": _of_round(Target, frame),
        "category": _categories(frame),
        "unit": _units,
        "leader": _posts,
    }


def _name(frame: Frame, field: str, asked: Any) -> str:
    if asked == NONE:
        return str(NOT_SET)
    name = _finders(frame)[field]([asked]).get(asked)
    if name is None:
        raise NotFound("NOT-FOUND")
    return name


def _value(frame: Frame, wanted: Wanted, field: str) -> str:
    value = getattr(wanted, field)
    if field in ("node", "target", "unit", "leader", "category"):
        name = _name(frame, field, value)
        if field == "unit" and wanted.below and value != NONE:
            return _("%(unit)s and below") % {"unit": name}
        return name
    if field in VALUES:
        values = value if isinstance(value, tuple) else (value,)
        return _(", ").join(str(VALUES[field][one]) for one in values)
    if field in ("due_from", "due_to"):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def chips(frame: Frame, state: State) -> list[Chip]:
    """What is asked, one chip each. An id that belongs to nothing in this round raises NotFound."""
    usual, found = Wanted(), []
    for field, label in LABELS.items():
        empty = getattr(usual, field)
        if getattr(state.wanted, field) == empty:
            continue
        without = {field: empty} | ({"below": ""} if field == "unit" else {})
        value = _value(frame, state.wanted, field)
        found.append(Chip(label, value, state.where(**without).address))
    return found


def _tree(frame: Frame) -> list[tuple[str, Words]]:
    units = Unit.objects.within(frame.round.inspected_unit.path).open()
    top = tree.depth(frame.round.inspected_unit.path)
    return [
        (str(one.pk), "　" * (tree.depth(one.path) - top) + str(one))
        for one in units.only("path", "name", "short_name")
    ]


def _leaders(frame: Frame) -> list[tuple[str, Words]]:
    seen = access.visible_in(frame.viewer, Measure.objects.order_by(), frame.round.pk)
    ids = seen.exclude(lead_leader=None).values_list("lead_leader_id", flat=True).distinct()
    return [(str(pk), name) for pk, name in _posts(ids).items()]


def _options(frame: Frame, field: str) -> list[tuple[str, Words]]:
    rest: list[tuple[str, Words]] = [(NONE, NOT_SET)]
    round_ = frame.round
    if field == "node":
        return [(str(one.pk), one.name) for one in round_.nodes.all()] + rest
    if field == "target":
        return [(str(one.pk), one.name) for one in round_.targets.all()] + rest
    if field == "category":
        found = round_.categories.all()
        return [(str(one.pk), f"{one.number}、{one.heading}") for one in found]
    if field == "unit":
        return rest + _tree(frame)
    if field == "leader":
        return rest + _leaders(frame)
    return list(VALUES.get(field, {}).items())


def form(frame: Frame, state: State) -> list[Field]:
    """The fields of the filter form, filled with what is asked now."""
    kinds = {"finding": "number", "due_from": "date", "due_to": "date", "status": "checks"}
    made = []
    for field, label in LABELS.items():
        value = getattr(state.wanted, field)
        text = "" if value is None else ",".join(value) if field == "status" else str(value)
        options = _options(frame, field)
        kind = kinds.get(field, "select" if options else "search")
        made.append(Field(NAMES.get(field, field), label, kind, text, options))
    return made


def quick(state: State) -> list[tuple[Words, str, bool]]:
    """The questions that are asked most often: words, address, whether it is the present one."""
    asked: list[tuple[Words, Wanted]] = [
        (gettext_lazy("All"), Wanted()),
        (VALUES["mine"]["me"], Wanted(mine="me")),
        (VALUES["mine"]["unit"], Wanted(mine="unit")),
        (VALUES["alert"]["overdue"], Wanted(alert="overdue")),
        (VALUES["alert"]["due_soon"], Wanted(alert="due_soon")),
        (VALUES["status"]["open"], Wanted(status=("open",))),
        (gettext_lazy("Lead unit not set"), Wanted(unit=NONE)),
        (gettext_lazy("Node not set"), Wanted(node=NONE)),
    ]
    return [
        (words, replace(state.but(), wanted=wanted).address, state.wanted == wanted)
        for words, wanted in asked
    ]


SORTS: dict[str, Words] = {
    "number": gettext_lazy("No."),
    "due": gettext_lazy("Due date"),
    "node": gettext_lazy("Time node"),
    "target": gettext_lazy("Target category"),
    "status": gettext_lazy("State"),
    "unit": gettext_lazy("Lead unit"),
    "leader": gettext_lazy("Lead leader"),
    "changed": gettext_lazy("Last changed"),
}


def sorts(state: State) -> list[tuple[str, Words, bool]]:
    """The orders to choose from, both ways: value, words, whether it is the present one."""
    made: list[tuple[str, Words, bool]] = []
    for key, words in SORTS.items():
        here = state.sort == key
        made.append((key, words, here and not state.down))
        turned = _("%(order)s, from the end") % {"order": words}
        made.append((f"-{key}", turned, here and bool(state.down)))
    return made
