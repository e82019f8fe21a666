from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.writing.opened import build, opened, texts
from zhenggai.core.writing.blocks import (
    Attachments,
    Column,
    Heading,
    IssuerHead,
    Lead,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    numeral,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}} {% load x %}",
    "甲\x00乙\x08丙\x1f",
    "甲\ud83d乙",
    "甲\ufffe乙",
    "😀 𠮷野家 𪚥",
    "]]>&amp;<w:p/>",
    "=1+1",
    "\u202e倒着",
)


@pytest.mark.parametrize(
    ("level", "number", "printed"),
    [
        (1, 3, "三、"),
        (1, 12, "十二、"),
        (2, 11, "（十一）"),
        (3, 31, "31."),
        (4, 2, "（2）"),
        (5, 1, "①"),
        (5, 20, "⑳"),
        (5, 21, "㉑"),
        (5, 35, "㉟"),
        (5, 36, "㊱"),
        (5, 50, "㊿"),
        (5, 51, "（51）"),
        (5, 0, "（0）"),
    ],
)
def test_numbers_of_each_level(level, number, printed):
    assert numeral(level, number) == printed


def test_blocks_without_text_are_left_out():
    empty = (
        IssuerHead(" "),
        Title("\n"),
        Heading(1, ""),
        Heading(2, "", 1),
        Paragraph("\x00"),
        Attachments(("", " ")),
        Signature(""),
    )
    assert texts(*empty) == []


def test_line_ends_in_running_text_start_new_indented_paragraphs():
    block = Paragraph(
        "甲。\n\n乙。", Lead(3, "针对\n丙。", 1), (Point(1, "丁\n戊。", "己。\r\n庚。"),)
    )
    assert texts(block) == ["1.针对丙。甲。", "乙。①丁戊。己。", "庚。"]
    assert {p.style.name for p in opened(block).paragraphs} == {"Body Text"}


def test_a_single_attachment_has_no_number():
    assert texts(Attachments(("配档表",))) == ["附件：配档表"]
    assert texts(Attachments(("配档表", "", "目录"))) == ["附件：1.配档表", "　　　2.目录"]


def test_name_and_date_are_both_optional():
    assert texts(Signature("市委", date(2025, 1, 2))) == ["市委", "2025年1月2日"]
    assert texts(Signature("市委")) == ["市委"]
    assert texts(Signature("", date(2025, 1, 2))) == ["2025年1月2日"]


def sheet(*rows: tuple[str, ...]) -> Table:
    return Table((Column("序号", 1, "center"), Column("措施", 3)), rows)


def test_a_table_fills_the_width_and_repeats_its_headings():
    table = opened(sheet(("1", "甲\n乙"), ("2",), ("3", "丙", "多余"))).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["序号", "措施"], ["1", "甲\n乙"], ["2", ""], ["3", "丙"]]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False, False]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert widths == [2211, 6633]
    assert sum(widths) == 8844


def test_two_tables_do_not_touch():
    document = opened(sheet(), sheet())
    assert [type(each).__name__ for each in document.iter_inner_content()] == [
        "Table",
        "Paragraph",
    ] * 2


def test_a_sheet_of_labels_has_no_heading_row():
    block = Table((Column("", 1), Column("", 2)), (("措施", "甲"),))
    table = opened(block).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["措施", "甲"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_goes_in_literally_or_cleaned(text):
    blocks = (
        IssuerHead(text),
        Title(text),
        Heading(2, text, 1),
        Paragraph(text, Lead(2, text, 1), (Point(1, text, text),)),
        Table((Column(text), Column("乙")), ((text, text),)),
        Attachments((text, text)),
        Signature(text, date(2025, 1, 2)),
    )
    kept = "".join(sign for sign in text if sign not in "\x00\x08\x1f\ud83d\ufffe\u202e")
    document = opened(*blocks)
    assert [p.text.replace("\n", "") for p in document.paragraphs] == [
        kept,
        kept,
        f"（一）{kept}",
        f"（一）{kept}{kept}①{kept}{kept}",
        "",
        f"附件：1.{kept}",
        f"　　　2.{kept}",
        kept,
        "2025年1月2日",
    ]
    assert document.tables[0].cell(1, 1).text == kept


anything = st.text(alphabet=st.characters(exclude_categories=[]))


@settings(deadline=None, max_examples=40)
@given(anything, anything, st.integers())
def test_no_text_and_no_number_makes_it_fail(text, other, number):
    blocks = (
        Title(text),
        Heading(2, other, number),
        Paragraph(text, points=(Point(number, other, text),)),
    )
    assert docx.Document(BytesIO(build(*blocks, sheet((text, other)), Signature(other)))).tables
