"""The main part of a Word document as expat passes through it: which characters a person would see, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from zhenggai.core.files.markup import Attributes
from zhenggai.core.files.numbering import Numbering, plain
from zhenggai.core.files.numerals import circled

_WORD = ("wordprocessingml/2006/main", "wordprocessingml/main")
# What is inside is not the text: formatting before a change, reading aids, the copy for older programs.
_SKIPPED = frozenset(
    {
        "pPrChange",
        "rPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "numberingChange",
        "rt",
    }
)
_DELETED = frozenset({"del", "moveFrom"})
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

    def __init__(self, *, follow_fields: bool) -> None:
        """Begin; without `follow_fields` the commands and results of fields are not told apart."""
        self.numbering = Numbering([], [], "")
        self.counted: Counter[str] = Counter()
        self.pictures = 0
        self._follow_fields = follow_fields
        self._skipping = 0
        self._sinks: list[list[str]] = [[]]
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._fields: list[_Field] = []
        self._controls: list[bool] = []
        self._carried = ""
        self._in_marks = False
        self._hidden = False
        self._taking = ""
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "p": self._start_paragraph, "pPr": self._start_marks, "r": self._start_run, "t": self._take_text,
            "instrText": self._take_command, "fldChar": self._field_character, "sym": self._symbol,
            "tr": self._start_row, "tc": self._start_cell, "txbxContent": self._start_box, "sdt": self._start_control,
            "vanish": self._vanish, "pStyle": self._paragraph_style, "numId": self._num_id, "ilvl": self._level,
            "docPartGallery": self._gallery, "showingPlcHdr": self._placeholder,
            "tab": self._tab, "ptab": self._tab, "br": self._break, "cr": self._break, "noBreakHyphen": self._hyphen,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph, "pPr": self._end_marks, "t": self._stop, "instrText": self._stop,
            "r": self._end_run, "tr": self._end_row, "tc": self._end_cell, "txbxContent": self._end_box,
            "sdt": self._end_control,
        }  # fmt: skip

    @property
    def lines(self) -> list[str]:
        """The lines read so far, outside of open tables."""
        carried = [self._carried] if self._carried else []
        return self._sinks[0] + carried

    @property
    def open_fields(self) -> bool:
        """Whether a field began and never ended."""
        return bool(self._fields)

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if self._skipping:
            self._skipping += 1
            return
        space, _, name = tag.rpartition(" ")
        if not space.endswith(_WORD):
            self._foreign(space, name)
        elif (
            name in _DELETED
            or name in _SKIPPED
            or (name == "sdtContent" and self._controls[-1:] == [True])
        ):
            self._leave_out(name)
        elif handler := self._starts.get(name):
            handler(plain(attributes))
        elif name in _COUNTED:
            self.counted[_COUNTED[name]] += 1

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
            return
        space, _, name = tag.rpartition(" ")
        if space.endswith(_WORD):
            if handler := self._ends.get(name):
                handler()
        elif name == "t":
            self._stop()

    def text(self, characters: str) -> None:
        """Take characters."""
        if self._skipping or not self._taking:
            return
        if self._taking == "command":
            if self._fields:
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
        if any(each.contents for each in self._fields):
            paragraph.left_out = True
        elif all(each.in_result for each in self._fields):
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

    def _leave_out(self, name: str) -> None:
        """Skip an element with all that is in it; a deleted paragraph mark or row is only marked so."""
        self._skipping = 1
        if name == "sdtContent":
            self.counted["CONTENTS"] += 1
            if self._paragraphs:
                self._paragraphs[-1].left_out = True
        elif name in _DELETED and self._in_marks and self._paragraphs:
            self._paragraphs[-1].mark_deleted = True
        elif name in _DELETED and self._rows and not self._paragraphs:
            self._rows[-1].deleted = True
        elif name in _DELETED:
            self.counted["DELETED"] += 1

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        written = self._carried + "".join(paragraph.parts)
        self._carried = ""
        sink = self._sinks[-1]
        if paragraph.mark_deleted:
            # Without its mark it runs on into the next paragraph and takes that one's number.
            self._carried = written
        elif written or not paragraph.left_out:
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
        elif kind == "separate" and self._fields:
            opened = self._fields[-1]
            opened.in_result = True
            opened.contents = bool(_CONTENTS_FIELD.match(opened.command))
        elif kind == "end" and self._fields:
            self._end_field(self._fields.pop())

    def _end_field(self, closed: _Field) -> None:
        if closed.contents:
            self.counted["CONTENTS"] += 1
            if self._paragraphs:
                self._paragraphs[-1].left_out = True
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

    def _start_box(self, _: Attributes) -> None:
        self._sinks.append([])

    def _close_sink(self) -> list[str]:
        """The lines of a finished cell or box, with what a deleted paragraph mark left over."""
        carried = [self._carried] if self._carried else []
        self._carried = ""
        return self._sinks.pop() + carried

    def _end_box(self) -> None:
        if len(self._sinks) > 1:
            lines = self._close_sink()
            target = self._paragraphs[-1].boxes if self._paragraphs else self._sinks[-1]
            target += lines

    def _start_row(self, _: Attributes) -> None:
        self._rows.append(_Row())

    def _start_cell(self, _: Attributes) -> None:
        self._sinks.append([])

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
