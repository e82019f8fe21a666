"""Take the list of a check out of the house: an act that stands in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from zhenggai.core.lintrules import RULES, SEVERITIES
from zhenggai.ledger.lint.run import Issue, issues
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import Round
from zhenggai.office import clock
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

# So many rows of one rule are taken out at once; the page says how many there are.
MOST = 5000
GRAVEST_FIRST = sorted(RULES, key=lambda rule: SEVERITIES.index(rule.severity))


def export(by: By, round_: Round, rules: Iterable[str] = ()) -> list[Issue]:
    """The rows of some rules (of none: of all) that `by` sees, and an entry of how many were taken out."""
    wanted = set(rules) or {rule.id for rule in RULES}
    with step(by, "lint.export", round_) as doing:
        scope = Scope(by.viewer, round_, clock.today())
        found = list(
            chain.from_iterable(
                issues(scope, rule.id, 0, MOST) for rule in GRAVEST_FIRST if rule.id in wanted
            )
        )
        doing.facts["rows"] = len(found)
        if rules:
            doing.facts["rules"] = sorted(wanted)
    return found
