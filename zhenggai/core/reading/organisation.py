"""How the rectification was organised: special groups, time nodes, target categories, and the plan that was adopted."""

from __future__ import annotations

import re
from bisect import bisect_left

from zhenggai.core.reading.dates import DatedSpan, find_dates
from zhenggai.core.reading.model import Organisation, PlanFacts
from zhenggai.core.reading.numbers import parse_int

_N = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
# Count of a kind of thing, whose names stand before it (甲、乙等5个专项工作组) or behind it (3个组：甲、乙、丙).
GROUPS = re.compile(
    rf"{_N}个(?:专项|专门|专题)?(?:整改)?(?:工作|整改|专项)?(?:小组|组)(?![长织员])"
)
NODES = re.compile(rf"{_N}[个类种](?:整改|完成)?(?:时间节点|时限节点|时间段|时间点|时限|节点)")
TARGETS = re.compile(rf"{_N}[类个种项](?:整改)?(?:工作)?目标")
SPECIAL_PLANS = re.compile(rf"{_N}[个项份](?:专项|专题)(?:整改)?(?:落实)?(?:工作)?(?:实施)?方案")
# The same without a count: 时间节点分为甲、乙、丙.
NODES_ARE = re.compile("时间节点(?:分为|为|分别为|分别是|包括|[：:])")
TARGETS_ARE = re.compile("目标(?:类别|要求)?(?:分为|分别为|分别是|包括)")
GROUPS_ARE = re.compile("下设|设立|设置|分设|组建|成立")

_LIST_CUT = re.compile("[，,。；;：:！？\\n《》（）()]")
_LIST_REACH = 150
_OPENS_LIST = re.compile("[^，,。；;：:\\n（(]{0,6}[，,]?(?:[：:（(]|包括|分别是|分别为|即)+[：:]?")
_HEAD = re.compile(
    "^.*(?:下设|(?<!建)设立|(?<!建)设置|(?<![建下])设|成立|组建|组成|分设|分为|划分为|分成|明确了?|确定|制定|制订|形成|通过|以及|按照|按|"
    "围绕|根据|建立|并|和|及|与|细化|分别|包括|印发|研究|划分|把握|紧扣|对照|落实|抓住|区分|为)(?:了|出|有|好|成)?(?=..)"
)
_LAST_JOINT = re.compile("以及|[和及与]")
_MARKS = " \t\u3000“”‘’\"'"
_NOT_A_GROUP = re.compile("领导小组|巡[视察]组|党组|工作组$")
_SINGLE_PLAN = re.compile(
    "([^，,。；;：:、\\n《》〈〉和及与了]{2,14}?)(?:专项|专题)整改(?:落实)?(?:工作)?(?:实施)?方案"
)
_PLAN_NAME = "整改(?:落实|工作|总体|实施)*方案"
# Adoption in order of strength: a meeting passed it; else it was drawn up or issued.
ADOPTION_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "A1-passed",
        re.compile(
            f"(?:通过|审定|审议|批准)[^。\\n]{{0,90}}?{_PLAN_NAME}|{_PLAN_NAME}[^。\\n]{{0,40}}?(?:审议|研究|讨论)?(?:通过|审定|批准)"
            "|(?:通过|审定|批准)[^。\\n]{0,16}?本方案|本方案[^。\\n]{0,40}?(?:通过|审定|批准)|会议?(?:研究|讨论|审议)[^。\\n]{0,12}?(?:制定|形成|印发)本方案"
        ),
    ),
    (
        "A2-issued",
        re.compile(f"(?:制定|制订|印发|出台|确定|下发|形成)[^。\\n]{{0,90}}?{_PLAN_NAME}"),
    ),
)
_SENTENCE = re.compile("[^。！？\\n]+")


def find_organisation(text: str) -> Organisation:
    """The lists that a text declares by name, as printed; a count without names gives none."""
    return Organisation(
        special_groups=_counted(text, GROUPS) or _named_groups(text),
        time_nodes=_counted(text, NODES) or _stated(text, NODES_ARE),
        targets=_counted(text, TARGETS) or _stated(text, TARGETS_ARE),
    )


def find_plan(
    text: str, issued_on: str | None = None, dates: list[DatedSpan] | None = None
) -> PlanFacts:
    """The day on which the plan was adopted, with its inherited year, and the special plans beside it."""
    found = find_dates(text, issued_on) if dates is None else dates
    special = _counted(text, SPECIAL_PLANS) or _single_plans(text)
    return PlanFacts(adopted_on=_adopted_on(text, found), special_plans=special)


