"""The inspection that a document answers: term, round, team, form, inspected body and its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhenggai.core.reading.dates import DatedSpan
from zhenggai.core.reading.model import Inspection
from zhenggai.core.reading.source import Source

_CN = "[一二三四五六七八九十]{1,3}"
_ORGAN = "(?:中央|[省市区县州旗盟]委|自治区党委|兵团党委|[校院集团公司]*党委|党组|工委)"
_TERM = re.compile(
    rf"(?P<term>第?{_CN}届[\u4e00-\u9fff]{{0,8}}?{_ORGAN})(?=[^。;,]{{0,16}}?(?:巡|第{_CN}轮|督))"
)
_ROUND = re.compile(
    rf"(?P<round>第(?:{_CN}|\d{{1,2}})轮)(?=[^。;,]{{0,12}}?(?:巡[视察]|督[查察]|审计|检查))"
)
_TEAM = re.compile(
    rf"(?P<n>第(?:{_CN}|\d{{1,2}}))?(?:联合|专项|机动|提级|交叉|常规|上下联动|联动)*(?:巡[视察](?:工作)?|审计|督[查察导])(?P<m>第?(?:{_CN}|\d{{1,2}}))?组"
)
_BEFORE_TEAM = re.compile(r"[\u4e00-\u9fff]{0,16}$")
_NOT_ORGAN = re.compile(
    r".*(?:由|被|向|经|根据|按照|依据|对|接受|配合|到|日|至|在|派出|派驻|派|组织|将|就|把|以来|期间|年|月|了|的|于|和|与|关于|落实|针对|省内|做好|贯彻|抓好|代表|听取|传达|学习|集中|开展|安排|轮|决定|核实|完成|召开|会同|同意|组成|收到|反映|中共|:)"
)
_OUGHT = re.compile(rf"(?:.*?)(?P<short>{_ORGAN})$")
_FORM = re.compile(
    r"(?:常规|专项|机动|提级|交叉|联动|延伸(?=巡)|集中|政治)(?:式)?(?:交叉|联动|提级|机动|专项|常规)?(?:巡[视察]|督[查察]|审计)(?:“回头看”)?|巡[视察]“回头看”"
    r"|(?:任期经济责任|经济责任|预算执行|财务收支|跟踪|专项)审计"
)
_BODY = re.compile(
    r"对(?P<body>[^,。;:\d()“《、]{2,40}?)(?:\([^()\n]{0,60}(?:简称|原|含)[^()\n]{0,60}\))?(?:党组织)?(?:\d{4}年[^,。;]{0,30}?)?(?:开展|进行|实施)了?(?P<how>[^,。;]{0,30}?(?:巡[视察]|审计|督[查察]|检查))"
)
# … or the name that the document goes on to shorten: 对某某局(以下简称某局)具体组织的…
_NAMED_BODY = re.compile(
    r"对(?P<body>[^,。;:\d()“《、]{2,40})\((?:[^()\n]{0,40}[,;])?以下(?:统|合)?简称"
)
_PERSONS = re.compile(r"(?:书记|主要负责|主要领导|负责同志|领导班子|班子成员|党政班子|班子).*$")
_MANY_TEAMS = re.compile(r"(?:\d+|[两二三四五六七八九十]{1,2})个巡[视察]组")
_TITLE_BODY = re.compile(
    r"关于(?:对|[^,。;:]{2,16}组)?巡[视察](?!组|整改|反馈|意见|工作)(?P<body>[^,。;:\d()“《、的]{2,30})的?(?:反馈意见|情况)"
)
_TOLD = re.compile(
    r"向(?P<body>[^,。;:\d()“《、]{2,30}?)(?:党组织)?(?:全面|正式|集中)?(?:进行了?|作了?)?(?:反馈|通报)"
)
_NO_BODY = re.compile(
    r"反馈|整改|进展|(?:工作|情况|问题|行为|事项|项目|资金)$|^(?:其|该|本(?!科|溪)|我|你|贵|各|有关|上述|被|全|部分|若干|问题|整改)|等$|单位$|党组织$|(?:单位|部门)党组织"
)
_INSPECTS = re.compile(r"巡[视察]|审计|督[查察]|检查")
_INSPECTED = re.compile(r"(?:巡[视察]|审计|督[查察]|检查)(?!整改|反馈|组|办|工作|发现|进展|意见)")
_GAVE_FEEDBACK = re.compile(
    r"(?:向[^,。;]{2,60}?|组)(?:全面|集中|正式|书面|当面|分别|专题)*(?:进行了?|作了?)?反馈(?:了|巡|意见(?!整改|书)|情况|问题(?!整改)|[,。;])|(?<=[日号])[^,。;]{0,10}反馈(?:了|巡|意见|情况)|召开[^。,]{0,30}反馈(?:会|会议)|反馈了"
)
_STUDY = re.compile(r"学习|传达|审议|研究|部署|通过")
# What every notice says before it begins.
_FORMULA = re.compile(
    r"(?:现|就|下面)[^。]{0,60}(?:公布|公开|通报|公示|公告|报告|汇报|函告|说明|反馈)(?:如下)?[:。]?\s*$|请(?:予)?审议[。]?\s*$|^\s*特此(?:报告|通报|公告|公示|函[告复])"
)
_SENTENCE = re.compile(r"[^。\n]+")
_OPENING = 3000


def find_inspection(
    source: Source, start: int, end: int, title: str | None, dates: Sequence[DatedSpan]
) -> tuple[Inspection, list[tuple[int, int]]]:
    """What the opening states about the inspection, and the sentences that state it. Nothing is guessed."""
    end = min(end, start + _OPENING)
    facts = Inspection()
    used: list[tuple[int, int]] = []
    facts.term, facts.round = _term_and_round(source, start, end, title)
    facts.team = _team(source, start, end, title)
    here = [span for span in dates if start <= span.start < end]
    for sentence in _SENTENCE.finditer(source.norm, start, end):
        if _from_sentence(source, sentence.span(), facts, here):
            used.append(sentence.span())
    if facts.inspected_body is None:
        named = _TITLE_BODY.search(title or "")
        known = named is not None and _NO_BODY.search(named["body"]) is None
        facts.inspected_body = named["body"] if named and known else _told_body(source, start, end)
    if facts.form is None and title is not None:
        form = _FORM.search(title)
        facts.form = form.group() if form else None
    return facts, used


def _term_and_round(
    source: Source, start: int, end: int, title: str | None
) -> tuple[str | None, str | None]:
    """十一届省委 and 第八轮; the title speaks first."""
    where = title or ""
    term = _TERM.search(where) or _TERM.search(source.norm, start, end)
    round_ = _ROUND.search(where) or _ROUND.search(source.norm, start, end)
    return (term["term"] if term else None), (round_["round"] if round_ else None)


def _team(source: Source, start: int, end: int, title: str | None) -> str | None:
    """The team's name; of two forms of one name the one without province or city, if the text uses it."""
    names: list[tuple[bool, str]] = []
    for words in (source.norm[start:end], title or ""):
        for match in _TEAM.finditer(words):
            before = _BEFORE_TEAM.search(words[max(0, match.start() - 16) : match.start()])
            organ = _NOT_ORGAN.sub("", before.group() if before else "")
            numbered = bool(match["n"] or match["m"])
            if numbered or (organ and organ.endswith(("委", "组", "委员会", "中央"))):
                names.append((numbered, organ + match.group()))
    chosen = [name for numbered, name in names if numbered]
    if not chosen and _MANY_TEAMS.search(source.norm, start, end) is None:
        chosen = [name for _, name in names]
    if not chosen:
        return None
    first = chosen[0]
    shorter = [name for name in chosen if first.endswith(name) and _names_organ(name)]
    return min(shorter, key=len, default=first)


