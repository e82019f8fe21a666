"""What becomes of one item of a proposal."""

from __future__ import annotations

from dataclasses import dataclass, field

LEFT, NEW_ROW, SAME, CHANGE, DOUBTFUL = "left", "new", "same", "change", "doubtful"


@dataclass(frozen=True)
class Known:
    """A record of the ledger as the matching needs it."""

    id: str
    number: int
    text: str
    kind: str = "problem"
    title: str = ""


@dataclass
class Verdict:
    """What becomes of one item.

    `kind` is left (not taken), new, same, change or doubtful; `reasons` are codes of `doubts`; `blocks` says that a
    person must decide first. `meets` is the record that it is or may be; `number` the number that it has or will have.
    """

    kind: str = NEW_ROW
    reasons: list[str] = field(default_factory=list)
    blocks: bool = False
    meets: Known | None = None
    number: int = 0


Verdicts = dict[str, Verdict]
