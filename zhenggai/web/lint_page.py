"""Rows of the ledger check as texts and links: what a record is called, what stands behind the verdict, where it is fixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zhenggai.ledger.lint.run import Issue
from zhenggai.ledger.models import Measure, Recommendation, Round, Status
from zhenggai.office import access, clock, naming
from zhenggai.office.models import Post
from zhenggai.office.sight import Viewer
from zhenggai.web import labels, rows
from zhenggai.web.lint_words import FACTS

# What is put right in the form of the measure; the rest of its way is gone in the panel beside the list.
ASSIGNED = {"assignment", "time"}
# … but for a later date, which is asked for there, too.
MOVED = {"relapse-date"}
# What is put right among the stages of the measure.
STAGED = {"stage-after-due", "stages-tight"}


@dataclass(frozen=True)
class Line:
    """A row: where it stands, what it says, the facts behind the verdict, and the page on which it is put right."""

    label: str
    href: str
    text: str
    facts: list[tuple[str, str]]
    fix: str
    act: str


@dataclass
class Desk:
    """Who looks at which round: what he may do there is asked once, and not for every row."""

    viewer: Viewer
    round: Round
    holders: Mapping[UUID, str] = field(default_factory=dict)
    _doors: dict[str, bool] = field(default_factory=dict)

    def may(self, verb: str) -> bool:
        """Whether the viewer's seats in this round let him do `verb`."""
        if verb not in self._doors:
            blank = {
                "measure": Measure(round=self.round),
                "recommendation": Recommendation(round=self.round),
                "round": self.round,
            }
            self._doors[verb] = access.may(self.viewer, verb, blank[verb.partition(".")[0]])
        return self._doors[verb]

    def at(self, name: str, *values: Any) -> str:
        """An address of this round."""
        return reverse(name, args=[self.round.pk, *values])

    def act(self, verb: str, otherwise: str, *values: Any) -> tuple[str, str]:
        """The form of `verb` with its word; where he may not do it, a page that shows the record."""
        if self.may(verb):
            return self.at(verb, *values), labels.verb(verb)
        return otherwise, _("Go there")


Made = tuple[str, str, str, tuple[str, str]]


def _measure(desk: Desk, issue: Issue) -> Made:
    place = issue.place
    numbers = place["finding_number"], place["number"]
    panel = f"{desk.at('ledger.list')}?peek={numbers[0]}-{numbers[1]}"
    fix = (panel, _("Go there"))
    if issue.rule.id == "node-past":
        fix = desk.act("measure.judge", panel, *numbers)
    elif issue.rule.id in STAGED:
        fix = desk.at("stage.list", *numbers), _("Go there")
    elif (
        issue.rule.group in ASSIGNED
        and issue.rule.id not in MOVED
        and place["status"] != Status.CLOSED
    ):
        fix = desk.act("measure.assign", panel, *numbers)
    return rows.label(*numbers), panel, place["title"] or place["text"], fix


def _finding(desk: Desk, issue: Issue) -> Made:
    number = issue.place["number"]
    page = desk.at("finding.view", number)
    fix = (page, _("Go there"))
    if issue.rule.id == "finding-measure":
        fix = desk.act("measure.add", page, number)
    return str(number), page, issue.place["wording"], fix


def _manifestation(desk: Desk, issue: Issue) -> Made:
    finding, number = issue.place["finding__number"], issue.place["number"]
    page = desk.at("finding.view", finding)
    fix = desk.act("measure.add", page, finding)
    return f"{finding} ({number})", page, issue.place["text"], fix


def _recommendation(desk: Desk, issue: Issue) -> Made:
    number, page = issue.place["number"], desk.at("coverage")
    fix = desk.act("recommendation.answer", page, number)
    return _("Recommendation %(n)s") % {"n": number}, page, issue.place["text"], fix


def _institution(desk: Desk, issue: Issue) -> Made:
    place, page = issue.place, desk.at("round.view")
    if place["finding"] is not None:
        page = desk.at("finding.view", place["finding"])
    elif place["intake_id"]:
        page = reverse("intake.view", args=[place["intake_id"]])
    return place["number"] or _("no number"), page, place["title"], (page, _("Go there"))


def _intake(_desk: Desk, issue: Issue) -> Made:
    page = reverse("intake.view", args=[issue.place["pk"]])
    title = issue.place["title"] or issue.place["name"]
    return _("Document"), page, title, (page, _("Go there"))


def _unit(_desk: Desk, issue: Issue) -> Made:
    page = reverse("unit.view", args=[issue.place["pk"]])
    name = issue.place["short_name"] or issue.place["name"]
    return name, page, issue.place["name"], (page, _("Go there"))


def _post(desk: Desk, issue: Issue) -> Made:
    place = issue.place
    page = f"{desk.at('ledger.list')}?leader={place['pk']}&status=open&sort=due"
    unit = place["unit__short_name"] or place["unit__name"]
    return desk.holders.get(place["pk"], place["title"]), page, unit, (page, _("Go there"))


def _round(desk: Desk, issue: Issue) -> Made:
    page = desk.at("round.view")
    fix = desk.act("round.edit", page)
    if issue.rule.id == "supervision-empty":
        fix = reverse("office.groups"), _("Go there")
    return str(desk.round.ordinal or desk.round), page, str(desk.round), fix


MADE: Mapping[str, Callable[[Desk, Issue], Made]] = {
    "measure": _measure,
    "finding": _finding,
    "manifestation": _manifestation,
    "recommendation": _recommendation,
    "institution": _institution,
    "intake": _intake,
    "unit": _unit,
    "post": _post,
    "round": _round,
}


def said(name: str, value: Any) -> str:
    """A fact as it is read: days as days, claims and states in words."""
    if isinstance(value, datetime):
        return date_format(clock.day_of(value), "DATE_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if name == "judged":
        return labels.verdict(value)
    if name == "claimed":
        return rows.claimed(value)
    return labels.state(value) if name == "status" else str(value)


def _facts(issue: Issue) -> list[tuple[str, str]]:
    place, own = issue.place, {}
    if issue.rule.noun == "measure":
        unit = place["lead_unit__short_name"] or place["lead_unit__name"]
        own = {"unit": unit, "due_on": place["due_on"], "status": place["status"]}
    return [
        (str(FACTS[name]), said(name, value))
        for name, value in (own | issue.facts).items()
        if value not in (None, "")
    ]


def lines(viewer: Viewer, round_: Round, issues: list[Issue]) -> list[Line]:
    """The rows of some issues; leaders are named with whoever holds the post today."""
    posts = [issue.place["pk"] for issue in issues if issue.rule.noun == "post"]
    held = naming.written(list(Post.objects.filter(pk__in=posts))) if posts else {}
    desk = Desk(viewer, round_, held)
    made = []
    for issue in issues:
        label, href, text, (fix, act) = MADE[issue.rule.noun](desk, issue)
        made.append(Line(label, href, text, _facts(issue), fix, act))
    return made
