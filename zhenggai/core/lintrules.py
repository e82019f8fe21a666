"""THE TABLE of the ledger check (台账核对): every rule with the noun it looks at, its group, its severity and its limits.

The shape is that of proof-reading: a rule, a severity, a place (here a record), facts, and a way to where it is put right.
`error`: the record cannot be worked with as it stands, or contradicts itself; certain. `warning`: very likely wrong, a
person must look. `info`: worth knowing. A rule that cannot decide says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)
# The highest limit that a rule set can state.
HIGHEST = 10_000
GROUPS = (
    "assignment",
    "time",
    "progress",
    "coverage",
    "institutions",
    "documents",
    "people",
    "round",
)

# What makes a completion criterion one that can be tested: a number, a named document, or a word of completion. Read by
# the database and therefore plain: alternatives and sets of characters only.
TESTABLE = (
    "[0-9０-９%％《]|[一二两三四五六七八九十百千万]+(个|项|处|家|户|套|条|次|所|座|件|批|天|日|个月|年内)|全部|全覆盖|"
    "完成|印发|出台|修订|制定|建成|建立|投用|启用|投入使用|验收|通过|达到|达标|清零|办结|兑现|归还|追回|收回|移交|签订|"
    "公布|公示|公开|备案|开工|竣工|运行|消除|拆除|整改到位|发放到位|配齐|配备"
)


@dataclass(frozen=True, slots=True)
class LintRule:
    """One rule. `limits` are its defaults by name; a rule set may replace them, and no code holds one of its own.

    `days` are working days, `most` and `least` numbers of records.
    """

    id: str
    noun: str
    group: str
    severity: str
    limits: Mapping[str, int] = field(default_factory=dict)


def _rules(
    group: str, noun: str, *rows: tuple[str, str] | tuple[str, str, dict[str, int]]
) -> tuple[LintRule, ...]:
    return tuple(
        LintRule(row[0], noun, group, row[1], row[2] if len(row) > 2 else {}) for row in rows
    )


RULES: tuple[LintRule, ...] = (
    *_rules(
        "assignment",
        "measure",
        ("lead-unit", ERROR),
        ("lead-leader", ERROR),
        ("criterion", ERROR),
        ("criterion-vague", WARNING),
        ("leader-vacant", ERROR),
        ("leader-ended", ERROR),
        ("helper-vacant", WARNING),
        ("unit-ended", ERROR),
        ("unit-outside", ERROR),
        ("helper-ended", WARNING),
        ("unit-twice", INFO),
        ("leader-twice", INFO),
        ("target-unset", WARNING),
        ("same-text", WARNING),
    ),
    *_rules(
        "time",
        "measure",
        ("due", ERROR),
        ("due-after-node", ERROR),
        ("due-after-last", WARNING),
        ("node-unset", INFO),
        ("node-past", WARNING),
        ("long-dated", WARNING),
        ("completed-undated", ERROR),
        ("condition-undated", WARNING),
        ("condition-late", WARNING),
        ("condition-past", WARNING),
        ("immediate-slow", INFO),
        ("relapse-date", ERROR),
        ("stage-after-due", ERROR),
        ("stages-tight", WARNING),
    ),
    *_rules(
        "progress",
        "measure",
        ("draft-left", WARNING, {"days": 5}),
        ("unstarted", WARNING),
        ("overdue-idle", ERROR),
        ("overdue-silent", WARNING, {"days": 10}),
        ("review-waiting", WARNING, {"days": 5}),
        ("verify-waiting", WARNING, {"days": 10}),
        ("close-waiting", WARNING, {"days": 5}),
        ("claimed-open", WARNING),
        ("extension-waiting", WARNING, {"days": 5}),
        ("extended-often", INFO, {"most": 2}),
    ),
    *_rules(
        "coverage",
        "finding",
        ("finding-measure", ERROR),
        ("finding-notice", WARNING),
        ("finding-similar", INFO, {"most": 2000, "least": 60}),
    ),
    *_rules("coverage", "manifestation", ("manifestation-measure", WARNING)),
    *_rules("coverage", "recommendation", ("recommendation-measure", ERROR)),
    *_rules(
        "institutions",
        "institution",
        ("institution-date", WARNING),
        ("institution-number", WARNING),
        ("institution-issuer", WARNING),
        ("institution-finding", WARNING),
        ("institution-old", WARNING),
        ("institution-twice", WARNING),
        ("institution-draft", WARNING),
    ),
    *_rules(
        "documents",
        "intake",
        ("document-staged", WARNING, {"days": 5}),
        ("document-unread", INFO),
        ("figure-undated", WARNING),
        ("withheld", INFO),
    ),
    *_rules("people", "unit", ("unit-liaison", WARNING), ("unit-head", ERROR)),
    *_rules("people", "post", ("leader-load", INFO, {"most": 5})),
    *_rules(
        "round",
        "round",
        ("round-rules", ERROR),
        ("round-periods", ERROR),
        ("round-nodes", ERROR),
        ("round-targets", WARNING),
        ("period-over", WARNING),
        ("supervision-empty", ERROR),
    ),
)
TABLE: Mapping[str, LintRule] = {rule.id: rule for rule in RULES}


class UnknownRule(LookupError):
    """A rule that stands in no row: a mistake in the program, never in what a person did."""


def find(rule: str) -> LintRule:
    """The row of `rule`; an unknown one raises UnknownRule."""
    try:
        return TABLE[rule]
    except KeyError:
        raise UnknownRule(rule) from None


def limit(rule: str, name: str, replaced: Mapping[str, Mapping[str, object]]) -> int:
    """One limit of a rule, as `replaced` (from a rule set) states it or else as the table does.

    What is not a whole number from nought to `HIGHEST` is not taken: a mistyped rule set must not hide what is wrong.
    """
    default = find(rule).limits[name]
    own = replaced.get(rule, {}).get(name)
    taken = isinstance(own, int) and not isinstance(own, bool) and 0 <= own <= HIGHEST
    return own if taken and isinstance(own, int) else default


def severities(counts: Mapping[str, int]) -> dict[str, int]:
    """How many records each severity names, noughts included, from counts by rule; rules of former versions are left out."""
    found = dict.fromkeys(SEVERITIES, 0)
    for rule, count in counts.items():
        if rule in TABLE:
            found[TABLE[rule].severity] += count
    return found
