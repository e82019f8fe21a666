"""Where a text names the team, the round, the inspected body and the period of its inspection."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading.dates import DatedSpan, find_dates
from zhenggai.core.reading.numbers import parse_int

_CN = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_ORGAN = "中央|(?:[省市区县州旗盟]委|自治区党委|兵团党委|党组|党委|工委)(?:教育工委|直属机关工委)?|[省市区县州]政府|国务院"
_TEAM = re.compile(
    f"第(?P<n>{_CN})(?:联合|专项|机动|提级|交叉|常规)*(?P<kind>巡视|巡察|督查|督察|督导|审计)组"
)
_ROUND = re.compile(
    f"第(?P<n>{_CN})轮(?:政治|常规|专项|提级|机动|交叉|集中)*(?P<kind>巡视|巡察|督查|督察|审计)"
)
_ORGAN_BEFORE = re.compile(f"(?P<organ>{_ORGAN})$")
_TERM_BEFORE = re.compile(
    f"第?(?P<term>{_CN})届(?P<organ>[\u4e00-\u9fff]{{0,8}}?(?:{_ORGAN}))?(?:开展的|的)?$"
)
_KINDS = "巡视|巡察|审计|督查|督察"
# A sentence that tells how the inspection went: somebody inspected this body.
_INSPECTS = re.compile(
    rf"(?:组|审计局|审计署|审计厅|办公室)[^。;\n组]{{0,30}}?对(?P<body>(?:党组|[^,。;:\d()“《、\n组]){{2,30}}?)(?:\([^()\n]{{0,30}}\))?(?:开展|进行|实施)了?"
    rf"[^,。;\n“]{{0,10}}?(?P<kind>{_KINDS})(?!整改|反馈|组|发现|办)"
)
_TOLD = re.compile(r"组[^。;\n组]{0,12}?向(?P<body>(?:党组|[^,。;:\d()“《、\n组]){2,30}?)反馈")
_ABOUT = re.compile(
    r"组关于巡[视察](?P<body>[^,。;:\d()“《》〈〉、的\n]{2,30})的?(?:反馈意见|情况)"
)
_ADVERBS = re.compile(
    "(?:全面|正式|集中|书面|当面|分别|专题|进行了?|作了?|通报|书记.*|主要负责.*|主要领导.*|负责同志.*|党政班子.*|领导班子.*|班子.*)+$"
)
_NO_BODY = re.compile(
    "整改|反馈|工作|情况|问题|各|全部|被|部分|若干|有关|相关|单位|部门|党组织|干部|人员|项目|资金|落实|其|该|本[局院校市县区]|我|贵|等$"
)
_RANKS = re.compile(
    "(?:中共)?(?P<name>.*?)(?:支部委员会|总支部委员会|工作委员会|委员会|党工委|党总支|总支|党支部|支部|党委|党组|人民政府|政府|委)?$"
)
_GENERIC = re.compile(
    "局|市|县|区|院|校|学校|学院|医院|公司|集团|街道|乡|镇|学校党|中心|机关|厅|处|所|.{0,1}"
)
_BEFORE = 14


@dataclass(frozen=True, slots=True)
class Mention:
    """One name at one place: `kind` is the sort of inspection, `number` and `term` are whole numbers."""

    start: int
    end: int
    organ: str
    kind: str
    number: int
    term: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The inspected body as it is named at one place, and the plain name without Party ranks."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (ISO, as precise as printed) of the inspection as told at one place."""

    start: int
    end: int
    first: str
    last: str


def teams(paper: Paper) -> Iterator[Mention]:
    """Every numbered team of the text, its news wrapping included, in order."""
    for match in _TEAM.finditer(paper.norm):
        at = match.start()
        before = _ORGAN_BEFORE.search(paper.norm, max(0, at - _BEFORE), at)
        start = before.start() if before else at
        organ = before["organ"] if before else ""
        yield Mention(start, match.end(), organ, match["kind"], parse_int(match["n"]) or 0)


