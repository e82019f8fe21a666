"""Reading Word documents: what a person would see, in order, with the automatic numbers."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from tests.core.files.build import docx, p, package, packed, rels, table, word_part
from zhenggai.core.errors import BadFile
from zhenggai.core.files import Kind, Limits, extract


def text(body: str, **parts: object) -> str:
    """The text of a document with this body."""
    return extract(docx(body, **parts), "a.docx").text


def notes(body: str) -> dict[str, int]:
    """What reading a document with this body left out."""
    return {note.code: note.count for note in extract(docx(body), "a.docx").notes}


def run(inner: str) -> str:
    """A paragraph with this inside its run."""
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def field(command: str, result: str | None) -> str:
    """The runs of a field."""
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if result is not None else ""
    shown = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{command}</w:instrText></w:r>{separate}{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_what_python_docx_writes():
    made = python_docx.Document()
    made.add_paragraph("一、整改工作情况")
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "序号", "问题"
    made.add_paragraph("以上。")
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.sections[0].footer.paragraphs[0].text = "第1页"
    out = io.BytesIO()
    made.save(out)
    read = extract(out.getvalue(), "通报.docx")
    assert (read.text, read.kind, read.notes) == (
        "一、整改工作情况\n序号\t问题\n以上。",
        Kind.DOCX,
        [],
    )


def test_tables_stand_in_order_and_keep_rows_on_a_line():
    body = p("前") + table((p("1"), p("问题"), p("措施")), (p("2"), p(), p("长期"))) + p("后")
    assert text(body) == "前\n1\t问题\t措施\n2\t\t长期\n后"


def test_a_row_with_paragraphs_in_a_cell_is_read_line_by_line():
    assert (
        text(table((p("1.针对“X”的问题"), p("①一项。") + p("②二项。"))))
        == "1.针对“X”的问题\n①一项。\n②二项。"
    )


def test_nested_tables_are_read():
    inner = table((p("内1"), p("内2")), (p("内3"), p("内4")))
    assert text(table((p("外"), p("前") + inner + p("后")))) == "外\n前\n内1\t内2\n内3\t内4\n后"


def test_line_breaks_tabs_and_hyphens():
    assert (
        text(
            run(
                "<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"
            )
        )
        == "甲\n乙\t丙-丁"
    )


def test_a_tab_stop_is_no_tab():
    assert text(p("甲", '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>')) == "甲"


def test_text_boxes_follow_their_paragraph_and_are_read_once():
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = f"<w:p><w:r><w:t>框外</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert text(body + p("后")) == "框外\n框内\n后"


def test_deletions_are_left_out_and_insertions_kept():
    body = "<w:p><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    assert text(body) == "新"
    assert notes(body) == {"DELETED": 1}


def test_a_deleted_paragraph_mark_joins_and_does_not_count():
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = (
        f"<w:p><w:pPr>{numbered}<w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>"
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert text(deleted + p("后半", numbered), numbering=lists) == "1.前半，后半"


def test_a_deleted_row_is_left_out():
    rows = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + p("旧")
        + "</w:tc></w:tr><w:tr><w:tc>"
        + p("新")
        + "</w:tc></w:tr></w:tbl>"
    )
    assert text(rows) == "新"


def test_formatting_before_a_change_says_nothing():
    changed = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert text(p("正文", changed)) == "正文"


def test_footnotes_and_hidden_text_are_noted():
    body = run('<w:t>正文</w:t><w:footnoteReference w:id="1"/>') + run(
        "<w:rPr><w:vanish/></w:rPr><w:t>密</w:t>"
    )
    body += run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t>')
    assert text(body) == "正文\n\n显"
    assert notes(body) == {"FOOTNOTES": 1, "HIDDEN": 1}


def test_fields_show_their_result():
    assert text(f"<w:p>{field('DATE', '2024年')}<w:r><w:t>止</w:t></w:r></w:p>") == "2024年止"


@pytest.mark.parametrize(
    ("command", "shown"), [("eq \\o\\ac(○,3)", "③"), (" EQ \\o\\ac(○, 12)", "⑫")]
)
def test_circled_numbers_made_by_word(command, shown):
    assert (
        text(f"<w:p>{field(command, None)}<w:r><w:t>完善制度</w:t></w:r></w:p>")
        == f"{shown}完善制度"
    )


def test_wingdings_numbers_and_unknown_symbols():
    body = run(
        '<w:sym w:font="Wingdings" w:char="F081"/><w:t>一项</w:t><w:sym w:font="Other" w:char="F081"/>'
    )
    assert text(body) == "①一项"
    assert notes(body) == {"SYMBOLS": 1}


def test_a_table_of_contents_is_left_out():
    by_field = f"<w:p>{field('TOC', '一、基本情况 1')}</w:p>"
    by_control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('一、基本情况 1')}</w:sdtContent></w:sdt>"
    )
    for contents in (by_field, by_control):
        assert text(contents + p("一、基本情况")) == "一、基本情况"
        assert notes(contents + p("一、基本情况")) == {"CONTENTS": 1}


def test_other_content_controls_are_read_and_placeholders_not():
    assert text(f"<w:sdt><w:sdtPr/><w:sdtContent>{p('填好')}</w:sdtContent></w:sdt>") == "填好"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('请输入')}</w:sdtContent></w:sdt>"
    assert text(empty + p("正文")) == "正文"


def test_a_field_that_never_ends_hides_nothing():
    assert text('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("正文")) == "正文"


def test_formulas_keep_their_characters_and_readings_are_left_out():
    assert text("<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>") == "x+1"
    assert (
        text(
            run(
                "<w:ruby><w:rt><w:r><w:t>jǐ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>济</w:t></w:r></w:rubyBase></w:ruby>"
            )
        )
        == "济"
    )


def test_commands_that_fetch_are_noted():
    assert notes(f"<w:p>{field('DDEAUTO x', 'x')}</w:p>")["ACTIVE-CONTENT"] == 1


def test_web_pictures_are_noted_and_never_fetched():
    made = docx(p("x"), links=(("image", "https://example.org/p.png", "External"),))
    assert [note.code for note in extract(made, "a.docx").notes] == ["EXTERNAL-IMAGE"]


def test_strict_documents_are_read():
    strict = word_part("document", f"<w:body>{p('严格')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert extract(packed(package("docx", {"word/document.xml": strict})), "a.docx").text == "严格"


def test_the_main_part_may_have_any_name():
    entries = package(
        "docx",
        {
            "word/document.xml": "",
            "_rels/.rels": rels(("officeDocument", "/word/document2.xml", "")),
        },
    )
    moved = {
        **entries,
        "word/document2.xml": word_part("document", f"<w:body>{p('别名')}</w:body>"),
    }
    del moved["word/document.xml"]
    assert extract(packed(moved), "a.docx").text == "别名"


@pytest.mark.parametrize(
    ("body", "code"), [(p(), "FILE-EMPTY"), (run("<a:blip/>"), "FILE-SCANNED")]
)
def test_nothing_written(body, code):
    with pytest.raises(BadFile) as refusal:
        text(body)
    assert refusal.value.code == code


def test_too_many_elements_are_refused_before_parsing():
    with pytest.raises(BadFile) as refusal:
        extract(docx(p("x") * 50), "a.docx", Limits(max_xml_tags=100))
    assert refusal.value.code == "FILE-BOMB"


def test_tables_in_tables_without_end_are_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 200 + p("x") + "</w:tc></w:tr></w:tbl>" * 200
    with pytest.raises(BadFile) as refusal:
        extract(docx(deep), "a.docx")
    assert refusal.value.code == "FILE-BOMB"
    assert refusal.value.facts["reason"] == "nesting"


def test_rare_characters_stay():
    said = "䶮𬭎𠮷 😀👨‍👩‍👧 ئۇيغۇر བོད"
    assert text(p(said)) == said
