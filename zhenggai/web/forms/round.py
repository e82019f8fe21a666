"""The form of a round: its fields, the days of its periods, its nodes and targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenggai.core.calendar.typed import Towards
from zhenggai.core.errors import BadValue
from zhenggai.ledger import milestones, rounds
from zhenggai.ledger.models import Origin, Round, Target
from zhenggai.office.models import Unit
from zhenggai.web.forms.fields import DayField, day, written_day
from zhenggai.web.forms.intake import names

MOST_ROWS = 40
SPARE = 2


def _day(label: Any) -> DayField:
    return day(label, towards=Towards.BACK)


def _words(label: Any, longest: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest)


class RoundForm(forms.Form):
    """Everything that R1 asks for."""

    inspected_body = forms.CharField(label=_("Inspected body"), max_length=120)
    inspected_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Inspected unit"), empty_label=None
    )
    source = forms.ChoiceField(label=_("Kind of examination"), choices=Origin.choices)
    sending_body = _words(_("Sending body"), 80)
    term = _words(_("Term"), 40)
    ordinal = _words(_("Round"), 40)
    form = _words(_("Form"), 20)
    team = _words(_("Team"), 80)
    started_on = _day(_("Inspection begins"))
    ended_on = _day(_("Inspection ends"))
    feedback_on = _day(_("Feedback"))
    plan_adopted_on = _day(_("Plan adopted"))
    special_plans = _words(_("Special plans"), 1000)
    special_groups = _words(_("Special groups"), 1000)
    due_soon_days = forms.IntegerField(
        label=_("Due soon: days before"), min_value=0, max_value=365, localize=False
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=10**9
    )

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        """Show `initial`, or `data` as it was sent."""
        super().__init__(data, initial=dict(initial or {}))
        self.fields["inspected_unit"].queryset = Unit.objects.open()  # type: ignore[attr-defined]

    def values(self) -> rounds.RoundValues:
        """The cleaned fields of the round."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("version")
        for name in ("special_plans", "special_groups"):
            cleaned[name] = names(cleaned[name])
        return rounds.RoundValues(**cleaned)


def initial_of(round_: Round) -> dict[str, Any]:
    """What the form shows of a round."""
    shown = {name: getattr(round_, name) for name in rounds.FIELDS}
    shown["special_plans"] = "、".join(round_.special_plans)
    shown["special_groups"] = "、".join(round_.special_groups)
    return shown | {"inspected_unit": round_.inspected_unit_id, "version": round_.version}


def rows_of(round_: Round | None, since: date | None = None) -> dict[str, list[dict[str, Any]]]:
    """Periods, nodes and targets as rows of inputs, with room for more; the defaults for a round yet to be made."""
    nodes: list[dict[str, Any]]
    if round_ is None:
        nodes = [
            {"id": "", "name": name, "day": milestones.suggested_day(name, since)}
            for name in milestones.NODES
        ]
        targets = [
            {"id": "", "key": str(key), "name": name} for name, key in milestones.TARGETS.items()
        ]
        periods: list[dict[str, Any]] = []
    else:
        nodes = [
            {"id": str(node.pk), "name": node.name, "day": node.due_on}
            for node in round_.nodes.all()
        ]
        targets = [
            {"id": str(one.pk), "key": one.key, "name": one.name} for one in round_.targets.all()
        ]
        periods = [
            each | {"label": str(rounds.PERIODS.get(each["key"], each["key"]))}
            for each in round_.periods
        ]
    spare = [{"id": "", "name": "", "day": None, "key": ""} for _ in range(SPARE)]
    return {"periods": periods, "nodes": nodes + spare, "targets": targets + spare[:1]}


def _date(value: str, towards: Towards = Towards.AHEAD) -> date | None:
    return written_day(value.strip(), towards) if value.strip() else None


def _id(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        raise BadValue("CHOICE", field="id") from None


def calendar_of(data: Mapping[str, str], periods: list[dict[str, Any]]) -> rounds.Calendar:
    """The rows as they were sent; a row without a name is none. `periods` are those of the round, whose days change."""
    calendar = rounds.Calendar()
    for each in periods:
        due = _date(data.get(f"due_{each['key']}", ""))
        done = _date(data.get(f"done_{each['key']}", ""), Towards.BACK)
        calendar.periods.append(
            each
            | {
                "due_on": due.isoformat() if due else None,
                "done_on": done.isoformat() if done else None,
            }
        )
    for at in range(MOST_ROWS):
        name = data.get(f"node{at}", "").strip()
        if name:
            day = _date(data.get(f"day{at}", ""))
            calendar.nodes.append(rounds.NodeValues(name[:40], day, _id(data.get(f"nid{at}", ""))))
        name = data.get(f"target{at}", "").strip()
        if name:
            key = data.get(f"meaning{at}", "")
            if key not in Target.Key.values:
                raise BadValue("CHOICE", field="target")
            calendar.targets.append(
                rounds.TargetValues(key, name[:40], _id(data.get(f"tid{at}", "")))
            )
    return calendar


def typed_rows(data: Mapping[str, str], rows: dict[str, list[dict[str, Any]]]) -> None:
    """Put what was typed into the rows that are shown again."""
    for at, node in enumerate(rows["nodes"]):
        node["name"] = data.get(f"node{at}", node["name"])
        node["day"] = data.get(f"day{at}", node["day"])
    for at, target in enumerate(rows["targets"]):
        target["name"] = data.get(f"target{at}", target["name"])
    for period in rows["periods"]:
        period["due_on"] = data.get(f"due_{period['key']}", period["due_on"])
        period["done_on"] = data.get(f"done_{period['key']}", period["done_on"])
