"""Print `docs/rules.md` from the rule table: `make docs`. A test compares the two."""

from __future__ import annotations

import sys
from pathlib import Path

from zhenggai.core import rules
from zhenggai.core.rules.measure import STATES

# States in the order in which a record goes through them; those of other nouns by their letters.
ORDER = [*STATES, *sorted({one for row in rules.TABLE.values() for one in row.source} - {*STATES})]
TARGET = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
HEAD = """# Rules

Printed from `zhenggai/core/rules/` by `make docs`; do not edit here. Every act of the house stands in one row: who may do it,
from which states, to which state, under which conditions, and which stream of the journal keeps it. Nothing else can change a
record (`zhenggai/office/flow.py`), and pages ask the same rows whether to show a button (`zhenggai/office/access.py`).
"""


def _first_sentence(text: str | None) -> str:
    return " ".join((text or "").split()).partition(". ")[0].rstrip(".")


def _rows(noun: str) -> list[str]:
    lines = [
        f"\n### {noun}\n",
        "| verb | by any one of | from → to | conditions | journal |",
        "|---|---|---|---|---|",
    ]
    for verb, rule in rules.TABLE.items():
        if rule.noun == noun:
            source = ", ".join(sorted(rule.source, key=ORDER.index)) or "any"
            way = f"{source} → {rule.target}" if rule.target else f"{source}, stays"
            needs = ", ".join(rule.needs) or "–"
            hats = ", ".join(sorted(rule.by))
            lines.append(f"| `{verb}` | {hats} | {way} | {needs} | {rule.stream} |")
    return lines


def printed() -> str:
    """The whole document."""
    lines = [HEAD, "## Acts"]
    for noun in dict.fromkeys(rule.noun for rule in rules.TABLE.values()):
        lines += _rows(noun)
    lines += ["\n## Hats\n", "| hat | who wears it |", "|---|---|"]
    lines += [f"| {hat} | {meaning} |" for hat, meaning in rules.HATS.items()]
    lines += ["\n## Conditions\n", "| condition | met when |", "|---|---|"]
    lines += [
        f"| {name} | {_first_sentence(condition.__doc__)} |"
        for name, condition in rules.CONDITIONS.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(f"{TARGET.write_text(printed(), encoding='utf-8')} characters\n")
