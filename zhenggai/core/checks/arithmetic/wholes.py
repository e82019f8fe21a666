"""`part-whole`: a part greater than its whole (共20人，其中党员25人), and more done than was planned.

A unit such as 个 counts anything, so the words beside both numbers must not speak of different things (3个县，其中榆河县
12个). More done than planned may be true and is only a warning; where the text says that the plan was exceeded, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.arithmetic.rates import WHOLE
from zhenggai.core.checks.arithmetic.scan import Line, Number, lines
from zhenggai.core.checks.arithmetic.states import State, state_of
from zhenggai.core.checks.arithmetic.status import chains
from zhenggai.core.checks.model import ERROR, WARNING, Found, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range

_BACK = 8
_AMONG = re.compile(r"其中[^;。]{0,24}$")
_JOINED = re.compile(r"^[^,;:。()\d]{0,14}(?:[、和及与]|以及)[^,;:。()\d]{0,14}$")
_STATED = re.compile(r"(?:共计?|合计|总计|总共|一共|共有|总数)[^,;、]{0,12}$")
_NOT_A_PART = re.compile(
    r"累计|总数|达到|增至|增加到|超过|超出|超额|提高|上升|历年|以来|往年|含|结转|同期|去年|上年|相当于|是|新增|各|每|平均"
)
_VAGUE_UNITS = frozenset("个项件次条处家类种组批期场")
_PLACES = re.compile(
    r"县|区|市|镇|乡|村|街道|单位|部门|学校|企业|公司|方面|领域|片区|社区|医院|系统|行业|环节|阶段|年度|省|小组|支部|党组|小区|批次|组$|个月|板块|路段|站|点"
)
_THINGS = re.compile(
    r"问题|任务|事项|线索|隐患|信访|案件|措施|制度|项目|建议|举报|诉求|意见|矛盾|积案|清单|文件|会议|人员|党员|干部"
)
_PLAN = re.compile(r"计划|拟|年内|今年将|全年将|将|目标|预计|力争|任务|指标|规划|预期")
_ACTED = re.compile(r"已|实际|完成|目前|现|累计|达到|开工|建成|截至")
_FIXED = re.compile(r"整改|办结|销号|完成|解决|化解|查结|了结|核结|处置|整治|修复|答复|落实")
_CLAUSE = re.compile(r"[,;:。]")
# Who was disciplined is one of those who were dealt with; 立案 is not, for judgement may come a year later.
_DEALT = re.compile(r"(?:查处|处理|问责|追责|追究)[^,;。()]{0,30}$")
_DISCIPLINED = re.compile(
    r"^[^,;。()\d]{0,6}[,(、]?\s?(?:依[规纪法]|共|分别|并|已|均|对其中|其中|予以|给予|受到|作出){0,5}(?:党[纪内]|政[务纪]|纪律|党政纪|重|轻|处分|开除|撤职)[^,;。()\d]{0,12}$"
)
_HAVING = re.compile(r"^[^,;:。()\d]{0,16},(?:仍|还|就|只|仅|竟){0,2}有$")
_HAPPENS = re.compile(r"没|未|不|存在|仍|已|长期|超|缺|属|为|因|被|需|发生|报|达|无")
_INNER = re.compile(r"其中[^;。]{0,24}$|\([^)]{0,30}$")
_COMMON = frozenset(("社区", "单位", "学校", "企业", "公司", "医院", "小区", "部门", "行业"))
_EXCEEDED = re.compile(
    r"超额|超过|超出|超目标|超计划|超任务|提前|超|突破|翻番|的\s?1\d\d(?:\.\d+)?%"
)


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Parts that exceed their wholes."""
    for line in lines(paper, start, end):
        if len(line.numbers) + len(line.earlier) < 2:
            continue
        chained = {one.start for chain in chains(line) for one in chain.parts}
        for at, number in enumerate(line.numbers):
            if number.is_share or not number.unit:
                continue
            found = _among(line, at) or _disciplined(line, at)
            if found is None and number.start not in chained:
                found = _done(line, at)
            if found is not None:
                yield found


def _among(line: Line, at: int) -> Issue | None:
    """共20人，其中党员25人; 64件线索中已办结70件."""
    part = line.numbers[at]
    first = _first_part(line, at)
    if first is None or _NOT_A_PART.search(part.lead):
        return None
    wholes = [
        one
        for one in reversed(line.numbers[max(0, first - _BACK) : first])
        if one.unit and one.matches(part) and not one.is_share
    ]
    if not wholes or not _same(wholes[0], part):
        return None
    whole = wholes[0]
    all_before = Range.exactly(0)
    for one in wholes:
        all_before = all_before.plus(one.range)
    limit = whole.range if _STATED.search(whole.lead) else all_before
    return _issue(ERROR, "part-whole", part, whole) if part.range.above(limit) else None


