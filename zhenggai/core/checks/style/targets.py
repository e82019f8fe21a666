"""Results in words that are close to a declared target category and are none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper

_HOW = "阶段性|明显|显著|积极|初步|较好|良好|一定|实质性|突破性|重大|较大|重要|扎实|新"
_WHAT = "成效|成果|效果|进展|变化|成绩|突破|实效"
_GAINED = re.compile(rf"取得了?(?:较为|更加|了)?(?P<word>(?:{_HOW})的?(?:{_WHAT}))")
_FINISHED = "基本完成(?:整改)?|基本整改到位|基本解决|部分完成(?:整改)?|阶段性完成(?:整改)?|整改完毕"
_LASTING = "长期坚持|长期整改|长期推进|持续整改|持续推进|持续坚持|常态化推进|长效推进"
_STATE = re.compile(f"(?P<finished>{_FINISHED})|(?:{_LASTING})")
# What is in that state: counted things before the words or behind them.
_COUNTED = re.compile(
    r"(?:[\d一二三四五六七八九十百][项个条件]|任务|问题|事项|各项|其余|措施)(?:整改)?(?:任务|问题|事项)?"
    "(?:已|均|需|需要|将|转入|列为|列入|属于|为|仍|尚|要|正在|现|目前)*$"
)
_COUNTED_BEHIND = re.compile(r"(?:的)?(?:任务|问题|事项)?(?:共|有)?\d+[项个条件]")
_NOT_A_STATE = re.compile("[的和与、]")
_REACH = 20
_ABOUT = re.compile("整改|任务|问题|事项|各项|其余|反馈|销号|台账")
# 已完成整改并长期坚持 reports completion.
_DONE_TOO = re.compile("已?(?:完成整改|整改完成|完成|销号|整改到位)[,并且]*$")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every result of the rectification whose words are not those of the declared categories."""
    targets = paper.reading.organisation.targets
    if not targets:
        return
    declared = "|".join(targets)
    gained = re.search(f"(?:{_HOW})的?(?:{_WHAT})", declared) is not None
    for match in _GAINED.finditer(paper.norm, paper.body, paper.closing):
        word = match["word"].replace("的", "")
        if gained and word not in declared and _tells(paper, match.start()):
            yield _issue(paper, match.span("word"), targets)
    for match in _STATE.finditer(paper.norm, paper.body, paper.closing):
        family = "完成" if match["finished"] else "长期|持续|常态"
        outside = re.search(family, declared) and not _declared(match.group(), declared)
        if outside and _counts(paper, match):
            yield _issue(paper, match.span(), targets)


def _counts(paper: Paper, match: re.Match[str]) -> bool:
    """Whether the words say of problems or tasks how far they are."""
    if paper.sheltered(match.start()):
        return False
    if _COUNTED_BEHIND.match(paper.norm, match.end()):
        return True
    before = paper.norm[max(0, match.start() - _REACH) : match.start()]
    if _NOT_A_STATE.match(paper.norm, match.end()) or _DONE_TOO.search(before):
        return False
    return _COUNTED.search(before) is not None


def _declared(word: str, declared: str) -> bool:
    """Whether the words are a declared category's, in either order of verb and object."""
    return word in declared or word.removesuffix("整改") in declared.split("|")


def _tells(paper: Paper, offset: int) -> bool:
    """Whether the clause, or the one before it in the sentence, speaks of the rectification and quotes nobody."""
    if paper.sheltered(offset):
        return False
    if _COUNTED.search(paper.norm[max(0, offset - _REACH) : offset]):
        return True
    start, end = paper.clause(offset)
    first, _ = paper.sentence(offset)
    if start > first:
        start = max(first, paper.clause(start - 1)[0])
    return _ABOUT.search(paper.norm, start, end) is not None


def _issue(paper: Paper, span: tuple[int, int], targets: list[str]) -> Issue:
    start, end = span
    facts: dict[str, Fact] = {"word": paper.text[start:end], "targets": targets}
    return Issue("target-word", WARNING, start, end, "target-word", facts)


RULE = Rule("target-word", (WARNING,), find)
