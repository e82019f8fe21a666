"""`sum`: parts that are said to make a total, and do not (20亿元、5亿元，共计26亿元).

Which of the numbers before 共计 are its parts is not always plain, so every run of them that ends at the total is
tried: one that fits is enough for silence. What says nothing on adding up (各, 比上年增长, 其中 …) ends the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from zhenggai.core.checks.arithmetic.scan import Line, Number, bound, lines, worded
from zhenggai.core.checks.model import ERROR, Found, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import Range
from zhenggai.core.reading.numbers import parse_int

_MOST = 30
_STRONG = frozenset(("共计", "合计", "总计", "总共", "一共"))
_TOTAL = re.compile(
    r"(?:^|[,、;:()\s])(?P<noun>[^,、;:()\d]{0,10}?)(?P<word>共计|合计|总计|总共|一共|累计|共|计|总额|总数|总量)"
    r"(?P<verb>[^,、;:()\d]{0,8})$"
)
_GENERAL = re.compile(
    r"(?:以上|上述|前后|先后|两者|二者|三者|[二两三四五六七八九]项|[两三四]级|[两三四]类|[两三四]期|各级|各类|各项|全部|"
    r"本息|[二两三四五六七八九]类|[二两三四五六七八九]个(?:片区|方面|层面)|资金|金额|经费|投资|补助|款项|人员|人数|里程|面积|总|项目|问题|制度|措施|任务|事项|的|了|:)*"
)
_NEUTRAL = re.compile(
    r"(?:约为|大约|约|将近|接近|近|超过|逾|达到|达|为|是|有|了|数|额|量|人民币|资金|金额|\s)*"
)
_ON = re.compile(r"用于|均|已|全部|都|将|占|比|较|等|人民币|,|左右|以上|的?资金")
# Behind such words the numbers before are no parts, but what follows may be.
_OPENS = re.compile(r"其中|分别|包括|[一二三四五六]是|:")
# With such words a number is none of several parts, or not one only.
_APART = re.compile(
    r"各(?![类项级种县市区镇乡村街单部校院局委办])|每|平均|人均|户均|同比|环比|增长|下降|增加|减少|提高|上升|压减|比上?年|较上?年|占(?:比|总|全|了|近|约)|剩|余|结转|计划|目标|原有|不含|(?<![拆清消解扣废切开根铲排剔去])除|累计|以来|惠及|覆盖"
)
_OPEN_LIST = re.compile(r"等(?:[^级]|$)")
_SAID = re.compile(
    r"^[^,;:()\d]{0,16}[,:(]?\s?(?:其中)?[^,;:()\d]{0,10}(?:分别为|分别是|分别有|分别达|分为|分成|具体为|具体是)[^,;:()\d]{0,10}$"
)
_JOINED = re.compile(r"^[^,;:、()\d]{0,16}(?:[、,;和及与]|以及)[^,;:、()\d]{0,16}$")
_LISTED = re.compile(r"^[^,;:()\d]{0,16}:[^,;:()、\d]{0,12}$")
_SO_MANY = re.compile(r"([二两三四五六七八九])(?:村|镇|乡|县|区|市|校|院|地|片|馆|所|街道)")
_ANYTHING = frozenset("个项件处次条起")
_SOME_OF = re.compile(r"其中|包括|主要|重点|如|含")
# A span of time is the sum of its halves and quarters only where all of them are told.
_HALVES = {
    "全年": ("上半年", "下半年"),
    "全年受理": ("上半年", "下半年"),
    "上半年": ("一季度", "二季度"),
    "下半年": ("三季度", "四季度"),
}
# Kinds that exclude one another, by the words that name them right before the number.
_END = r"[^,;、。()\d]{0,3}$"
_FAMILIES = (
    ("true", re.compile(rf"(?<!不)(属实|不属实){_END}")),
    ("sex", re.compile(rf"(男|女)(?:性|同志|干部|职工|生|党员)?{_END}")),
    ("content", re.compile(rf"(?<!基本)(?<!不)(满意|不满意){_END}")),
    (
        "level",
        re.compile(rf"(省部级|厅局级|县处级|乡科级){_END}"),
    ),
    ("made", re.compile(rf"(新建|新增|新制定|修订|废止|修改){_END}")),
    ("sent", re.compile(rf"(来电|来信|来访|网络){_END}")),
    ("led", re.compile(rf"(主办|协办|会办|分办){_END}")),
)
_COMPLEMENTS = frozenset(("true", "sex"))
_BEGINS = re.compile(r"^[^,;:。()\d]{0,16}[,:(]?\s?(?:其中)?[,:]?[^,;:。()\d]{0,12}$")
_INNER = re.compile(r"其中|\(|:|分别")
_GOES_ON = re.compile(r"^\s?[、,;和及]?\s?[^,;:、。()\d]{0,12}$")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Totals behind their parts, and before them where the parts are said to be all."""
    for line in lines(paper, start, end):
        for at, number in enumerate(line.numbers):
            match = _TOTAL.search(number.before)
            if number.is_share or not number.unit:
                continue
            found = list(_within(line, at))
            if match is not None and not found and not _named(match):
                found = [*_behind(line, at, match), *_ahead(line, at)]
            yield from found


