"""Forms of the calendar: one day, and a year's notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenggai.core.calendar import Day, Kind, Special
from zhenggai.office import calendar
from zhenggai.web.forms.fields import Line

LONGEST = 20_000


class DayForm(forms.Form):
    """What becomes of one day."""

    kind = forms.ChoiceField(label=_("The day is"), widget=forms.RadioSelect)
    name = Line(label=_("Holiday or reason"), max_length=40, required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )

    def __init__(self, day: Day, version: int, data: Any = None) -> None:
        """Show `day` as it stands, or `data` as it was sent."""
        shown = {"kind": str(day.kind or calendar.ORDINARY), "name": day.name, "version": version}
        super().__init__(data, initial=shown, label_suffix="")
        self.day = day
        weekend = day.day.weekday() > 4
        usual = _("as every weekend: a rest day") if weekend else _("as every week: a working day")
        choices = [(calendar.ORDINARY, usual), (str(Kind.OFF), _("off, holiday"))]
        if weekend:
            choices.append((str(Kind.WORK), _("worked instead")))
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Special | date:
        """The day as it is to be; the bare day where it is given back to its weekday."""
        kind = self.cleaned_data["kind"]
        if kind == calendar.ORDINARY:
            return self.day.day
        return Special(self.day.day, Kind(kind), self.cleaned_data["name"])


class LoadForm(forms.Form):
    """The notice of a year: pasted, or as a file."""

    year = forms.IntegerField(
        label=_("Year"), min_value=calendar.FIRST, max_value=calendar.LAST, localize=False
    )
    text = forms.CharField(
        label=_("Days"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.csv,.xlsx"}),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )
