"""The form of a measure's assignment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenggai.core.errors import BadValue
from zhenggai.core.matching import normal
from zhenggai.ledger.measures import Assignment
from zhenggai.ledger.models import Measure, Pace, Round, Target, TimeNode
from zhenggai.office import naming, people, units
from zhenggai.office.models import Post
from zhenggai.office.models.people import Duty
from zhenggai.office.viewer import By
from zhenggai.office.words import sentence
from zhenggai.web.forms.fields import day

NAMES = {
    "lead_unit": "unit",
    "lead_leader": "post",
    "responsible_units": "unit",
    "responsible_leaders": "post",
}
ONE = ("lead_unit", "lead_leader")


def _long(label: Any, *, rows: int, required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _names(label: Any, what: str) -> forms.CharField:
    attrs = {"list": f"{what}-options", "data-suggest": what, "autocomplete": "off"}
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.TextInput(attrs=attrs)
    )


class AssignForm(forms.Form):
    """Names are typed as officials write them, separated by 、; who is missing can be made from here (decision 9)."""

    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    text = _long(_("Measure"), rows=4, required="yes")
    criterion = _long(_("Completion criterion"), rows=2)
    lead_leader = _names(_("Lead leader"), "leaders")
    responsible_leaders = _names(_("Responsible leaders"), "leaders")
    lead_unit = _names(_("Lead unit"), "units")
    responsible_units = _names(_("Responsible units"), "units")
    due_on = day(_("Due date"))
    node = forms.ModelChoiceField(
        TimeNode.objects.none(), label=_("Time node"), required=False, empty_label=_("Not set")
    )
    target = forms.ModelChoiceField(
        Target.objects.none(), label=_("Target"), required=False, empty_label=_("Not set")
    )
    pace = forms.ChoiceField(
        label=_("Pace"), required=False, choices=[("", _("Not set")), *Pace.choices]
    )
    condition = _long(_("Condition to be created first"), rows=2)
    condition_due_on = day(_("Condition due"))
    create_missing = forms.BooleanField(label=_("Create what is missing"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)

    def __init__(self, round_: Round, measure: Measure, data: Any = None) -> None:
        """Show `measure` as it stands, or `data` as it was sent."""
        super().__init__(data, initial=None if data else _initial(measure))
        self.round = round_
        self.kept = _kept(measure)
        self.missing: dict[str, list[str]] = {"unit": [], "post": []}
        self.fields["node"].queryset = TimeNode.objects.filter(round=round_)  # type: ignore[attr-defined]
        self.fields["target"].queryset = Target.objects.filter(round=round_)  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Blanks and marks without width are no text."""
        text = str(self.cleaned_data["text"])
        if not normal(text):
            raise forms.ValidationError(gettext("The measure must be filled in."))
        return text

    def clean(self) -> dict[str, Any]:
        """Find units and posts; those that are missing are an error unless they are to be made."""
        cleaned = super().clean() or {}
        self.found: dict[str, list[Any]] = {}
        for name, kind in NAMES.items():
            typed = self._typed(name, cleaned.get(name) or "")
            if name in ONE and len(typed) > 1:
                self.add_error(name, gettext("Exactly one is named here."))
            self.found[name] = [self._find(name, kind, one) for one in typed]
        return cleaned

    def _typed(self, name: str, text: str) -> list[str]:
        # A title alone may hold what separates names; a field that nobody touched is not split.
        kept = self.kept[name]
        return list(kept) if text.strip() == "、".join(kept) else naming.split(text)

    def _find(self, name: str, kind: str, typed: str) -> Any:
        # What stands there already is not asked for again: the post may be vacant today, or two may bear the name.
        if typed in self.kept[name]:
            return self.kept[name][typed]
        try:
            return naming.unit(typed) if kind == "unit" else naming.post(typed)
        except BadValue as refused:
            if refused.code in ("UNIT-UNKNOWN", "PERSON-UNKNOWN"):
                self.missing[kind].append(typed)
                if self.cleaned_data.get("create_missing"):
                    return typed
            self.add_error(name, sentence(refused))
            return None

    @property
    def seen_version(self) -> int:
        """The version of the copy that was shown."""
        return int(self.cleaned_data["version"])

    def given(self, by: By) -> Assignment:
        """The assignment; what is to be made is made first, each by an act of its own.

        To be called in the transaction of the act itself, so that a refused one leaves nothing made.
        """
        by = By(by.user, by.viewer)
        made = {
            name: [self._made(by, kind, one) for one in self.found[name]]
            for name, kind in NAMES.items()
        }
        plain = {
            name: self.cleaned_data[name]
            for name in (
                "title", "text", "criterion", "due_on", "node", "target", "pace",
                "condition", "condition_due_on",
            )
        }  # fmt: skip
        return Assignment(
            **plain,
            lead_leader=next(iter(made["lead_leader"]), None),
            lead_unit=next(iter(made["lead_unit"]), None),
            responsible_leaders=made["responsible_leaders"],
            responsible_units=made["responsible_units"],
        )

    def _made(self, by: By, kind: str, one: Any) -> Any:
        if not isinstance(one, str):
            return one
        top = self.round.inspected_unit
        if kind == "unit":
            return units.create(by, parent=top, name=one)
        return self._post(by, one)

    def _post(self, by: By, typed: str) -> Post:
        wanted = naming.holder(typed)
        person = people.create_person(by, name=wanted.name)
        title = wanted.title or gettext("Leader")
        post = people.create_post(by, unit=self.round.inspected_unit, title=title, duty=Duty.LEADER)
        people.appoint(by, person=person, post=post)
        return post

    def compare(self, current: Measure) -> list[tuple[str, str, str]]:
        """Label, present text and sent text of each field in which they differ (a stale save)."""
        now = _initial(current)
        rows = []
        for name, field in self.fields.items():
            theirs, ours = str(now.get(name) or ""), str(self.data.get(name) or "")
            if name not in ("version", "create_missing") and theirs != ours:
                rows.append((str(field.label), theirs, ours))
        # Sent again, the form is about the present copy.
        self.data = {**self.data.dict(), "version": str(current.version)}  # type: ignore[attr-defined]
        return rows


def _kept(measure: Measure) -> dict[str, dict[str, Any]]:
    """The units and posts of the measure in each field, by the names under which the form shows them."""
    saved = not measure._state.adding
    leaders = list(measure.responsible_leaders.all()) if saved else []
    units = list(measure.responsible_units.all()) if saved else []
    lead = [measure.lead_leader] if measure.lead_leader else []
    names = naming.written([*leaders, *lead])
    return {
        "lead_unit": {str(one): one for one in [measure.lead_unit] if one},
        "lead_leader": {names[one.pk]: one for one in lead},
        "responsible_units": {str(one): one for one in units},
        "responsible_leaders": {names[one.pk]: one for one in leaders},
    }


def _initial(measure: Measure) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(measure, name)
        for name in ("title", "text", "criterion", "due_on", "pace", "condition", "condition_due_on", "version")
    }  # fmt: skip
    values |= {"node": measure.node_id, "target": measure.target_id}
    values |= {name: "、".join(records) for name, records in _kept(measure).items()}
    return values


def offers(form: AssignForm) -> list[str]:
    """The names that the form offers to make."""
    return [*form.missing["unit"], *form.missing["post"]]
