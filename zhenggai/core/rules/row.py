"""One row of the rule table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]
# A condition answers with the facts that its refusal names, or None where it is met.
Condition = Callable[[Facts], Mapping[str, object] | None]


@dataclass(frozen=True)
class Rule:
    """Who may do what, from which states to which, under which conditions.

    `verb` is `noun.act`. `by` are hats, any one suffices. `source` empty means from any state; `target` None means that
    the act moves nothing. `needs` are names of conditions in `zhenggai.core.rules.conditions`. `stream` is the journal
    stream that keeps the act.
    """

    verb: str
    by: frozenset[str]
    source: frozenset[str]
    target: str | None
    needs: tuple[str, ...]
    stream: str

    @property
    def noun(self) -> str:
        """The noun before the dot."""
        return self.verb.partition(".")[0]


def rule(
    verb: str,
    *,
    by: str,
    source: str = "",
    target: str | None = None,
    needs: str = "",
    stream: str = "ledger",
) -> Rule:
    """Write a row; the words of `by`, `source` and `needs` are separated by blanks."""
    return Rule(
        verb,
        frozenset(by.split()),
        frozenset(source.split()),
        target,
        tuple(needs.split()),
        stream,
    )
