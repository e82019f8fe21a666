"""Rules on structure and time never raise and take time in proportion to the text, however strange it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Paper
from zhenggai.core.checks.structure import RULES as STRUCTURE
from zhenggai.core.checks.times import RULES as TIMES

ODD = '①②③一二三是要、。；：，,.;:()（）《》〈〉“”‘’"1234567890年月日至等个项级方面从采取措施截至底前完成\n 甲乙'
RUNS = [
    "①",
    "一是",
    "（一）",
    "1.",
    "《",
    "》",
    "“",
    "”",
    "（",
    "(",
    "、",
    "3个",
    "甲、",
    "2月30日",
    "年底前",
    "从三个方面。",
]


def ask(text: str) -> None:
    """Ask every rule."""
    paper = Paper.of(text)
    for rule in (*STRUCTURE, *TIMES):
        spans = paper.paragraphs() if rule.local else [(paper.start, paper.end)]
        for start, end in spans:
            for one in rule.find(paper, start, end):
                assert 0 <= one.start <= one.end <= len(paper.text)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=ODD, max_size=200))
def test_any_text(text: str) -> None:
    ask(text)


@pytest.mark.parametrize("run", RUNS)
def test_endless_repetition(run: str) -> None:
    ask(run * (20_000 // len(run)))
