"""What reading a document gives: plain values, offsets in characters of `text`, end exclusive.

A value that the document does not state is None or an empty list; it is never guessed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Inspection:
    """The inspection that the document answers. Dates are ISO 8601 strings."""

    term: str | None = None
    round: str | None = None
    team: str | None = None
    form: str | None = None
    inspected_body: str | None = None
    started_on: str | None = None
    ended_on: str | None = None
    feedback_on: str | None = None


@dataclass
class PlanFacts:
    """What the document says about the rectification plan."""

    adopted_on: str | None = None
    special_plans: list[str] = field(default_factory=list)


@dataclass
class Organisation:
    """Groups, time nodes and target categories that the document declares."""

    special_groups: list[str] = field(default_factory=list)
    time_nodes: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


@dataclass
class Measure:
    """One measure; `number` counts within its finding (or manifestation) as printed."""

    number: int
    title: str | None
    text: str
    start: int
    end: int


@dataclass
class Manifestation:
    """A level between finding and measure, where the text has one."""

    number: int
    text: str
    start: int
    end: int
    measures: list[Measure] = field(default_factory=list)


@dataclass
class Finding:
    """One finding as printed; `status` is what the text claims.

    `kind` is problem, clues (no problem, no measures) or, below a category of recommendations only, recommendation
    (its wording stands in `problem`); whoever counts findings counts problems.
    """

    number: int
    kind: str
    problem: str | None
    claimed_aspects: int | None
    status: str | None
    start: int
    end: int
    manifestations: list[Manifestation] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)


@dataclass
class Category:
    """One category with its findings. `kind` is problem, clues or recommendation."""

    number: str | None
    kind: str
    heading: str
    start: int
    end: int
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Figure:
    """A number that counts or measures something; decimal strings with 万 and 亿 multiplied out.

    `low` and `high` bound the true value as the printed precision or qualifier implies, None for plain integers.
    """

    start: int
    end: int
    value: str
    low: str | None
    high: str | None
    unit: str | None
    qualifier: str | None
    kind: str
    finding: int | None = None
    measure: int | None = None


@dataclass
class CitedDocument:
    """A document named in 《》; nested titles are kept whole."""

    title: str
    start: int
    end: int
    finding: int | None = None
    measure: int | None = None


@dataclass
class Statistic:
    """A stated total under one of the contract's keys."""

    key: str
    value: str
    unit: str | None
    scope: str
    finding: int | None
    person_times: bool
    start: int
    end: int


@dataclass
class Promise:
    """A statement of what will be done; `due_on` is null where no date is stated."""

    text: str
    due_on: str | None
    start: int
    end: int
    finding: int | None = None
    measure: int | None = None


@dataclass
class Contact:
    """How the public can answer. What is printed but cannot be one (电话0) is null."""

    phone: str | None = None
    mailbox: str | None = None
    email: str | None = None


@dataclass
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass
class Reading:
    """The whole result; `as_dict()` is the JSON of the contract, keys in its order."""

    text: str
    kind: str = "other"
    title: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    inspection: Inspection = field(default_factory=Inspection)
    plan: PlanFacts = field(default_factory=PlanFacts)
    organisation: Organisation = field(default_factory=Organisation)
    categories: list[Category] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    documents: list[CitedDocument] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    contact: Contact = field(default_factory=Contact)

    def as_dict(self) -> dict[str, Any]:
        """Plain dictionaries and lists, ready for JSON."""
        return asdict(self)