def rounds(paper: Paper) -> Iterator[Mention]:
    """Every numbered round of the text, its news wrapping included, in order."""
    for match in _ROUND.finditer(paper.norm):
        at = match.start()
        low = max(0, at - _BEFORE)
        termed = _TERM_BEFORE.search(paper.norm, low, at)
        before = termed or _ORGAN_BEFORE.search(paper.norm, low, at)
        organ = (before["organ"] or "") if before else ""
        organ = organ[-2:] if organ.endswith("委") else organ
        start = before.start() if before else at
        term = parse_int(termed["term"]) if termed else None
        number = parse_int(match["n"]) or 0
        yield Mention(start, match.end("n") + 1, organ, match["kind"], number, term)


def bodies(paper: Paper) -> list[Body]:
    """The inspected body wherever the text says who was inspected or told, the issuer and the signature included."""
    found: list[Body] = []
    for pattern in (_INSPECTS, _TOLD, _ABOUT):
        found += _named(paper, pattern)
    found += _issuer(paper)
    return sorted(found, key=lambda one: one.start)


def _named(paper: Paper, pattern: re.Pattern[str]) -> Iterator[Body]:
    """The bodies that one kind of sentence names."""
    for match in pattern.finditer(paper.norm):
        start, end = match.span("body")
        adverbs = _ADVERBS.search(paper.norm, start, end)
        end = adverbs.start() if adverbs else end
        name = plain(paper.norm[start:end])
        if _NO_BODY.search(paper.norm, start, end) is None and _GENERIC.fullmatch(name) is None:
            yield Body(start, end, name)


def _issuer(paper: Paper) -> Iterator[Body]:
    """The issuer of a notice above its title and below its words; a team or an office of inspection is none."""
    issuer = paper.reading.issuer
    if (
        paper.reading.kind != "progress_notice"
        or not issuer
        or re.search("(?<!党)组$|巡[视察]", issuer)
    ):
        return
    first = paper.text.find(issuer, paper.start, paper.body)
    last = paper.text.find(issuer, paper.closing, paper.end)
    for at in (first, last):
        name = plain(paper.norm[at : at + len(issuer)])
        if at >= 0 and _GENERIC.fullmatch(name) is None:
            yield Body(at, at + len(issuer), name)


def plain(name: str) -> str:
    """A body's name without blanks and Party ranks: 中共济南市委 and 济南市 are one."""
    match = _RANKS.fullmatch("".join(name.split()))
    return match["name"] if match else name


def periods(paper: Paper) -> tuple[list[Period], list[Period]]:
    """When the inspection was, and when its result was told, wherever a sentence says so, in order."""
    dates = _all_dates(paper)
    starts = [one.start for one in dates]
    lasted: list[Period] = []
    told: list[Period] = []
    for pattern, found in ((_INSPECTS, lasted), (_TOLD, told)):
        for match in pattern.finditer(paper.norm):
            sentence, _ = paper.sentence(match.start())
            low, high = bisect_right(starts, sentence - 1), bisect_right(starts, match.start())
            period = _last(dates[low:high], whole=pattern is _INSPECTS)
            if period is not None and _NO_BODY.search(match["body"]) is None:
                found.append(period)
    return lasted, told


def _last(dates: list[DatedSpan], *, whole: bool) -> Period | None:
    """The last range of days of a sentence, or its last single day."""
    if whole:
        ends = [at for at, one in enumerate(dates) if at and one.range_part == "end"]
        first, last = (dates[ends[-1] - 1], dates[ends[-1]]) if ends else (None, None)
    else:
        first = last = dates[-1] if dates and dates[-1].range_part is None else None
    if first is None or last is None or not first.iso or not last.iso or last.precision == "year":
        return None
    return Period(first.start, last.end, first.iso, last.iso)


def _all_dates(paper: Paper) -> list[DatedSpan]:
    """The dates of the notice and of its wrapping; each part has years of its own."""
    tail = "\n" * paper.end + paper.text[paper.end :]
    return [*find_dates(paper.text[: paper.start]), *paper.dates, *find_dates(tail)]
