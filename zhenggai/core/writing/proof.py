"""A text as it stands, as .docx, with comments at the places that a reader should look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document as NewDocx
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zhenggai.core.writing.elements import element, paragraph, text_run
from zhenggai.core.writing.package import settle, strip
from zhenggai.core.writing.page import lay_out
from zhenggai.core.writing.styles import Fonts, dress
from zhenggai.core.writing.text import clean

AUTHOR, INITIALS = "校对", "校"


@dataclass(frozen=True)
class Remark:
    """A comment on the characters from `start` up to `end`."""

    start: int
    end: int
    words: str


def commented(text: str, remarks: Sequence[Remark], fonts: Fonts | None = None) -> bytes:
    """The text, a paragraph a line, as the bytes of a .docx file with its comments.

    Remarks may lie in each other and overlap; one that lies outside the text or marks nothing is left out. Characters that XML
    cannot hold are dropped.
    """
    faces = fonts or Fonts()
    docx = NewDocx()
    strip(docx)
    dress(docx, faces)
    lay_out(docx, faces)
    kept = [trimmed for one in remarks if (trimmed := _trimmed(text, one)) is not None]
    _write(docx, text, kept, faces)
    _comments(docx, kept)
    return settle(docx)


def _trimmed(text: str, one: Remark) -> Remark | None:
    """The remark without line ends at its borders; None where nothing is left."""
    if not 0 <= one.start < one.end <= len(text):
        return None
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip("\n"))
    end = one.end - (len(words) - len(words.rstrip("\n")))
    return Remark(start, end, one.words) if start < end else None


def _write(docx: Docx, text: str, remarks: Sequence[Remark], fonts: Fonts) -> None:
    """The lines, cut at every border of a remark; ranges open and close between the runs."""
    opening, closing = _borders(remarks)
    cuts = sorted({*opening, *closing})
    end = docx.element.body.sectPr
    at = 0
    for line in text.split("\n"):
        stop = at + len(line)
        made = paragraph("Text", [], fonts)
        inside = cuts[bisect_right(cuts, at) : bisect_left(cuts, stop)]
        pieces = [at, *inside, stop]
        for place, start in enumerate(pieces[:-1]):
            made.extend(_starts(opening.get(start, ())))
            words = clean(text[start : pieces[place + 1]])
            if words:
                made.append(text_run(words, "body", fonts))
            made.extend(_ends(closing.get(pieces[place + 1], ()), fonts))
        end.addprevious(made)
        at = stop + 1


def _borders(remarks: Sequence[Remark]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which remarks begin and which end at an offset."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, one in enumerate(remarks):
        opening.setdefault(one.start, []).append(number)
        closing.setdefault(one.end, []).append(number)
    return opening, closing


def _starts(numbers: Sequence[int]) -> list[BaseOxmlElement]:
    return [element("w:commentRangeStart", id=str(number)) for number in numbers]


def _ends(numbers: Sequence[int], fonts: Fonts) -> list[BaseOxmlElement]:
    made = []
    for number in numbers:
        made.append(element("w:commentRangeEnd", id=str(number)))
        made.append(element("w:r", element("w:commentReference", id=str(number))))
    return made


def _comments(docx: Docx, remarks: Sequence[Remark]) -> None:
    """The part that holds the words of the comments."""
    root = docx.part._comments_part.element
    for number, one in enumerate(remarks):
        words = element("w:t")
        words.text = " ".join(clean(one.words).split())
        made = element("w:comment", element("w:p", element("w:r", words)), id=str(number))
        made.set(qn("w:author"), AUTHOR)
        made.set(qn("w:initials"), INITIALS)
        root.append(made)
