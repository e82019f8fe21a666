"""Well-nested marks are clean; one mark less or one more is one fault."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, Paper
from zhenggai.core.checks.structure.pairs import find_pairs

PAIRS = ["“”", "‘’", "《》", "〈〉", "（）", "()"]


def wrapped(inner: str, pair: str) -> str:
    """Words in a pair of marks."""
    return f"落实{pair[0]}{inner}工作{pair[1]}要求"


nested = st.recursive(
    st.just("整改"),
    lambda inner: st.one_of(
        st.builds(wrapped, inner, st.sampled_from(PAIRS)), st.builds(str.__add__, inner, inner)
    ),
    max_leaves=6,
)


def said(text: str) -> list[Issue]:
    """What is said of a text."""
    paper = Paper.of(text)
    return list(find_pairs(paper, paper.start, paper.end))


@settings(deadline=None, max_examples=100)
@given(nested)
def test_nested_marks_are_clean(words: str) -> None:
    assert said(words) == []


@settings(deadline=None, max_examples=100)
@given(nested, st.sampled_from(PAIRS), st.booleans())
def test_half_a_pair_is_a_fault(words: str, pair: str, closing: bool) -> None:
    text = f"抓好{words}、推动{pair[closing]}落实"
    issues = said(text)
    assert len(issues) == 1
    assert text[issues[0].start : issues[0].end] == pair[closing]
    assert issues[0].code == ("pairs.unopened" if closing else "pairs.unclosed")


def test_crossing_pairs_are_one_fault() -> None:
    issues = said("印发“《接待办法”》。")
    assert [one.code for one in issues] == ["pairs.crossed"]
