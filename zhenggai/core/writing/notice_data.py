"""What a progress notice says, as plain values. None and empty mean: not known, not said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class MeasureData:
    """One measure; `number` counts within its finding, `result` is what came of it."""

    number: int
    title: str | None = None
    text: str = ""
    result: str = ""


@dataclass(frozen=True)
class FindingData:
    """One finding. For `clues` the wording is the whole printed sentence; only that of a problem is quoted.

    `state` is in words as they are to be printed: 已完成整改, 正在整改 …
    """

    number: int
    wording: str | None
    kind: Literal["problem", "clues", "recommendation"] = "problem"
    state: str | None = None
    measures: tuple[MeasureData, ...] = ()


@dataclass(frozen=True)
class CategoryData:
    """One category with its findings; `heading` without 关于“” for problems."""

    heading: str
    kind: Literal["problem", "clues", "recommendation"] = "problem"
    findings: tuple[FindingData, ...] = ()


@dataclass(frozen=True)
class Counts:
    """Counts over the whole round; `closed` counts measures. A zero is printed."""

    findings: int | None = None
    measures: int | None = None
    closed: int | None = None
    institutions: int | None = None


@dataclass(frozen=True)
class Contact:
    """How the public can answer."""

    phone: str | None = None
    mailbox: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class NoticeData:
    """Everything a progress notice is written from. `source` is 巡视, 巡察, 审计 or 督查."""

    title: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    source: str = "巡视"
    sending_body: str | None = None
    term: str | None = None
    round: str | None = None
    team: str | None = None
    form: str | None = None
    inspected_body: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
    feedback_on: date | None = None
    plan_adopted_on: date | None = None
    special_plans: tuple[str, ...] = ()
    special_groups: tuple[str, ...] = ()
    time_nodes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    counts: Counts = field(default_factory=Counts)
    categories: tuple[CategoryData, ...] = ()
    outlook: tuple[str, ...] = ()
    contact: Contact = field(default_factory=Contact)