def _names_organ(name: str) -> bool:
    """Whether a team's name says whose team it is."""
    return re.match(_ORGAN, name) is not None


def _from_sentence(
    source: Source, span: tuple[int, int], facts: Inspection, dates: list[DatedSpan]
) -> bool:
    """Take what one sentence states; True if it stated anything."""
    start, end = span
    within = [date for date in dates if start <= date.start < end]
    found = False
    body = _BODY.search(source.norm, start, end)
    if body is None or _NO_BODY.search(body["body"]):
        body = _NAMED_BODY.search(source.norm, start, end) or body
    if body is not None and not _NO_BODY.search(body["body"]) and facts.inspected_body is None:
        facts.inspected_body = source.exact(*body.span("body"))
        found = True
    if facts.form is None and _INSPECTS.search(source.norm, start, end):
        forms = _FORM.finditer(source.norm, start, end)
        form = next((one for one in forms if not source.sheltered(one.start())), None)
        if form is not None and (body is not None or within):
            facts.form, found = form.group(), True
    found = _period(source, end, facts, within) or found
    found = _feedback(source, span, facts, within) or found
    return found or _FORMULA.search(source.norm, start, end) is not None


def _period(source: Source, end: int, facts: Inspection, within: list[DatedSpan]) -> bool:
    """First and last day of the inspection: the first range of days before a word for inspecting."""
    if facts.started_on is not None:
        return False
    for first, last in pairwise(within):
        if first.range_part != "start" or last.range_part != "end":
            continue
        if _INSPECTED.search(source.norm, last.end, end):
            facts.started_on = first.iso if first.precision == "day" else None
            facts.ended_on = last.iso if last.precision == "day" else None
            return True
    return False


def _feedback(
    source: Source, span: tuple[int, int], facts: Inspection, within: list[DatedSpan]
) -> bool:
    """The day on which the result was told: the last single day before the word."""
    told = _GAVE_FEEDBACK.search(source.norm, *span)
    if told is None or facts.feedback_on is not None:
        return False
    days = [date for date in within if date.start < told.end() and date.range_part is None]
    if not days or _STUDY.search(source.norm, days[-1].end, told.end()):
        return False
    facts.feedback_on = days[-1].iso if days[-1].precision == "day" else None
    return True


def _told_body(source: Source, start: int, end: int) -> str | None:
    """The body to which the result was told, where no sentence says what was inspected."""
    told = _TOLD.search(source.norm, start, end)
    if told is None:
        return None
    begin, finish = told.span("body")
    persons = _PERSONS.search(source.norm, begin, finish)
    if persons is not None:
        finish = persons.start()
    if finish - begin < 2 or _NO_BODY.search(source.norm[begin:finish]):
        return None
    return source.exact(begin, finish)
