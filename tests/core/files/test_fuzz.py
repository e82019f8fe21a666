"""Whatever the bytes are, reading them gives text or a BadFile: files cut, changed and made of nothing."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.files.build import docx, listed, ole, p, packed, table, word_part
from tests.core.files.buildpdf import column, objects, pdf, stream
from zhenggai.core.errors import BadFile
from zhenggai.core.files import Extracted, active_content, extract, sniff
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.docxbody import Body
from zhenggai.core.files.markup import walk
from zhenggai.core.files.model import Limits

LIMITS = Limits(
    max_unpacked_bytes=2_000_000, max_pdf_content_bytes=2_000_000, max_pdf_operations=50_000
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
WORD_BODY = (
    p("一、整改工作")
    + listed("针对“落实不到位”的问题", 1)
    + table((p("序号"), p("问题")))
    + p("结束。")
)
FILES = {
    "a.docx": docx(WORD_BODY, numbering=NUMBERING, styles='<w:style w:styleId="a"/>'),
    "a.pdf": pdf(
        column(["\t一、整改工作情况，县委巡察组反馈了", "意见，现将情况通报。"]),
        column(["2024年6月15日"]),
    ),
    "a.txt": "一、整改工作情况\r\n针对“X”的问题".encode("gb18030"),
    "a.doc": ole("WordDocument"),
    "a.zip": packed({"报告.txt": "x" * 100}),
}
REAL_PDF = Path(__file__).parents[2] / "samples" / "files" / "notice.pdf"
named = st.sampled_from(sorted(FILES))
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, name: str) -> Extracted | None:
    """What reading gives; None for a refusal. Anything else that is raised fails the test."""
    try:
        return extract(data, name, LIMITS)
    except BadFile as refusal:
        assert refusal.code
        return None


@pytest.mark.parametrize("name", FILES)
def test_cut_at_every_length(name):
    data = FILES[name]
    outcomes = {
        read(data[:size], name) is None for size in range(0, len(data), 1 + len(data) // 1500)
    }
    assert True in outcomes


@given(
    name=named,
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=8),
)
@quick
def test_changed_bytes(name, changes):
    data = bytearray(FILES[name])
    for place, patch in changes:
        at = int(place * len(data))
        data[at : at + len(patch)] = patch
    read(bytes(data), name)


@given(name=named, data=st.binary(max_size=300))
@quick
def test_nothing_but_noise(name, data):
    read(data, name)
    read(FILES[name][:8] + data, name)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from(sorted(set(re.findall(rb"/\w+|\d+|<<|>>|\[|\]|R", FILES["a.pdf"])))),
        )
    )
)
@quick
def test_pdf_with_its_own_words_shuffled(changes):
    data = FILES["a.pdf"]
    for place, word in changes:
        tokens = list(re.finditer(rb"/\w+|\d+|<<|>>|\[|\]|R", data))
        token = tokens[int(place * (len(tokens) - 1))]
        data = data[: token.start()] + word + data[token.end() :]
    read(data, "a.pdf")
    try:
        active_content(data, "a.pdf", LIMITS)
    except BadFile:
        return


@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_real_pdf_changed(changes):
    data = bytearray(REAL_PDF.read_bytes())
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    read(bytes(data), "a.pdf")


TAGS = [
    "p",
    "pPr",
    "r",
    "rPr",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtPr",
    "sdtContent",
    "txbxContent",
    "del",
    "ins",
]
TAGS += [
    "fldChar",
    "instrText",
    "numPr",
    "numId",
    "ilvl",
    "br",
    "tab",
    "docPartGallery",
    "vanish",
    "sym",
    "trPr",
]
trees = st.recursive(
    st.sampled_from(["整改", "1.", ""]),
    lambda inner: st.tuples(
        st.sampled_from(TAGS),
        st.sampled_from(["begin", "separate", "end", "1", "0", "x"]),
        st.lists(inner, max_size=4),
    ).map(
        lambda node: (
            f'<w:{node[0]} w:val="{node[1]}" w:fldCharType="{node[1]}" w:char="F0{node[1]}">{"".join(node[2])}</w:{node[0]}>'
        )
    ),
    max_leaves=25,
)


@given(trees)
@quick
def test_word_elements_in_any_order(tree):
    read(docx(tree, numbering=NUMBERING), "a.docx")
    body = Body("a", follow_fields=True)
    walk([word_part("body", tree).encode()], ("a", "b"), body.start, end=body.end, text=body.text)
    assert all(isinstance(line, str) for line in body.lines)


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/numbering.xml"]
)
@given(place=st.floats(0, 1), patch=st.binary(min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_word_parts_changed_inside(part, place, patch):
    archive = dict(_parts(FILES["a.docx"]))
    content = bytearray(archive[part])
    at = int(place * len(content))
    content[at : at + len(patch)] = patch
    read(packed({**archive, part: bytes(content)}), "a.docx")


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    archive = Archive(data, "a.docx", LIMITS)
    return [(name, archive.read(name)) for name in archive.entries]


@given(
    st.binary(max_size=400), st.sampled_from(["png", "jpg", "xls", "pptx", "ofd", "csv", "exe", ""])
)
@quick
def test_sniffing_noise(data, ending):
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF-"):
        try:
            sniff(start + data, f"a.{ending}", LIMITS)
        except BadFile as refusal:
            assert refusal.facts["name"]


def test_pages_that_unpack_without_end():
    catalog, pages = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /Contents 4 0 R >>"
    content = stream(zlib.compress(b" " * 3_000_000), b"/Filter /FlateDecode")
    with pytest.raises(BadFile) as refusal:
        extract(objects(catalog, pages, page, content), "a.pdf", LIMITS)
    assert refusal.value.code == "FILE-BOMB"