def _counted(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Names of the first list that stands with its count."""
    for match in pattern.finditer(text):
        count = parse_int(match.group(1)) or 0
        before = _LIST_CUT.split(text[max(0, match.start() - _LIST_REACH) : match.start()])[-1]
        names = _names_before(before, count)
        if len(names) < 2:
            names = _names_behind(text, match.end(), count)
        if len(names) > 1:
            return names
    return []


def _names_before(chunk: str, count: int) -> list[str]:
    """The last `count` names of a list; what introduces the first one is taken off."""
    open_list = chunk.endswith("等")
    names = _split(chunk.removesuffix("等"), count)
    names = names[-count:]
    if len(names) < 2 or (len(names) < count and not open_list):
        return []
    names[0] = _HEAD.sub("", names[0], count=1).strip(_MARKS)
    return names if all(2 <= len(name) <= 24 for name in names) else []


def _names_behind(text: str, start: int, count: int) -> list[str]:
    """A list behind its count, after a colon, a bracket or 包括."""
    opened = _OPENS_LIST.match(text, start)
    if opened is None:
        return []
    chunk = _LIST_CUT.split(text[opened.end() : opened.end() + _LIST_REACH], maxsplit=1)[0]
    names = _split(chunk, count)
    return names if len(names) <= count and all(len(name) <= 24 for name in names) else []


def _split(chunk: str, count: int) -> list[str]:
    """Names between 、 and, while there are fewer than `count`, at the 和 or 及 of the last one."""
    names = [name.strip(_MARKS) for name in chunk.split("、")]
    joint = None
    if len(names) < count and names:
        joint = next(iter(reversed(list(_LAST_JOINT.finditer(names[-1])))), None)
    if joint and joint.start() and len(names) > 1:
        last = names.pop()
        names += [last[: joint.start()].strip(_MARKS), last[joint.end() :].strip(_MARKS)]
    return [name for name in names if name]


def _stated(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Names behind words that announce them, without a count."""
    for match in pattern.finditer(text):
        chunk = _LIST_CUT.split(text[match.end() : match.end() + _LIST_REACH], maxsplit=1)[0]
        names = _split(chunk, chunk.count("、") + 2)
        if len(names) > 1 and all(2 <= len(name) <= 24 for name in names):
            return names
    return []


def _named_groups(text: str) -> list[str]:
    """下设综合组、督导组和宣传组: at least two names that end in 组."""
    for match in GROUPS_ARE.finditer(text):
        chunk = _LIST_CUT.split(text[match.end() : match.end() + _LIST_REACH], maxsplit=1)[0]
        names = [name.removeprefix("了") for name in _split(chunk, chunk.count("、") + 2)]
        names = [name for name in names if name.endswith("组") and not _NOT_A_GROUP.search(name)]
        if len(names) > 1 and all(len(name) <= 16 for name in names):
            return names
    return []


def _single_plans(text: str) -> list[str]:
    """Special plans named one by one: 选人用人专项整改方案、意识形态专项整改方案."""
    names: list[str] = []
    for match in _SINGLE_PLAN.finditer(text):
        name = _HEAD.sub("", match.group(1), count=1).strip(_MARKS)
        if len(name) >= 2 and name not in names and "巡" not in name:
            names.append(name)
    return names


def _adopted_on(text: str, dates: list[DatedSpan]) -> str | None:
    """The day in the sentence that says that the plan was passed; else where it was drawn up or issued."""
    sentences = [
        match.span()
        for match in _SENTENCE.finditer(text)
        if "方案" in match.group() and "整改" in match.group()
    ]
    starts = [span.start for span in dates]
    for _, pattern in ADOPTION_RULES:
        for start, end in sentences:
            match = pattern.search(text, start, end)
            day = _last_day(dates, starts, start, match.end()) if match else None
            if day:
                return day
    return None


def _last_day(dates: list[DatedSpan], starts: list[int], start: int, end: int) -> str | None:
    """The last full date of the narrative that begins in a stretch."""
    for span in reversed(dates[bisect_left(starts, start) : bisect_left(starts, end)]):
        if span.precision == "day" and span.iso and span.narrative:
            return span.iso
    return None
