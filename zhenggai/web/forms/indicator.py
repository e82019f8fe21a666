"""Forms of an indicator and of its readings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zhenggai.core.calendar.typed import Towards
from zhenggai.core.errors import BadValue
from zhenggai.core.indicator import read_number
from zhenggai.ledger import indicators
from zhenggai.ledger.indicators import LONGEST_SOURCE, Definition, Taken
from zhenggai.ledger.models import CIRCLED, Finding, Indicator, Intake, Measure, Reading, Round
from zhenggai.office import access
from zhenggai.office.sight import Viewer
from zhenggai.office.words import sentence
from zhenggai.web.forms.fields import Line, UnitField, day

PLACE = re.compile(rf"(\d{{1,6}})(?:-(?:(\d{{1,4}})|\((\d{{1,4}})\)|([{CIRCLED}])))?")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def _number(label: Any, *, required: str = "") -> Line:
    attrs = {"size": 14, "autocomplete": "off", "inputmode": "text"}
    widget = forms.TextInput(attrs=attrs)
    return Line(label=label, required=bool(required), max_length=40, widget=widget)


def _read(form: forms.Form, name: str, unit: str) -> Decimal | None:
    """The typed number in `unit`; what is none is an error of its field."""
    typed = form.cleaned_data.get(name) or ""
    if not typed:
        return None
    value = read_number(typed, unit)
    if value is None:
        form.add_error(name, sentence(BadValue("NUMBER", value=typed, unit=unit or "—")))
    return value


class DefinitionForm(forms.Form):
    """What is measured, of what, from where to where."""

    name = Line(label=_("Indicator"), max_length=120)
    place = Line(
        label=_("Finding or measure"),
        required=False,
        max_length=16,
        help_text=_("7 for a finding, 7-3 for a measure; empty for the whole round"),
        widget=forms.TextInput(attrs={"size": 8, "autocomplete": "off"}),
    )
    measured_in = Line(
        label=_("Unit of measurement"),
        required=False,
        max_length=20,
        help_text=_("户, 个, 万元, %"),
        widget=forms.TextInput(attrs={"size": 8, "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Indicator.Direction.choices)
    baseline = _number(_("Baseline"))
    baseline_on = day(_("Baseline as of"), towards=Towards.BACK)
    target = _number(_("Target value"))
    target_on = day(_("To be reached by"))
    responsible_unit = UnitField(label=_("Responsible unit"), required=False)

    def __init__(
        self, viewer: Viewer, round_: Round, data: Any, initial: Mapping[str, Any]
    ) -> None:
        """Show `initial`, or `data` as it was sent."""
        super().__init__(data, initial=dict(initial))
        self.viewer, self.round = viewer, round_
        self.finding: Finding | None = None
        self.measure: Measure | None = None

    def clean_place(self) -> str:
        """Find what it belongs to among what the viewer sees."""
        typed = str(self.cleaned_data["place"])
        found = PLACE.fullmatch(typed)
        if typed and not found:
            raise forms.ValidationError(gettext("Write a finding like 7, a measure like 7-3."))
        if found:
            self._find(*numbers(found))
        return typed

    def _find(self, finding: int, measure: int | None) -> None:
        rows: Any = access.visible_in(self.viewer, Finding.objects.all(), self.round.pk)
        if measure is None:
            self.finding = rows.filter(number=finding).first()
        else:
            seen = access.visible_in(self.viewer, Measure.objects.all(), self.round.pk)
            rows = seen.select_related("finding").filter(finding_number=finding, number=measure)
            self.measure = rows.first()
        if self.finding is None and self.measure is None:
            raise forms.ValidationError(gettext("There is no such finding or measure here."))

    def clean(self) -> dict[str, Any]:
        """Read the numbers in the unit that was typed."""
        cleaned = super().clean() or {}
        self.values = {
            name: _read(self, name, cleaned.get("measured_in") or "")
            for name in ("baseline", "target")
        }
        return cleaned

    @property
    def given(self) -> Definition:
        """What was typed."""
        plain = ("name", "measured_in", "direction", "baseline_on", "target_on")
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in plain}
        return Definition(
            **values,
            baseline=self.values["baseline"],
            target=self.values["target"],
            responsible_unit=self.cleaned_data["responsible_unit"],
            finding=self.finding,
            measure=self.measure,
        )

    def compare(self, current: Indicator) -> list[tuple[str, str, str]]:
        """Label, present text and sent text of each field in which they differ (a stale save)."""
        now = shown(current)
        pairs = [
            (str(field.label), str(now.get(name) or ""), str(self.data.get(name) or ""))
            for name, field in self.fields.items()
        ]
        return [pair for pair in pairs if pair[1] != pair[2]]


def numbers(found: re.Match[str]) -> tuple[int, int | None]:
    finding, plain, bracketed, circled = found.groups()
    if circled:
        return int(finding), CIRCLED.index(circled) + 1
    number = plain or bracketed
    return int(finding), int(number) if number else None


def shown(indicator: Indicator) -> dict[str, Any]:
    """An indicator as its form shows it."""
    measure, finding = indicator.measure, indicator.finding
    place = f"{measure.finding_number}-{measure.number}" if measure else str(finding or "")
    names = ("name", "measured_in", "direction", "baseline", "baseline_on", "target", "target_on")
    return {name: getattr(indicator, name) for name in names} | {
        "place": place,
        "responsible_unit": str(indicator.responsible_unit or ""),
    }


class ReadingForm(forms.Form):
    """A value as of a day, and where it comes from; a correction says why."""

    value = _number(_("Value"), required="yes")
    as_of = day(_("As of"), required="yes", towards=Towards.BACK)
    source = Line(
        label=pgettext_lazy("of a reading", "Source"),
        required=False,
        max_length=LONGEST_SOURCE,
        help_text=_("Words, or one of the documents below, or both"),
    )
    document = forms.ModelChoiceField(
        Intake.objects.none(), label=_("Document"), required=False, empty_label=_("None")
    )
    passage = forms.CharField(
        label=_("Passage of the document"),
        required=False,
        max_length=2000,
        help_text=_("Copied from the document; its place is kept"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(
        self, viewer: Viewer, indicator: Indicator, data: Any, initial: Mapping[str, Any]
    ) -> None:
        """Documents are offered only to those who see some."""
        super().__init__(data, initial=dict(initial))
        self.indicator = indicator
        known = indicators.documents(viewer, indicator.round)
        self.fields["document"].queryset = known.defer("text")  # type: ignore[attr-defined]
        if not known.exists():
            for name in ("document", "passage", "place"):
                del self.fields[name]
            self.fields["source"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """Read the number, and find the passage in its document."""
        cleaned = super().clean() or {}
        self.number = _read(self, "value", self.indicator.measured_in)
        self.span = None
        passage, document = cleaned.get("passage") or "", cleaned.get("document")
        if passage and document is None:
            self.add_error("document", gettext("Choose the document in which the passage stands."))
        elif passage and document is not None:
            self.span = _span(document.text, passage, cleaned.get("place") or "")
            if self.span is None:
                self.add_error("passage", sentence(BadValue("PASSAGE")))
        return cleaned

    @property
    def taken(self) -> Taken:
        """What was typed."""
        assert self.number is not None  # noqa: S101 - a valid form only
        data = self.cleaned_data
        document = data.get("document")
        return Taken(self.number, data["as_of"], data["source"], document, self.span)


class CorrectionForm(ReadingForm):
    """A reading in place of another, with the reason."""

    note = forms.CharField(
        label=_("Reason"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 2})
    )


def _span(text: str, passage: str, place: str) -> tuple[int, int] | None:
    """Where a passage stands: at the place from which it was taken, else where it is found first."""
    passage = passage.replace("\r\n", "\n").strip()
    known = _SPAN.fullmatch(place)
    if known and text[int(known[1]) : int(known[2])] == passage:
        return int(known[1]), int(known[2])
    start = text.find(passage) if passage else -1
    return (start, start + len(passage)) if start >= 0 else None


def of_reading(reading: Reading) -> dict[str, Any]:
    """A reading as the form of its correction shows it."""
    made: dict[str, Any] = {
        "value": reading.value,
        "as_of": reading.as_of,
        "source": reading.source,
        "document": reading.intake_id,
    }
    return made | passage_of(reading.intake, reading.start, reading.end)


def passage_of(document: Intake | None, start: int | None, end: int | None) -> dict[str, Any]:
    """The fields of a place in a document."""
    if document is None or start is None or end is None:
        return {}
    return {"document": document.pk, "passage": document.text[start:end], "place": f"{start}-{end}"}
