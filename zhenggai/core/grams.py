"""Overlapping pairs of characters, which find Chinese words of two characters where word lists and trigrams do not.

整改台账 → 整改 改台 台账. A lone character stands for itself; Latin letters and digits go by word, in lower case.
"""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def _pairs(run: str) -> list[str]:
    if run.isascii():
        return [run]
    # The last character also stands alone, so that a search for one character finds it anywhere in a run.
    return [run[at : at + 2] for at in range(len(run))]


def grams(text: str) -> list[str]:
    """The tokens under which `text` is kept, in order."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return [token for run in _RUN.findall(folded) for token in _pairs(run)]


def phrases(query: str) -> list[list[str]]:
    """What a query asks for: one list of adjoining tokens for each run; all of them must occur.

    A run of two or more characters asks for its pairs (not for the lone last character); a single character asks for
    every token that begins with it and is returned as itself.
    """
    folded = unicodedata.normalize("NFKC", query).lower()
    wanted = []
    for run in _RUN.findall(folded):
        if run.isascii() or len(run) == 1:
            wanted.append([run])
        else:
            wanted.append([run[at : at + 2] for at in range(len(run) - 1)])
    return wanted
