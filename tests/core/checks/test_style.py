"""Rules on what a claim lacks, beyond the examples: numbers that can be dialled, and any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.core.checks import Issue, check
from zhenggai.core.checks.style import RULES
from zhenggai.core.checks.style.phones import can_be_dialled


def found(rule: str, text: str) -> list[Issue]:
    return [one for one in check(text, rules=RULES).issues if one.rule == rule]


@pytest.mark.parametrize(
    "number",
    [
        "0531-66607001",
        "(0531)66607001",
        "010-66607001",
        "0599-8812345",
        "0599 8812345",
        "05998812345",
        "8812345",
        "88123456-805",
        "13912345678",
        "139-1234-5678",
        "400-123-4567",
        "4001234567",
        "12388",
        "12345",
        "110",
        "966123",
        "+86-010-66607001",
    ],
)
def test_numbers_that_can_be_dialled(number: str):
    assert can_be_dialled(number)


@pytest.mark.parametrize(
    "number",
    [
        "0",
        "1234",
        "0531-6660700",
        "010-6660700",
        "0531-666070011",
        "12-34",
        "0099-8812345",
        "1391234567",
        "139123456789",
        "0599-1812345",
        "0599-XXXXXXX",
        "00000000",
    ],
)
def test_numbers_that_cannot(number: str):
    assert not can_be_dialled(number)


@given(st.integers(0, 6), st.sampled_from("0123456789"))
@settings(max_examples=40, deadline=None)
def test_a_digit_more_or_less_is_seen(at: int, digit: str):
    number = "66607001"
    text = "欢迎广大干部群众监督。联系电话：0531-{0}；通信地址：青石县滨河路8号。"
    assert found("contact", text.format(number)) == []
    for wrong in (number[:at] + number[at + 1 :], number[:at] + digit + number[at:]):
        marks = [one.facts["value"] for one in found("contact", text.format(wrong))]
        assert marks == [f"0531-{wrong}"]


@given(
    st.text(
        alphabet="电话：0123456789@.-邮箱信地址，；。\n①②1.针对“”的问题将推进《》约%", max_size=300
    )
)
@settings(max_examples=120, deadline=None)
def test_nothing_raises(text: str):
    for one in check(text, rules=RULES).issues:
        assert 0 <= one.start < one.end <= len(text)


@given(
    st.lists(
        st.sampled_from(["，，", "约3万元左右", "三、四个", "5-10%", "2021年三月"]), max_size=6
    )
)
@settings(max_examples=40, deadline=None)
def test_one_issue_a_kind(slips: list[str]):
    text = "县委高度重视，" + "".join(f"涉及{slip}村，" for slip in slips)
    codes = [one.code for one in found("wording", text + "完成")]
    assert len(codes) == len(set(codes)) == len(set(slips))