def _named(match: re.Match[str]) -> bool:
    """Whether the word of total is only the end of another word (累计, 中共, 公共)."""
    noun, word = match["noun"], match["word"]
    return (word == "计" and noun != "") or (word == "共" and noun.endswith(("公", "中")))


def _behind(line: Line, at: int, match: re.Match[str]) -> Iterator[Found]:
    """A total that closes its parts."""
    total = line.numbers[at]
    parts, certain = _parts(line, at)
    if len(parts) < 2 or not certain or not _of_the_same(line, parts, total, match):
        return
    if total.value == len(parts) or _goes_on(line, at):
        return
    # What is told as so far (累计) may hold more than the parts, as an open list does, but not less.
    is_open = match["word"] == "累计" or _OPEN_LIST.search(line.words(parts[0].end, total.start))
    added = total.range
    for count in range(2, len(parts) + 1):
        added = _added(parts[-count:])
        if added.meets(total.range) or (is_open and not added.above(total.range)):
            return
    yield _issue(total, parts)


def _goes_on(line: Line, at: int) -> bool:
    """Whether a second number in the same unit follows at once (共3个县12个项目), so that either may be the total."""
    total = line.numbers[at]
    return total.runs_on and line.numbers[at + 1].unit == total.unit


def _parts(line: Line, at: int) -> tuple[list[Number], bool]:
    """The numbers of the total's unit before it, in text order, and whether all before them is known to be none."""
    total = line.numbers[at]
    parts: list[Number] = []
    certain, index = True, at - 1
    while index >= max(0, at - _MOST):
        one, gap = line.numbers[index], line.between(index, index + 1)
        if _OPENS.search(gap) and index + 1 < at:
            break
        if len(gap) > 2 * 40 or _APART.search(gap.removesuffix("累计")):
            certain = False
            break
        if one.matches(total):
            parts.insert(0, one)
        elif one.is_share:
            certain = False
        if _TOTAL.search(one.before):
            certain = False
            break
        index -= 1
    if parts and _APART.search(parts[0].lead):
        certain = False
    return parts, certain and not _unnumbered(line, parts)


def _unnumbered(line: Line, parts: list[Number]) -> bool:
    """Whether an item of the list has no number of its own, so that the total holds more than is printed."""
    return any(line.words(one.end, other.start).count("、") > 1 for one, other in pairwise(parts))


def _of_the_same(line: Line, parts: list[Number], total: Number, match: re.Match[str]) -> bool:
    """Whether the total counts what the parts count, as far as its words say."""
    said = line.words(parts[0].start - len(parts[0].before), total.start - len(match.group()))
    for words in (match["noun"], match["verb"]):
        left = _GENERAL.sub("", _NEUTRAL.sub("", words))
        if not _is_told(left, said, parts, total):
            return False
    noun = total.follow.removeprefix("次").removeprefix("的").strip()
    if not noun or _ON.match(noun) or noun[:2] in said or not total.unit:
        return True
    general = _GENERAL.match(noun)
    return match["word"] in _STRONG and general is not None and bool(general.group())


