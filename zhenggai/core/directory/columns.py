"""Finding the table in a sheet: which row is its header, which column is which, which rows are notes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from zhenggai.core.errors import BadFile
from zhenggai.core.workbook import Row, Sheet, address

# The header stands somewhere in the first rows, below titles.
HEADER_WITHIN = 20
# Every field by the headings under which offices write it; the first two are those of the template.
UNIT_HEADINGS = {
    "name": ("单位名称", "Unit", "机构名称", "部门名称", "单位全称"),
    "short_name": ("简称", "Short name", "单位简称"),
    "above": ("上级单位", "Unit above", "上级", "主管单位", "上级部门"),
}
PERSON_HEADINGS = {
    "name": ("姓名", "Name"),
    "initials": ("拼音首字母", "Initials", "首字母", "拼音", "简拼"),
    "unit": ("单位", "Unit", "所在单位", "工作单位", "单位名称", "部门"),
    "above": ("上级单位", "Unit above", "上级", "主管单位", "上级部门"),
    "title": ("职务", "Post", "岗位", "职务名称"),
    "duty": ("职责", "Duty", "角色", "整改职责"),
    "phone": ("电话", "Telephone", "联系电话", "手机", "手机号", "手机号码"),
    "email": ("邮箱", "E-mail", "电子邮箱", "Email"),
    "account": ("账号", "User name", "用户名", "登录名", "登录账号"),
}
REQUIRED = {"units": ("name",), "people": ("name", "unit", "title")}
HEADINGS = {"units": UNIT_HEADINGS, "people": PERSON_HEADINGS}
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|[*\uff0a:：\s]")
_NOTE = re.compile(
    r"^(?:注|说明|备注|填表说明|填报说明|示例|例|注意|Note|Example)\s*[:：]", re.IGNORECASE
)
_EXPLAINING = re.compile(r"说明|示例|instructions", re.IGNORECASE)


def folded(text: str) -> str:
    """`text` as it is compared: width, case and blanks do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: `kind` is units or people, `columns` say where each field stands, `headings` how it is called."""

    kind: str
    sheet: str
    columns: dict[str, int]
    headings: dict[str, str]
    rows: list[Row]
    notes: int

    def text(self, row: Row, field: str) -> str:
        """The text of `field` in `row`; empty where there is no such column."""
        return row.text(self.columns[field]) if field in self.columns else ""

    def cell(self, row: Row, field: str) -> str:
        """The address of `field` in `row`; of its first column where there is none."""
        return address(self.columns.get(field, min(self.columns.values())), row.number)


def _heading(text: str) -> str:
    return folded(_ASIDE.sub("", text))


_KNOWN = {
    kind: {_heading(alias): field for field, aliases in headings.items() for alias in aliases}
    for kind, headings in HEADINGS.items()
}


def _kind(row: Row) -> str:
    headings = {_heading(cell) for cell in row.cells if cell}
    if headings & {_heading(alias) for alias in PERSON_HEADINGS["name"]}:
        return "people"
    if headings & {_heading(alias) for alias in UNIT_HEADINGS["name"]}:
        return "units"
    return ""


def _header(sheet: Sheet) -> tuple[int, str]:
    """The place among the sheet's rows, and the kind, of the header; the kind is empty where there is none."""
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        # A title that was merged over the whole table is one text many times.
        if len({cell for cell in row.cells if cell}) > 1 or len(row.cells) == 1:
            kind = _kind(row)
            if kind:
                return at, kind
    return 0, ""


def _columns(sheet: Sheet, header: Row, kind: str) -> tuple[dict[str, int], dict[str, str]]:
    """Where each field stands. Raises BadFile: IMP-COL for a missing column, IMP-COL-TWICE for a repeated one."""
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    for at, cell in enumerate(header.cells):
        field = _KNOWN[kind].get(_heading(cell)) if cell else None
        if field in columns:
            where = address(at, header.number)
            raise BadFile("IMP-COL-TWICE", column=cell, sheet=sheet.title, cell=where)
        if field:
            columns[field], headings[field] = at, cell
    for field in REQUIRED[kind]:
        if field not in columns:
            raise BadFile("IMP-COL", column=HEADINGS[kind][field][0], sheet=sheet.title)
    return columns, headings


def _is_note(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    # One text in many cells was merged over them.
    return bool(_NOTE.match(filled[0])) or (len(filled) > 2 and len(set(filled)) == 1)


def table(sheet: Sheet) -> Table | None:
    """The table in `sheet`; None where it holds none. Raises BadFile as `_columns` does."""
    if _EXPLAINING.search(sheet.title):
        return None
    at, kind = _header(sheet)
    if not kind:
        return None
    columns, headings = _columns(sheet, sheet.rows[at], kind)
    below = sheet.rows[at + 1 :]
    places = set(columns.values())
    kept = [
        row for row in below if not _is_note(row) and any(row.text(column) for column in places)
    ]
    return Table(kind, sheet.title, columns, headings, kept, len(below) - len(kept))
