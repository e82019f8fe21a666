"""Institutions as drafts: cited documents that the text says were made or revised as standing rules. Pure.

A plan, a report or a film is a document, never an institution (E6); a rule from above that is being studied or applied
is not one either. A person confirms every draft.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from zhenggai.core.reading import Reading
from zhenggai.ledger.intake.shape import InstitutionItem, Proposal

_STANDING = re.compile(
    r"(?:办法|制度|规定|细则|规则|规程|条例|准则|规范|章程|机制|若干措施|若干意见|(?:实施|管理|指导)意见)"
    r"(?:[（(〔].{1,12}[）)〕])?$"
)
_MADE = re.compile("制定|修订|出台|印发|建立|健全|完善|编制|起草|颁布|下发|新建|修改")
_APPLIED = re.compile("贯彻|学习|按照|依据|根据|对照|执行|遵守|违反|落实好|宣传|解读")
_CLAUSE = re.compile("[。；;！？\n]")
_BEFORE = 40


def institutions(reading: Reading, proposal: Proposal) -> list[InstitutionItem]:
    """One draft a title, with the findings under which it is named as made."""
    spans = sorted((item.start, item.end, item.key) for item in proposal.findings)
    starts = [span[0] for span in spans]
    found: dict[str, InstitutionItem] = {}
    for cited in reading.documents:
        at = bisect_right(starts, cited.start) - 1
        inside = at >= 0 and cited.start < spans[at][1]
        if not inside or not _made(reading.text, cited.start, cited.title):
            continue
        item = found.get(cited.title)
        if item is None:
            item = found[cited.title] = InstitutionItem(
                proposal.fresh("i"), cited.title, cited.start, cited.end
            )
        if spans[at][2] not in item.findings:
            item.findings.append(spans[at][2])
    return list(found.values())


def _made(text: str, at: int, title: str) -> bool:
    """Whether the clause before a title says that a standing rule was made, and not that one was applied."""
    if not _STANDING.search(title.strip("《》")):
        return False
    clause = _CLAUSE.split(text[max(0, at - _BEFORE) : at])[-1]
    made = max((match.end() for match in _MADE.finditer(clause)), default=-1)
    applied = max((match.end() for match in _APPLIED.finditer(clause)), default=-1)
    return made > applied
