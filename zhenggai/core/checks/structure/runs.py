"""Lists that need no 、: titles and quotations side by side, and levels of government (市、县、乡三级, 县乡两级)."""

from __future__ import annotations

import re

from zhenggai.core.checks.structure import things
from zhenggai.core.checks.structure.things import Sure

_OPENERS = {"》": "《", "”": "“"}
# A closing mark, a bracket such as (试行), and what may stand between two of a list.
_CLOSES = re.compile(r"(?P<mark>[》”])(?:\([^()\n]{1,12}\))?(?:、|,|和|及|以及|与|暨)?$")
_TAIL = 18
_REACH = 600
_JOINED_BEFORE = re.compile(r"(?:[、和及与]|以及)$")
_DOCUMENT = re.compile(
    r"[项个份部件类篇本套种]?(?:[\u4e00-\u9fff]{0,6}?)(?:制度|文件|办法|规定|方案|规程|细则|意见|规划|条例|通知|清单|预案|规范|指南|配档表|台账|标准|法规|表册|手册|公约|章程|规则|流程)(?!的)"
)
_NAMED = re.compile(
    r"(?:行动|活动|品牌|专项|平台|栏目|系列|工程|计划|称号|赛事|课程|产品|小程序|模式|机制|做法)"
)
_SENTENCE = re.compile(r"[。\n]")
_PLAIN_END = re.compile(r"[,;。!?)\n]|$")
_LEVEL = (
    "中央|国家|省|自治区|市|地市|州|盟|区|县|旗|区县|县区|市县|县市|县市区|区市县|县\\(市、区\\)|镇|乡|街|街道|镇街|街镇|乡镇|乡镇街道|村|居|村居|社区|"
    "村社区|村\\(社区\\)|村\\(居\\)|组|网格|小区|楼栋|校|院|系|班|集团"
)
_LEVELS = re.compile(rf"(?P<first>(?:{_LEVEL}))(?P<more>(?:(?:、|和|及)(?:{_LEVEL}))+)$")
_SPLIT = re.compile(r"、|和|及")
_RANKS = {
    char: rank
    for rank, chars in enumerate(("省", "市州盟", "县区旗", "乡镇街", "村", "组"))
    for char in chars
}
_TWO, _MOST = 2, 7
# 全市县乡: the first one may belong to the word before.
_WHOLE = tuple("全各本我该")
_PAIRS = re.compile(r"区县|县区|镇街|街镇|乡镇")


def quoted_run(words: str, end: int, number: int, behind: str, *, closed: bool) -> int | None:
    """How many titles or quotations stand side by side before a count, where that is certainly another number.

    `closed` says that no 等 leaves the list open. `words` are veiled, `behind` follows the number.
    """
    low = max(0, end - _REACH)
    start, counted = _walk_back(words, end, low)
    if counted == number or (counted < number and not closed):
        return None
    sentence = _SENTENCE.split(words[low:start])[-1]
    mixed = (
        "》" in sentence
        or "”" in sentence
        or _JOINED_BEFORE.search(words, max(0, start - 2), start) is not None
    )
    if not closed:
        return counted
    if mixed and (counted < number or words[start] == "“"):
        return None
    if counted < 2 or not _are_these(words[start], behind):
        return None
    return counted


def _walk_back(words: str, end: int, low: int) -> tuple[int, int]:
    """Where titles or quotations side by side begin, and how many they are."""
    counted, start = 0, end
    while True:
        close = _CLOSES.search(words, max(low, start - _TAIL), start)
        if close is None:
            return start, counted
        opened = words.rfind(_OPENERS[close["mark"]], low, close.start())
        if opened < 0:
            return start, counted
        counted, start = counted + 1, opened


def _are_these(opener: str, behind: str) -> bool:
    """Whether what is counted are the titles or quotations themselves, not what they hold."""
    if opener == "《":
        return _DOCUMENT.match(behind) is not None or _PLAIN_END.match(behind, 1) is not None
    return things.sure_of(behind.lstrip("个项类大"))[0] is Sure.STRICT or bool(
        _NAMED.search(behind[:10])
    )


def level_run(words: str, end: int, number: int) -> int | None:
    """How many levels stand before N级, where that is certainly another number."""
    low = max(0, end - 60)
    listed = _LEVELS.search(words, low, end)
    if listed is not None:
        counted = len(_SPLIT.split(listed.group()))
        before = words[listed.start() - 1 : listed.start()]
        return counted if counted != number and before != "、" else None
    packed = _packed(words[low:end])
    before = words[end - len(packed) - 1 : end - len(packed)]
    if len(packed) < _TWO or before == "、":
        return None
    counted = len(packed)
    least = counted - len(_PAIRS.findall(packed)) - (before in _WHOLE)
    return counted if not least <= number <= counted else None


def _packed(words: str) -> str:
    """The levels at the end of some words, each below the one before it: 市县 of 全市市县."""
    taken = ""
    for char in reversed(words[-_MOST:]):
        rank = _RANKS.get(char)
        if rank is None or (taken and not _above(char, taken[0])):
            break
        taken = char + taken
    return taken


def _above(upper: str, lower: str) -> bool:
    """Whether one level stands above another, or beside it in a word such as 区县."""
    return _RANKS[upper] < _RANKS[lower] or _PAIRS.fullmatch(upper + lower) is not None
