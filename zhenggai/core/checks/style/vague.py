"""Results that nobody can check: 有序推进, 多处, 明显提升, without figure, date or document in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import INFO, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper

_END = r"(?=[,;。!?)\r\n]|$)"
_VAGUE = re.compile(
    "(?P<many>多(?<![许众很诸甚大更最较太过不繁].)[处次场家个项起名批条件](?!庭|体|于|元|向|少)(?=[\u4e00-\u9fff]{0,14}[,;。!?\n])(?!方面|渠道|层次|角度|部门|环节|领域|门|元|样|维)|(?:一大批|大量|诸多|不少(?!于))(?=[\u4e00-\u9fff]))"
    f"|(?:有序|稳步|扎实|顺利|加速|加快|积极|全面|深入|强力|持续|同步)(?:有序|稳步|扎实|加快)?推进(?:中|之中|实施|建设|落实)?{_END}"
    f"|(?:明显|显著|有效|大幅|进一步|持续|不断|稳步|切实|极大|全面|逐步|普遍)(?:地)?(?:提升|提高|改善|好转|增强|优化|减少|下降|遏制|扭转|改观|加强|规范|完善|健全|转变|巩固|向好|缓解|见效){_END}"
    f"|取得(?:了)?(?:积极|明显|显著|初步|较好|一定|良好|实质性|阶段性|新的|较大)(?:的)?(?:成效|进展|成果|效果|突破){_END}"
    f"|(?:初见成效|成效明显|成效显著|初具规模|效果明显|效果良好|持续向好|初步形成|基本到位|得到(?:有效|明显|极大|进一步|显著)?(?:改善|提升|解决|遏制|缓解|加强|保障|落实|整治)){_END}"
)
_SHOWN = 4


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """The first vague result of every measure of an answer, with the words of all of them."""
    measures = sorted(
        ((one.start, one.end) for finding, one in paper.measures if finding.kind == "problem")
    )
    if paper.reading.kind in ("feedback", "plan"):
        return
    for begin, finish in measures:
        words = [
            match
            for match in _VAGUE.finditer(paper.norm, begin, finish)
            if not _backed(paper, match.start()) and not paper.sheltered(match.start())
        ]
        if words:
            shown = [paper.text[one.start() : one.end()] for one in words]
            unlike: list[str] = list(dict.fromkeys(shown))[:_SHOWN]
            facts: dict[str, Fact] = {"words": unlike, "counted": len(words)}
            yield Issue("vague", INFO, words[0].start(), words[0].end(), "vague", facts)


def _backed(paper: Paper, offset: int) -> bool:
    """Whether the clause, or the one that goes on from it, states a figure, a date or a document."""
    start, end = paper.clause(offset)
    if end < len(paper.norm) and paper.norm[end] in ",:":
        end = paper.clause(end + 1)[1]
    if paper.counted(start, end) or paper.dated(start, end):
        return True
    return paper.norm.find("《", start, end) >= 0


RULE = Rule("vague", (INFO,), find)