def _is_told(left: str, said: str, parts: list[Number], total: Number) -> bool:
    """Whether words of the total stand with its parts, or are their number (三村) or their span of time."""
    if all(left[place : place + 2] in said for place in range(0, len(left), 2)):
        return True
    places = _SO_MANY.fullmatch(left)
    if places is not None:
        return parse_int(places[1]) == len(parts)
    halves = _HALVES.get(left, ())
    if halves and all(half in said for half in halves):
        return True
    return total.unit not in _ANYTHING and len(left) == 4 and left[:2] in said


def _ahead(line: Line, at: int) -> Iterator[Found]:
    """A total whose parts follow and are said to be all (共25项，分别为…)."""
    total = line.numbers[at]
    colon = _LISTED.match(total.after)
    if colon is None and _SAID.match(total.after) is None:
        return
    parts: list[Number] = []
    for index in range(at + 1, min(len(line.numbers), at + 1 + _MOST)):
        one = line.numbers[index]
        if not one.matches(total) or (parts and not _JOINED.match(one.before)):
            break
        parts.append(one)
    if len(parts) < 2 or total.value == len(parts) or _OPEN_LIST.search(parts[-1].follow):
        return
    if colon and (parts[-1].end + 8 < line.end or _SOME_OF.search(total.after)):
        return
    runs = (parts[:count] for count in range(2, len(parts) + 1))
    if not any(_added(run).meets(total.range) for run in runs):
        yield _issue(total, parts)


def _within(line: Line, at: int) -> Iterator[Found]:
    """Kinds that exclude one another after their whole: together they are no more; what is and what is not are all."""
    total = line.numbers[at]
    parts = _kinds_after(line, at) or _opposites_after(line, at)
    if len(parts) < 2 or _kind(total)[0] is not None:
        return
    whole = len(parts) == 2 and (_kind(parts[0])[0] in _COMPLEMENTS or _opposed(parts))
    added = _added(parts)
    exceeds = _INNER.search(parts[0].before) is not None and added.above(total.range)
    if exceeds or (whole and not added.meets(total.range)):
        yield _issue(total, parts)


def _opposites_after(line: Line, at: int) -> list[Number]:
    """共216人（党员123人，非党员93人）: what is and what is not, in brackets of their own."""
    parts = list(line.numbers[at + 1 : at + 3])
    fits = len(parts) == 2 and all(one.unit == line.numbers[at].unit for one in parts)
    if not fits or not parts[0].before.endswith("(" + parts[0].lead):
        return []
    return parts if parts[1].after.startswith(")") and _opposed(parts) else []


def _opposed(parts: list[Number]) -> bool:
    """Whether the second counts what the first does not."""
    one, other = parts[0].lead.strip(), parts[1].lead.strip()
    return bool(one) and other in (f"非{one}", f"不{one}", f"未{one}")


def _kinds_after(line: Line, at: int) -> list[Number]:
    """The numbers in the unit of the one before them that count different kinds of one family."""
    unit, family = line.numbers[at].unit, None
    parts: list[Number] = []
    names: set[str] = set()
    for index in range(at + 1, min(len(line.numbers), at + 1 + _MOST)):
        one = line.numbers[index]
        known, name = _kind(one)
        first = _GOES_ON if parts else _BEGINS
        if known is None or one.unit != unit or name in names or not first.match(one.before):
            break
        if family not in (None, known):
            break
        family = known
        names.add(name)
        parts.append(one)
    return parts


def _kind(part: Number) -> tuple[str | None, str]:
    """The family of kinds to which the words right before a part belong, and which of them it is."""
    for family, pattern in _FAMILIES:
        match = pattern.search(part.lead)
        if match:
            return family, match.group(1)
    return None, ""


def _added(parts: list[Number]) -> Range:
    added = parts[0].range
    for one in parts[1:]:
        added = added.plus(one.range)
    return added


def _issue(total: Number, parts: list[Number]) -> Issue:
    added = _added(parts)
    return Issue(
        "sum",
        ERROR,
        total.start,
        total.end,
        "sum",
        {
            "parts": [one.text for one in parts],
            "counted": worded(sum((one.value for one in parts), start=Fraction(0)), total),
            "low": bound(added.low),
            "high": bound(added.high),
            "claimed": total.text,
            "parts_at": [[one.start, one.end] for one in parts],
        },
    )
