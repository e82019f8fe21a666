"""Automatic numbers of Word paragraphs: formats, levels, restarts, styles."""

from __future__ import annotations

import pytest

from tests.core.files.build import docx, listed, p
from zhenggai.core.files import extract
from zhenggai.core.files.numerals import chinese, circled, numeral


def level(number: int, style: str, text: str, more: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, more: str = "") -> str:
    """A use of a list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def read(body: str, numbering: str, styles: str = "") -> list[str]:
    """The lines of a document."""
    return extract(docx(body, numbering=numbering, styles=styles), "a.docx").text.split("\n")


OFFICIAL = abstract(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4"),
)


def test_the_four_levels_of_an_official_document():
    body = "".join(listed(text, 1, depth) for depth, text in [
        (0, "基本情况"), (1, "提高认识"), (1, "压实责任"), (2, "针对甲"), (3, "完善制度"), (3, "强化督导"), (2, "针对乙"),
        (3, "整治"), (0, "下步打算"), (1, "持续"), (2, "丙"),
    ])  # fmt: skip
    assert read(body, OFFICIAL + num(1, 0)) == [
        "一、基本情况", "（一）提高认识", "（二）压实责任", "1.针对甲", "①完善制度", "②强化督导", "2.针对乙",
        "①整治", "二、下步打算", "（一）持续", "1.丙",
    ]  # fmt: skip


def test_two_uses_count_on_and_an_override_begins_anew():
    uses = (
        num(1, 0)
        + num(2, 0)
        + num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    )
    body = listed("甲", 1) + listed("乙", 2) + listed("丙", 3) + listed("丁", 3)
    assert read(body, OFFICIAL + uses) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_a_level_that_never_restarts():
    lists = abstract(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    ) + num(1, 0)
    body = listed("甲", 1) + listed("子", 1, 1) + listed("乙", 1) + listed("丑", 1, 1)
    assert read(body, lists) == ["1.甲", "1)子", "2.乙", "2)丑"]


def test_numbers_of_upper_levels_in_the_text():
    lists = abstract(
        0, level(0, "chineseCounting", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    ) + num(1, 0)
    assert read(listed("甲", 1) + listed("子", 1, 1), lists) == ["一 甲", "1.1 子"]


def test_an_upper_level_that_was_not_begun_shows_its_start():
    lists = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2、")) + num(1, 0)
    assert read(listed("子", 1, 1), lists) == ["1.1、子"]


def test_bullets_and_switched_off_numbers():
    lists = abstract(0, level(0, "bullet", "\uf0b7")) + num(1, 0)
    assert read(listed("甲", 1) + listed("乙", 0) + listed("丙", 99), lists) == ["甲", "乙", "丙"]


def test_numbers_by_style_and_by_the_style_it_is_based_on():
    lists = abstract(
        0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", '<w:pStyle w:val="H2"/>')
    ) + num(7, 0)
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="H1"/>')
        + p("子", '<w:pStyle w:val="H2"/>')
        + p("乙", '<w:pStyle w:val="H1b"/>')
        + p("文")
    )
    assert read(body, lists, styles) == ["一、甲", "1.子", "二、乙", "文"]
    off = p("甲", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read(off, lists, styles) == ["甲"]


def test_a_list_that_points_to_a_list_style():
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + OFFICIAL
        + num(1, 1)
        + num(2, 0)
    )
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    assert read(listed("甲", 1), lists, styles) == ["一、甲"]


def test_styles_based_on_each_other_end():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert read(p("甲", '<w:pStyle w:val="A"/>'), OFFICIAL + num(1, 0), styles) == ["甲"]


def test_a_level_changed_for_one_use():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    assert read(listed("甲", 1) + listed("乙", 1), OFFICIAL + num(1, 0, override)) == [
        "I.甲",
        "II.乙",
    ]


@pytest.mark.parametrize(
    ("style", "number", "written"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 12, "十二"), ("chineseCountingThousand", 105, "一百零五"), ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 10, "⑩"), ("decimalEnclosedParen", 2, "⑵"), ("decimalEnclosedFullstop", 21, "21"),
        ("lowerLetter", 28, "bb"), ("upperLetter", 2, "B"), ("lowerRoman", 14, "xiv"), ("none", 3, ""),
        ("unheardOf", 3, "3"), ("chineseCounting", 0, "0"), ("chineseCounting", 10_000, "10000"),
    ],
)  # fmt: skip
def test_numerals(style, number, written):
    assert numeral(number, style) == written


def test_chinese_and_circled_numbers():
    assert [chinese(n) for n in (1, 10, 11, 20, 21, 100, 101, 110, 111, 1001, 1010, 9999)] == [
        "一", "十", "十一", "二十", "二十一", "一百", "一百零一", "一百一十", "一百一十一", "一千零一", "一千零一十",
        "九千九百九十九",
    ]  # fmt: skip
    assert [circled(n) for n in (1, 20, 21, 36, 50, 51)] == ["①", "⑳", "㉑", "㊱", "㊿", "(51)"]