def _first_part(line: Line, at: int) -> int | None:
    """The place of the first part of the list in which a number stands, None where it is no part."""
    for first in range(at, max(-1, at - 6), -1):
        before = line.numbers[first].before
        if _AMONG.search(before):
            return first
        if first and first == at and _is_of(line, first):
            return first
        if first == 0 or not _JOINED.match(line.between(first - 1, first)):
            return None
    return None


def _is_of(line: Line, at: int) -> bool:
    """64件中已办结58件, 25家，有8家不能正常使用."""
    gap = line.between(at - 1, at)
    if WHOLE.search(gap):
        return True
    return _HAVING.match(gap) is not None and _HAPPENS.match(line.numbers[at].follow) is not None


def _same(whole: Number, part: Number) -> bool:
    """Whether both surely count the same things."""
    if part.printed_unit not in _VAGUE_UNITS:
        return True
    of_whole, of_part = whole.lead[-8:] + whole.follow[:8], part.lead + part.follow[:8]
    place = _PLACES.match(whole.follow)
    if place and not part.follow.startswith(place.group()):
        # 榆河县12个 are not 12 counties, but 示范社区12个 are communities.
        return place.group() in _COMMON and part.lead.endswith(place.group()) and not part.follow
    named, things = set(_THINGS.findall(of_part)), set(_THINGS.findall(of_whole))
    if part.follow[:2] and _PLACES.match(part.follow) and part.follow[:1] not in of_whole:
        return False
    return not named or not things or bool(named & things)


def _disciplined(line: Line, at: int) -> Issue | None:
    """查处12起15人，给予党纪政务处分18人."""
    part = line.numbers[at]
    if part.unit != "人" or at == 0:
        return None
    whole = line.numbers[at - 1]
    if whole.unit != "人" or not _DISCIPLINED.match(line.between(at - 1, at)):
        return None
    said = line.words(line.start, whole.start)[-60:]
    dealt = _DEALT.search(re.sub(r"\d+[起件个]$", "", said))
    return (
        _issue(ERROR, "part-whole", part, whole)
        if dealt and part.range.above(whole.range)
        else None
    )


def _done(line: Line, at: int) -> Issue | None:
    """31个问题，已完成35个 is an error; 计划80所，已开工92所 a warning."""
    done = line.numbers[at]
    here = [one for one in reversed(line.numbers[max(0, at - _BACK) : at]) if one.matches(done)]
    before = [one for one in reversed(line.earlier[-3:]) if one.matches(done)]
    sets = [
        one
        for one in (*here, *before)
        if one.unit and not one.is_share and not _INNER.search(one.before)
    ]
    if not sets or done.start - sets[0].end > 80:
        return None
    whole = sets[0]
    if _PLAN.search(_CLAUSE.split(whole.before)[-1]):
        return _planned(line, whole, done) if _is_fulfilment(done) else None
    if not _is_done(done) or state_of(whole) is not None or not _same(whole, done):
        return None
    listed = _THINGS.search(whole.lead[-8:] + whole.follow[:6])
    if listed and all(done.range.above(one.range) for one in sets):
        return _issue(ERROR, "part-whole", done, whole)
    return None


def _is_fulfilment(done: Number) -> bool:
    """Whether it says how much of a plan is done."""
    return _ACTED.search(done.lead) is not None and not _PLAN.search(done.lead)


def _is_done(number: Number) -> bool:
    """Whether it says how many of those named before are done."""
    words = number.lead + number.after[:16]
    fixed = _FIXED.search(number.lead + number.follow)
    return fixed is not None and state_of(number) is State.DONE and not _NOT_A_PART.search(words)


def _planned(line: Line, plan: Number, done: Number) -> Issue | None:
    """More than the plan, or more than twice a plan stated as 以上, where the text does not say so itself."""
    said = line.norm[plan.end : min(line.end, done.end + 30)]
    if _EXCEEDED.search(said.replace("以上", "")) or not _same(plan, done):
        return None
    limit = plan.range
    if limit.high is None:
        limit = Range.exactly(2 * plan.value)
    return _issue(WARNING, "part-whole.planned", done, plan) if done.range.above(limit) else None


def _issue(severity: str, code: str, part: Number, whole: Number) -> Issue:
    return Issue(
        "part-whole",
        severity,
        part.start,
        part.end,
        code,
        {
            "part": part.lead.strip() + part.text,
            "total": whole.text,
            "claimed": part.text,
            "total_at": [[whole.start, whole.end]],
        },
    )
