"""Plants wrong numbers of headings, findings and measures: raised, repeated, swapped, gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.planting.model import Edit, Planted, Text
from tools.planting.numerals import heard, like

_CHINESE = "[一二三四五六七八九十]{1,3}"
_ARABIC = r"[\d０-９]{1,3}"
_AHEAD = r"(?:(?<=[\n。；;：:　”\s])|^)"
_STYLES = {
    "一、": re.compile(rf"{_AHEAD}(?P<n>{_CHINESE})、"),
    "(一)": re.compile(rf"{_AHEAD}[（(](?P<n>{_CHINESE})[）)]"),
    "1.": re.compile(rf"{_AHEAD}(?P<n>{_ARABIC})[.．、](?![\d０-９])"),
    "(1)": re.compile(rf"{_AHEAD}[（(](?P<n>{_ARABIC})[）)]"),
    "①": re.compile(r"(?P<n>[①-⑳])"),
    "一是": re.compile(rf"{_AHEAD}(?P<n>[一二三四五六七八九])是"),
    "问题一": re.compile(rf"{_AHEAD}(?:问题|整改事项)(?P<n>{_CHINESE}|{_ARABIC})[：:]"),
}
_ASPECTS = frozenset(("aspect-count",))


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number: the whole mark, the number in it, its value."""

    start: int
    end: int
    at: tuple[int, int]
    words: str
    value: int


def places(text: Text) -> Iterator[Planted]:
    """Every member of every unbroken run of at least two."""
    for style, pattern in _STYLES.items():
        for run in runs(text, pattern):
            yield from _of(text, style, run)


def runs(text: Text, pattern: re.Pattern[str]) -> Iterator[list[Mark]]:
    """Runs 1, 2, 3 … of one style within the notice; what follows on nothing ends a run."""
    run: list[Mark] = []
    for match in pattern.finditer(text.text, text.paper.start, text.paper.end):
        value = heard(match["n"])
        if value is None:
            continue
        if not run or value != run[-1].value + 1:
            if len(run) > 1:
                yield run
            run = []
        if run or value == 1:
            run.append(Mark(*match.span(), match.span("n"), match["n"], value))
    if len(run) > 1:
        yield run


def _of(text: Text, style: str, run: list[Mark]) -> Iterator[Planted]:
    for place, mark in enumerate(run):
        shown = text.text[mark.start : mark.end]
        for by, kind in ((1, "raised"), (-1, "lowered"), (5, "far")):
            form = like(mark.words, mark.value + by) if mark.value + by > 0 else None
            if form:
                yield _planted(
                    text, f"{style} {kind}", ((*mark.at, form),), f"{shown} becomes {form}"
                )
        if place + 1 < len(run):
            after = run[place + 1]
            swap = ((*mark.at, after.words), (*after.at, mark.words))
            yield _planted(text, f"{style} swapped", swap, f"{shown} swapped with the next")
            gone = ((mark.start, mark.end, ""),)
            yield _planted(text, f"{style} gone", gone, f"{shown} gone")


def _planted(text: Text, kind: str, edits: tuple[Edit, ...], done: str) -> Planted:
    return Planted("numbering", kind, text, edits, done, _ASPECTS)
