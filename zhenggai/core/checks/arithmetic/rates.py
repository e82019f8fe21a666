"""`rate`: a printed rate that its two counts do not give (64件中办结58件，办结率95%).

Which counts belong to a rate is decided by its words; where another pair in reach gives the rate, or the words leave
it open (按期办结率, 平均), nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from zhenggai.core.checks.arithmetic.scan import Line, Number, bound, lines, rounded_like
from zhenggai.core.checks.arithmetic.states import State, state_of
from zhenggai.core.checks.model import ERROR, Found, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range

_BACK = 8
_NEAR = 120
_LINK = r"(?:分别|仅|只|已|高|为|是|达到?了?|到|大?约|近|超过?|:|\s){0,6}$"
_RATE = re.compile(rf"(?P<stem>达标|[^,;、。的为达()\d]{{1,10}}?)(?:率|比例|比重|比率){_LINK}")
_SHARE = re.compile(rf"占(?P<of>[^,;、。()\d]{{0,12}}?)的?(?:比例|比重)?{_LINK}")
_BESIDE = re.compile(r"^[^,;:。()]{0,24}[,、(]?$")
_BASE_FREE = re.compile(
    r"^(?:比|总数|总量|总人数|总户数|总件数|总额|全部|总|其|问题总数|任务总数|反馈问题总数|全部问题|全部任务|人数|部)?$"
)
_NAMED_TOTAL = re.compile(
    r"^(?:全部|所有|反馈|整改|巡[视察])*(?P<noun>[^的]{2,4}?)(?:总数|总量|总件数)$"
)
_ASIDE = re.compile(r"^\((?:[人件户座家处条次]{1,3})\)")
_NEXT = re.compile(r"^[^,;:。()\d]{0,16},[^,;:。()\d]{0,12}$")
_AMONG = re.compile(r"\s*其中")
_BASE_LEAD = re.compile(r"(?:占|达到?|完成)[^,;。()\d]{0,16}$")
_BASE_FOLLOW = re.compile(rf"^[^,;。()\d]{{0,12}}的(?:比例|比重)?{_LINK}")
_UNCERTAIN = re.compile(
    r"提高|提升|上升|增长|下降|降低|降至|由|从|不低于|目标|力争|确保|要求|同比|较|比上|按期|按时|及时|到期|限期|限时|当期|平均|年均|综合|应|累计|往年|历年|本级|加权|提前|自行|一次|首次|初次|群众|满意|当年|年内|阶段|序时"
)
_PROMISED = re.compile(r"确保|力争|目标|要求|将|预计|计划|争取|规划|不低于|结转|存量|上年")
WHOLE = re.compile(
    r"其中|(?<![集其])中(?![心央小学国级层介标等期长医共西东部型高低草文华止断]|,?(?:共|又|还|已|累计)*(?:发现|查出|排查|检查|梳理|收集|征集|走访|涉及|产生|形成|反映|提出))[,有的已]?[^,;。]{0,24}$|里[,有的已]|之中"
)
_DUE = re.compile(r"应|需|计划|拟|任务|目标|共|总")
_TIMED = re.compile(r"月|季|年|周|期|批|首|新")
# What may be the whole of a part that has no state: 应追缴120万元, 抽检200批次, 全县86个村.
_WHOLE_OF = re.compile(
    r"应|需|共|总|全|抽|检|测|参|收|受理|发放|问卷|回访|调查|计划|任务|各|反馈|移交|排查|摸排|中$"
)
_NEGATED = re.compile(r"[不未非无]")
_TESTED = re.compile(r"抽|检|测|考|查")
_TO_DO = re.compile(
    r"问题|任务|事项|线索|信访|举报|案|措施|意见|建议|诉求|隐患|矛盾|清单|工单|受理|移交|反馈"
)
# What came in newly is not all that was to be done.
_NEW = re.compile(r"新收|新接|新增|新立|新发")
_INSIDE = re.compile(r"含|其中|不含|旧存")
_OF_IT = re.compile(r"已|实际|其中")
_IN_ALL = re.compile(r"(?:共计?|共有|总数|总计|合计|总共)[^,;]{0,4}$")
_GENERAL_STEM = re.compile(
    r"整改|问题|任务|事项|完成|办结|销号|线索|信访件?|举报件?|总体?|目前|项目|工作|按时|按期|及时|限时|改造|建设|修缮|整治|化解|解决|落实|办理|处置|反馈|措施|资金|巡[视察]|其|的|均|[不未非]$"
)
_DONE_STEMS = re.compile(r"整改|完成|办结|销号|化解|解决|办理|处置|核查|查结|了结|落实|到位|整治")


@dataclass(frozen=True, slots=True)
class Pair:
    """Which counts belong to a rate; `others` are pairs that may be meant as well."""

    part: Number
    whole: Number
    others: list[tuple[Range, Range]]


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Rates that do not follow from their counts."""
    for line in lines(paper, start, end):
        for at, number in enumerate(line.numbers):
            if number.unit not in ("%", "‰"):
                continue
            pair = counts_of(line, at)
            if pair is not None and not fits(pair, number):
                yield _issue(pair, number)


