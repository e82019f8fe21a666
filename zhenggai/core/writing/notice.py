"""The progress notice (整改进展情况的通报): its facts, and the blocks that say them.

The skeleton is fixed: title, opening facts, the work so far, finding by finding under each category, the outlook, an
invitation with the contact, signature and date. Wording of findings stays exact. What is not known is left out with the
words around it; nothing is made up, and a stated zero is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.writing.blocks import (
    Block,
    Document,
    Heading,
    IssuerHead,
    Lead,
    Paragraph,
    Point,
    Signature,
    Title,
)
from zhenggai.core.writing.notice_data import (
    CategoryData,
    Contact,
    Counts,
    FindingData,
    MeasureData,
    NoticeData,
)
from zhenggai.core.writing.notice_facts import basics, opening, title
from zhenggai.core.writing.text import (
    clean,
    count_word,
    one_line,
    quoted,
    sentence,
    unstopped,
)

__all__ = [
    "CategoryData",
    "Contact",
    "Counts",
    "FindingData",
    "MeasureData",
    "NoticeData",
    "notice_blocks",
]

_NUMBERED = re.compile(r"^[（(][一二三四五六七八九十]+[)）]\s*")
_FORMED = re.compile("关于|在“")
_LONGEST_LEAD = 40


def notice_blocks(data: NoticeData) -> Document:
    """The notice as blocks. Chapters without content are left out, the others numbered on."""
    head = title(data)
    blocks: list[Block] = []
    issuer = one_line(data.issuer)
    if issuer and not head.startswith(issuer):
        blocks.append(IssuerHead(issuer))
    blocks.append(Title(head))
    blocks.append(Paragraph(opening(data)))
    number = 0
    for name, chapter in _chapters(data):
        if chapter:
            number += 1
            blocks += [Heading(1, name, number), *chapter]
    blocks += _closing(data)
    blocks.append(Signature(issuer, data.issued_on))
    return Document(tuple(blocks))


def _chapters(data: NoticeData) -> Iterator[tuple[str, list[Block]]]:
    """The three chapters with their names."""
    yield "整改工作基本情况", _sections(basics(data))
    yield "反馈问题整改落实情况", [block for each in _categories(data) for block in each]
    yield "今后整改工作打算", _sections([part for part in map(_split, data.outlook) if any(part)])


def _sections(parts: list[tuple[str, str]]) -> list[Block]:
    """（一）lead. Text … for several parts; a single part needs no number."""
    if len(parts) == 1:
        return [Paragraph("".join(parts[0]))]
    return [Paragraph(text, Lead(2, lead, place)) for place, (lead, text) in enumerate(parts, 1)]


def _split(text: str) -> tuple[str, str]:
    """The first sentence of a paragraph as its lead, unless it is long, and the rest; an own （一） is dropped."""
    whole = sentence(_NUMBERED.sub("", clean(text).strip(), count=1))
    end = whole.find("。") + 1
    return (whole[:end], whole[end:]) if end <= _LONGEST_LEAD else ("", whole)


def _categories(data: NoticeData) -> Iterator[list[Block]]:
    """Each category that has findings: its heading and one paragraph per finding."""
    told = [category for category in data.categories if category.findings]
    for place, category in enumerate(told, 1):
        yield [
            Heading(2, _category_heading(category), place),
            *(_finding(finding) for finding in category.findings),
        ]


def _category_heading(category: CategoryData) -> str:
    """关于“…”; a heading of clues, or one that already begins in such a way, is printed as it is."""
    heading = one_line(category.heading)
    if category.kind != "problem" or _FORMED.match(heading):
        return heading
    return f"关于{quoted(heading)}"


def _finding(finding: FindingData) -> Paragraph:
    """One finding in one paragraph: what was found, in how many ways it is met, each of them, and its state."""
    points = tuple(point for point in map(_point, finding.measures) if point.title or point.text)
    wording, state = one_line(finding.wording), unstopped(one_line(finding.state))
    if finding.kind == "problem":
        says = (_about(wording, "针对" if points else "关于"), _ways(len(points), "整改"))
        lead = sentence("，".join(part for part in says if part))
    else:
        lead = sentence(wording)
        lead += sentence(_ways(len(points), "落实")) if finding.kind == "recommendation" else ""
    what = "该问题" if finding.kind == "problem" else "该事项"
    close = f"{what}{state}。" if state else ""
    return Paragraph(lead=Lead(3, lead, finding.number), points=points, close=close)


def _about(wording: str, opens: str) -> str:
    """针对“…”的问题, without saying 问题 twice and without a stop before the closing mark."""
    exact = unstopped(wording)
    if not exact:
        return ""
    return f"{opens}{quoted(exact)}{'这一情况' if exact.endswith('问题') else '的问题'}"


def _ways(count: int, deed: str) -> str:
    """How many ways; one is not counted."""
    if count > 1:
        return f"主要从{count_word(count)}个方面抓好{deed}"
    return f"抓好{deed}" if count else ""


def _point(measure: MeasureData) -> Point:
    """One measure: title, text, result. A text that begins with the title does not say it twice."""
    heading = one_line(measure.title)
    parts = [clean(part).strip() for part in (measure.text, measure.result)]
    body = "".join(sentence(part) for part in parts)
    after = body.removeprefix(heading)[:1]
    if heading and body.startswith(heading) and after in "。，；：":
        return Point(measure.number, "", body)
    return Point(measure.number, sentence(heading), body)


def _closing(data: NoticeData) -> list[Block]:
    """The invitation to the public, and how to answer."""
    invitation = f"欢迎广大干部群众监督{data.source}整改工作"
    ways = [f"{name}：{value}" for name, value in _ways_to_answer(data.contact) if value]
    if not ways:
        return [Paragraph(f"{invitation}。")]
    return [Paragraph(f"{invitation}，有意见和建议的，请通过以下方式反映。"), *map(Paragraph, ways)]


def _ways_to_answer(contact: Contact) -> list[tuple[str, str]]:
    return [
        ("联系电话", one_line(contact.phone)),
        ("邮政信箱", one_line(contact.mailbox)),
        ("电子邮箱", one_line(contact.email)),
    ]
