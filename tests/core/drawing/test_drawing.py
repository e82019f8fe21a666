"""Wall chart and timeline: nothing is lost, nothing is drawn twice, every word is escaped, every day lies in its place."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.drawing import timeline
from zhenggai.core.drawing.axis import Axis, month_axis
from zhenggai.core.drawing.bars import STATES, Bar, Block, Node
from zhenggai.core.drawing.timeline import Ground
from zhenggai.core.drawing.wallchart import PAPERS, Chart, Words, sheets
from zhenggai.core.drawing.words import fit, width, wrap

TODAY = date(2026, 6, 12)
NODES = [Node("5月初", date(2026, 5, 10)), Node("年底", date(2026, 12, 31))]
WORDS = Words(
    title="整改作战图",
    totals="问题 1 个",
    as_of="截至今天",
    heads=("问题", "措施", "单位", "领导", "", "时限"),
    today="今天",
    goes_on="（续）",
    month=lambda day: f"{day.month}月",
    sheet=lambda number, count: f"{number}/{count}",
    legend=tuple((state, state) for state in STATES),
)
SVG = "{http://www.w3.org/2000/svg}"


def bar(label="1-①", state="on_track", due=date(2026, 9, 30), **more):
    values = {
        "title": "推进改造",
        "unit": "市住建局",
        "leader": "周敏",
        "start": date(2026, 2, 3),
        "closed": None,
        "word": state,
        "due_word": "",
    }
    return Bar(label=label, state=state, due=due, **(values | more))


def chart(findings, measures):
    blocks = [
        Block(str(n), "供水管网改造进度缓慢" * 4, tuple(bar(f"{n}-{m}") for m in range(measures)))
        for n in range(1, findings + 1)
    ]
    return Chart(blocks, NODES, TODAY, WORDS)


def texts(sheet):
    return [node.text for node in ElementTree.fromstring(sheet).iter(f"{SVG}text")]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
@pytest.mark.parametrize(("findings", "measures"), [(1, 0), (1, 1), (12, 3), (60, 4), (3, 150)])
def test_every_measure_stands_once_on_some_sheet(paper, findings, measures):
    drawn = sheets(chart(findings, measures), paper)
    labels = [
        words.split()[0]
        for sheet in drawn
        for words in texts(sheet)
        if re.match(r"\d+-\d+ ", words)
    ]
    wanted = [f"{n}-{m}" for n in range(1, findings + 1) for m in range(measures)]
    assert Counter(labels) == Counter(wanted)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
def test_nothing_is_drawn_beyond_the_paper(paper):
    for sheet in sheets(chart(70, 3), paper):
        root = ElementTree.fromstring(sheet)
        assert root.get("viewBox") == f"0 0 {paper.width} {paper.height}"
        for node in root.iter():
            for name, limit in (("x", paper.width), ("y", paper.height), ("x2", paper.width)):
                assert -0.01 <= float(node.get(name, 0)) <= limit + 0.01


def test_what_goes_on_says_so():
    first, second, *_ = sheets(chart(2, 120), PAPERS["a3"])
    assert "1（续）" in texts(second)
    assert "1（续）" not in texts(first)


def test_larger_paper_needs_fewer_sheets():
    counts = [len(sheets(chart(80, 4), paper)) for paper in PAPERS.values()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_an_empty_round_is_one_sheet():
    assert len(sheets(Chart([], [], TODAY, WORDS), PAPERS["a3"])) == 1


@given(st.text(max_size=40))
def test_words_are_never_markup(words):
    block = Block("1", words, (bar(title=words, unit=words, leader=words, word=words),))
    (sheet,) = sheets(Chart([block], NODES, TODAY, WORDS), PAPERS["a3"])
    ElementTree.fromstring(sheet)
    ground = Ground(month_axis([TODAY], 0, 300), NODES, TODAY, lambda day: day.weekday() > 4)
    ElementTree.fromstring(timeline.row(ground, bar(title=words)).replace('href="#ground"', ""))


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_drawn_in_both(state):
    due = None if state in ("long", "unset") else date(2026, 6, 1)
    one = bar(state=state, due=due, closed=date(2026, 5, 20) if state == "closed" else None)
    (sheet,) = sheets(Chart([Block("1", "问题", (one,))], NODES, TODAY, WORDS), PAPERS["a3"])
    assert f'class="b {state}"' in sheet
    axis = month_axis([date(2026, 2, 1), date(2026, 12, 31)], 0, 900)
    drawn = timeline.row(Ground(axis, NODES, TODAY, lambda day: False), one)
    assert (f"t-bar {state}" in drawn) == (state != "unset")


def test_a_moved_date_leaves_its_ghost():
    axis = month_axis([date(2026, 2, 1), date(2026, 12, 31)], 0, 900)
    ground = Ground(axis, NODES, TODAY, lambda day: False)
    assert "t-ghost" in timeline.row(ground, bar(original=date(2026, 6, 30)))
    assert "t-ghost" not in timeline.row(ground, bar(original=date(2026, 9, 30)))


def test_days_off_are_shaded_where_a_day_is_wide_enough():
    def off(day):
        return day.weekday() > 4

    wide = Ground(month_axis([TODAY], 0, 92 * 9.0), [], TODAY, off)
    close = Ground(month_axis([TODAY], 0, 92 * 1.3), [], TODAY, off)
    count = timeline.head(wide, lambda day: "", "今天").count("t-off")
    weekends = sum(
        1
        for place in range(wide.axis.days)
        if (wide.axis.first + timedelta(days=place)).weekday() == 5
    )
    assert abs(count - weekends) <= 1
    assert "t-off" not in timeline.head(close, lambda day: "", "今天")


@given(st.integers(0, 36_000), st.integers(0, 36_000))
def test_days_follow_each_other_on_the_axis(first, second):
    one, other = (date(2000, 1, 1) + timedelta(days=days) for days in (first, second))
    axis = month_axis([one, other], 10, 510)
    early, late = sorted((one, other))
    assert 10 <= axis.at(early) <= axis.at(late) < axis.after(late) <= 510.001
    months = list(axis.months())
    assert months[0][1] == 10
    assert 3 <= len(months) <= 60


def test_a_day_lies_where_it_should():
    axis = Axis(date(2026, 1, 1), date(2026, 1, 10), 0, 100)
    assert (axis.at(date(2026, 1, 1)), axis.after(date(2026, 1, 10))) == (0, 100)
    assert axis.at(date(2026, 1, 6)) == 50


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(2, 20), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_silently(words, room, lines):
    made = wrap(words, room, lines)
    assert len(made) <= lines
    assert all(width(one) <= room + 1.01 for one in made)
    flat = "".join(words.split())
    whole = "".join("".join(made).split())
    assert whole == flat or whole.endswith("…") or not flat


def test_a_stop_does_not_begin_a_line():
    assert wrap("一二三四五，六七八九十", 5, 3) == ["一二三四五，", "六七八九十"]
    assert fit("一二三四五六", 4) == "一二三…"
