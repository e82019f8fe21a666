"""Plants what stands twice: a sentence copied under another finding, a document reported as a result of two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.planting.model import Planted, Text
from zhenggai.core.reading import Finding, Measure

_RUN = re.compile(r"[^，。；：、！？,;:!?\n①-⑳]+(?:[，、,][^，。；：！？,;:!?\n①-⑳]+)*")
_MADE = re.compile(
    "(?:制定出台|制定印发|制定下发|制定完成|研究制定|研究编制|修订完善|审议通过|制定|出台|印发|修订|编制|编印|发布|印发实施)了?$"
)
_LAW = re.compile("条例|法》|中华人民共和国")
_MARKED = re.compile(r"(?:[一二三四五六七八九十]{1,2}是|[（(][\d０-９]+[）)]|[\d０-９]+[.．、])")
_TITLE = re.compile("《[^《》]*》")
_SHOWN = 60
_BOTH = frozenset(("conflict",))


def passages(text: Text) -> Iterator[Planted]:
    """A whole sentence part of at least 24 characters, put at the end of a measure of another finding."""
    for source, target in _pairs(text):
        for match in _RUN.finditer(text.text, source.start, source.end):
            words = match[0].strip()
            words = words[found.end() :] if (found := _MARKED.match(words)) else words
            if not 24 <= len(_TITLE.sub("", words)) <= 120 or re.search(
                "[“‘《（(][^”’》）)]*$", words
            ):
                continue
            if text.text[match.end() : match.end() + 1] not in tuple("。；;"):
                continue
            edit = _at_the_end(text, target, words)
            if edit is not None:
                yield Planted("repeated-passage", "copied", text, (edit,), words[:_SHOWN], _BOTH)


def documents(text: Text) -> Iterator[Planted]:
    """A document that one measure reports as its result, reported under another finding as well."""
    for source, target in _pairs(text):
        for cited in text.paper.reading.documents:
            if not source.start <= cited.start < source.end or _LAW.search(cited.title):
                continue
            if not _MADE.search(text.text[cited.start - 6 : cited.start]):
                continue
            title = text.text[cited.start : cited.end]
            for form in (
                f"制定印发{title}",
                f"进一步规范流程，印发{title}",
                f"制定出台{title}，明确责任分工",
            ):
                edit = _at_the_end(text, target, form)
                if edit is not None:
                    yield Planted("repeated-document", "reported twice", text, (edit,), form, _BOTH)


def _pairs(text: Text) -> Iterator[tuple[Measure, Measure]]:
    """Each measure with one of another finding, half the notice away."""
    every: list[tuple[Finding, Measure]] = text.paper.measures
    for place, (finding, measure) in enumerate(every):
        for step in range(len(every)):
            other, target = every[(place + len(every) // 2 + step) % len(every)]
            if other.start != finding.start:
                yield measure, target
                break


def _at_the_end(text: Text, target: Measure, words: str) -> tuple[int, int, str] | None:
    """The insertion behind the last full stop of a measure."""
    at = text.text.rfind("。", target.start, target.end + 1) + 1
    return (at, at, f"{words}。") if at else None
