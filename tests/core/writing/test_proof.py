"""A text with comments: the words stay as they are, every comment stands on its words, any text is taken."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.writing.proof import Remark, commented

ID = qn("w:id")
TEXT = "第一段，共三项。\n第二段：甲、乙、丙四个。\n\n末段"


def opened(text, remarks):
    return docx.Document(io.BytesIO(commented(text, remarks)))


def marked(document):
    """The words between the borders of each comment."""
    words: dict[str, str] = {}
    open_: list[str] = []
    for node in document.element.body.iter():
        tag = node.tag.rpartition("}")[2]
        if tag == "commentRangeStart":
            open_.append(node.get(ID))
            words[open_[-1]] = ""
        elif tag == "commentRangeEnd":
            open_.remove(node.get(ID))
        elif tag == "t":
            for number in open_:
                words[number] += node.text or ""
    assert not open_
    return list(words.values())


def test_every_comment_stands_on_its_words():
    remarks = [
        Remark(4, 6, "数目"),
        Remark(4, 20, "跨段"),
        Remark(13, 14, "名称"),
        Remark(0, len(TEXT), "全文"),
    ]
    document = opened(TEXT, remarks)
    assert [one.text for one in document.paragraphs] == TEXT.split("\n")
    assert [one.text for one in document.comments] == ["数目", "跨段", "名称", "全文"]
    bare = {one.words: TEXT[one.start : one.end].replace("\n", "") for one in remarks}
    assert sorted(marked(document)) == sorted(bare.values())


def test_what_marks_nothing_is_left_out():
    strange = [Remark(3, 3, "空"), Remark(-1, 2, "外"), Remark(5, 500, "远"), Remark(8, 9, "换行")]
    assert list(opened(TEXT, strange).comments) == []


def test_the_same_text_gives_the_same_bytes():
    assert commented(TEXT, [Remark(0, 2, "甲")]) == commented(TEXT, [Remark(0, 2, "甲")])


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.text(max_size=5)), max_size=6),
)
def test_any_text_with_any_comments_opens(text, raw):
    remarks = [Remark(min(a, b), max(a, b), words) for a, b, words in raw]
    assert len(marked(opened(text, remarks))) <= len(remarks)
