"""Documents that a text names in 《》."""

from __future__ import annotations

import re

from zhenggai.core.reading.model import CitedDocument

# A pair that stands further apart than this is a lost mark, not a title.
_MAX_TITLE = 200
_MARK = re.compile("[《》]")
_BREAK = re.compile(r"\s*\n\s*")


def title_spans(text: str) -> list[tuple[int, int]]:
    """Outermost 《…》 as (start, end), marks included, in text order; marks without a partner are passed over."""
    open_marks: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        if match.group() == "《":
            open_marks.append(match.start())
            continue
        if not open_marks:
            continue
        start, end = open_marks.pop(), match.end()
        if end - start > _MAX_TITLE:
            continue
        while spans and spans[-1][0] > start:
            spans.pop()
        spans.append((start, end))
    return spans


def find_documents(text: str) -> list[CitedDocument]:
    """Every cited document in text order; `title` without its outer marks, nested titles kept whole."""
    found = []
    for start, end in title_spans(text):
        title = _BREAK.sub("", text[start + 1 : end - 1]).strip()
        if title:
            found.append(CitedDocument(title=title, start=start, end=end))
    return found
