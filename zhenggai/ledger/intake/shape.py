"""The proposal of an import: plain values that are kept as JSON with the document until it is confirmed.

Everything has a `key` that stays the same while a person corrects (c1, f7, m12 …) and its place in the text; offsets
count characters, end exclusive, both 0 for what has no place. `take` says whether it is to be brought in. Dates are
ISO 8601 strings, ids are strings, "" is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from zhenggai.ledger.milestones import date_of

T = TypeVar("T")
# What a person decides about something that may stand in the ledger already; else it is the id of the record it is.
UNDECIDED, NEW = "", "new"


@dataclass
class MeasureItem:
    """A measure as read; `printed` is its number in the document, `manifestation` the key of the one it answers."""

    key: str
    printed: int = 0
    title: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    take: bool = True
    manifestation: str = ""
    meets: str = UNDECIDED


@dataclass
class ManifestationItem:
    """A manifestation as read."""

    key: str
    printed: int = 0
    text: str = ""
    start: int = 0
    end: int = 0


@dataclass
class FindingItem:
    """A finding as read and corrected.

    `text` is what stands under the wording and belongs to no measure. `aspects` is how many measures the text
    promises. `seen`: a person looked at what was doubtful. `meets`: UNDECIDED, NEW, or the id of the finding of the
    ledger that it is; `reword`: that finding then takes the wording of this document.
    """

    key: str
    category: str = ""
    printed: int = 0
    kind: str = "problem"
    wording: str = ""
    text: str = ""
    status: str = ""
    aspects: int | None = None
    start: int = 0
    end: int = 0
    take: bool = True
    seen: bool = False
    meets: str = UNDECIDED
    reword: bool = False
    manifestations: list[ManifestationItem] = field(default_factory=list)
    measures: list[MeasureItem] = field(default_factory=list)


@dataclass
class CategoryItem:
    """A category as read."""

    key: str
    number: str = ""
    kind: str = "problem"
    heading: str = ""
    start: int = 0
    end: int = 0


@dataclass
class RecommendationItem:
    """A recommendation as read."""

    key: str
    printed: int = 0
    text: str = ""
    start: int = 0
    end: int = 0
    take: bool = True
    meets: str = UNDECIDED


@dataclass
class InstitutionItem:
    """A standing rule that the text says was made; `findings` are keys."""

    key: str
    title: str = ""
    start: int = 0
    end: int = 0
    take: bool = True
    findings: list[str] = field(default_factory=list)


@dataclass
class NodeItem:
    """A time node; without a day it is 长期. `suggested`: the day is a proposal that a person confirms."""

    name: str
    due_on: str = ""
    suggested: bool = False
    take: bool = True

    @property
    def day(self) -> date | None:
        """The day as a date."""
        return date_of(self.due_on)


@dataclass
class TargetItem:
    """A target category; `key` is its meaning."""

    key: str
    name: str
    take: bool = True


@dataclass
class RoundItem:
    """The round that the document belongs to: the `id` of an existing one, else the fields of a new one.

    `unit` is the id of the inspected unit; `unit_name` the name of one that is to be created below `unit_parent`.
    """

    id: str = ""
    source: str = "inspection"
    sending_body: str = ""
    term: str = ""
    ordinal: str = ""
    form: str = ""
    team: str = ""
    inspected_body: str = ""
    unit: str = ""
    unit_name: str = ""
    unit_parent: str = ""
    started_on: str = ""
    ended_on: str = ""
    feedback_on: str = ""
    plan_adopted_on: str = ""
    special_plans: list[str] = field(default_factory=list)
    special_groups: list[str] = field(default_factory=list)


@dataclass
class Passage:
    """A passage about persons that is to be withheld. `why`: `read` proposed by rule, `person` marked by somebody."""

    start: int
    end: int
    why: str = "person"


@dataclass
class Brought:
    """What a confirmed import did beyond the rows that carry its id, so that it can be taken back."""

    round: bool = False
    nodes: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    # Manifestations added to findings that were there before.
    manifestations: list[str] = field(default_factory=list)
    # {"id", "version", "wording"} of findings that were there before and were reworded.
    changed: list[dict[str, Any]] = field(default_factory=list)
    # Fields of the round that were empty before.
    filled: dict[str, Any] = field(default_factory=dict)
    # [institution, finding] ids: institutions of the ledger that were joined to a finding.
    joined: list[list[str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Proposal:
    """Everything that an import would do."""

    round: RoundItem = field(default_factory=RoundItem)
    nodes: list[NodeItem] = field(default_factory=list)
    targets: list[TargetItem] = field(default_factory=list)
    categories: list[CategoryItem] = field(default_factory=list)
    findings: list[FindingItem] = field(default_factory=list)
    recommendations: list[RecommendationItem] = field(default_factory=list)
    institutions: list[InstitutionItem] = field(default_factory=list)
    withheld: list[Passage] = field(default_factory=list)
    last_key: int = 0
    brought: Brought = field(default_factory=Brought)

    def fresh(self, letter: str) -> str:
        """A key that nothing else in this proposal has."""
        self.last_key += 1
        return f"{letter}{self.last_key}"

    def finding(self, key: str) -> FindingItem | None:
        """The finding with this key."""
        return next((item for item in self.findings if item.key == key), None)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the database."""
        return asdict(self)


def _one(cls: type[T], value: Mapping[str, Any]) -> T:
    known = {each.name for each in fields(cls)}  # type: ignore[arg-type]
    return cls(**{name: part for name, part in value.items() if name in known})


def _many(cls: type[T], value: Mapping[str, Any], name: str) -> list[T]:
    return [_one(cls, part) for part in value.get(name, ())]


def _finding(value: Mapping[str, Any]) -> FindingItem:
    item = _one(FindingItem, value)
    item.manifestations = _many(ManifestationItem, value, "manifestations")
    item.measures = _many(MeasureItem, value, "measures")
    return item


def from_json(value: Mapping[str, Any]) -> Proposal:
    """The proposal that `as_json` wrote; what an older one lacks has its default."""
    return Proposal(
        round=_one(RoundItem, value.get("round", {})),
        nodes=_many(NodeItem, value, "nodes"),
        targets=_many(TargetItem, value, "targets"),
        categories=_many(CategoryItem, value, "categories"),
        findings=[_finding(part) for part in value.get("findings", ())],
        recommendations=_many(RecommendationItem, value, "recommendations"),
        institutions=_many(InstitutionItem, value, "institutions"),
        withheld=_many(Passage, value, "withheld"),
        last_key=int(value.get("last_key", 0)),
        brought=_one(Brought, value.get("brought", {})),
    )
