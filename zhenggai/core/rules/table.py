"""THE TABLE: every act of the house, collected from the nouns. `docs/rules.md` is printed from it."""

from __future__ import annotations

from zhenggai.core.rules import (
    batch,
    conditions,
    indicator,
    ledger,
    measure,
    office,
    plan,
    proof,
    sheet,
    view,
)
from zhenggai.core.rules.hats import HATS
from zhenggai.core.rules.row import Rule

STREAMS = ("ledger", "cases", "security")


class UnknownVerb(LookupError):
    """A verb that stands in no row: a mistake in the program, never in what a person did."""


def _collect() -> dict[str, Rule]:
    table: dict[str, Rule] = {}
    for row in (
        *batch.ROWS,
        *indicator.ROWS,
        *ledger.ROWS,
        *measure.ROWS,
        *plan.ROWS,
        *proof.ROWS,
        *office.ROWS,
        *sheet.ROWS,
        *view.ROWS,
    ):
        unknown = [name for name in row.by if name not in HATS]
        unknown += [name for name in row.needs if name not in conditions.CONDITIONS]
        if unknown or row.verb in table or row.stream not in STREAMS:
            raise UnknownVerb(f"{row.verb}: repeated, or names what does not exist: {unknown}")
        table[row.verb] = row
    return table


TABLE = _collect()


def find(verb: str) -> Rule:
    """Return the row of `verb`; an unknown verb raises UnknownVerb."""
    try:
        return TABLE[verb]
    except KeyError:
        raise UnknownVerb(verb) from None
