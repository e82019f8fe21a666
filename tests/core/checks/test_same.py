"""Rules on repetition, beyond the examples: every place, every width, any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, check
from zhenggai.core.checks.same import RULES

HEAD = "中共青石县委关于巡察整改进展情况的通报\n"
CLAUSES = (
    "组建联合巡查队伍开展夜间暗访",
    "更换老化供水管网并同步改造泵房",
    "把整改成效交由服务对象评判打分",
    "邀请退休教师担任校外辅导员",
    "为独居老人安装紧急呼叫装置",
)


def found(rule: str, text: str) -> list[Issue]:
    return [one for one in check(text, rules=RULES).issues if one.rule == rule]


def notice(*answers: str) -> str:
    items = (
        f"{number}.针对“第{number}类事项推进迟缓”的问题，主要从一个方面抓好整改。①{answer}。\n"
        for number, answer in enumerate(answers, 1)
    )
    return HEAD + "一、整改落实情况\n" + "".join(items)


@given(st.permutations(CLAUSES), st.integers(2, 5), st.sampled_from("，；、。"))
@settings(max_examples=40, deadline=None)
def test_a_copied_run_is_found_whole(clauses: list[str], count: int, mark: str):
    run = "，".join(clauses[:count])
    text = notice(run, f"抓早抓小{mark if mark != '、' else '，'}{run}")
    issues = found("repeated-passage", text)
    assert [text[one.start : one.end] for one in issues] == [run]


@given(st.integers(1, 400), st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_two_values_fire_and_one_does_not(first: int, second: int):
    text = notice(f"全县共建成幸福食堂{first}处", "开展培训")
    text = text.replace("①全县", "①抓紧建设。全县", 1)
    text += f"二、下一步打算\n巡察反馈的{first}个问题已建账。反馈的{second}个问题全部公开。\n"
    issues = found("conflict", text)
    assert bool(issues) == (first != second)
    assert all(one.severity == "error" for one in issues)
    assert all(one.facts["there"] == f"{first}个" for one in issues)


@pytest.mark.parametrize(
    "second",
    ["12处幸福食堂", "幸福食堂１２处", "幸福食堂十二处", "幸福食堂共12处", "约12处幸福食堂"],
)
def test_the_same_value_in_other_print_is_none(second: str):
    text = notice(f"建成幸福食堂12处。建成{second}")
    assert found("conflict", text) == []


@pytest.mark.parametrize(
    "second", ["13处幸福食堂", "幸福食堂１３处", "幸福食堂十三处", "幸福食堂共13处"]
)
def test_another_value_in_other_print_is_one(second: str):
    text = notice(f"建成幸福食堂12处。建成{second}")
    assert [one.facts["there"] for one in found("conflict", text)] == ["12处"]


def test_numbers_of_findings_that_begin_anew_are_told_apart():
    item = "1.针对“{0}”的问题，主要从一个方面抓好整改。①{1}。\n"
    copied = "，".join(CLAUSES[:2])
    text = HEAD + "一、党的领导方面\n" + item.format("学习不深", copied)
    text += "二、党的建设方面\n" + item.format("组织涣散", copied)
    assert [one.facts["finding"] for one in found("repeated-passage", text)] == [1]


@given(
    st.text(
        alphabet="一二1234567890条个项新增建立制度《》“”，。；：、\n①②针对的问题关于", max_size=300
    )
)
@settings(max_examples=120, deadline=None)
def test_nothing_raises(text: str):
    for one in check(text, rules=RULES).issues:
        assert 0 <= one.start < one.end <= len(text)
