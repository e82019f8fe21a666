"""The cells of one row, checked one by one: lengths, what is required, addresses, names, duties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from zhenggai.core.directory.columns import REQUIRED, Table, folded
from zhenggai.core.directory.model import Problem
from zhenggai.core.errors import BadValue, Refusal
from zhenggai.core.workbook import Row

# The longest texts that the records hold; a unit that is looked for may be written with those above it.
LONGEST = {
    "units": {"name": 120, "short_name": 60, "above": 400},
    "people": {
        "name": 60, "initials": 20, "unit": 400, "above": 400, "title": 80, "duty": 40, "phone": 40, "email": 254,
        "account": 60,
    },
}  # fmt: skip
DUTIES = {
    "head": ("负责人", "Head", "主要负责人", "正职", "一把手"),
    "deputy": ("副职", "Deputy head", "分管负责人", "副职负责人"),
    "liaison": ("联络员", "Liaison", "联系人"),
    "leader": ("领导", "Leader", "市领导", "领导干部"),
    "staff": ("工作人员", "Staff", "成员", "干部"),
}
_DUTY_OF = {folded(word): duty for duty, words in DUTIES.items() for word in words}
_EMAIL = re.compile(r"[^@\s<>\"'(),;:\\]+@[\w-]+(?:\.[\w-]+)+")
_ACCOUNT = re.compile(r"[\w.@+-]+")
# Written by machines and read by them: width does not matter and is made one.
_NARROWED = {"initials", "phone", "email", "account"}


@dataclass(slots=True)
class Cells:
    """The texts of one row by field, with the problems found so far."""

    table: Table
    row: Row
    texts: dict[str, str]
    problems: list[Problem]

    def refuse(self, field: str, refusal: Refusal) -> None:
        """Say why the cell of `field` cannot be taken."""
        self.problems.append(self.about(field, refusal))

    def about(self, field: str, refusal: Refusal) -> Problem:
        """Something to be said about the cell of `field`."""
        return Problem(self.table.cell(self.row, field), refusal)

    def heading(self, field: str) -> str:
        """How the column is called in the file."""
        return self.table.headings.get(field, field)


def checked(table: Table, row: Row) -> Cells:
    """The cells of `row`, every one checked by itself."""
    limits: Mapping[str, int] = LONGEST[table.kind]
    texts = {field: _plain(field, table.text(row, field)) for field in limits}
    cells = Cells(table, row, texts, [])
    for field in REQUIRED[table.kind]:
        if not texts[field]:
            cells.refuse(field, BadValue("REQUIRED", field=cells.heading(field)))
    for field, limit in limits.items():
        if len(texts[field]) > limit:
            cells.refuse(field, BadValue("CELL-LONG", length=len(texts[field]), limit=limit))
    if table.kind == "people":
        _formats(cells)
    return cells


def _plain(field: str, text: str) -> str:
    line = " ".join(text.split())
    return unicodedata.normalize("NFKC", line) if field in _NARROWED else line


def _formats(cells: Cells) -> None:
    texts = cells.texts
    duty = _DUTY_OF.get(folded(texts["duty"])) if texts["duty"] else "staff"
    if duty is None:
        cells.refuse("duty", BadValue("CHOICE", field=cells.heading("duty")))
    # An empty cell says nothing about a post that exists; a new one then gets the duty of everybody.
    texts["duty_given"] = "yes" if texts["duty"] else ""
    texts["duty"] = duty or "staff"
    texts["initials"] = texts["initials"].casefold()
    if texts["email"] and not _EMAIL.fullmatch(texts["email"]):
        cells.refuse("email", BadValue("EMAIL", value=texts["email"][:80]))
    if texts["account"] and not _ACCOUNT.fullmatch(texts["account"]):
        cells.refuse("account", BadValue("ACCOUNT-NAME", name=texts["account"][:80]))
