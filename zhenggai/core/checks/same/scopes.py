"""Whether two statements speak of one scope: the same period, place, level and part of the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading.quantities import Quantity

SAME, UNCLEAR, OTHER = "same", "unclear", "other"
_REACH = 160
_TIME = re.compile(
    r"20\d\d年|去年|上年|今年|明年|年内|当年|上半年|下半年|半年|全年|[一二三四]季度|\d{1,2}月(?:份|底|初|\d{1,2}[日号])?|"
    "每[年月周季日天]|同期|此前|以往|近[一二三四五两几\\d]年|十[二三四五]五|学期|期初|期末|第[一二三四五六七八九十\\d]{1,3}[批期轮次]"
)
_PLANNED = re.compile(
    "计划|拟|将|力争|预计|目标|任务数|争取|确保|规划|应(?!急)|需|要求|至少|不少于"
)
_PART = re.compile("其中|包括")
_REST = re.compile("另外|另有|此外|还有|剩余|其余")
_LEVEL = re.compile(
    "(?:国家|中央|[省市区县乡镇村局处科校院厅])级|[省市县区]属|[省市县区]管|本级|机关|基层|城区|农村|城镇|乡镇|街道|社区|线上|线下|"
    "南部|北部|东部|西部|中部|一期|二期|三期|首批|第二批"
)
_NAME = re.compile(
    "[\u4e00-\u9fff]{2}(?:(?<![全各本我该等个级属管][区县])(?<![区县市省]{2})[区县]|镇|(?<!城)乡|村|公司|集团|学校|小学|中学|学院|医院|中心|科室|分局|支队|大队|"
    "园区|片区|项目|工程|号线|大桥|水库|基地|[市区县省][^，,。;、的]{2,8}[局委办])"
)
# 全市共有 and the like speak of the whole.
_WHOLE = re.compile("共|合计|累计|总计|总数|总量|全[市县区省校院局镇]|全集团|全公司")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sentence says before and right behind a number."""

    sentence: int
    opening: str
    times: frozenset[str]
    levels: frozenset[str]
    names: frozenset[str]
    planned: bool
    part: bool
    whole: bool


def setting(paper: Paper, quantity: Quantity, clause: int) -> Setting:
    """The setting of a number; `clause` is where the words of its own begin."""
    start, _ = paper.sentence(quantity.start)
    start = max(start, quantity.start - _REACH)
    _, end = paper.clause(quantity.start)
    before = paper.norm[start : quantity.start]
    behind = paper.norm[quantity.end : min(end, quantity.end + 30)]
    words = before + behind
    own = paper.norm[clause : quantity.start]
    return Setting(
        sentence=paper.sentence(quantity.start)[0],
        opening=re.sub(r"[\s①-⑳,;、]|^[一二三四五六七八九十]{1,2}是", "", paper.norm[start:clause]),
        times=frozenset(_TIME.findall(words)),
        levels=frozenset(_LEVEL.findall(words)),
        names=frozenset(_NAME.findall(words)),
        planned=_PLANNED.search(own + behind) is not None,
        part=(_PART.search(before) or _REST.search(own)) is not None,
        whole=_WHOLE.search(words) is not None,
    )


def compare(one: Setting, other: Setting) -> str:
    """SAME, OTHER where words tell the two apart, UNCLEAR where only one of them says more.

    Two numbers of one sentence are never one: nobody contradicts himself within a breath.
    """
    if one.sentence == other.sentence:
        return OTHER
    if (one.planned, one.part) != (other.planned, other.part):
        return OTHER
    pairs = ((one.times, other.times), (one.names, other.names), (one.levels, other.levels))
    if any(here and there and here != there for here, there in pairs):
        return OTHER
    if one.whole != other.whole or any(here != there for here, there in pairs):
        return UNCLEAR
    return SAME


class Settings:
    """The settings of numbers, each worked out once."""

    def __init__(self, paper: Paper) -> None:
        """Take a text that was read."""
        self._paper = paper
        self._known: dict[int, Setting] = {}

    def of(self, quantity: Quantity, clause: int) -> Setting:
        """The setting of a number; `clause` is where the words of its own begin."""
        found = self._known.get(quantity.start)
        if found is None:
            found = self._known[quantity.start] = setting(self._paper, quantity, clause)
        return found
