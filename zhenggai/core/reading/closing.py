"""The closing of a notice: invitation to the public, contact, list of annexes."""

from __future__ import annotations

import re

from zhenggai.core.reading.source import Source

_CLOSING = re.compile(
    r"(?<=[。;!?\n\r ])(?:欢迎|如有(?:任何)?(?:意见|建议|问题|不同)|(?:反馈)?(?:联系|监督|举报|反映)(?:方式|电话|人|渠道|地址|邮箱)|(?:办公)?电话 ?:|邮政信箱|通[信讯]地址|(?:电子)?(?:邮箱|邮件) ?:|公示(?:期|时间))"
)
_ANNEX = re.compile(r"(?<=\n)\s*附件\s*\d{0,2}\s*[:.]")
_CLAUSE = re.compile(r"[^。;\n]+")
_INVITES = re.compile(
    r"欢迎|监督|意见|建议|反映|联系|电话|热线|信箱|邮箱|邮件|地址|邮编|邮政|传真|网址|@|公示|期限|时间|工作日|附件|^\s*\d{1,2}[.、]"
)
_AGAIN = re.compile(r"[。\n][ ]*(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d))|针对“|[①-⑳]")
_WINDOW = 1600
_SIGNATURE = 160


def find_closing(source: Source, body: int, signed: int) -> int:
    """Where the invitation, the contact or the annexes begin; `signed` where there are none."""
    window = max(body, signed - _WINDOW)
    annex = _ANNEX.search(source.norm, window, signed)
    end = annex.start() if annex else signed
    for match in _CLOSING.finditer(source.norm, window, end):
        if _AGAIN.search(source.norm, match.end(), end) is None:
            return match.start()
    return end


def closing_spans(source: Source, closing: int, signed: int, end: int) -> list[tuple[int, int]]:
    """The stretches from the closing on that are invitation, contact, annexes or signature."""
    spans = [
        match.span()
        for match in _CLAUSE.finditer(source.norm, closing, signed)
        if _INVITES.search(match.group())
    ]
    return [*spans, (signed, min(end, signed + _SIGNATURE))]
