"""The main part of a Word document as expat passes through it: which characters a person would see, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from zhenggai.core.errors import BadFile
from zhenggai.core.files.markup import Attributes
from zhenggai.core.files.numbering import Numbering, plain
from zhenggai.core.files.numerals import circled

# The two names of Word's vocabulary: the usual one, and that of "strict" documents.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# What is inside is not the text: formatting before a change, reading aids, the copy for older programs.
_SKIPPED = (
    *("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
    *("numberingChange", "rt"),
)
_DELETED = ("del", "moveFrom")
_MAX_NESTING = 100  # tables and boxes in each other; honest documents have two or three
_MAX_COMMAND_CHARS = 500
_OFF = frozenset({"0", "false", "off"})
_COUNTED = {
    "footnoteReference": "FOOTNOTES",
    "endnoteReference": "FOOTNOTES",
    "altChunk": "EMBEDDED",
}
# Word's own command for a circled character writes it as a formula that exists only as a field.
_CIRCLED_FIELD = re.compile(
    r"\s*eq\s*\\o\\ac\s*[(（]\s*[○◯〇]\s*[,，]\s*([0-9]{1,2})\s*[)）]", re.IGNORECASE
)
_CONTENTS_FIELD = re.compile(r"\s*toc\b", re.IGNORECASE)
_ACTIVE_FIELD = re.compile(r"\s*(?:dde|ddeauto|includetext|includepicture)\b", re.IGNORECASE)
# Wingdings: circled digits, ticks and boxes. Keys are the last two hexadecimal digits of the character.
_WINGDINGS = {
    **{f"{0x80 + n:02X}": circled(n) for n in range(1, 11)},
    "FC": "✓",
    "FE": "☑",
    "52": "☑",
    "A8": "□",
    "6F": "□",
}


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    num: str = ""
    level: str = ""
    mark_deleted: bool = False
    left_out: bool = False
    boxes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field: its command first, its result after the separator."""

    command: str = ""
    in_result: bool = False
    contents: bool = False


@dataclass(slots=True)
class _Row:
    """A table row: the lines of each cell."""

    cells: list[list[str]] = field(default_factory=list)
    deleted: bool = False


