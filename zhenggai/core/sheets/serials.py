"""Numbers as people write them before a row: 1, 1.1, 一, （一）, ①, 7-③, 问题1."""

from __future__ import annotations

import re
import unicodedata

from zhenggai.core.reading.numbers import parse_int

_CIRCLED = {chr(ord("①") + at): at + 1 for at in range(20)} | {
    chr(ord("㉑") + at): at + 21 for at in range(15)
}
_NUMERALS = "一二三四五六七八九十百零〇"
_WRAP = re.compile(r"^(?:问题|措施|第|任务|整改)*(.*?)(?:项|条|个|号)?[.、．。]?$")
_PAIR = re.compile(r"^(\d{1,4})(?:[-—–.]|号?措施)\(?(\d{1,3})\)?$")
_HIGHEST = 9999


def serial(text: str) -> tuple[int, int]:
    """Finding's and measure's number that a serial says; 0 for what it does not say. (0, 0) for no number at all.

    A number alone, in whatever form, is given as the first one.
    """
    bare = "".join(text.split())
    for sign, value in _CIRCLED.items():
        bare = bare.replace(sign, f"({value})")
    bare = unicodedata.normalize("NFKC", bare)
    match = _WRAP.match(bare)
    bare = match[1] if match else bare
    pair = _PAIR.match(bare) or re.fullmatch(r"(\d{1,4})\((\d{1,3})\)", bare)
    if pair:
        return int(pair[1]), int(pair[2])
    single = re.fullmatch(rf"\(?(\d{{1,4}}|[{_NUMERALS}]{{1,5}})\)?", bare)
    number = parse_int(single[1]) if single else None
    return (number, 0) if number and number <= _HIGHEST else (0, 0)
