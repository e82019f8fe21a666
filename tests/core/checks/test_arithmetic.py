"""Rules on arithmetic: what is true is never called wrong, what is false is, in every way of saying it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Memory, check
from zhenggai.core.checks.arithmetic import RULES
from zhenggai.core.checks.model import Issue

WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
SUMS = (
    "建立制度{a}项、修订制度{b}项，共计{t}项。",
    "建立制度{a}项，修订制度{b}项，共{t}项制度。",
    "共查改问题{t}个，分别是经费管理{a}个、公车管理{b}个。",
    "诫勉{a}人、提醒谈话{b}人，合计{t}人。",
    "夜查{a}次，暗访{b}次，总计{t}次。",
    "东片区建成{a}处、西片区建成{b}处，两个片区共建成{t}处。",
    "上门走访企业{a}家，电话走访企业{b}家，一共走访企业{t}家。",
)
STATES = (
    "反馈的{t}个问题，已完成{a}个，正在推进{b}个。",
    "反馈问题{t}个，已完成整改{a}个，未完成整改{b}个。",
    "共{t}个问题，完成{a}、推进{b}。",
    "移交线索{t}件，已办结{a}件，给予党纪处分3人，其余{b}件正在办理。",
    "细化任务{t}项。截至6月30日，完成整改{a}项，正在整改{b}项。",
    "{t}个问题中，{a}个已整改到位，{b}个正在整改。",
    "目前，{t}项整改任务已完成{a}项、长期坚持{b}项。",
    "排查隐患{t}处（已整改{a}处，正在整改{b}处）。",
)
RATES = (
    "反馈问题{n}个，整改完成{m}个，整改完成率{p}。",
    "受理信访件{n}件，办结{m}件，办结率{p}。",
    "{n}户企业中，有{m}户没有研发机构，占{p}。",
    "共有党员{n}名，其中女党员{m}名，占{p}。",
    "完成{m}处，占任务总数{n}处的{p}。",
    "移交线索{n}件。已办结{m}件，办结率为{p}。",
    "全县{n}个村已覆盖{m}个，覆盖率达到{p}。",
    "细化整改任务{n}项，明确责任单位63个。截至12月底，完成整改{m}项，完成率{p}。",
)
GROWTHS = (
    "新设企业{c}家，同比增长{p}。",
    "新设外资企业{c}家，比上年增长{p}。",
    "受理诉求{c}件（同比增长{p}）。",
    "开展督查{c}次，较去年同期增加{p}。",
)
LEVELS = (
    "入库项目由{b}个增加到{c}个，增长{p}。",
    "入库项目从上年的{b}个增至{c}个，同比增长{p}。",
    "上年{b}个，今年{c}个，增长{p}。",
    "今年{c}个，去年同期{b}个，同比增长{p}。",
)
TARGETS = (
    "已完成{c}处，占全年任务的{p}。",
    "整治{c}处，完成既定任务的{p}。",
    "已开工{c}所，完成年度计划的{p}。",
    "其中党员{c}人，占{p}。",
)


def fired(rule: str, text: str) -> list[Issue]:
    return [one for one in check(text, rules=RULES).issues if one.rule == rule]


def percent(value: Fraction, places: int) -> str:
    scaled = value * 100 * 10**places
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}%" if places else f"{whole}%"


def wide(text: str, is_wide: bool) -> str:
    return text.translate(WIDE) if is_wide else text


counts = st.integers(2, 400)


@settings(deadline=None, max_examples=37)
@given(st.sampled_from(SUMS), counts, counts, st.integers(-5, 5), st.booleans())
def test_sums(form: str, a: int, b: int, off: int, is_wide: bool) -> None:
    text = wide(form.format(a=a, b=b, t=max(1, a + b + off)), is_wide)
    assert bool(fired("sum", text)) == (max(1, a + b + off) != a + b), text


@settings(deadline=None, max_examples=37)
@given(st.sampled_from(STATES), counts, counts, st.integers(-5, 5), st.booleans())
def test_states(form: str, a: int, b: int, off: int, is_wide: bool) -> None:
    total = max(1, a + b + off)
    text = wide(form.format(a=a, b=b, t=total), is_wide)
    assert bool(fired("status-sum", text)) == (total != a + b), text


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(RATES), counts, counts, st.integers(0, 2), st.integers(-40, 40))
def test_rates(form: str, a: int, b: int, places: int, off: int) -> None:
    part, whole = min(a, b), a + b
    ratio = Fraction(part, whole)
    true = form.format(n=whole, m=part, p=percent(ratio, places))
    assert not fired("rate", true), true
    stated = ratio + Fraction(off, 100)
    if abs(off) >= 2 and 0 < stated < 1:
        false = form.format(n=whole, m=part, p=percent(stated, places))
        assert fired("rate", false), false


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(GROWTHS), counts, counts, st.integers(0, 2), st.integers(1, 4000))
def test_growth(form: str, base: int, more: int, places: int, wrong: int) -> None:
    count = base + more
    text = form.format(c=count, p=percent(Fraction(more, base), places))
    assert not fired("growth", text), text
    stated = Fraction(wrong, 10**4)
    half = Fraction(1, 2 * 100 * 10**places)
    printed = Fraction(int(stated * 100 * 10**places + Fraction(1, 2)), 100 * 10**places)
    possible = any(abs(Fraction(count, one) - 1 - printed) <= half for one in range(1, count + 2))
    false = form.format(c=count, p=percent(stated, places))
    assert bool(fired("growth", false)) != possible, false


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(LEVELS), counts, counts, st.integers(0, 2), st.integers(5, 90))
def test_levels(form: str, base: int, more: int, places: int, off: int) -> None:
    count = base + more
    rise = Fraction(more, base)
    text = form.format(b=base, c=count, p=percent(rise, places))
    assert not fired("growth", text), text
    false = form.format(b=base, c=count, p=percent(rise + Fraction(off, 100), places))
    assert fired("growth", false), false


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(TARGETS), counts, counts, st.integers(0, 2), st.integers(500, 9900))
def test_targets(form: str, count: int, more: int, places: int, wrong: int) -> None:
    whole = count + more
    text = form.format(c=count, p=percent(Fraction(count, whole), places))
    assert not fired("target", text), text
    stated = Fraction(wrong, 10**4)
    printed = Fraction(int(stated * 100 * 10**places + Fraction(1, 2)), 100 * 10**places)
    half = Fraction(1, 2 * 100 * 10**places)
    possible = any(
        abs(Fraction(count, one) - printed) <= half for one in range(count, 40 * count + 2)
    )
    false = form.format(c=count, p=percent(stated, places))
    assert bool(fired("target", false)) != possible, false


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 200), st.integers(1, 200), st.sampled_from(["人", "名", "件", "户"]))
def test_a_part_is_no_more_than_its_whole(whole: int, part: int, unit: str) -> None:
    text = f"共抽查{whole}{unit}，其中不合要求的{part}{unit}。"
    assert bool(fired("part-whole", text)) == (part > whole), text


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.integers(100, 99999), min_size=2, max_size=5),
    st.sampled_from(["万元", "亿元"]),
    st.integers(0, 2),
)
def test_rounded_parts_of_a_true_sum_keep_quiet(cents: list[int], unit: str, places: int) -> None:
    step = 10 ** (2 - places)
    shown = [f"{round(one / step) * step / 100:.{places}f}" for one in [*cents, sum(cents)]]
    parts = "、".join(f"第{'一二三四五'[at]}期投入{one}{unit}" for at, one in enumerate(shown[:-1]))
    assert not fired("sum", f"{parts}，共计{shown[-1]}{unit}。")


@settings(deadline=None, max_examples=75)
@given(
    st.lists(
        st.sampled_from(
            [
                "12个",
                "1,234件",
                "3.5%",
                "百分之九十",
                "两名",
                "20余人",
                "约3万元",
                "同比增长",
                "占",
                "其中",
                "共计",
                "已完成",
                "正在推进",
                "其余",
                "率",
                "，",
                "、",
                "。",
                "；",
                "（",
                "）",
                "“",
                "”",
                "《",
                "》",
                "\n",
                "由",
                "到",
                "中",
                "分别",
                "倍",
                "-",
                "年",
                "比上年",
                "按",
                "达到",
                "另有",
                "0个",
                "0%",
            ]
        ),
        max_size=40,
    )
)
def test_any_text_is_taken(pieces: list[str]) -> None:
    text = "".join(pieces)
    report = check(text, rules=RULES)
    assert all(0 <= one.start < one.end <= len(text) for one in report.issues)
    assert check(text, Memory(), rules=RULES) == report


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("已完成126处，占全年任务的81.3%。", 155, 155),
        ("整治3093处，完成既定任务的104.9%。", 2948, 2949),
        ("新设外资企业69家，同比增长137.9%。", 29, 29),
        ("设立外资企业180家，同比增长164.7%。", 68, 68),
        ("新设企业6515家，同比增长59.7%。", 4079, 4080),
        ("信访总量33件，同比下降42.1%。", 57, 57),
    ],
)
def test_the_base_is_derived(text: str, low: int, high: int) -> None:
    (derived,) = check(text, rules=RULES).derived
    assert (derived.facts["low"], derived.facts["high"]) == (low, high)


@pytest.mark.parametrize(
    "unit", ["1个共计", "其余正在办理1个", "已完成1个、", "其中1个", "另有", "达到1%", "按"]
)
def test_endless_text_is_read(unit: str) -> None:
    assert check((unit * 5000)[:5000], rules=RULES).text
