"""Plants unbalanced quotation marks, title marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.planting.model import Planted, Text

_MARKS = re.compile("[“”‘’《》〈〉（）()]")
# A bracket around a mere number is a mark of structure; without one half it is another such mark.
_NUMBERING = re.compile(r"[（(][\d０-９一二三四五六七八九十]{1,3}[）)]")


def places(text: Text) -> Iterator[Planted]:
    """Every single mark of the notice: taken away, and doubled."""
    paper = text.paper
    passed = {
        at for match in _NUMBERING.finditer(text.text) for at in (match.start(), match.end() - 1)
    }
    for match in _MARKS.finditer(text.text, paper.start, paper.end):
        if match.start() in passed:
            continue
        shown = text.text[max(0, match.start() - 3) : match.end() + 3]
        for kind, put in (("gone", ""), ("doubled", match[0] * 2)):
            edit = (*match.span(), put)
            yield Planted(
                "pairs", f"{match[0]} {kind}", text, (edit,), f"{match[0]} {kind} in {shown}"
            )