def counts_of(line: Line, at: int) -> Pair | None:
    """The counts that the percentage at a place is of, where both are printed."""
    return _printed_base(line, at) or _share(line, at) or _rate(line, at)


def fits(pair: Pair, rate: Number) -> bool:
    """Whether a pair in reach gives the printed rate."""
    pairs = [(pair.part.range, pair.whole.range), *pair.others]
    return any(_gives(part, whole, rate) for part, whole in pairs if whole.high)


def _gives(part: Range, whole: Range, rate: Number) -> bool:
    all_of_it = part.exact and part == whole
    return part.over(whole).meets(rate.part_of_one if all_of_it else _stated(rate))


def _stated(rate: Number) -> Range:
    """What the printed rate may be; just below 100 it may be cut rather than rounded, so that not all seems done."""
    known = rate.part_of_one
    if rate.unit == "%" and known.high is not None and rate.qualifier is None and rate.value < 100:
        step = 2 * (known.high * 100 - rate.value)
        if rate.value + step >= 100:
            return Range(known.low, Fraction(1))
    return known


def _printed_base(line: Line, at: int) -> Pair | None:
    """完成126处，占任务总数155处的81.3%."""
    if at < 2:
        return None
    part, whole = line.numbers[at - 2], line.numbers[at - 1]
    if not _BASE_LEAD.search(whole.lead) or not _BASE_FOLLOW.match(line.between(at - 1, at)):
        return None
    if part.is_share or not part.unit or not part.matches(whole) or "占" not in whole.lead:
        return None
    if _PROMISED.search(part.lead) or len(line.between(at - 2, at - 1)) > 40:
        return None
    others = [
        (one.range, whole.range)
        for one in line.numbers[max(0, at - 6) : at - 2]
        if one.matches(whole) and not one.is_share
    ]
    return Pair(part, whole, others)


def _share(line: Line, at: int) -> Pair | None:
    """1286户企业中，有547户没有研发活动，占42.5%: the part stands right before, the whole before 中 or 其中."""
    rate = line.numbers[at]
    match = _SHARE.search(rate.lead)
    if match is None or _UNCERTAIN.search(match.group().replace(match["of"], "")):
        return None
    part_at = at - 1
    if part_at < 0 or line.numbers[part_at].is_share or "分别" in rate.lead:
        return None
    if not _BESIDE.match(_ASIDE.sub("", rate.before.removesuffix(rate.lead))):
        return None
    found = None
    if _BASE_FREE.match(match["of"]):
        found = _of_whole(line, part_at, line.numbers[part_at]) or _of_next(line, part_at)
    found = found or _of_named(line, part_at, match["of"])
    return found or _of_earlier(line, part_at, match["of"])


