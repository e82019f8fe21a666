"""Forms of stage templates and of laying stages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenggai.core.errors import BadValue
from zhenggai.core.files import clean_text
from zhenggai.core.schedule import MOST_DAYS, MOST_STAGES, Share
from zhenggai.ledger.models import Schedule, StageTemplate
from zhenggai.ledger.stages import Laying, Span
from zhenggai.web.forms.fields import Line, day, written_day

SPARE = 2
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class TemplateForm(forms.Form):
    """A template's name; its stages are rows beside the form (`rows_of`)."""

    name = Line(label=_("Template name"), max_length=40)
    offered = forms.BooleanField(label=_("Offered for new stages"), required=False)
    start = day(_("Begin"))
    due = day(_("Due date"))
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=10**9
    )


class LayForm(forms.Form):
    """From which template, from which day, until which day. `seen` is what was previewed."""

    template = forms.ModelChoiceField(
        StageTemplate.objects.filter(offered=True), label=_("Stage template"), empty_label=None
    )
    start = day(_("Begin"), required="yes")
    due = day(_("Due date"), required="yes")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    @property
    def laying(self) -> Laying:
        """What the form asks for."""
        given = self.cleaned_data
        return Laying(given["template"], given["start"], given["due"])

    @property
    def mark(self) -> str:
        """What the form asks for, as one word: a preview of anything else does not count."""
        return mark(self.laying)


class LayAllForm(forms.Form):
    """The same for many measures, each until its own due date."""

    template = forms.ModelChoiceField(
        StageTemplate.objects.filter(offered=True), label=_("Stage template"), empty_label=None
    )
    start = day(_("Begin"), required="yes")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)


def mark(laying: Laying) -> str:
    """Template and days as one word."""
    return f"{laying.template.pk} {laying.start.isoformat()} {laying.due.isoformat()}"


def first_offered(template_id: UUID | None = None) -> StageTemplate | None:
    """The template that a form shows first: the one that was used before, where it is still offered."""
    offered = list(StageTemplate.objects.filter(offered=True))
    known = next((one for one in offered if one.pk == template_id), None)
    return known or next(iter(offered), None)


def rows_of(template: StageTemplate, data: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The stages as rows of inputs, with room for more; as they were sent where they were."""
    if data is not None:
        return [
            {part: data.get(f"{part}{at}", "") for part in ("name", "share", "least")}
            for at in range(MOST_STAGES)
            if f"name{at}" in data
        ]
    rows: list[dict[str, Any]] = [
        {"name": one.name, "share": percent(one.permille), "least": one.least}
        for one in template.shares
    ]
    room = max(SPARE if rows else 5, 0)
    return (rows + [{"name": "", "share": "", "least": 1}] * room)[:MOST_STAGES]


def percent(permille: int) -> str:
    """15, 12.5."""
    return f"{permille / 10:g}"


def shares_of(data: Mapping[str, str]) -> list[Share]:
    """The stages as they were sent; a row without a name is none. Raises BadValue (NUM-RANGE, STAGE-SHARE)."""
    found = []
    for at in range(MOST_STAGES):
        name = _clean(data.get(f"name{at}", ""))
        if name:
            least = data.get(f"least{at}", "").strip() or "1"
            if not _NUMBER.fullmatch(least):
                raise BadValue("STAGE-LEAST", name=name[:40], most=MOST_DAYS)
            share = _permille(name, data.get(f"share{at}", ""))
            found.append(Share(name, share, int(least)))
    return found


def _clean(text: str) -> str:
    """One line without unseen characters; raises BadFile (TEXT-CHAR) for what no database holds."""
    return " ".join(clean_text(text)[0].split())


def _permille(name: str, text: str) -> int:
    try:
        value = Decimal(text.strip().removesuffix("%").removesuffix("％").strip()) * 10
    except InvalidOperation:
        raise BadValue("STAGE-SHARE", name=name[:40]) from None
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > 10_000:
        raise BadValue("STAGE-SHARE", name=name[:40])
    return int(value)


def spans_of(data: Mapping[str, str]) -> list[Span]:
    """Stages that were moved by hand; a row without a name is none. Raises BadValue (STAGE-DAYS, DATE …)."""
    found = []
    for at in range(MOST_STAGES):
        name = _clean(data.get(f"name{at}", ""))
        if name:
            first, last = (data.get(f"{part}{at}", "").strip() for part in ("first", "last"))
            if not first or not last:
                raise BadValue("STAGE-DAYS", name=name[:40])
            found.append(Span(name, written_day(first), written_day(last)))
    return found


def moved_rows(row: Schedule | None, data: Mapping[str, str]) -> list[dict[str, Any]]:
    """The stages of a measure as rows of inputs, with room for more; as they were sent where they were."""
    if "name0" in data:
        parts = ("name", "first", "last")
        return [
            {part: data.get(f"{part}{at}", "") for part in parts}
            for at in range(MOST_STAGES)
            if f"name{at}" in data
        ]
    rows = [
        {"name": one.name, "first": _iso(one.start_on), "last": _iso(one.end_on)}
        for one in (row.stages.all() if row else ())
    ]
    return (rows + [{"name": "", "first": "", "last": ""}] * SPARE)[:MOST_STAGES]


def _iso(day_: date) -> str:
    return day_.isoformat()
