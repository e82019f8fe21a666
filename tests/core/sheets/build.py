"""A ledger as an office fills it in: two title rows, a head of three rows, merged findings, banners, remarks below."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

FIRST = "老旧小区供水管网改造进度缓慢"
SECOND = "惠企政策兑现不及时"
THIRD = "部分单位对\n立行立改要求落实不到位"
HEAD = (
    (
        "序号",
        "反馈问题",
        "整改措施",
        "整改目标",
        "责任分工",
        "",
        "",
        "",
        "完成时限",
        "销号标准",
        "进展情况",
        "备注",
    ),
    ("", "", "", "", "领导", "", "单位", "", "", "", "", ""),
    ("", "", "", "", "牵头领导", "责任领导", "牵头单位", "责任单位", "", "", "", ""),
)
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, FIRST, "完成管网改造二期36个小区", "群众满意", "周敏", "何劲松", "市住建局", "市水务集团", "2021.6.30", "36个小区通水验收", "已完成12个", ""),
    ("", "", "建立月通报制度", "", "周敏", "何劲松", "市住建局", "市水务集团、市财政局", "2021年6月底", "印发制度", "", ""),
    ("", "", "排查隐患并持续整治", "", "周敏", "", "市住建局", "", "长期", "", "", "需资金"),
    ("２", SECOND, "开通“免申即享”专区", "", "周敏", "宋歌", "市财政局", "市住建局\n市水务集团", 44377, "上线运行", "", ""),
    (3, THIRD, "①立即开展自查。②限期完成整改", "", "周敏", "", "市纪委监委机关", "", "立行立改", "", "", ""),
)  # fmt: skip


def ledger(rows: tuple[tuple[Any, ...], ...] = ROWS) -> openpyxl.Workbook:
    """The workbook."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.active
    sheet.title = "整改台账"
    sheet.append(["云川市委落实省委巡视组反馈意见整改台账"])
    sheet.append(["填报单位：云川市整改办", *[""] * 9, "单位：项"])
    for row in HEAD:
        sheet.append(list(row))
    for area in ("A1:L1", "A2:H2", "E3:H3", "E4:F4", "G4:H4"):
        sheet.merge_cells(area)
    for column in "ABCDIJKL":
        sheet.merge_cells(f"{column}3:{column}5")
    sheet.append(["一、推动高质量发展方面"])
    sheet.merge_cells("A6:L6")
    for row in rows[:3]:
        sheet.append(list(row))
    sheet.merge_cells("A7:A9")
    sheet.merge_cells("B7:B9")
    sheet.append(["二、作风建设方面"])
    sheet.merge_cells("A10:L10")
    for row in rows[3:]:
        sheet.append(list(row))
    last = sheet.max_row
    sheet.append(["合计", f"{len(rows)}项"])
    sheet.append(["注：1.本表每月25日前报送。"])
    sheet.append(["填表人：张三", "", "联系电话：0531-1"])
    sheet.row_dimensions[last].hidden = True
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of the workbook."""
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def plain(head: tuple[str, ...], *rows: tuple[Any, ...]) -> bytes:
    """A workbook of one sheet with a simple head."""
    book = openpyxl.Workbook()
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    return saved(book)


DAY = date(2021, 1, 16)


def later(rows: tuple[tuple[Any, ...], ...] = ROWS) -> tuple[tuple[Any, ...], ...]:
    """The same rows five years later."""
    return tuple(
        tuple(
            46203
            if cell == 44377
            else cell.replace("2021", "2026")
            if isinstance(cell, str)
            else cell
            for cell in row
        )
        for row in rows
    )