def _of_next(line: Line, part_at: int) -> Pair | None:
    """回访228人，表示满意的191人，占83.8%: the one other number of the sentence so far, where the part is said of it."""
    part = line.numbers[part_at]
    before = line.numbers[max(0, part_at - _BACK) : part_at]
    same = [one for one in before if one.unit and one.matches(part)]
    said = part.lead.endswith("的") or state_of(part) is State.DONE
    if len(same) != 1 or not said or not _NEXT.match(line.between(part_at - 1, part_at)):
        return None
    return Pair(part, same[0], []) if same[0] is before[-1] else None


def _of_earlier(line: Line, part_at: int, of: str) -> Pair | None:
    """处理共274人次。其中，第一种184人次，占总人次的67.2%: the total of the sentence before."""
    part = line.numbers[part_at]
    wholes = [one for one in line.earlier if one.unit and one.matches(part)]
    among = _AMONG.match(line.norm, line.start)
    if not of.startswith("总") or among is None or len(wholes) != 1:
        return None
    return Pair(part, wholes[0], []) if _IN_ALL.search(wholes[0].lead) else None


def _of_named(line: Line, part_at: int, of: str) -> Pair | None:
    """反馈问题471个，已销号453个，占问题总数的96.2%: the total is the number of what is named."""
    match = _NAMED_TOTAL.match(of)
    if match is None:
        return None
    part = line.numbers[part_at]
    before = line.numbers[max(0, part_at - _BACK) : part_at]
    same = [one for one in reversed(before) if one.unit and one.matches(part)]
    named = [one for one in same if match["noun"][-2:] in one.lead + one.follow]
    whole = next((one for one in named if state_of(one) is None), None)
    if whole is None or part.start - whole.end > _NEAR:
        return None
    numbers = [part, *same]
    return Pair(part, whole, [(one.range, other.range) for one, other in combinations(numbers, 2)])


def _of_whole(line: Line, part_at: int, part: Number) -> Pair | None:
    """The nearest number that the words make the whole of a part, with all others that may be it."""
    before = range(part_at - 1, max(-1, part_at - 1 - _BACK), -1)
    same = [at for at in before if line.numbers[at].unit and line.numbers[at].matches(part)]
    wholes = [at for at in same if WHOLE.search(line.between(at, at + 1))]
    if not wholes or part.start - line.numbers[wholes[0]].end > _NEAR:
        return None
    numbers = [part, *(line.numbers[at] for at in same)]
    others = [(one.range, other.range) for one, other in combinations(numbers, 2)]
    return Pair(part, line.numbers[wholes[0]], others)


def _rate(line: Line, at: int) -> Pair | None:
    """反馈问题31个，整改完成25个，整改完成率80.6%."""
    rate = line.numbers[at]
    match = _RATE.search(rate.lead)
    if match is None or _PROMISED.search(rate.lead) or not _is_plain(line, at, match):
        return None
    parts = _parts(line, at, match["stem"])
    if not parts:
        return None
    part = line.numbers[parts[0]]
    if rate.start - part.end > _NEAR or _PROMISED.search(part.lead):
        return None
    wholes = _wholes(line, parts[0], at)
    if (
        not wholes
        or not _is_base(line, match["stem"], part, wholes[0])
        or not _same_things(match["stem"], wholes[0])
    ):
        return None
    return Pair(part, wholes[0], _other_pairs(line, parts, wholes))


def _is_plain(line: Line, at: int, match: re.Match[str]) -> bool:
    """Whether the rate is of the plain counts; 按时办结率 is where 按时办结 is counted of what 应 be done."""
    if not _UNCERTAIN.search(match.string):
        return True
    if at < 2 or _UNCERTAIN.search(match.string.replace(match["stem"], "")):
        return False
    part, whole = line.numbers[at - 1], line.numbers[at - 2]
    return match["stem"] in part.lead and whole.lead.startswith(("应", "需"))


