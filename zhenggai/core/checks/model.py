"""What proof-reading gives: issues and derived values, as plain values with offsets in characters of the text.

A rule says nothing where it cannot decide. An `error` is certain: a correct document has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhenggai.core.checks.paper import Paper

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)
"""From what is certain to what is only worth knowing."""

Fact = str | int | bool | None | list[str] | list[int] | list[list[int]]
"""What may stand in `facts`: plain JSON. Exact decimals are strings; places in the text are [start, end]."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One place where the text may be wrong.

    `start` to `end` is the narrowest text that shows the fault; `code` names the sentence for people (`rule` or
    `rule.variant`), `facts` the numbers and words behind the verdict.
    """

    rule: str
    severity: str
    start: int
    end: int
    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that follows from the text though it does not stand there (126 = 81.3 % → 155 planned); no fault."""

    rule: str
    start: int
    end: int
    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


Found = Issue | Derived


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the contract.

    `find` looks at the part of the paper between two offsets. A `local` rule judges a paragraph by its own words alone,
    so that it need not look again where nothing changed; any other sees the whole notice at once.
    """

    id: str
    severities: tuple[str, ...]
    find: Callable[[Paper, int, int], Iterator[Found]]
    local: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one text, in text order; `text` is what was read, to which all offsets belong."""

    text: str
    issues: list[Issue]
    derived: list[Derived]

    def counts(self) -> dict[str, int]:
        """How many issues of each severity there are, noughts included."""
        found = dict.fromkeys(SEVERITIES, 0)
        for issue in self.issues:
            found[issue.severity] += 1
        return found
