"""What the rules on structure say of a real notice: nothing, until a fault is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.core.checks import Issue, Paper
from zhenggai.core.checks.structure import RULES

NOTICE = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"
SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "reading").glob("*.txt"))
SKIPS = "13-abstract"


def found(text: str) -> list[Issue]:
    """All issues of the group."""
    paper = Paper.of(text)
    issues = []
    for rule in RULES:
        spans = paper.paragraphs() if rule.local else [(paper.start, paper.end)]
        issues += [one for a, b in spans for one in rule.find(paper, a, b)]
    return [one for one in issues if isinstance(one, Issue)]


@pytest.mark.skipif(not NOTICE.exists(), reason="the notice lies beside the repository")
def test_a_real_notice_is_clean() -> None:
    assert found(NOTICE.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_hold_no_error(path: Path) -> None:
    issues = found(path.read_text("utf-8"))
    assert [one for one in issues if one.severity == "error"] == []
    if path.stem != SKIPS:
        assert issues == []


def test_an_abstract_that_skips_findings_is_warned_about() -> None:
    path = next(one for one in SAMPLES if one.stem == SKIPS)
    issues = found(path.read_text("utf-8"))
    assert [one.facts["found"] for one in issues] == [3, 8, 11]
    assert {one.severity for one in issues} == {"warning"}
