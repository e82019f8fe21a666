"""True rates, growth, shares of a target, and shares that stand alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from tools.planting.invented.slots import (
    Form,
    Number,
    Style,
    Values,
    digits,
    grouped,
    invented,
)
from tools.planting.model import Invented

RATE = (
    "全院职工{t}人，已体检{a}人，体检率{r}%",
    "列入改造的{t}户中，已竣工{a}户，竣工率为{r}%",
    "应清退补贴对象{t}户，已清退{a}户，清退率{r}%",
    "{t}个行政村全部摸排，其中{a}个村集体经济达标，达标率{r}%",
    "全年任务{t}项，完成{a}项，任务完成率{r}%",
    "开展测评{t}人次，优秀{a}人次，优秀率{r}%",
    "运用“四种形态”处理共{t}人次。其中，运用第一种形态处理{a}人次，占总人次的{r}%",
    "共办理来信来访{t}件（次），其中来信{a}件（次），占{r}%",
    "交办的{t}件信访投诉问题，{a}件已办结，占比{r}%",
    "存在的{t}个问题中，已整改销号问题{a}个，占问题总数的{r}%",
    "共梳理问题{t}个，目前已整改{a}个，整改率达到{r}%",
    "{t}个小区中{a}个完成改造，改造完成率为{r}%",
    "应办事项{t}件，按时办结{a}件，按时办结率{r}%",
    "检测样品{t}份，其中合格{a}份，合格率为{r}%",
    "全县共有{t}所学校，已接入平台{a}所，接入率{r}%",
    "移交线索{t}件，已办结{a}件，办结率{r}%",
    "共受理诉求{t}件，办结{a}件，办结率为{r}%",
    "反馈问题{t}个，已完成整改{a}个，整改完成率{r}%",
    "{t}项任务已完成{a}项，完成率达{r}%",
    "应接种{t}人，实际接种{a}人，接种率达到{r}%",
    "抽检食品{t}批次，合格{a}批次，合格率{r}%",
    "收回问卷{t}份，有效问卷{a}份，有效率为{r}%",
    "全县{t}个行政村中，{a}个村实现通水，占{r}%",
    "全市{t}户企业中，{a}户建立研发机构，占比{r}%",
    "应参训党员{t}名，实际参训{a}名，参训率{r}%",
    "辖区商户{t}户，已签约{a}户，签约率{r}%",
    "排查隐患{t}处，已整改{a}处，整改率{r}%",
    "{t}条道路中完成改造{a}条，占总数的{r}%",
    "回访群众{t}人，表示满意的{a}人，占{r}%",
)
GROWTH = (
    "新签购销合同{a}份，同比增加{r}%",
    "立案{a}件，同比增长了{r}%",
    "受理投诉{a}件，比上年同期下降{r}%",
    "新建档案{a}卷，环比增长{r}%",
    "引进项目{a}个，增长{r}%",
    "上半年新批外资项目{a}个，同比增加{r}%",
    "招引优质企业{a}家，同比增幅{r}%",
    "办理公益诉讼案件{a}件，较上年同期上升{r}%",
    "查处酒驾案件{a}起，比上年下降{r}%",
    "新增外贸企业{a}家，同比增长{r}%",
    "新设分支机构{a}个，较上年增长{r}%",
    "引进博士{a}名，比上年增长{r}%",
    "发明专利授权{a}件，比去年同期增长{r}%",
    "举办展会{a}场，较去年同期增加{r}%",
    "新签约项目{a}个，同比上升{r}%",
    "发生火灾{a}起，同比下降{r}%",
    "刑事警情{a}起，较上年减少{r}%",
    "信访总量{a}件，环比下降{r}%",
)
TARGET = (
    "绿化村庄{a}个，占全年计划的{r}%",
    "安置就业{a}人，完成年度目标任务的{r}%",
    "建成大棚{a}个，达到年度任务的{r}%",
    "发放创业贷款{a}笔，完成全年任务{r}%",
    "已建成充电站{a}座，占年度目标的{r}%",
    "整治背街小巷{a}条，占计划数的{r}%",
    "培育示范社{a}家，为年度目标任务的{r}%",
    "改造危桥{a}座，占全年任务的{r}%",
    "新建公园{a}处，完成年度计划的{r}%",
    "招录协管员{a}名，完成全年目标的{r}%",
    "建成泵站{a}座，完成目标任务的{r}%",
    "治理沟渠{a}条，为全年任务的{r}%",
    "完成户厕改造{a}户，占年度任务{r}%",
)
ALONE = (
    "社区矫正对象在矫率{r}%",
    "学生体质达标率提高至{r}%",
    "工单按时办结率保持在{r}%以上",
    "本科以上学历占比达到{r}%",
    "案件群众满意率为{r}%",
    "主要道路机械化清扫率达到{r}%",
    "城镇污水集中处理率达{r}%以上",
    "行政村通公交率为{r}%",
    "案件评查优秀率{r}%",
    "一线执法人员比例由{s}%提升至{r}%",
    "非公企业党组织覆盖率提升到{r}%",
    "农村饮水安全覆盖率达到{r}%",
    "产品抽检合格率为{r}%",
    "群众满意度达{r}%",
    "生活垃圾无害化处理率{r}%",
    "规模以上企业达标率保持在{r}%",
    "班子成员中女干部占{r}%",
    "外来务工人员占比{r}%",
    "困难家庭帮扶覆盖面达到{r}%",
    "公办幼儿园在园幼儿占比由{s}%提高到{r}%",
    "优良天数比例为{r}%",
)


def statements(random: Random) -> Iterator[Invented]:
    """All forms; rates with none to two decimals."""
    for words in RATE:
        for places in (0, 1, 2):
            style: Style = grouped if places == 2 else digits
            yield invented("rate", Form(words), _rate(random, places), style, _rate_wrong, random)
    for words in GROWTH:
        down = any(sign in words for sign in ("下降", "减少"))
        wrong = _shrink_wrong if down else _growth_wrong
        for top in (30, 60, 90):
            values = _growth(random, top, -1 if down else 1)
            yield invented("growth", Form(words), values, digits, wrong, random)
    for words in TARGET:
        for top in (40, 80, 120):
            values = _target(random, top)
            yield invented("target", Form(words), values, digits, _target_wrong, random)
    for words in ALONE:
        values = {
            "r": Number(random.randint(801, 999), 1),
            "s": Number(random.randint(400, 700), 1),
        }
        true = words.format(r=values["r"].words(), s=values["s"].words())
        yield Invented("share-range", words, true, tuple(_beyond(words, values)))


def _beyond(words: str, values: Values) -> Iterator[tuple[str, str]]:
    r, s = values["r"].words(), values["s"].words()
    for form in (f"1{r}", f"-{r}", "101"):
        yield words.format(r=form, s=s), f"{r}% becomes {form}%"


def _printed(value: Fraction, places: int) -> Number:
    """A share as printed, rounded."""
    return Number(math.floor(value * 100 * 10**places + Fraction(1, 2)), places, loose=True)


def _rate(random: Random, places: int) -> Values:
    total = random.randint(60, 900)
    done = random.randint(total // 2, total - 3)
    return {"t": Number(total), "a": Number(done), "r": _printed(Fraction(done, total), places)}


def _rate_wrong(values: Values) -> bool:
    """Neither rounded nor cut off does the rate follow from the counts; what is left over counts as well."""
    done, total, rate = values["a"].units, values["t"].units, values["r"]
    if not total or done > total:
        return False
    true = Fraction(done, total) * 100
    cut = rate.value + 2 * (rate.high - rate.value)
    return not (rate.low <= true <= rate.high or rate.value <= true < cut)


def _growth(random: Random, top: int, sign: int) -> Values:
    """A count and its growth over a whole base."""
    base = random.randint(top // 3, top)
    count = base + sign * random.randint(3, base - 2)
    rate = Fraction(abs(count - base), base)
    return {"a": Number(count), "r": _printed(rate, 1)}


def _growth_wrong(values: Values) -> bool:
    return not _whole(values, lambda rate: 1 + rate / 100)


def _shrink_wrong(values: Values) -> bool:
    return values["r"].high < 100 and not _whole(values, lambda rate: 1 - rate / 100)


def _target(random: Random, top: int) -> Values:
    target = random.randint(top // 2, top)
    done = random.randint(target // 3, target + target // 3)
    return {"a": Number(done), "r": _printed(Fraction(done, target), 1)}


def _target_wrong(values: Values) -> bool:
    return not _whole(values, lambda rate: rate / 100)


def _whole(values: Values, factor: Callable[[Fraction], Fraction]) -> bool:
    """Whether some whole number times the factor, at the printed precision or cut off, gives the count."""
    count, rate = values["a"].units, values["r"]
    cut = rate.value + 2 * (rate.high - rate.value)
    ends = [factor(one) for one in (rate.low, cut)]
    if min(ends) <= 0:
        return True
    low, high = count / max(ends), count / min(ends)
    return math.ceil(low) <= math.floor(high)
