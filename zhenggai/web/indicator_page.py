"""What the pages of indicators show: numbers as they are read, sources where they are seen, the small drawings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenggai.core.drawing import sparkline
from zhenggai.core.indicator import UP, Point, in_unit, is_rate, percent
from zhenggai.core.reading.numbers import printed
from zhenggai.ledger import indicators
from zhenggai.ledger.indicators import Line
from zhenggai.ledger.models import Figure, Indicator, Intake, Reading
from zhenggai.office.sight import Viewer
from zhenggai.web.excerpts import Excerpt, around
from zhenggai.web.forms.indicator import passage_of

# How a state looks, and its word.
STATES = {
    "reached": ("done", gettext_lazy("Target reached")),
    "missed": ("late", gettext_lazy("Target missed")),
    "open": ("good", gettext_lazy("Under way")),
    "unread": ("soon", gettext_lazy("No reading yet")),
    "aimless": ("", gettext_lazy("No target")),
}
LARGE = (720, 120)
NEAR = 60


@dataclass(frozen=True)
class Shown:
    """An indicator as a page shows it."""

    line: Line
    kind: str
    word: str
    value: str
    target: str
    baseline: str
    share: str
    way: str
    since_baseline: str
    since_previous: str
    drawing: SafeString

    @property
    def indicator(self) -> Indicator:
        """The record."""
        return self.line.indicator


@dataclass(frozen=True)
class Told:
    """A reading as a page shows it; `excerpt` stands only where its document is seen."""

    reading: Reading
    value: str
    document: Intake | None
    excerpt: Excerpt | None


def number(value: Decimal | None, unit: str) -> str:
    """A value with its unit: 2,316 万元, 9.6%."""
    if value is None:
        return ""
    whole, point, rest = printed(value).partition(".")
    text = f"{int(whole):,}" if abs(int(whole)) else whole
    between = "" if not unit or is_rate(unit) else " "
    return f"{text}{point}{rest}{between}{unit}"


def per_cent(part: Fraction | None) -> str:
    """A part in per cent; nothing where there is none."""
    return "" if part is None else f"{printed(percent(part))}%"


def change(by: Decimal | None, growth: Fraction | None, unit: str) -> str:
    """A difference with its sign and, where the unit is no rate, what it makes in per cent."""
    if by is None:
        return ""
    sign = "+" if by > 0 else ""
    if is_rate(unit):
        return _("%(n)s percentage points") % {"n": f"{sign}{printed(by)}"}
    rate = "" if growth is None else f" ({sign if growth > 0 else ''}{per_cent(growth)})"
    return f"{sign}{number(by, unit)}{rate}"


def shown(line: Line, size: tuple[int, int] | None = None) -> Shown:
    """A line with its numbers written and its readings drawn."""
    row, found = line.indicator, line.standing
    aim, unit = row.aim, row.measured_in
    kind, word = STATES[found.state]
    latest = found.latest.value if found.latest else None
    return Shown(
        line=line,
        kind=kind,
        word=str(word),
        value=number(latest, unit),
        target=number(aim.target, unit),
        baseline=number(aim.baseline, unit),
        share=per_cent(found.share),
        way=per_cent(found.way) if aim.direction == UP else "",
        since_baseline=change(found.since_baseline, found.growth_baseline, unit),
        since_previous=change(found.since_previous, found.growth_previous, unit),
        drawing=_drawing(line, size or (sparkline.WIDTH, sparkline.HEIGHT)),
    )


def _drawing(line: Line, size: tuple[int, int]) -> SafeString:
    row, points = line.indicator, line.points
    aim = row.aim
    words = "; ".join(
        f"{date_format(one.day, 'DATE_FORMAT')} {number(one.value, row.measured_in)}"
        for one in points
    )
    if aim.baseline is not None and row.baseline_on is not None:
        first = Point(aim.baseline, row.baseline_on)
        points = [first, *points] if points and first.day < points[0].day else points
    # Every value that stands in it was escaped where it was drawn.
    return mark_safe(sparkline.draw(points, aim.target, words, size))  # noqa: S308


def told(viewer: Viewer, indicator: Indicator, readings: Iterable[Reading]) -> list[Told]:
    """Readings with their sources; of a document that is not seen the title alone."""
    rows = list(readings)
    ids = {one.intake_id for one in rows if one.intake_id}
    seen = indicators.documents(viewer, indicator.round).in_bulk(list(ids)) if ids else {}
    return [_told(one, indicator, seen.get(one.intake_id)) for one in rows]


def _told(one: Reading, indicator: Indicator, document: Intake | None) -> Told:
    excerpt = None
    if document is not None and one.start is not None and one.end is not None:
        excerpt = around(document.text, (one.start, one.end), NEAR)
    value = number(Decimal(one.value), indicator.measured_in)
    return Told(one, value, document, excerpt)


def from_figure(figure: Figure, indicator: Indicator) -> dict[str, Any]:
    """The form of a reading as a figure fills it: value in the indicator's unit, day and place of the document."""
    value = in_unit(Decimal(figure.value), figure.unit, indicator.measured_in)
    typed = f"{figure.value}{figure.unit}" if value is None else printed(value)
    place = passage_of(figure.intake, figure.start, figure.end)
    return {"value": typed, "as_of": figure.intake.issued_on, **place}


def excerpt_of(figure: Figure) -> Excerpt:
    """The passage in which a figure stands."""
    return around(figure.intake.text, (figure.start, figure.end), NEAR)
