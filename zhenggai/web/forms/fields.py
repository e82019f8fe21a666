"""Fields that several forms share: one clean line, a day, a unit or a person by name."""

from __future__ import annotations

from typing import Any

from django import forms

from zhenggai.core.errors import BadFile, BadValue
from zhenggai.core.files import clean_text
from zhenggai.office import naming
from zhenggai.office.models import Person, Unit
from zhenggai.office.words import sentence

DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]


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


def day(label: Any, *, required: str = "", help_text: Any = "") -> forms.DateField:
    """A civil day."""
    return forms.DateField(
        label=label,
        required=bool(required),
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=DAY_FORMATS,
    )
