"""A list is right exactly when it is as long as its count; 等 lets it be shorter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, Paper
from zhenggai.core.checks.structure.lists import find_lists

CN = "零一二三四五六七八九"
GROUPS = ["综合协调", "督查督办", "宣传引导", "案件核查", "后勤保障", "政策法规", "纪律审查"]
TITLES = [
    f"《{name}管理办法》" for name in ("接待", "车辆", "印章", "档案", "差旅", "值班", "保密")
]
TOWNS = ["石桥镇", "柳林镇", "青坪乡", "望湖街道", "双河镇", "松岗乡", "白沙镇"]
FORMS = {
    "下设{l}{n}个工作组。": GROUPS,
    "围绕{l}{n}个方面补短板。": GROUPS,
    "设立{n}个工作专班：{l}。": GROUPS,
    "组建{n}个小组，分别为{l}。": GROUPS,
    "修订{l}{n}项制度。": TITLES,
    "出台{n}项制度：{l}。": TITLES,
    "对{l}{n}个乡镇进行约谈。": TOWNS,
    "选取{n}个乡镇（{l}）先行先试。": TOWNS,
}


def said(form: str, count: int, listed: int, numeral: str, last: str = "、") -> list[Issue]:
    """What is said of a list of `listed` things that is said to have `count`."""
    things = FORMS[form][:listed]
    words = "、".join(things[:-1]) + last + things[-1]
    printed = {"digit": str(count), "wide": chr(ord("０") + count), "chinese": CN[count]}[numeral]
    text = form.format(l=words, n="两" if printed == "二" else printed)
    paper = Paper.of(text)
    return [one for one in find_lists(paper, 0, len(text)) if isinstance(one, Issue)]


numerals = st.sampled_from(["digit", "wide", "chinese"])


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(FORMS)), st.integers(3, 6), st.sampled_from([-1, 0, 1]), numerals)
def test_counted_and_listed(form: str, listed: int, more: int, numeral: str) -> None:
    issues = said(form, listed + more, listed, numeral)
    if not more:
        assert issues == []
        return
    assert [one.facts for one in issues] == [{"claimed": listed + more, "counted": listed}]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["和", "及", "以及", "与"]), st.integers(3, 6), numerals)
def test_the_last_thing_may_be_joined_by_a_word(last: str, listed: int, numeral: str) -> None:
    form = "对{l}{n}个乡镇进行约谈。"
    assert said(form, listed, listed, numeral, last) == []
    assert len(said(form, listed + 1, listed, numeral, last)) == 1


@settings(deadline=None, max_examples=60)
@given(st.integers(3, 6), st.integers(2, 9))
def test_with_others_the_list_may_be_shorter(listed: int, count: int) -> None:
    text = f"下设{'、'.join(GROUPS[:listed])}等{count}个工作组。"
    paper = Paper.of(text)
    issues = [one for one in find_lists(paper, 0, len(text)) if isinstance(one, Issue)]
    assert [one.facts["counted"] for one in issues] == ([listed] if count < listed else [])


def test_counts_in_quotations_and_titles_count_nothing() -> None:
    text = "印发《关于甲、乙、丙4个领域的通知》，落实“教育、医疗3个领域”要求。"
    paper = Paper.of(text)
    assert list(find_lists(paper, 0, len(text))) == []
