"""What the rules on repetition say of the real notice, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.core.checks import Issue, Paper, check_paper
from zhenggai.core.checks.same import RULES

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not at hand")


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper.of(CORPUS.read_text("utf-8"))


@pytest.fixture(scope="module")
def issues(paper: Paper) -> list[Issue]:
    return check_paper(paper, rules=RULES).issues


def of(issues: list[Issue], rule: str) -> list[Issue]:
    return [one for one in issues if one.rule == rule]


def test_nothing_is_an_error(issues: list[Issue]):
    assert [one for one in issues if one.severity == "error"] == []


def test_bus_lines_are_told_in_two_ways(issues: list[Issue]):
    found = of(issues, "conflict")
    facts = [(one.facts["there"], one.facts["here"]) for one in found]
    assert facts == [("9条", "10条"), ("6条", "11条次")]
    assert {(one.facts["first_finding"], one.facts["finding"]) for one in found} == {(10, 11)}


def test_one_passage_stands_under_two_findings(paper: Paper, issues: list[Issue]):
    found = of(issues, "repeated-passage")
    assert [(one.facts["first_finding"], one.facts["finding"]) for one in found] == [(22, 31)]
    assert paper.text[found[0].start :].startswith("建立健全项目进展")
    assert paper.text[: found[0].end].endswith("尽快交付使用")


def test_one_document_is_reported_under_two_findings(paper: Paper, issues: list[Issue]):
    found = of(issues, "repeated-document")
    assert [(one.facts["first_finding"], one.facts["finding"]) for one in found] == [(7, 8)]
    assert "节水" in paper.text[found[0].start : found[0].end]


def test_the_inspection_has_one_name(issues: list[Issue]):
    assert of(issues, "identity") == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("省委第三巡视组", "省委第五巡视组"),
        ("省委第三巡视组", "省委第三巡察组"),
        ("2020年9月24日至12月25日", "2020年9月24日至12月20日"),
    ],
)
def test_another_name_is_seen_at_every_place(paper: Paper, name: str, other: str):
    places = [at for at in range(len(paper.text)) if paper.text.startswith(name, at)]
    assert places
    for at in places:
        text = paper.text[:at] + other + paper.text[at + len(name) :]
        found = of(check_paper(Paper.of(text), rules=RULES).issues, "identity")
        marks = [(one.start, one.end) for one in found]
        # Of two that are told equally often nobody can say which one is wrong.
        alone = len(places) == 2 and marks
        assert alone or (at, at + len(other)) in marks
