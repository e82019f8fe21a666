"""Totals of the round that are stated twice with different values, whatever words stand around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhenggai.core.checks.model import ERROR, WARNING
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.same.places import Scopes
from zhenggai.core.checks.same.scopes import OTHER, SAME, Setting, Settings, compare
from zhenggai.core.checks.same.subjects import differ
from zhenggai.core.reading.quantities import Quantity

# What is told more often is no total.
_AT_MOST = 12
# Keys of which a round has one value only; how far the work is may be told of several days.
_ONE_VALUE = frozenset(
    (
        "findings",
        "manifestations",
        "measures",
        "tasks",
        "recommendations",
        "institutions",
        "clues_total",
        "clues_closed",
        "completion_rate_pct",
        "done",
    )
)
_NAMES: dict[str, str] = {
    "findings": "反馈问题",
    "manifestations": "具体问题",
    "measures": "整改措施",
    "tasks": "整改任务",
    "recommendations": "意见建议",
    "institutions": "建立制度",
    "clues_total": "移交线索",
    "clues_closed": "办结线索",
    "completion_rate_pct": "整改完成率",
    "done": "完成整改",
}
# Words by which any notice states these totals; what is left over narrows them.
_PLAIN = re.compile(
    "中央|省委|市委|区委|县委|州委|局党组|党组|党委|巡视组|巡察组|审计组|督察组|第[一二三四五六七八九十]{1,3}|巡视|巡察|审计|督查|督察|"
    "本轮|此次|本次|各被|党组织|单位|反馈|指出|提出|发现|查出|存在|移交|交办|转交|"
    "整改|落实|完成|到位|销号|办结|处置|办理|核查|率|制定|制订|细化|明确|形成|确定|梳理|分解|提炼|建立|健全|完善|新建|新增|新制定|修订|修改|出台|印发|建章立制|"
    "问题|具体|表现|措施|举措|任务|事项|意见|建议|线索|信访件|信访|举报|制度|机制|办法|规章|规范性文件|文件|"
    "以来|期间|截至目前|目前|截至|现已|已经|已|均|全部|共计|合计|累计|总计|共有|共|总|各项|各类|有关|相关|分别|涉及|方面|大类|类|针对|对照|对|将|的|了|中|和|与|及|并|把|为|有|是|"
    "(?:\\d+|[一二两三四五六七八九十百]+)(?:[个项条件类大份]|方面)+|[\\s、,:()“”\\d年月日底]|[个项条件份次]"
)
# Who found or ordered it; two sources have two totals.
_SOURCE = re.compile(
    "中央|省委|市委|区委|县委|巡视|巡察|审计|督查|督察|第[一二三四五六七八九十\\d]{1,3}[轮批次]|反馈|指出|发现|查出|自查|移交|交办"
)
# How far the work is may be told of several days.
_STATUS = frozenset(("done", "completion_rate_pct", "clues_closed"))
# Words that tell things of one key apart; those of the second row only may.
_THINGS = {
    "institutions": re.compile("制度|机制|办法|文件"),
    "clues_total": re.compile("线索|信访|举报|案件"),
    "clues_closed": re.compile("线索|信访|举报|案件"),
}
_FINER = re.compile(
    "具体|细化|分解|举措|事项|建立|健全|完善|制定|制订|出台|印发|新建|修订|修改|提炼"
)
# The counted thing behind its number; what follows says what became of it.
_NOUN = re.compile(
    "[^,。;:]{0,12}?(?:问题|措施|举措|任务|事项|建议|意见|线索|信访件|制度|机制|办法|表现)"
)
_NEW = re.compile("新建|新增|新制|新出台|新订|首次")
_MADE = re.compile("新|建立|制定|制订|出台|印发")
_REVISED = re.compile("修订|修改|废止|清理|修编|健全|完善")
_PARTIAL = re.compile(
    "立行|边|即|专项|选人用人|意识形态|未|基本|正在|持续|长期|阶段|拟|计划|将|剩|其余|其他|其中"
)


@dataclass(frozen=True, slots=True)
class _Total:
    """A stated total with its number and its clause."""

    quantity: Quantity
    words: str
    clause: int
    told: str
    rest: str
    source: frozenset[str]


Pair = tuple[str, str, Quantity, Quantity]
"""Severity, subject, the first number and the one that contradicts it."""


def total_pairs(paper: Paper, scopes: Scopes, settings: Settings) -> Iterator[Pair]:
    """Totals of the round that contradict an earlier one under the same key."""
    numbers = {one.start: at for at, one in enumerate(paper.quantities)}
    known: dict[tuple[str, str, bool], list[_Total]] = {}
    for statistic in paper.reading.statistics:
        at = numbers.get(statistic.start)
        if statistic.scope != "round" or statistic.key not in _ONE_VALUE or at is None:
            continue
        total = _total(paper, at)
        kind = _kind(paper, scopes, statistic.key, total)
        earlier = known.setdefault((statistic.key, kind, statistic.person_times), [])
        if len(earlier) >= _AT_MOST:
            continue
        pair = _against(settings, statistic.key, earlier, total)
        earlier.append(total)
        if pair is not None:
            yield pair


def _total(paper: Paper, at: int) -> _Total:
    """A total with the words of its clause that belong to no other number."""
    quantity = paper.quantities[at]
    start, end = paper.clause(quantity.start)
    for other in paper.quantities[max(0, at - 1) : at + 2]:
        if other.unit != "方面" and not paper.norm.startswith("方面", other.end):
            start = max(start, other.end) if other.end <= quantity.start else start
            end = min(end, other.start) if other.start > quantity.start else end
    comma = paper.norm.find("、", quantity.end, end)
    end = comma if comma >= 0 else end
    words = paper.norm[max(start, quantity.start - 60) : min(end, quantity.end + 40)]
    noun = _NOUN.match(paper.norm, quantity.end, end)
    told = paper.norm[max(start, quantity.start - 60) : noun.end() if noun else quantity.end]
    source = frozenset(_SOURCE.findall(told))
    return _Total(quantity, words, start, told, _PLAIN.sub("", told), source)


def _kind(paper: Paper, scopes: Scopes, key: str, total: _Total) -> str:
    """What tells totals of one key apart: new and revised ones, clues and petitions, institutions and mechanisms."""
    start = total.quantity.start
    made, revised = _MADE.search(total.words), _REVISED.search(total.words)
    new = _NEW.search(total.words) and not revised
    parts = ["new" if new else "revised" if revised and not made else ""]
    parts.append("clues" if scopes.of(start).clues else "")
    things = _THINGS.get(key)
    if things is not None:
        words = total.told
        if key != "institutions":
            words = paper.norm[max(paper.sentence(start)[0], start - 80) : start] + words
        parts += sorted(set(things.findall(words)))
    return "|".join(parts)


def _against(settings: Settings, key: str, earlier: list[_Total], total: _Total) -> Pair | None:
    """The first earlier total that cannot be meant with the same number."""
    if _PARTIAL.search(total.words):
        return None
    if any(not differ(first.quantity, total.quantity) for first in earlier):
        return None
    for first in earlier:
        units = key in _STATUS and first.quantity.unit != total.quantity.unit
        if _PARTIAL.search(first.words) or first.rest != total.rest or units:
            continue
        one, other = _setting(settings, first), _setting(settings, total)
        likeness = compare(one, other)
        apart = first.source - total.source and total.source - first.source
        if likeness == OTHER or apart or (key in _STATUS and one.times != other.times):
            continue
        certain = not total.rest and likeness == SAME and _alike(first, total)
        return ERROR if certain else WARNING, _NAMES[key], first.quantity, total.quantity
    return None


def _alike(first: _Total, total: _Total) -> bool:
    """Whether two totals have one unit and are of one fineness (整改措施 and 具体措施 may be two things)."""
    finer = [sorted(set(_FINER.findall(one.told))) for one in (first, total)]
    return first.quantity.unit == total.quantity.unit and finer[0] == finer[1]


def _setting(settings: Settings, total: _Total) -> Setting:
    """The setting of a total, which speaks of the whole with or without 共."""
    return replace(settings.of(total.quantity, total.clause), whole=True)
