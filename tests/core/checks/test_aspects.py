"""An announced number is right exactly when as many marks follow, whatever numeral and mark are used."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, Paper
from zhenggai.core.checks.structure.aspects import find_aspects

CN = "一二三四五六七八九"
MARKS = {
    "circled": [*"①②③④⑤⑥⑦⑧⑨"],
    "word": [f"{digit}是" for digit in CN],
    "bracket": [f"（{n}）" for n in range(1, 10)],
    "line": [f"\n{n}." for n in range(1, 10)],
}
LEADS = (
    "主要从{}个方面抓好整改。",
    "采取{}项措施：",
    "主要采取以下{}条措施。",
    "重点做好{}项工作：",
)


def said(lead: str, printed: str, marks: str, counted: int) -> list[Issue]:
    """What is said of a finding with this lead and this many measures."""
    measures = "".join(f"{MARKS[marks][n]}落实工作措施。" for n in range(counted))
    paper = Paper.of("（一）关于“落实不力”的问题，" + lead.format(printed) + measures)
    return list(find_aspects(paper, paper.start, paper.end))


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(LEADS),
    st.integers(2, 9),
    st.integers(2, 9),
    st.sampled_from(sorted(MARKS)),
    st.sampled_from(["digit", "wide", "chinese"]),
)
def test_announced_and_counted(
    lead: str, claimed: int, counted: int, marks: str, numeral: str
) -> None:
    printed = {
        "digit": str(claimed),
        "wide": chr(ord("０") + claimed),
        "chinese": "两" if claimed == 2 else CN[claimed - 1],
    }[numeral]
    issues = said(lead, printed, marks, counted)
    if claimed == counted:
        assert issues == []
        return
    assert [one.facts["claimed"] for one in issues] == [claimed]
    assert issues[0].facts["counted"] == counted
    assert len(issues[0].facts["marks_at"]) == counted


def test_a_repeated_number_does_not_change_the_count() -> None:
    paper = Paper.of("1.针对“落实不力”的问题，主要从三个方面抓好整改。①甲。②乙。②丙。")
    assert list(find_aspects(paper, paper.start, paper.end)) == []
