"""PDF: paragraphs from lines, what is left out, what is noted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.core.files.buildpdf import Set, column, objects, pdf, stream, with_object_stream
from zhenggai.core.errors import BadFile
from zhenggai.core.files import Limits, active_content, extract

PRINTED = Path(__file__).parents[2] / "samples" / "files" / "notice.pdf"
BODY = [
    "\t2024年3月至5月，县委巡察组对青石镇",
    "党委开展了常规巡察，并反馈了意见。",
    "\t一、整改工作情况",
    "\t1.针对“河道管护责任落实不到位”的问",
    "题，从两个方面抓好整改。①完善制度。",
    "②抓好督导。追回资金12.6万元。",
    "\t2.针对“制度不完善”的问题，已完善。",
]
PARAGRAPHS = [
    "2024年3月至5月，县委巡察组对青石镇党委开展了常规巡察，并反馈了意见。",
    "一、整改工作情况",
    "1.针对“河道管护责任落实不到位”的问题，从两个方面抓好整改。①完善制度。②抓好督导。追回资金12.6万元。",
    "2.针对“制度不完善”的问题，已完善。",
]


def lines(*pages: list[Set], **how: object) -> list[str]:
    """The lines read from a PDF of these pages."""
    return extract(pdf(*pages, **how), "a.pdf").text.split("\n")


def noted(*pages: list[Set]) -> dict[str, int]:
    """What reading a PDF of these pages left out or replaced."""
    return {note.code: note.count for note in extract(pdf(*pages), "a.pdf").notes}


def test_a_document_printed_by_an_office_program():
    read = extract(PRINTED.read_bytes(), "通报.pdf")
    assert read.text.split("\n") == [
        "青石镇党委",
        "关于巡察整改进展情况的通报",
        "各村党支部：",
        "2024年3月至5月，县委巡察组对青石镇党委开展了常规巡察。2024年6月15日，县委巡察组反馈了意见。"
        "现将整改进展情况通报如下。",
        "一、整改工作情况",
        "1.针对“河道管护责任落实不到位”的问题，从两个方面抓好整改。①完善巡河制度。明确镇、村两级巡河频次，"
        "今年巡河1260人次，整改问题87处，整改率98.5%。②抓好督导。每月通报一次，对责任落实不到位的3名河长予以通报，"
        "追回管护资金12.6万元。",
        "2.针对“工作制度不完善”的问题，已完善管护制度2项。",
        "青石镇党委",
        "2024年12月28日",
    ]
    assert [(note.code, note.count) for note in read.notes] == [("PAGE-NUMBERS", 2)]


@pytest.mark.parametrize("each_apart", [False, True])
def test_indented_paragraphs_are_joined(each_apart):
    assert lines(column(BODY), each_apart=each_apart) == PARAGRAPHS


def test_a_paragraph_goes_on_over_the_page():
    assert lines(column(BODY[:4]), column(BODY[4:])) == PARAGRAPHS


def test_flush_paragraphs_set_apart_by_space():
    spaced, twice = [], BODY * 2
    for number, line in enumerate(twice):
        above = sum(each.startswith("\t") for each in twice[: number + 1])
        spaced.append(Set(80, 760 - 20 * number - 16 * above, 14, line.lstrip("\t")))
    assert lines(spaced) == PARAGRAPHS * 2


def test_flush_paragraphs_without_space_are_joined_until_a_sentence_or_a_heading():
    flush = [line.lstrip("\t") for line in BODY]
    joined = lines(column(flush))
    assert "".join(joined) == "".join(flush)
    assert joined[0] == PARAGRAPHS[0]
    assert joined[1:3] == [
        "一、整改工作情况",
        "1.针对“河道管护责任落实不到位”的问题，从两个方面抓好整改。①完善制度。",
    ]


def test_titles_and_signatures_stand_alone():
    title = [Set(150, 800, 22, "青石镇党委"), Set(100, 770, 22, "关于整改进展情况的通报")]
    signature = [Set(300, 500, 16, "青石镇党委"), Set(290, 470, 16, "2024年12月28日")]
    assert lines(title + column(BODY, top=730) + signature) == [
        "青石镇党委", "关于整改进展情况的通报", *PARAGRAPHS, "青石镇党委", "2024年12月28日",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["— 1 —", "-1-", "1", "第1页", "第1页 共3页", "1/3", "－１－"])
def test_page_numbers_are_dropped(number):
    pages = [*column(BODY), Set(290, 40, 14, number)]
    assert lines(pages) == PARAGRAPHS
    assert noted(pages)["PAGE-NUMBERS"] == 1


def test_running_heads_are_dropped_and_counted():
    pages = [[Set(200, 810, 10, "青石镇整改通报"), *column(BODY[:2])] for _ in range(3)]
    assert lines(*pages) == PARAGRAPHS[:1] * 3
    assert noted(*pages)["REPEATED-LINES"] == 3


def test_radicals_and_hair_spaces_become_what_was_written():
    assert lines(column(["⼀、⽔务局⻓于2024 年6 ⽉15 ⽇反馈"])) == [
        "一、水务局长于2024年6月15日反馈"
    ]
    assert lines(column(["整 改 完 成"])) == ["整改完成"]
    assert lines(column(["完善 制度，落实责任。"])) == ["完善制度，落实责任。"]
    assert lines(column(["序号 责任单位 完成时限"])) == ["序号 责任单位 完成时限"]
    assert lines(column(["Ofﬁce"])) == ["Office"]
    assert noted(column(["⼀、⽔务局⻓"])) == {"RADICALS": 3}


def test_latin_words_keep_their_space():
    assert lines(
        column(
            [
                "\tMobility as a Service MaaS",
                "platform as built and used",
                "\tMobility as a Service MaaS",
            ]
        )
    )[0] == ("Mobility as a Service MaaS platform as built and used")


def test_an_empty_page_among_others_is_noted():
    assert noted(column(BODY), [])["EMPTY-PAGES"] == 1


def test_characters_that_no_text_may_hold_are_dropped_and_counted():
    data = pdf(column(["整x改完成"])).replace(b"> <0078>", b"> <0000>")
    read = extract(data, "a.pdf")
    assert (read.text, [(note.code, note.count) for note in read.notes]) == (
        "整改完成",
        [("UNREADABLE", 1)],
    )


def test_a_font_without_names_is_as_good_as_a_picture():
    with pytest.raises(BadFile) as refusal:
        lines(column(["\ue001\ue002\ue003\ue004 整改"]))
    assert (refusal.value.code, refusal.value.facts["reason"]) == ("FILE-SCANNED", "fonts")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_file_that_only_forbids_printing_is_read(algorithm):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column(BODY)))))
    writer.encrypt("", owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    assert extract(out.getvalue(), "a.pdf").text.split("\n") == PARAGRAPHS


def test_too_many_pages_and_operations_and_characters():
    data = pdf(*[column(["整改"])] * 3)
    for limits, code in [
        (Limits(max_pdf_pages=2), "FILE-TOO-BIG"),
        (Limits(max_pdf_operations=4), "FILE-BOMB"),
        (Limits(max_pdf_content_bytes=60), "FILE-BOMB"),
        (Limits(max_text_chars=3), "FILE-TOO-BIG"),
    ]:
        with pytest.raises(BadFile) as refusal:
            extract(data, "a.pdf", limits)
        assert refusal.value.code == code


def test_forms_that_draw_forms_are_counted():
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    )
    chain = [stream(b"/X Do " * 10, form % (number + 6)) for number in range(6)]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    data = objects(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(b"/X Do"), *chain
    )  # fmt: skip
    with pytest.raises(BadFile) as refusal:
        extract(data, "a.pdf", Limits(max_pdf_operations=2000))
    assert refusal.value.code == "FILE-BOMB"


def test_actions_packed_in_object_streams_are_found():
    data = with_object_stream(b"<< /S /Launch /F (calc) >>")
    assert b"Launch" not in data
    assert [note.facts["names"] for note in active_content(data, "a.pdf")] == ["Launch"]


def test_an_honest_file_has_no_active_content():
    assert active_content(PRINTED.read_bytes(), "a.pdf") == []


def test_active_content_of_what_is_no_pdf():
    with pytest.raises(BadFile) as refusal:
        active_content(b"nothing", "a.pdf")
    assert refusal.value.code == "FILE-CORRUPT"
