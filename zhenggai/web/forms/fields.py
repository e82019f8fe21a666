"""Fields that several forms share: one clean line, a day, a unit or a person by name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenggai.core.calendar.typed import LONGEST, Towards, read
from zhenggai.core.errors import BadFile, BadValue
from zhenggai.core.files import clean_text
from zhenggai.office import calendar, clock, naming
from zhenggai.office.models import Person, Unit
from zhenggai.office.words import sentence

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Line(forms.CharField):
    """One line of text, without unseen characters; blanks alone are nothing."""

    def to_python(self, value: Any) -> str:
        """The line as it is kept; what no database can hold is refused (TEXT-CHAR)."""
        text = super().to_python(value) or ""
        try:
            cleaned, _notes = clean_text(text)
        except BadFile as refused:
            raise forms.ValidationError(sentence(refused), code=refused.code) from None
        return " ".join(cleaned.split())


class Named(Line):
    """Something that exists, found by the name that is typed; names are suggested while one types."""

    suggest = ""

    def __init__(self, **options: Any) -> None:
        """Take the options of any field."""
        attrs = {
            "list": f"{self.suggest}-options",
            "data-suggest": self.suggest,
            "autocomplete": "off",
        }
        super().__init__(max_length=400, widget=forms.TextInput(attrs=attrs), **options)

    def find(self, text: str) -> Any:
        """What is called `text`; raises BadValue."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        """The record; None for an empty field that may be empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.find(text)
        except BadValue as refused:
            raise forms.ValidationError(sentence(refused), code=refused.code) from None


class UnitField(Named):
    """A unit by name, where needed after the units above it: 市住建局/办公室."""

    suggest = "units"

    def find(self, text: str) -> Unit:
        """The open unit."""
        return naming.unit(text)


class PersonField(Named):
    """A person by name or initials, where needed with unit and title in brackets."""

    suggest = "people"

    def find(self, text: str) -> Person:
        """The person."""
        return naming.person(text)


class DayField(forms.Field):
    """A civil day as people type it: 2026-06-30, 6.30, 月底, 下周五, +10工作日 (`zhenggai.core.calendar.typed`).

    `towards` says which way the field looks where the year is left out. What could be two days is an error that names
    both.
    """

    widget = forms.DateInput

    def __init__(self, *, towards: Towards = Towards.AHEAD, **options: Any) -> None:
        """Take the options of any field."""
        self.towards = towards
        hint = _("e.g. 6.30, 月底, 下周五, +10工作日")
        if towards is Towards.BACK:
            hint = _("e.g. 6.12, 昨天, 上周五, 2026-01-16")
        attrs = {"autocomplete": "off", "placeholder": hint, "maxlength": LONGEST}
        attrs |= {"data-day": towards.name.lower(), "size": 26}
        options.setdefault("widget", forms.DateInput(attrs=attrs, format="%Y-%m-%d"))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """The day that was typed."""
        if value is None or isinstance(value, date):
            return value
        text = str(value).strip()
        if not text:
            return None
        try:
            return written_day(text, self.towards)
        except BadValue as refused:
            raise forms.ValidationError(sentence(refused), code=refused.code) from None


def written_day(text: str, towards: Towards = Towards.AHEAD) -> date:
    """The day that `text` means today. Raises BadValue as `zhenggai.core.calendar.typed.read` does."""
    if _ISO.fullmatch(text):
        # The usual way needs neither the day nor the calendar.
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadValue("DATE-NONE", value=text) from None
    return read(text, clock.today(), calendar.current(), towards).day


def day(
    label: Any, *, required: str = "", help_text: Any = "", towards: Towards = Towards.AHEAD
) -> DayField:
    """A civil day."""
    return DayField(label=label, required=bool(required), help_text=help_text, towards=towards)
