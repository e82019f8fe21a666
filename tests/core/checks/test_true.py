"""Tricky but true sentences: no rule may call any of them an error, alone or within a notice."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tools.planting.insert import BARE
from zhenggai.core.checks import ERROR, check

BOOK = Path(__file__).parents[2] / "samples" / "checks" / "_true.toml"
TRUE = [one["text"].strip() for one in tomllib.loads(BOOK.read_text("utf-8"))["quiet"]]


def errors(text: str) -> list[str]:
    """What is called wrong, rule and marked words."""
    return [
        f"{one.rule}: {text[one.start : one.end]}"
        for one in check(text).issues
        if one.severity == ERROR
    ]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_is_no_error(sentence: str) -> None:
    assert errors(sentence) == []
    end = BARE.paper.measures[1][1].end
    at = BARE.text.index("。", end - 1) + 1
    assert errors(f"{BARE.text[:at]}{sentence.removeprefix('①')}{BARE.text[at:]}") == []


def test_every_true_sentence_says_why() -> None:
    book = tomllib.loads(BOOK.read_text("utf-8"))["quiet"]
    assert len(book) >= 60
    assert all(one["why"] for one in book)


def test_all_true_sentences_together_are_no_error() -> None:
    """Put together they tell of several rounds, so that only `conflict` may speak."""
    for start in range(0, len(TRUE), 12):
        text = "\n".join(TRUE[start : start + 12])
        assert [one for one in errors(text) if not one.startswith("conflict")] == []
