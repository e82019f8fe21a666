"""Lists behind their count: 3个工作组：甲、乙、丙, 3个县区（甲、乙、丙）, 3个小组，分别为甲、乙、丙."""

from __future__ import annotations

import re

from zhenggai.core.checks.structure import things
from zhenggai.core.checks.structure.listed import BLOT, Listed, listed
from zhenggai.core.checks.structure.things import Sure

_OPENER = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{0,12}?)(?:(?P<colon>:)|(?P<bracket>\()?,?(?:(?P<exact>分别为|分别是|依次为|依次是|即)|(?P<some>包括|包含|涵盖|其中有)|(?<=\()):?)"
)
_ITEMS = re.compile(r"[^,;。!?\n()]{0,240}")
_BRACKETED = re.compile(r"[^()\n]{0,240}(?=\))")
_ENDS = re.compile(
    r"[。;!?\n]|$|\)|,(?:由|并|逐|推动|确保|做到|实行|每|形成|共|各|全|进一步|切实|不断|着力)"
)
_MARK = re.compile(r"[①-⑳]|[一二三四五六七八九十]是|\(?\d{1,2}[.、)]")
_GENERIC = re.compile(
    r"(?:街道|园区|社区|村|部门|单位|镇|乡镇|开发区|功能区|区|县|市|片区|居|企业|科室|处室|项|次|人次|起|批|新|老|含.*|不含.*|其中.*|.*\d.*)"
)
_OPEN = re.compile(r"等(?:[^、,]{0,12})?$")
_TITLES = re.compile(rf"《{BLOT}*》")
_DOCUMENTS = re.compile(r"制度|文件|办法|规定|方案|意见|规范|细则|清单|预案|规划|标准|指南")
_MEASURES = "个项类大种条道张份部件"
_LONGEST = 24
_FAR = 2
_MEMBERS = 3


def list_behind(words: str, at: int, number: int, unit: str) -> int | None:
    """How many things the list behind a count has, where that is certainly another number; None otherwise."""
    opener = _OPENER.match(words, at)
    chunk = _chunk(words, opener) if opener is not None else None
    if opener is None or chunk is None:
        return None
    open_ = opener["some"] is not None or _OPEN.search(chunk) is not None
    noun = opener["noun"] if unit in _MEASURES else unit + opener["noun"]
    if _TITLES.search(chunk):
        return _titles(chunk, number, noun, open_=open_)
    found = listed(_OPEN.sub("", chunk).split("、"))
    if found is None or number in found.counts:
        return None
    if opener["exact"] and not open_:
        return _exact(found, number, noun)
    return _verdict(found, number, noun, open_=open_, bracketed=bool(opener["bracket"]))


def _chunk(words: str, opener: re.Match[str]) -> str | None:
    """The words of the list behind an opener; None where they are no plain list."""
    pattern = _BRACKETED if opener["bracket"] else _ITEMS
    match = pattern.match(words, opener.end())
    if match is None or _MARK.match(match.group()):
        return None
    if not opener["bracket"] and _ENDS.match(words, match.end()) is None:
        return None
    others = _OPEN.search(match.group())
    if others is not None and opener["some"] and others.group() != "等":
        return None
    return match.group()


def _exact(found: Listed, number: int, noun: str) -> int | None:
    """After 分别为 every one of the things is named."""
    sure, _ = things.sure_of(noun)
    counted = max(found.counts) if number > max(found.counts) else min(found.counts)
    plain = all(len(item) <= _LONGEST for item in found.items)
    between = min(found.counts) <= number <= max(found.counts)
    known = sure is not Sure.UNKNOWN and plain and not between
    return counted if known and abs(counted - number) <= _FAR else None


def _titles(chunk: str, number: int, noun: str, *, open_: bool) -> int | None:
    """Titles behind a count of documents."""
    counted = len(_TITLES.findall(chunk))
    rest = _TITLES.sub("", chunk)
    plain = re.fullmatch(r"[、和及与以等 ]*", rest) is not None
    if not plain or counted == number or (open_ and counted < number):
        return None
    return counted if _DOCUMENTS.search(noun) or counted > number else None


def _verdict(found: Listed, number: int, noun: str, *, open_: bool, bracketed: bool) -> int | None:
    """The length of the list where it certainly differs from its count."""
    sure, named = things.sure_of(noun)
    if sure is Sure.UNKNOWN or any(len(item) > _LONGEST for item in found.items):
        return None
    if number < min(found.counts):
        return None if found.joined and sure is Sure.LOOSE else min(found.counts)
    if open_ or number < max(found.counts) or number - max(found.counts) > _FAR:
        return None
    if bracketed and all(_GENERIC.fullmatch(item) for item in found.items):
        return None
    return max(found.counts) if _all_named(found, sure, named) else None


def _all_named(found: Listed, sure: Sure, noun: str) -> bool:
    """Whether a list that is too short certainly names all of what is counted."""
    if sure is Sure.PLACE:
        return all(things.of_rank(item, noun) for item in found.items)
    return sure is Sure.STRICT or len(found.items) >= _MEMBERS
