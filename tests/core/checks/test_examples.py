"""Every rule fires where its examples say so, on the very words, and keeps quiet where they say that nothing is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhenggai.core.checks import RULES, Issue, check
from zhenggai.core.checks.table import ORDER

EXAMPLES = Path(__file__).parents[2] / "samples" / "checks"
BOOKS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in EXAMPLES.glob("*.toml")}
RULE_OF = {rule.id: rule for rule in RULES}
FIRING = [(name, one) for name, book in sorted(BOOKS.items()) for one in book.get("fires", [])]
QUIET = [(name, one) for name, book in sorted(BOOKS.items()) for one in book.get("quiet", [])]


def found(rule: str, text: str) -> list[Issue]:
    """What one rule says of a text."""
    return [one for one in check(text).issues if one.rule == rule]


def stray(text: str, allowed: set[str]) -> list[str]:
    """Errors of rules that the example does not speak of."""
    issues = check(text).issues
    return [
        f"{one.rule}: {text[one.start : one.end]}"
        for one in issues
        if one.severity == "error" and one.rule not in allowed
    ]


@pytest.mark.parametrize(("rule", "example"), FIRING)
def test_fires(rule: str, example: dict[str, Any]) -> None:
    text = example["text"].strip("\n")
    issues = found(rule, text)
    marks = [text[one.start : one.end] for one in issues]
    assert example["mark"] in marks, f"{rule} marks {marks}"
    issue = issues[marks.index(example["mark"])]
    assert issue.severity == example.get("severity", RULE_OF[rule].severities[0])
    facts = {name: issue.facts.get(name) for name in example.get("facts", {})}
    assert facts == example.get("facts", {})
    assert not stray(text, {rule, *example.get("also", [])})


@pytest.mark.parametrize(("rule", "example"), QUIET)
def test_keeps_quiet(rule: str, example: dict[str, Any]) -> None:
    text = example["text"].strip("\n")
    assert [text[one.start : one.end] for one in found(rule, text)] == []
    assert not stray(text, set(example.get("also", [])))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples(rule: Any) -> None:
    book = BOOKS[rule.id]
    assert book["rule"] == rule.id
    assert len(book["fires"]) >= 5
    assert len(book["quiet"]) >= 5
    assert all(one["why"] for one in book["quiet"])
    severities = {one.get("severity", rule.severities[0]) for one in book["fires"]}
    assert severities == set(rule.severities)


def test_the_contract_is_whole() -> None:
    assert tuple(rule.id for rule in RULES) == ORDER
