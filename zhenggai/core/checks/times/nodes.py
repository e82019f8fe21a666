"""A completion claimed for a time that is none of the declared time nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import WARNING, Fact, Issue
from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading.numbers import parse_int

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WHEN = rf"(?:(?:\d{{4}}年|今年|当年)?{_N}月(?:份)?(?:初|底|末|[上中下]旬|{_N}[日号])?|(?:\d{{4}}|今|当)?年(?:底|末|内|中)|(?:\d{{4}}年|今年)?(?:[上下]半年|第?[一二三四1-4]季度(?:末)?))"
_DONE = r"(?:已|均|全部|都|按期|按时|如期|基本)+(?:完成|整改|销号|办结|落实|到位|见效)|(?:全部|全面|按期|按时|如期)(?:完成|整改完成|销号|办结)|完成率(?:达到?|为)?100%"
_TASKS = "(?:任务|问题|事项|措施|整改|目标|要求|节点)"
_CLAIM = re.compile(
    rf"(?P<when>{_WHEN})(?:之前|以前|前)?(?:应|需|须|要|必须|要求|计划|应当)?(?:整改)?(?:完成|到位|销号|办结|见效)(?:整改)?的?[^,。;\n]{{0,16}}?{_TASKS}?[^,。;\n]{{0,6}},?[^,。;\n]{{0,8}}?(?:{_DONE})"
)
_BY_NODE = re.compile(
    rf"(?P<when>{_WHEN})(?:的|这一|这个)?(?:时间)?节点[^,。;\n]{{0,16}}?,?[^,。;\n]{{0,8}}?(?:{_DONE})"
)
_DEMANDED = re.compile(r"(?:要求|方案|明确|确定|应|需|须)[^,。;]{0,12}$")
_DUE = re.compile(r"(?:之前|以前|前|应|需|须|要|必须|要求|计划|的|这|时|节)")
_YEAR = re.compile(r"^(?:\d{4}年|今年|当年|今|当)")
_TIMED = re.compile(r"[月年季]")
_DONE_AT = re.compile(_DONE)
_REACH = 90
_DIGITS = re.compile(_N)
_SAME = {
    "年底": "12月底",
    "年末": "12月底",
    "年内": "12月底",
    "12月": "12月底",
    "上半年": "6月底",
    "下半年": "12月底",
    "年中": "6月底",
}
_LAST_DAYS = {"28", "29", "30", "31"}
_LAST = re.compile(r"(\d{1,2}月)(?:末|下旬|(\d{1,2})[日号])$")


def find_node(paper: Paper, start: int, end: int) -> Iterator[Issue]:
    """Claims such as 4月底前完成的任务已全部完成 where the nodes are 5月初, 年底 and 长期."""
    nodes = paper.reading.organisation.time_nodes
    timed = {_plain(node) for node in nodes if _TIMED.search(node)}
    if not timed:
        return
    seen: set[int] = set()
    for done in _DONE_AT.finditer(paper.norm, start, end):
        match = _claim(paper.norm, max(start, done.start() - _REACH), done.end())
        if match is None or match.start("when") in seen or paper.sheltered(match.start()):
            continue
        seen.add(match.start("when"))
        if _plain(match["when"]) not in timed and _speaks_of_due(paper.norm, match):
            span = match.span("when")
            facts: dict[str, Fact] = {"date": paper.text[slice(*span)], "nodes": nodes}
            yield Issue("node", WARNING, *span, "node", facts)


def _claim(norm: str, start: int, end: int) -> re.Match[str] | None:
    """The last claim in a stretch that ends with it."""
    found = None
    for pattern in (_CLAIM, _BY_NODE):
        for match in pattern.finditer(norm, start, end):
            found = match
    return found


def _speaks_of_due(norm: str, match: re.Match[str]) -> bool:
    """Whether the time is one by which something was due, not the day on which it was done."""
    after = _DUE.match(norm, match.end("when")) is not None
    return after or _DEMANDED.search(norm, max(0, match.start() - 20), match.start()) is not None


def _plain(words: str) -> str:
    """A time without year and 前, in digits; the last days of a month are its end, the end of the year is 12月底."""
    plain = _YEAR.sub("", words.strip().removesuffix("前").removesuffix("之"))
    plain = "年" + plain if plain in ("底", "末", "内", "中") else plain
    plain = _DIGITS.sub(lambda match: str(parse_int(match.group()) or match.group()), plain)
    plain = _SAME.get(plain.replace("份", ""), plain.replace("份", ""))
    last = _LAST.match(plain)
    if last is not None and (last[2] is None or last[2] in _LAST_DAYS):
        return last[1] + "底"
    return plain
