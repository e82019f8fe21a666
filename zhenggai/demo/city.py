"""The example city of Yunchuan as typed values, read from the files in `zhenggai/demo/data`.

Pure: no database and no clock. The city's day is fixed in the data; who loads it sets the clock to `City.now`. Keys are
those of the files (`zjj`, `bailu`, `7-3`) and live only here: a loader maps them to the rows that it creates.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"
FEEDBACK = DATA / "feedback.txt"
# Documents of earlier rounds in two other forms, to try the import with.
SAMPLES = (DATA / "sample-notice.txt", DATA / "sample-feedback-bureau.txt")

Row = TypeVar("Row")


@dataclass(frozen=True)
class RoundFacts:
    """The inspection round; `inspected_unit` is a unit's key, `weeks_from` the Monday of dispatch week 1."""

    name: str
    source: str
    form: str
    sending_body: str
    term: str
    number: str
    team: str
    inspected_unit: str
    inspected_body: str
    started_on: date
    ended_on: date
    feedback_on: date
    plan_adopted_on: date
    concentrated_until: date
    weeks_from: date


@dataclass(frozen=True)
class Node:
    """A time node; `on` is None for the one without a date."""

    key: str
    name: str
    on: date | None = None


@dataclass(frozen=True)
class Unit:
    """A unit; `parent` is empty for the root and for the sending body outside the tree."""

    key: str
    name: str
    short_name: str
    parent: str
    kind: str


@dataclass(frozen=True)
class Person:
    """A person and the one post held since a day; `post` is the post's key, `duty` what the post does in its unit."""

    key: str
    name: str
    initials: str
    unit: str
    post: str
    title: str
    duty: str
    since: date


@dataclass(frozen=True)
class Group:
    """A leading or special group, or one of the three administrators; `head` is among `members`."""

    key: str
    kind: str
    name: str
    head: str
    since: date
    members: tuple[str, ...]


@dataclass(frozen=True)
class Seat:
    """Somebody between whom a visitor of the demo can switch, with a word on what he sees."""

    person: str
    label: str
    about: str


@dataclass(frozen=True)
class Milestone:
    """A dated event of the round that is no act on a measure."""

    on: date
    kind: str
    title: str
    note: str


@dataclass(frozen=True)
class Plan:
    """The main plan (which holds every finding and lists none) or a special plan and its findings."""

    key: str
    kind: str
    title: str
    adopted_on: date
    findings: tuple[int, ...]


@dataclass(frozen=True)
class Category:
    """A chapter of findings in the feedback."""

    number: str
    heading: str


@dataclass(frozen=True)
class Recommendation:
    """A recommendation of the feedback and the keys of the measures that answer it."""

    number: int
    text: str
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A finding in the exact wording of the feedback; `category` is the number of its chapter."""

    number: int
    category: str
    wording: str


@dataclass(frozen=True)
class Measure:
    """A measure as planned. `key` is finding-measure (`7-3`); leaders are keys of posts, units keys of units.

    `due_on` is None at the node without a date; `condition` is empty and `condition_on` None where all is ready.
    """

    key: str
    title: str
    text: str
    criterion: str
    pace: str
    node: str
    target: str
    readiness: str
    lead_leader: str
    responsible_leaders: tuple[str, ...]
    lead_unit: str
    responsible_units: tuple[str, ...]
    due_on: date | None = None
    condition: str = ""
    condition_on: date | None = None

    @property
    def finding(self) -> int:
        """The number of the finding that it answers."""
        return int(self.key.partition("-")[0])

    @property
    def number(self) -> int:
        """Its number within the finding."""
        return int(self.key.partition("-")[2])


@dataclass(frozen=True)
class Act:
    """One thing done: a verb of the rule table, on a measure, by a person, with the note given.

    `to_on` is the day that a request for extension asks for, `verdict` what a judgement at a node says.
    """

    at: datetime
    verb: str
    measure: str
    actor: str
    note: str
    to_on: date | None = None
    verdict: str = ""


@dataclass(frozen=True)
class Institution:
    """A standing rule set up (`new`) or revised (`revised`), with the findings that it answers."""

    title: str
    kind: str
    number: str
    issued_on: date
    unit: str
    findings: tuple[int, ...]


@dataclass(frozen=True)
class ReadingFacts:
    """A value as it was read, as of a day, entered at a moment."""

    at: datetime
    value: str
    as_of: date
    source: str


@dataclass(frozen=True)
class IndicatorFacts:
    """What is measured of a measure, a finding or (neither given) the whole round."""

    key: str
    name: str
    measured_in: str
    direction: str
    target: str
    target_on: date
    readings: tuple[ReadingFacts, ...]
    baseline: str = ""
    baseline_on: date | None = None
    measure: str = ""
    finding: int | None = None


@dataclass(frozen=True)
class City:
    """Everything: `today` and `now` are the demo's fixed moment, `feedback` the text of the feedback opinion.

    Units stand with parents before children, acts oldest first, measures in the order of their numbers.
    """

    today: date
    now: datetime
    round: RoundFacts
    nodes: tuple[Node, ...]
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    seats: tuple[Seat, ...]
    milestones: tuple[Milestone, ...]
    plans: tuple[Plan, ...]
    categories: tuple[Category, ...]
    recommendations: tuple[Recommendation, ...]
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]
    acts: tuple[Act, ...]
    institutions: tuple[Institution, ...]
    indicators: tuple[IndicatorFacts, ...]
    feedback: str


def load_city() -> City:
    """Read the city's files; a missing or unknown field raises TypeError or KeyError, a broken file TOMLDecodeError."""
    city, plan = _toml("city"), _toml("plan")
    return City(
        today=city["today"],
        now=city["now"],
        round=RoundFacts(**city["round"]),
        nodes=_rows(Node, city["nodes"]),
        units=_rows(Unit, city["units"]),
        people=_rows(Person, city["people"]),
        groups=_rows(Group, city["groups"]),
        seats=_rows(Seat, city["seats"]),
        milestones=_rows(Milestone, city["milestones"]),
        plans=_rows(Plan, plan["plans"]),
        categories=_rows(Category, plan["categories"]),
        recommendations=_rows(Recommendation, plan["recommendations"]),
        findings=_rows(Finding, plan["findings"]),
        measures=_rows(Measure, plan["measures"]),
        acts=_rows(
            Act,
            sorted(
                [*_toml("history")["acts"], *_toml("judgements")["acts"]],
                key=lambda act: act["at"],
            ),
        ),
        institutions=_rows(Institution, _toml("institutions")["institutions"]),
        indicators=_rows(
            IndicatorFacts,
            (
                row | {"readings": _rows(ReadingFacts, row["readings"])}
                for row in _toml("indicators")["indicators"]
            ),
        ),
        feedback=FEEDBACK.read_text(encoding="utf-8"),
    )


def _toml(name: str) -> dict[str, Any]:
    """Read one of the data files by its name without the ending."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _rows(kind: type[Row], rows: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    """Build one value per table; arrays become tuples, so that the values are frozen throughout."""
    return tuple(
        kind(
            **{
                name: tuple(value) if isinstance(value, list) else value
                for name, value in row.items()
            }
        )
        for row in rows
    )
