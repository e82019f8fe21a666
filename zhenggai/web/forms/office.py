"""Forms of the directory: units, people, posts, appointments, groups, members, accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models import Round
from zhenggai.office.models import Duties, Duty, GroupKind, Membership, Record
from zhenggai.web.forms.fields import Line, PersonField, UnitField, day

DUTY_CHOICES = [
    (duty.value, duty.label)
    for duty in (Duty.STAFF, Duty.LIAISON, Duty.HEAD, Duty.DEPUTY, Duty.LEADER)
]


class RecordForm(forms.Form):
    """A form about one record, which remembers the version that was shown and can be compared with a newer one."""

    def __init__(
        self, record: Record, data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        """Show `record` as it stands, or `data` as it was sent."""
        shown = {name: getattr(record, name, None) for name in self.base_fields}
        super().__init__(data, initial=shown | (initial or {}), label_suffix="")
        self.record = record
        if not record._state.adding:
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=1, max_value=10**9, initial=record.version
            )

    @property
    def seen_version(self) -> int:
        """The version of the copy that was shown."""
        return int(self.cleaned_data["version"])

    @property
    def refusal_status(self) -> int:
        """400 where a text cannot be stored at all, else 422."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return 400 if "TEXT-CHAR" in codes else 422

    def compare(self, current: Record) -> list[tuple[str, str, str]]:
        """Label, present text and sent text of each field in which they differ; sent again, it is about the present."""
        rows = []
        for name, field in self.fields.items():
            theirs = _worded(field, field.prepare_value(getattr(current, name, "")))
            ours = _worded(field, self.data.get(name, ""))
            if name != "version" and hasattr(current, name) and theirs != ours:
                rows.append((str(field.label), theirs, ours))
        self.data = {**self.data.dict(), "version": str(current.version)}  # type: ignore[attr-defined]
        return rows


def _worded(field: forms.Field, value: Any) -> str:
    text = "" if value is None else str(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(text, text)


class UnitForm(RecordForm):
    """The names of a unit."""

    name = Line(label=_("Unit name"), max_length=120)
    short_name = Line(
        label=_("Short name"),
        max_length=60,
        required=False,
        help_text=_("As people say it: it is shown in lists and may be typed everywhere."),
    )


class MoveForm(RecordForm):
    """Under which unit it lies from now on."""

    parent = UnitField(label=_("Unit above"), help_text=_("Everything below moves with it."))


class SureForm(RecordForm):
    """Nothing but the wish itself."""


class PersonForm(RecordForm):
    """A human being."""

    name = Line(label=_("Person name"), max_length=60)
    initials = forms.RegexField(
        r"^[A-Za-z]*$",
        label=_("Initials"),
        max_length=20,
        required=False,
        help_text=_("First letters of the name's sounds (lzy): a quick way to find somebody."),
        error_messages={"invalid": _("Letters only.")},
    )
    phone = Line(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)

    def clean_initials(self) -> str:
        """Small letters."""
        return str(self.cleaned_data["initials"]).lower()


class PostForm(RecordForm):
    """A post of a unit, as it stands."""

    title = Line(label=_("Post title"), max_length=80)
    duty = forms.ChoiceField(
        label=_("Duty in the rectification"),
        choices=DUTY_CHOICES,
        help_text=_("Liaisons report, heads and deputies review; leaders lead measures."),
    )
    valid_from = day(_("Valid from"))
    valid_to = day(_("Valid to"))


class NewPostForm(RecordForm):
    """A post that is added, with its holder where there is one already."""

    title = Line(label=_("Post title"), max_length=80)
    duty = PostForm.base_fields["duty"]
    holder = PersonField(label=_("Holder"), required=False, help_text=_("May stay empty."))
    starts_on = day(_("Holds it from"))


class AppointForm(RecordForm):
    """Which post somebody gets."""

    unit = UnitField(label=_("Unit"))
    title = Line(label=_("Post title"), max_length=80)
    duty = PostForm.base_fields["duty"]
    starts_on = day(_("Holds it from"))
    further = forms.BooleanField(
        label=_("A further post of this title"),
        required=False,
        help_text=_("For a second or third deputy: somebody else keeps his own post."),
    )


class HolderForm(RecordForm):
    """Who gets a post."""

    holder = PersonField(label=_("Person"))
    starts_on = day(_("Holds it from"))


class EndForm(RecordForm):
    """The last day on which something holds."""

    last_day = day(_("Last day"), required="yes")


class GroupForm(RecordForm):
    """A group that is formed."""

    kind = forms.ChoiceField(label=_("Kind of group"), choices=GroupKind.choices)
    name = Line(label=_("Group name"), max_length=80)
    unit = UnitField(label=_("Formed by"))
    round = forms.ModelChoiceField(
        Round.objects.none(),
        label=_("For which round"),
        required=False,
        empty_label=_("Standing, for every round"),
    )


class SeatForm(RecordForm):
    """Who sits in a group, and as what."""

    member = PersonField(label=_("Person"))
    function = forms.ChoiceField(
        label=_("Function in the group"),
        choices=[
            (one.value, one.label)
            for one in (
                Membership.Function.MEMBER,
                Membership.Function.HEAD,
                Membership.Function.DEPUTY,
            )
        ],
    )
    joined_on = day(_("Sits there from"))


class PasswordForm(RecordForm):
    """A password that somebody else will have to change."""

    first = forms.CharField(
        label=_("First password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters. It must be changed at the first sign-in."),
    )
    again = forms.CharField(
        label=_("First password, once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Both must be the same."""
        value = str(self.cleaned_data["again"])
        if value != self.cleaned_data.get("first"):
            raise forms.ValidationError(gettext("The two passwords differ."))
        return value


_USERNAME = forms.RegexField(
    r"^[\w.@+-]+$",
    label=_("User name"),
    max_length=60,
    error_messages={"invalid": _("Letters, figures and . _ - @ + are taken.")},
    widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
)


class UserForm(PasswordForm):
    """An account for a person."""

    holder = PersonField(label=_("Person"))
    username = _USERNAME
    field_order = ("holder", "username", "first", "again")


class AdminForm(PasswordForm):
    """An account for one of the three administrators; it belongs to no person with posts."""

    admin = forms.ChoiceField(
        label=_("Administrator"), choices=[(one.value, one.label) for one in Duties if one.value]
    )
    username = _USERNAME
    field_order = ("admin", "username", "first", "again")
