"""A marked text is safe, well-formed and complete whatever the marks are."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from zhenggai.web.marked import Mark, passage, source

TEXT = st.text("整改<>&\"'\n a\U00020000", max_size=40)
MARKS = st.lists(
    st.tuples(st.integers(-2, 45), st.integers(-2, 45), st.sampled_from("abc")), max_size=8
)


class Reader(HTMLParser):
    """Collects the text of each paragraph and sees to it that every tag is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.lines, self.marked = [], [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag == "p":
            self.lines.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.lines[-1] += data
        if self.open[-1] == "span":
            self.marked.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@given(TEXT, MARKS)
def test_the_text_is_whole_and_every_tag_closed(text, given_):
    marks = [Mark(start, end, name, f"k{name}") for start, end, name in given_]
    assert "\n".join(read(source(text, marks)).lines) == text


@given(TEXT, MARKS)
def test_exactly_what_lies_in_a_mark_is_marked(text, given_):
    marks = [Mark(start, end, name) for start, end, name in given_]
    wanted = {
        at for m in marks if 0 <= m.start < m.end <= len(text) for at in range(m.start, m.end)
    }
    shown = "".join(read(source(text, marks)).marked)
    assert shown == "".join(text[at] for at in sorted(wanted) if text[at] != "\n")


def test_markup_in_the_text_is_text():
    html = source("<script>alert(1)</script>&{{7*7}}", [Mark(0, 8, "s-finding", 'f"1')])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'data-key="f&quot;1"' in html


def test_the_innermost_key_wins_and_all_classes_stand():
    html = source("一二三四", [Mark(0, 4, "out", "f1"), Mark(1, 3, "in", "m1")])
    assert '<span class="out in" data-key="m1">二三</span>' in html


def test_lines_say_where_they_begin_and_anchors_stand_once():
    html = source("一二\n三四", [Mark(1, 4, "s", "f1", anchor=True)])
    assert re.findall(r'data-at="(\d+)"', html) == ["0", "3"]
    assert html.count('id="s-f1"') == 1


def test_a_passage_shows_whole_lines_with_the_marks_of_the_whole():
    text = "第一行\n第二行有字\n第三行"
    html = passage(text, 6, 8, [Mark(7, 9, "s", "f1"), Mark(0, 2, "s", "f0")])
    assert unescape(re.sub("<[^>]+>", "", html)) == "第二行有字"
    assert '<span class="s" data-key="f1">有字</span>' in html
