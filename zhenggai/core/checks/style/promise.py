"""A promise that nobody can be held to: it names no day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import INFO, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading import Promise

_LONGEST = 48
_CLAUSE = re.compile(
    "(?:(?:下一步|下步|下一?阶段|今后|接下来|后续|近期)(?:工作中|整改中)?[,:])?(?P<words>[^,;。!?\n]+)"
)
# A pledge of the whole body is no task that could have a day.
_PLEDGE = re.compile("契机|团结在|一如既往|始终|坚定不移|更加|为抓手|钉钉子|持之以恒|久久为功")
# A day that has no year in a text without a date is a day all the same.
_TIMED = re.compile(
    r"年底|年末|年内|月底|月末|\d月|[一二三四五六七八九十]月|\d[日号]|季度|半年|20\d\d年|[上中下]旬|学期|[今明当]年|工作日内"
)
_DUE = re.compile("(?:完成|整改|办结)?(?:时限|期限)\\s?:")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """The first promise without a day of every measure, or of every paragraph outside measures, with their count."""
    if paper.reading.kind == "feedback":
        return
    groups: dict[tuple[str, int], list[Promise]] = {}
    for promise in paper.reading.promises:
        if promise.due_on is None and not _free(paper, promise):
            groups.setdefault(_place(paper, promise), []).append(promise)
    for ones in groups.values():
        clause = _CLAUSE.match(paper.norm, ones[0].start, ones[0].start + _LONGEST)
        begin, finish = clause.span("words") if clause else (ones[0].start, ones[0].end)
        facts: dict[str, Fact] = {"words": paper.text[begin:finish], "counted": len(ones)}
        yield Issue("promise", INFO, begin, finish, "promise", facts)


def _place(paper: Paper, promise: Promise) -> tuple[str, int]:
    """The measure, the finding or the paragraph that promises."""
    if promise.finding is None:
        return "paragraph", paper.paragraph(promise.start)[0]
    return f"{promise.finding}", promise.measure or 0


def _free(paper: Paper, promise: Promise) -> bool:
    """Whether it only pledges, or the day stands in its words or in a column of its item."""
    words = paper.norm[promise.start : promise.end]
    if _TIMED.search(words):
        return True
    if promise.finding is None:
        return _PLEDGE.search(words) is not None
    return _DUE.search(paper.norm, promise.end, promise.end + 200) is not None


RULE = Rule("promise", (INFO,), find)
