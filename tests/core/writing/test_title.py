from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.writing.title import LINE, break_title, width

TITLES = {
    "关于巡视整改的通报": ["关于巡视整改的通报"],
    "关于十二届省委第三轮巡视整改进展情况的通报": [
        "关于十二届省委第三轮",
        "巡视整改进展情况的通报",
    ],
    "关于印发《东陵市落实省委巡视反馈意见整改工作实施方案》的通知": [
        "关于印发《东陵市落实省委巡视",
        "反馈意见整改工作实施方案》的通知",
    ],
}


@pytest.mark.parametrize("title", TITLES)
def test_titles_break_between_words(title):
    assert break_title(title) == TITLES[title]


def test_three_lines_make_no_hourglass():
    title = "东陵市人民代表大会常务委员会办公室关于省委第五巡视组反馈意见整改落实阶段性进展情况及下一步安排的报告"
    widths = [width(line) for line in break_title(title)]
    assert len(widths) == 3
    assert not widths[1] < min(widths[0], widths[2])
    assert max(widths) <= LINE


def test_breaks_of_the_writer_are_kept_where_they_fit():
    assert break_title("东陵市委\n关于整改的通报") == ["东陵市委", "关于整改的通报"]
    assert len(break_title("甲" * 30 + "\n乙")) == 2


@given(st.text(alphabet="关于巡视整改进展情况的通报《》“”甲乙2025 ", max_size=90))
def test_no_character_is_lost_and_no_line_is_too_long(title):
    broken = break_title(title)
    assert "".join(broken) == title.strip()
    assert len(broken) == 1 or max(width(line) for line in broken) <= LINE


def test_what_no_four_lines_hold_is_left_to_the_reader_of_the_file():
    assert break_title("甲" * 500) == ["甲" * 500]
