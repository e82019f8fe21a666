from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from tests.core.writing.opened import opened, parts, runs
from tests.core.writing.samples import SIZES, notice
from zhenggai.core.writing.blocks import (
    Attachments,
    Document,
    Heading,
    IssuerHead,
    Lead,
    Paragraph,
    Point,
    Signature,
    Title,
)
from zhenggai.core.writing.notice import notice_blocks
from zhenggai.core.writing.official import build_docx
from zhenggai.core.writing.styles import Fonts

# The order that the schema demands of the children of w:pPr, as far as they occur here.
ORDER = [
    "pStyle",
    "keepNext",
    "widowControl",
    "overflowPunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
]


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_docx(notice_blocks(notice(*SIZES)))


def test_the_page_is_a4_with_the_official_margins(built):
    section = docx.Document(BytesIO(built)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert abs(section.footer_distance - Mm(22.5)) < Pt(1)


def test_body_lines_are_exactly_28_points_and_28_characters_fit(built):
    style = docx.Document(BytesIO(built)).styles["Body Text"]
    assert style.font.size == Pt(16)
    assert style.paragraph_format.line_spacing == Pt(28)
    closer = style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    assert closer == "-5"
    assert 28 * (16 - 0.25) <= Mm(156).pt < 29 * (16 - 0.25)
    assert Mm(225).pt // 28 == 22


def test_first_line_is_indented_by_two_characters(built):
    indent = docx.Document(BytesIO(built)).styles["Body Text"].element.pPr.ind
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert indent.get(qn("w:firstLine")) == "630"


def test_no_style_controls_widows_and_none_is_of_the_theme(built):
    files = parts(built)
    sheet = etree.fromstring(files["word/styles.xml"])
    styles = sheet.findall(qn("w:style"))
    for style in styles:
        if style.get(qn("w:type")) == "paragraph":
            assert style.find(f".//{qn('w:widowControl')}").get(qn("w:val")) == "0"
    for name, content in files.items():
        assert b"Theme=" not in content, name
        assert b"docGrid" not in content, name


@pytest.mark.parametrize(
    ("block", "typeface"),
    [
        (IssuerHead("中共东陵市委"), "方正小标宋简体"),
        (Title("关于整改的通报"), "方正小标宋简体"),
        (Heading(1, "基本情况", 1), "黑体"),
        (Heading(2, "加强领导", 1), "楷体_GB2312"),
        (Heading(3, "细目", 1), "仿宋_GB2312"),
        (Heading(4, "细目", 1), "仿宋_GB2312"),
        (Paragraph("正文"), "仿宋_GB2312"),
        (Signature("中共东陵市委"), "仿宋_GB2312"),
        (Attachments(("配档表",)), "仿宋_GB2312"),
    ],
)
def test_typefaces_by_role_on_run_and_style(block, typeface):
    assert [face for _, face in runs(block)] == [typeface]
    style = opened(block).paragraphs[0].style
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == typeface


def test_a_lead_is_run_in_with_its_own_typeface_and_points_stay_in_the_paragraph():
    block = Paragraph(
        "市委召开会议。",
        Lead(2, "加强领导。", 1),
        (Point(1, "分工。", "到人。"), Point(2, "督促。")),
    )
    assert runs(block) == [
        ("（一）加强领导。", "楷体_GB2312"),
        ("市委召开会议。", "仿宋_GB2312"),
        ("①分工。到人。", "仿宋_GB2312"),
        ("②督促。", "仿宋_GB2312"),
    ]
    assert len(opened(block).paragraphs) == 1


def test_other_typefaces_can_be_chosen():
    data = build_docx(Document((Paragraph("正文"),)), Fonts(body="仿宋", latin='A & "B"'))
    files = parts(data)
    assert 'w:eastAsia="仿宋"'.encode() in files["word/document.xml"]
    assert "仿宋_GB2312".encode() not in b"".join(files.values())
    assert docx.Document(BytesIO(data)).styles["Normal"].font.name == 'A & "B"'


def test_quotation_marks_follow_the_chinese_typeface(built):
    document = docx.Document(BytesIO(built))
    for run in document.element.body.iter(qn("w:r")):
        assert run.rPr.rFonts.get(qn("w:hint")) == "eastAsia"
        assert run.rPr.rFonts.get(qn("w:ascii")) == "Times New Roman"


def test_page_numbers_stand_outside_between_dashes(built):
    document = docx.Document(BytesIO(built))
    assert document.settings.odd_and_even_pages_header_footer is True
    section = document.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert [node.text for node in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]
        assert paragraph.style.element.pPr.find(qn("w:jc")).get(qn("w:val")) == align
        indent = paragraph.style.element.pPr.ind
        assert indent.get(qn(f"w:{align}Chars")) == "100"
        assert paragraph.style.font.size == Pt(14)
        assert paragraph.style.element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"


def test_children_stand_in_schema_order(built):
    files = parts(built)
    for name in ("word/styles.xml", "word/document.xml"):
        for properties in etree.fromstring(files[name]).iter(qn("w:pPr")):
            found = [ORDER.index(etree.QName(child).localname) for child in properties]
            assert found == sorted(found)


def test_headings_stay_with_what_follows_and_make_an_outline(built):
    styles = docx.Document(BytesIO(built)).styles
    for level in (1, 2, 3, 4):
        properties = styles[f"heading {level}"].element.pPr
        assert properties.find(qn("w:keepNext")) is not None
        assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)


def test_nothing_tells_who_or_when(built):
    properties = docx.Document(BytesIO(built)).core_properties
    assert [properties.author, properties.title, properties.comments] == ["", "", ""]
    assert [properties.last_modified_by, properties.created, properties.modified] == [
        "",
        None,
        None,
    ]
    assert set(parts(built)) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/footer1.xml",
        "word/footer2.xml",
    }


def test_the_same_document_gives_the_same_bytes(built):
    assert build_docx(notice_blocks(notice(*SIZES))) == built
    with ZipFile(BytesIO(built)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_long_title_is_broken_inside_one_paragraph():
    (paragraph,) = opened(Title("关于十二届省委第三轮巡视整改进展情况的通报")).paragraphs
    assert paragraph.text == "关于十二届省委第三轮\n巡视整改进展情况的通报"
    assert paragraph.style.name == "Title"


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("中共东陵市委", [4.25, 4]),
        ("中共东陵市委巡视整改工作领导小组办公室", [2, 8.25]),
        ("", [4]),
    ],
)
def test_the_name_is_centred_above_the_date(name, rights):
    found = [
        p._p.pPr.ind.get(qn("w:right"))
        for p in opened(Signature(name, date(2025, 8, 26))).paragraphs
    ]
    assert found == [str(round(right * 315)) for right in rights]


def test_a_signature_never_stands_on_a_page_alone():
    paragraphs = opened(
        Paragraph("甲。"), Paragraph("乙。"), Signature("市委", date(2025, 1, 2))
    ).paragraphs
    assert [p.paragraph_format.keep_with_next for p in paragraphs[:2]] == [None, True]
    assert paragraphs[2].style.paragraph_format.keep_with_next is True
    properties = [etree.QName(child).localname for child in paragraphs[1]._p.pPr]
    assert properties == ["pStyle", "keepNext"]


def test_every_part_is_well_formed_even_without_blocks(built):
    for name, content in parts(built).items():
        assert etree.fromstring(content) is not None, name
    assert opened().paragraphs == []