def _parts(line: Line, at: int, stem: str) -> list[int]:
    """The counts that a rate by its name may be of, the nearest first."""
    done = _DONE_STEMS.search(stem[-4:]) is not None
    found = []
    for index in range(at - 1, max(-1, at - 1 - _BACK), -1):
        one = line.numbers[index]
        if not one.is_share and (state_of(one) is State.DONE if done else _named(one, stem[-2:])):
            found.append(index)
    return found


def _named(number: Number, key: str) -> bool:
    """Whether the words beside a count are those of the rate's name (覆盖80个, 覆盖率)."""
    words = number.lead + ("" if number.runs_on else number.follow)
    if len(key) < 2 or key not in words or "未" in words:
        return False
    return not _DUE.search(number.lead) and not _TIMED.search(number.lead)


def _same_things(stem: str, whole: Number) -> bool:
    """Whether what a rate is said of (积案化解率) is what the whole counts."""
    left = _GENERAL_STEM.sub("", stem[:-2])
    return len(left) < 2 or left in whole.lead + whole.follow


def _wholes(line: Line, part_at: int, at: int) -> list[Number]:
    """What the part may be of, the likeliest first: what has no state of its own, here and in the sentence before."""
    part = line.numbers[part_at]
    behind = [
        one
        for one in line.numbers[part_at + 1 : at]
        if one.unit and one.matches(part) and _IN_ALL.search(one.lead)
    ]
    here = [
        one
        for one in reversed(line.numbers[max(0, part_at - _BACK) : part_at])
        if one.unit and one.matches(part) and not one.is_share
    ]
    plainly = [one for one in here if state_of(one) is None and not _INSIDE.match(one.lead)]
    earlier = [one for one in reversed(line.earlier[-_BACK:]) if one.unit and one.matches(part)]
    near = [one for one in (*behind, *plainly, *earlier) if part.start - one.end <= _NEAR]
    return [*near, *here, *earlier] if near else []


def _is_base(line: Line, stem: str, part: Number, whole: Number) -> bool:
    """Whether the words make a number the whole of the part: in the sentence before only what is listed to be done."""
    words = whole.lead + whole.follow
    if _NEW.search(words):
        return False
    if _NEGATED.search(stem):
        # Of those who were arrested and those who were not neither is the whole.
        return _TESTED.search(words) is not None
    if state_of(part) is None:
        return _WHOLE_OF.search(words) is not None or _OF_IT.match(part.lead) is not None
    return whole.start >= line.start or _TO_DO.search(words) is not None


def _other_pairs(line: Line, parts: list[int], wholes: list[Number]) -> list[tuple[Range, Range]]:
    """All pairs that may be meant: another count, another whole, what is basically done counted in."""
    counts = [line.numbers[index].range for index in parts[:4]]
    added = counts[0]
    for one in counts[1:]:
        added = added.plus(one)
    basic = [
        line.numbers[parts[0]].range.plus(one.range)
        for one in line.numbers[max(0, parts[-1] - 2) : parts[0] + 4]
        if state_of(one) in (State.BASIC, State.LONG) and one.matches(wholes[0])
    ]
    ranges = list(dict.fromkeys(one.range for one in wholes))[:8]
    return [(count, one) for count in dict.fromkeys((*counts, added, *basic)) for one in ranges]


def _issue(pair: Pair, rate: Number) -> Issue:
    hundred = Range.exactly(1000 if rate.unit == "‰" else 100)
    given = pair.part.range.over(pair.whole.range).times(hundred)
    return Issue(
        "rate",
        ERROR,
        rate.start,
        rate.end,
        "rate",
        {
            "part": pair.part.text,
            "total": pair.whole.text,
            "claimed": rate.text,
            "counted": rounded_like(pair.part.value / pair.whole.value, rate),
            "low": bound(given.low),
            "high": bound(given.high),
            "part_at": [[pair.part.start, pair.part.end]],
            "total_at": [[pair.whole.start, pair.whole.end]],
        },
    )