class Body:
    """Receives expat's events and builds `lines`; `counted` says what was left out."""

    def __init__(self, name: str, *, follow_fields: bool) -> None:
        """Begin with the file `name`; without `follow_fields` commands and results of fields are not told apart."""
        self.numbering = Numbering(b"", b"", name)
        self.counted: Counter[str] = Counter()
        self.pictures = 0
        self.name = name
        self._follow_fields = follow_fields
        self._skipping = 0
        self._sinks: list[list[str]] = [[]]
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._fields: list[_Field] = []
        self._open_commands = 0
        self._open_contents = 0
        self._controls: list[bool] = []
        self._carried: list[str] = []
        self._in_marks = False
        self._hidden = False
        self._taking = ""
        self._starts = {
            f"{space} {name}": act for name, act in self._start_acts().items() for space in _WORD
        }
        self._ends = {
            f"{space} {name}": act for name, act in self._end_acts().items() for space in _WORD
        }

    def _start_acts(self) -> dict[str, Callable[[Attributes], None]]:
        """What each element of Word's vocabulary does when it begins."""
        return {
            "p": self._start_paragraph, "pPr": self._start_marks, "r": self._start_run, "t": self._take_text,
            "instrText": self._take_command, "fldChar": self._field_character, "sym": self._symbol,
            "tr": self._start_row, "tc": self._start_cell, "txbxContent": self._start_box, "sdt": self._start_control,
            "vanish": self._vanish, "pStyle": self._paragraph_style, "numId": self._num_id, "ilvl": self._level,
            "docPartGallery": self._gallery, "showingPlcHdr": self._placeholder, "sdtContent": self._start_content,
            "tab": self._tab, "ptab": self._tab, "br": self._break, "cr": self._break, "noBreakHyphen": self._hyphen,
            **dict.fromkeys(_SKIPPED, self._skip), **dict.fromkeys(_DELETED, self._delete),
            **{name: partial(self._count, code) for name, code in _COUNTED.items()},
        }  # fmt: skip

    def _end_acts(self) -> dict[str, Callable[[], None]]:
        """What each element of Word's vocabulary does when it ends."""
        return {
            "p": self._end_paragraph, "pPr": self._end_marks, "t": self._stop, "instrText": self._stop,
            "r": self._end_run, "tr": self._end_row, "tc": self._end_cell, "txbxContent": self._end_box,
            "sdt": self._end_control,
        }  # fmt: skip

    @property
    def lines(self) -> list[str]:
        """The lines read so far, outside of open tables."""
        return self._sinks[0] + (["".join(self._carried)] if self._carried else [])

    @property
    def open_fields(self) -> bool:
        """Whether a field began and never ended."""
        return bool(self._fields)

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if self._skipping:
            self._skipping += 1
        elif act := self._starts.get(tag):
            act(plain(attributes) if attributes else attributes)
        elif not tag.startswith(_WORD):
            self._foreign(*tag.rpartition(" ")[::2])

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
        elif act := self._ends.get(tag):
            act()
        elif tag.endswith("/math t"):
            self._stop()

    def text(self, characters: str) -> None:
        """Take characters."""
        if self._skipping or not self._taking:
            return
        if self._taking == "command":
            if self._fields and len(self._fields[-1].command) < _MAX_COMMAND_CHARS:
                self._fields[-1].command += characters
        elif self._hidden:
            self.counted["HIDDEN"] += 1
        else:
            self._write(characters)

    def _write(self, characters: str) -> None:
        """Characters into the open paragraph, unless a field's command or a table of contents is open."""
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if self._open_contents:
            paragraph.left_out = True
        elif not self._open_commands:
            paragraph.parts.append(characters)

    def _foreign(self, space: str, name: str) -> None:
        """An element of another vocabulary: the copy for older programs, formulas, pictures, embedded objects."""
        if name == "Fallback":
            self._skipping = 1
        elif name == "t" and space.endswith("/math"):
            self._taking = "text"
        elif name in ("blip", "imagedata"):
            self.pictures += 1
        elif name == "OLEObject":
            self.counted["EMBEDDED"] += 1

    def _skip(self, _: Attributes) -> None:
        """Leave out the element that begins, with all that is in it."""
        self._skipping = 1

    def _count(self, code: str, _: Attributes) -> None:
        self.counted[code] += 1

    def _delete(self, _: Attributes) -> None:
        """A tracked deletion: of text, or only a mark that its paragraph or row is deleted."""
        self._skipping = 1
        if self._in_marks and self._paragraphs:
            self._paragraphs[-1].mark_deleted = True
        elif self._rows and not self._paragraphs:
            self._rows[-1].deleted = True
        else:
            self.counted["DELETED"] += 1

    def _start_content(self, _: Attributes) -> None:
        """The content of a control; that of a table of contents or with a placeholder is left out."""
        if self._controls and self._controls[-1]:
            self._skipping = 1
            self._left_out_contents()

    def _left_out_contents(self) -> None:
        self.counted["CONTENTS"] += 1
        if self._paragraphs:
            self._paragraphs[-1].left_out = True

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        self._carried += paragraph.parts
        sink = self._sinks[-1]
        # Without its mark it runs on into the next paragraph and takes that one's number.
        if not paragraph.mark_deleted:
            written = "".join(self._carried)
            self._carried.clear()
            if written or not paragraph.left_out:
                number = self.numbering.mark(paragraph.style, paragraph.num, paragraph.level)
                sink += (number + written).split("\n")
        sink += paragraph.boxes

    def _start_marks(self, _: Attributes) -> None:
        self._in_marks = True

    def _end_marks(self) -> None:
        self._in_marks = False

    def _start_run(self, _: Attributes) -> None:
        self._hidden = False

    def _end_run(self) -> None:
        self._hidden = False

    def _vanish(self, attributes: Attributes) -> None:
        if not self._in_marks:
            self._hidden = attributes.get("val", "") not in _OFF

    def _take_text(self, _: Attributes) -> None:
        self._taking = "text"

    def _take_command(self, _: Attributes) -> None:
        self._taking = "command"

    def _stop(self) -> None:
        self._taking = ""

    def _tab(self, _: Attributes) -> None:
        # The same element defines tab stops in the marks of a paragraph.
        if not self._in_marks:
            self._write("\t")

    def _break(self, _: Attributes) -> None:
        self._write("\n")

    def _hyphen(self, _: Attributes) -> None:
        self._write("-")

    def _symbol(self, attributes: Attributes) -> None:
        known = _WINGDINGS.get(attributes.get("char", "")[-2:].upper())
        if known and attributes.get("font", "").casefold() == "wingdings":
            self._write(known)
        else:
            self.counted["SYMBOLS"] += 1

    def _field_character(self, attributes: Attributes) -> None:
        if not self._follow_fields:
            return
        kind = attributes.get("fldCharType", "")
        if kind == "begin":
            self._fields.append(_Field())
            self._open_commands += 1
        elif kind == "separate" and self._fields and not self._fields[-1].in_result:
            opened = self._fields[-1]
            opened.in_result = True
            opened.contents = bool(_CONTENTS_FIELD.match(opened.command))
            self._open_commands -= 1
            self._open_contents += opened.contents
        elif kind == "end" and self._fields:
            self._end_field(self._fields.pop())

    def _end_field(self, closed: _Field) -> None:
        self._open_commands -= not closed.in_result
        self._open_contents -= closed.contents
        if closed.contents:
            self._left_out_contents()
        if _ACTIVE_FIELD.match(closed.command):
            self.counted["ACTIVE-CONTENT"] += 1
        if not closed.in_result and (match := _CIRCLED_FIELD.match(closed.command)):
            self._write(circled(int(match[1])) if match[1] != "0" else "⓪")

    def _paragraph_style(self, attributes: Attributes) -> None:
        if self._in_marks and self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _num_id(self, attributes: Attributes) -> None:
        if self._in_marks and self._paragraphs:
            self._paragraphs[-1].num = attributes.get("val", "")

    def _level(self, attributes: Attributes) -> None:
        if self._in_marks and self._paragraphs:
            self._paragraphs[-1].level = attributes.get("val", "")

    def _start_control(self, _: Attributes) -> None:
        self._controls.append(False)

    def _end_control(self) -> None:
        if self._controls:
            self._controls.pop()

    def _gallery(self, attributes: Attributes) -> None:
        if self._controls and attributes.get("val", "") == "Table of Contents":
            self._controls[-1] = True

    def _placeholder(self, attributes: Attributes) -> None:
        if self._controls and attributes.get("val", "") not in _OFF:
            self._controls[-1] = True

    def _open_sink(self) -> None:
        """Begin a cell or box. Each level copies what is in it, so depth is bounded."""
        if len(self._sinks) > _MAX_NESTING:
            raise BadFile("FILE-BOMB", name=self.name, reason="nesting", limit=_MAX_NESTING)
        self._sinks.append([])

    def _start_box(self, _: Attributes) -> None:
        self._open_sink()

    def _close_sink(self) -> list[str]:
        """The lines of a finished cell or box, with what a deleted paragraph mark left over."""
        lines = self._sinks.pop()
        if self._carried:
            lines.append("".join(self._carried))
            self._carried.clear()
        return lines

    def _end_box(self) -> None:
        if len(self._sinks) > 1:
            lines = self._close_sink()
            target = self._paragraphs[-1].boxes if self._paragraphs else self._sinks[-1]
            target += lines

    def _start_row(self, _: Attributes) -> None:
        self._rows.append(_Row())

    def _start_cell(self, _: Attributes) -> None:
        self._open_sink()

    def _end_cell(self) -> None:
        if len(self._sinks) > 1 and self._rows:
            self._rows[-1].cells.append(self._close_sink())

    def _end_row(self) -> None:
        """A row of single lines becomes one line with tabs; where a cell holds more, each line stands for itself."""
        if not self._rows:
            return
        row = self._rows.pop()
        if row.deleted:
            self.counted["DELETED"] += 1
        elif any(len(cell) > 1 for cell in row.cells):
            self._sinks[-1] += [line for cell in row.cells for line in cell if line]
        else:
            self._sinks[-1].append(
                "\t".join(cell[0] if cell else "" for cell in row.cells).rstrip("\t")
            )
