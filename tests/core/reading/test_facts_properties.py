"""Whatever the text, the facts lie in it, stand in order, and nothing raises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.reading.cited import find_documents
from zhenggai.core.reading.contact import find_contact
from zhenggai.core.reading.dates import find_dates
from zhenggai.core.reading.figures import find_figures
from zhenggai.core.reading.organisation import find_organisation, find_plan
from zhenggai.core.reading.promises import find_promises
from zhenggai.core.reading.quantities import quantities
from zhenggai.core.reading.statistics import find_statistics

PIECES = [
    "2021年", "8月26日", "二〇二一年", "至12月25日", "3个方面", "460余项", "2.1万亩", "约31公里", "百分之三十", "36.6%",
    "同比增长", "《", "》", "〈", "〉", "“", "”", "‘", "’", "（", "）", "(", ")", "，", "。", "；", "、", "：", "\n", " ", "\u3000",
    "将于", "计划", "年底前", "力争", "下一步，", "已完成", "整改", "问题", "反馈", "制度", "建立", "党纪政务处分", "31人", "人次",
    "办结494件", "线索", "移送", "追缴", "1.2亿元", "电话：", "0599-8612047", "邮政信箱：", "电子邮箱：", "a@b.cn", "①", "一是",
    "1.", "第", "十", "零", "百", "万", "亿", "余", "多", "超过", "以上", "下设", "综合、监督", "5个专项工作组", "3个时间节点",
    "审议通过", "整改落实方案", "4个专项整改方案", "联系方式", "其中", "纳入", "1+4+16+N", "１２", "％", "．", "-", "—",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, "2021-08-26", "1-1-1", "9999-12-31", "2021-02-30"]))
def test_facts_lie_in_the_text(text: str, issued_on: str | None) -> None:
    dates = find_dates(text, issued_on)
    found = [
        dates,
        find_figures(text),
        find_documents(text),
        find_statistics(text, lambda offset: offset % 3 or None),
        find_promises(text, issued_on, dates),
    ]
    for facts in found:
        starts = [fact.start for fact in facts]
        assert starts == sorted(starts)
        assert all(0 <= fact.start < fact.end <= len(text) for fact in facts)
        assert all(text[fact.start : fact.end].strip() for fact in facts)
    find_contact(text)
    find_organisation(text)
    find_plan(text, issued_on, dates)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_figures_are_exact_and_bounded(text: str) -> None:
    for figure in find_figures(text):
        value = Decimal(figure.value)
        assert "E" not in figure.value
        assert figure.low is None or Decimal(figure.low) <= value
        assert figure.high is None or value <= Decimal(figure.high)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_promises_are_printed_words(text: str) -> None:
    last = 0
    for promise in find_promises(text, "2021-08-26"):
        assert promise.text == text[promise.start : promise.end]
        assert promise.start >= last
        last = promise.end


@given(
    st.integers(0, 10**7),
    st.sampled_from(["人", "家", "项", "件", "个", "公里", "平方米", "次", "人次"]),
    st.sampled_from(["涉及", "新增企业", "建成道路"]),
)
def test_printed_counts_are_read_back(number: int, unit: str, words: str) -> None:
    for printed in (f"{number}{unit}", f"{number:,}{unit}"):
        (figure,) = find_figures(f"{words}{printed}。")
        assert (figure.value, figure.unit) == (str(number), unit)
        assert (figure.low, figure.high, figure.qualifier) == (None, None, None)


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=9999, places=2), st.sampled_from(["万", "亿"])
)
def test_printed_money_is_read_back_within_its_precision(number: Decimal, scale: str) -> None:
    (figure,) = find_figures(f"总投资{number}{scale}元。")
    factor = Decimal(10) ** (4 if scale == "万" else 8)
    assert Decimal(figure.value) == number * factor
    assert Decimal(figure.high or 0) - Decimal(figure.low or 0) == factor / 100


@pytest.mark.parametrize(
    "text",
    [
        "《" * 3000,
        "“" * 3000,
        "1" * 20000,
        "一" * 20000,
        "1," * 10000,
        "将" * 5000,
        "、" * 20000,
        "年" * 20000,
        "整改方案" * 3000,
        "0-" * 10000,
        "a@" * 5000,
        "审议通过" * 3000,
        "电话" * 3000,
        "2021年" * 3000,
        "12个" * 3000,
        "反馈" * 5000 + "3个问题",
        "问题线索" * 3000 + "3件",
    ],
    ids=lambda text: text[:4],
)
def test_hostile_repetition_ends(text: str) -> None:
    list(quantities(text))
    find_figures(text)
    find_statistics(text, lambda _offset: None)
    find_promises(text, "2021-08-26")
    find_plan(text)
    find_organisation(text)
    find_contact(text)
    assert all(text[one.start : one.end] for one in find_documents(text))
