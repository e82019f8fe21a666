"""The parts an official document is made of, as plain values.

Whoever writes a document chooses blocks and words; fonts, distances and pages are the business of `official`. Levels are
those of official writing: 1 一、 · 2 （一） · 3 1. · 4 （1） · 5 ①, the last always run into its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhenggai.core.writing.text import chinese_number

Level = Literal[1, 2, 3, 4, 5]
Align = Literal["left", "center", "right"]

# ① to ⑳, ㉑ to ㉟ and ㊱ to ㊿ lie apart from each other.
_CIRCLED = "".join(chr(0x2460 + n) for n in range(20)) + "".join(
    chr(start + n) for start in (0x3251, 0x32B1) for n in range(15)
)


def numeral(level: Level, number: int) -> str:
    """The number of a heading as it is printed: 一、 （一） 1. （1） ①; above ㊿ （51）."""
    if level == 1:
        return f"{chinese_number(number)}、"
    if level == 2:
        return f"（{chinese_number(number)}）"
    if level == 3:
        return f"{number}."
    if level == 5 and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    return f"（{number}）"


@dataclass(frozen=True)
class IssuerHead:
    """The issuing body alone on a line above the title."""

    name: str


@dataclass(frozen=True)
class Title:
    """The title; it is broken into lines where it does not fit on one."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading on a line of its own; without a number only its text."""

    level: Level
    text: str
    number: int | None = None


@dataclass(frozen=True)
class Lead:
    """A heading run into the beginning of a paragraph; `text` carries its own full stop."""

    level: Level
    text: str
    number: int | None = None


@dataclass(frozen=True)
class Point:
    """One item ①②③ inside a paragraph: its title and its text, both with their own stops."""

    number: int
    title: str
    text: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text: an optional lead, the text, the points, and what closes it.

    A line end inside starts a new indented paragraph.
    """

    text: str = ""
    lead: Lead | None = None
    points: tuple[Point, ...] = ()
    close: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table. `share` is its part of the width, relative to the other columns."""

    heading: str
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A ruled table over the full width; the headings are repeated on every page.

    Where all headings are empty there is no heading row (a sheet of labels and values). Missing cells stay empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Attachments:
    """The note 附件：… below the text; numbered where there are several."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    """Issuing body and date at the lower right; either may be missing."""

    name: str
    on: date | None = None


Block = IssuerHead | Title | Heading | Paragraph | Table | Attachments | Signature


@dataclass(frozen=True)
class Document:
    """A document from top to bottom."""

    blocks: tuple[Block, ...]
