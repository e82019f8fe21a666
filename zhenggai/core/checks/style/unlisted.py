"""A total of institutions that nobody can check: no list and no annex names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper

_LEAST = 3
_LONGEST = 16
_LED = re.compile("[\u4e00-\u9fff]+$")
_ANNEX = re.compile(
    "附件[\\d一二三四五六七八九十]{0,2}\\s*[:.]|(?:详见|见|参见)(?:附件|附表|附录|下表|清单)|附[:表]|(?:制度|成果|文件)(?:建设)?(?:清单|目录|汇编|一览表)"
)


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """The first total of the round in every sentence, where it names fewer documents and nothing is annexed."""
    totals = [
        one
        for one in paper.reading.statistics
        if one.key == "institutions" and one.scope == "round"
    ]
    if paper.reading.kind == "round_summary" or not totals:
        return
    if _ANNEX.search(paper.norm, paper.body):
        return
    told: set[int] = set()
    for total in totals:
        sentence = paper.sentence(total.start)
        claimed = int(float(total.value))
        if claimed < _LEAST or sentence[0] in told or _listed(paper, sentence, claimed):
            continue
        told.add(sentence[0])
        facts: dict[str, Fact] = {"here": _claim(paper, total.start, total.end)}
        yield Issue("unlisted-total", WARNING, total.start, total.end, "unlisted-total", facts)


def _claim(paper: Paper, start: int, end: int) -> str:
    """The number with the words that lead to it, where they are short."""
    words = _LED.search(paper.norm, max(paper.clause(start)[0], start - _LONGEST), start)
    begin = words.start() if words else start
    return "".join(paper.text[begin:end].split())


def _listed(paper: Paper, sentence: tuple[int, int], claimed: int) -> bool:
    """Whether the sentence itself names as many documents as it counts."""
    within = paper.norm.count("《", *sentence)
    return within >= claimed


RULE = Rule("unlisted-total", (WARNING,), find)
