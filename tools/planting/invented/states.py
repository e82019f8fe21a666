"""True accounts of states: how many are done, on the way, left, of how many."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tools.planting.invented.slots import Form, Number, Values, in_words, invented, styles
from tools.planting.model import Invented

TWO = (
    "交办事项{t}项，已办结{a}项，正在办理{b}项",
    "巡察指出的{t}个具体问题，已全面整改{a}个，正在整改{b}个",
    "列出重点任务{t}项，其中完成{a}项、推进中{b}项",
    "{t}件信访积案中，化解{a}件，未化解{b}件",
    "台账内{t}个问题，销号{a}个，未销号{b}个",
    "本轮反馈问题{t}项，整改完成{a}项，尚在整改{b}项",
    "查摆问题{t}条，整改到位{a}条，未整改到位{b}条",
    "问题线索合计{t}件，其中办结{a}件、在办{b}件",
    "反馈的{t}个问题中，已完成整改{a}个，正在整改{b}个",
    "共反馈{t}个问题，目前整改到位{a}个，正在推进{b}个",
    "{t}个问题中，{a}个已整改到位，{b}个正在整改",
    "省委巡视组反馈的{t}项问题，已完成整改{a}项、正在整改{b}项",
    "上级交办信访件{t}件，办结{a}件，未办结{b}件",
    "{t}项年度重点任务中已完成{a}项，未完成{b}项",
    "问题清单共{t}条，已整改销号{a}条，剩余{b}条",
    "梳理出的{t}个问题，整改完成{a}个、持续推进{b}个",
    "对照检查发现问题{t}个，已整改{a}个、未整改{b}个",
    "{t}项整改任务已完成{a}项，其余{b}项正在推进",
    "{t}项任务中，{a}项已完成，{b}项正在推进",
    "{t}条整改措施已落实{a}条，长期坚持{b}条",
    "承接问题线索{t}件，已办结{a}件，正在办理{b}件",
    "排查安全隐患{t}处，已整改{a}处，剩余{b}处正在整改",
    "受理群众来信{t}件，办结{a}件，在办{b}件",
    "建立问题清单{t}条，其中已销号{a}条，未销号{b}条",
    "共梳理需整改事项{t}项，目前完成{a}项，尚未完成{b}项",
    "巡察移交信访件{t}件，已办结{a}件，其余{b}件正在核查",
    "共有遗留案件{t}件，已办结{a}件，还有{b}件正在办理",
    "截至目前，{t}个问题已完成整改{a}个，基本完成整改{b}个",
    "排查出问题{t}个（已整改{a}个，正在整改{b}个）",
)
THREE = (
    "{t}个问题，其中已完成{a}个、基本完成{b}个、持续推进{c}个",
    "各项任务{t}项，按期完成{a}项，序时推进{b}项，滞后{c}项",
    "反馈问题{t}个，已完成整改{a}个，正在整改{b}个，尚未整改{c}个",
    "{t}项整改任务，完成{a}项，基本完成{b}项，持续推进{c}项",
    "{t}个问题已完成整改{a}个、取得阶段性成果{b}个、长期推进{c}个",
    "列入台账的{t}个问题，整改完成{a}个，基本完成{b}个，正在推进{c}个",
    "细化任务{t}条，已完成{a}条、正在推进{b}条、未启动{c}条",
    "问题线索{t}件，已办结{a}件，正在核查{b}件，暂存待查{c}件",
)


def statements(random: Random) -> Iterator[Invented]:
    """All forms in two styles of number."""
    for words in TWO + THREE:
        parts = "abc" if "{c}" in words else "ab"
        for style in random.sample(styles(words), 2):
            values = _values(random, 60 if style is in_words else 400, parts)
            yield invented("status-sum", Form(words), values, style, _wrong, random)


def _values(random: Random, top: int, parts: str) -> Values:
    values = {"a": Number(random.randint(top // 2, top))}
    values |= {slot: Number(random.randint(2, top // 4)) for slot in parts[1:]}
    return values | {"t": Number(sum(one.units for one in values.values()))}


def _wrong(values: Values) -> bool:
    parts = sum(one.units for slot, one in values.items() if slot != "t")
    return parts != values["t"].units
