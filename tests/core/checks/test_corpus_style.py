"""What the rules on what a claim lacks say of the real notice, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.core.checks import Paper, check_paper
from zhenggai.core.checks.style import RULES

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not at hand")


@pytest.fixture(scope="module")
def marks() -> dict[str, list[str]]:
    paper = Paper.of(CORPUS.read_text("utf-8"))
    found: dict[str, list[str]] = {rule.id: [] for rule in RULES}
    for one in check_paper(paper, rules=RULES).issues:
        assert one.severity != "error"
        found[one.rule].append(paper.text[one.start : one.end])
    return found


def test_the_warnings_are_the_true_ones(marks: dict[str, list[str]]):
    assert marks["contact"] == ["0"]
    assert marks["target-word"] == ["阶段性成效"]
    assert marks["unlisted-total"] == ["57个"]


def test_infos_are_few(marks: dict[str, list[str]]):
    assert "多处" in marks["vague"]
    assert 3 <= len(marks["vague"]) <= 12
    assert 5 <= len(marks["activity-only"]) <= 20
    assert 2 <= len(marks["promise"]) <= 8


def test_wording_is_told_once_a_kind(marks: dict[str, list[str]]):
    assert marks["wording"] == [","]
