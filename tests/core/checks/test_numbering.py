"""A series of marks is clean as it stands; whatever single number is changed, exchanged or lost is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, Paper
from zhenggai.core.checks.structure.numbering import find_numbering

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
CN = "一二三四五六七八九"
TITLE = "某局党组关于巡察整改情况的通报\n"
FORMS = {
    "circled": lambda n: f"{CIRCLED[n - 1]}落实措施。",
    "word": lambda n: f"{CN[n - 1]}是落实措施；",
    "bracket": lambda n: f"（{n}）落实措施。",
    "chapter": lambda n: f"\n{CN[n - 1]}、工作落实情况",
    "section": lambda n: f"\n（{CN[n - 1]}）工作落实情况",
    "finding": lambda n: f"\n{n}.关于“落实不力”的问题。该问题已完成整改。",
}


def faults(numbers: list[int], form: str) -> list[Issue]:
    """What is said of a series with these numbers."""
    lead = "\n1.针对“落实不力”的问题。" if form in ("circled", "word", "bracket") else ""
    paper = Paper.of(TITLE + lead + "".join(FORMS[form](n) for n in numbers))
    return list(find_numbering(paper, paper.start, paper.end))


forms = st.sampled_from(sorted(FORMS))


@settings(deadline=None, max_examples=60)
@given(forms, st.integers(1, 9))
def test_a_whole_series_is_clean(form: str, length: int) -> None:
    assert faults(list(range(1, length + 1)), form) == []


@settings(deadline=None, max_examples=120)
@given(forms, st.integers(3, 7), st.data())
def test_one_wrong_number_gives_one_issue(form: str, length: int, data: st.DataObject) -> None:
    numbers = list(range(1, length + 1))
    place = data.draw(st.integers(0, length - 1))
    wrong = data.draw(st.sampled_from([n for n in range(1, 10) if n != numbers[place]]))
    numbers[place] = wrong
    issues = faults(numbers, form)
    assert len(issues) == 1
    assert issues[0].facts["found"] != issues[0].facts["expected"]


@settings(deadline=None, max_examples=60)
@given(forms, st.integers(3, 7), st.data())
def test_a_lost_mark_is_missed(form: str, length: int, data: st.DataObject) -> None:
    numbers = list(range(1, length + 1))
    lost = numbers.pop(data.draw(st.integers(0, length - 2)))
    issues = faults(numbers, form)
    assert [one.facts for one in issues] == [{"expected": lost, "found": lost + 1}]
    assert [one.code for one in issues] == ["numbering.missing"]


@settings(deadline=None, max_examples=60)
@given(forms, st.integers(3, 7), st.data())
def test_two_that_changed_places_are_one_fault(form: str, length: int, data: st.DataObject) -> None:
    numbers = list(range(1, length + 1))
    place = data.draw(st.integers(0, length - 2))
    numbers[place], numbers[place + 1] = numbers[place + 1], numbers[place]
    assert [one.code for one in faults(numbers, form)] == ["numbering.order"]


def test_numbers_may_go_on_below_each_heading_or_start_anew() -> None:
    head = "某局党组关于巡察整改情况的通报\n"
    one = "{}.关于“落实不力”的问题。该问题已完成整改。\n"
    for numbers in ([[1, 2], [3, 4], [5]], [[1, 2], [1, 2], [1]]):
        text = head
        for place, group in enumerate(numbers):
            text += f"（{CN[place]}）工作落实方面\n" + "".join(one.format(n) for n in group)
        paper = Paper.of(text)
        assert list(find_numbering(paper, paper.start, paper.end)) == []
