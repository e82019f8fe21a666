"""Measures under every mark, and what is not a measure."""

from __future__ import annotations

import pytest

from zhenggai.core.reading import Measure, read
from zhenggai.core.reading.numbers import parse_int

HEAD = "关于巡察整改情况的通报\n一、党的建设方面\n1.关于“甲不够”的问题。\n"


def measures(text: str) -> list[Measure]:
    """The measures of the only finding."""
    return read(HEAD + text).categories[0].findings[0].measures


@pytest.mark.parametrize(
    "text",
    [
        "①修订办法。②开展检查。",
        "①修订办法。\n②开展检查。",
        "一是修订办法。二是开展检查。",
        "一是修订办法；二是开展检查。",
        "一是修订办法，二是开展检查。",
        "(1)修订办法。(2)开展检查。",
        "（１）修订办法。\n（２）开展检查。",
        "⑴修订办法。⑵开展检查。",
        "1)修订办法。\n2)开展检查。",
        "整改情况：1.修订办法。2.开展检查。",
        "整改措施：\n1.修订办法。\n2.开展检查。",
        "第一，修订办法。第二，开展检查。",
        "其一，修订办法。其二，开展检查。",
        "主要做法是：①修订办法。②开展检查。",
    ],
)
def test_two_measures(text: str) -> None:
    found = measures(text)
    assert [one.number for one in found] == [1, 2]
    assert [one.text.strip("。；，") for one in found] == ["修订办法", "开展检查"]


def test_forty_circled_numbers() -> None:
    marks = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵"
    assert [parse_int(mark) for mark in marks] == list(range(1, 41))
    found = measures("".join(f"{mark}修订办法。" for mark in marks))
    assert [one.number for one in found] == list(range(1, 41))


def test_twelve_words() -> None:
    numbers = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()  # noqa: SIM905
    found = measures("".join(f"{number}是修订办法。" for number in numbers))
    assert [one.number for one in found] == list(range(1, 13))


def test_numbers_stay_as_printed() -> None:
    assert [one.number for one in measures("①甲做法。②乙做法。④丁做法。")] == [1, 2, 4]
    assert [one.number for one in measures("①甲做法。②乙做法。②丙做法。")] == [1, 2, 2]


def test_title_and_text() -> None:
    first, second, third = measures(
        "①健全制度。修订《办法》。完善流程。②投入资金3.5万元，更新设备。完成验收。③开展检查。"
    )
    assert (first.title, first.text) == ("健全制度", "修订《办法》。完善流程。")
    assert second.title == "投入资金3.5万元，更新设备"
    assert (third.title, third.text) == (None, "开展检查。")


def test_a_list_inside_a_measure_stays_inside() -> None:
    found = measures("①健全制度。一是修订办法；二是完善流程。②强化监督。一是抽查；二是约谈。")
    assert [one.number for one in found] == [1, 2]
    assert found[0].text == "一是修订办法；二是完善流程。"
    found = measures("一是健全制度。①修订办法。②完善流程。二是强化监督。")
    assert [one.number for one in found] == [1, 2]


def test_a_paragraph_is_the_one_measure() -> None:
    (only,) = measures("局党组逐户核对，追回资金3.2万元。")
    assert (only.number, only.title, only.text) == (1, None, "局党组逐户核对，追回资金3.2万元。")


def test_the_text_below_a_title_line_belongs_to_it() -> None:
    first, second = measures(
        "（1）健全制度\n修订《办法》，完善流程。\n（2）强化监督\n每季度检查一次。"
    )
    assert (first.title, first.text) == ("健全制度", "修订《办法》，完善流程。")
    assert second.text == "每季度检查一次。"


def test_columns_of_a_plan_are_no_measures() -> None:
    found = measures(
        "整改措施：①修订办法。②开展检查。\n责任领导：张三\n责任单位：办公室\n完成时限：2024年6月底前"
    )
    assert [one.text for one in found] == ["修订办法。", "开展检查。"]
    (only,) = measures("整改措施：修订办法。责任单位：办公室。完成时限：长期")
    assert only.text == "修订办法。"


def test_description_before_the_label_is_no_measure() -> None:
    text = "关于整改情况的通报\n一、甲方面\n1.学习不深入。\n学习常常走过场。\n整改情况：\n①组织学习。\n"
    reading = read(text)
    found = reading.categories[0].findings[0]
    assert [one.text for one in found.measures] == ["组织学习。"]
    assert any("常常走过场" in text[span.start : span.end] for span in reading.unread)


def test_what_is_no_prose_is_no_part_of_a_measure() -> None:
    text = (
        HEAD
        + "①修订办法。\n②开展检查。\n丨序丨丨责丨◇◇◇\n二、乙方面\n2.关于“丙不够”的问题。①丁做法。"
    )
    reading = read(text)
    assert [one.text for one in reading.categories[0].findings[0].measures][-1] == "开展检查。"
    assert any("丨序丨" in text[span.start : span.end] for span in reading.unread)


@pytest.mark.parametrize(
    "line",
    ["3.71亿元资金已拨付。", "2.5万亩造林已验收。", "12.5%的任务已完成。", "2021.8.26完成验收。"],
)
def test_a_decimal_at_the_beginning_of_a_line_is_no_number(line: str) -> None:
    text = f"关于整改情况的通报\n一、甲方面\n1.关于“乙不够”的问题。\n①丙做法。\n{line}\n2.关于“丁不够”的问题。\n①戊做法。\n{line}"
    findings = read(text).categories[0].findings
    assert [finding.number for finding in findings] == [1, 2]


def test_an_item_may_begin_with_a_digit() -> None:
    text = "关于整改情况的通报\n一、甲方面\n1.3.5公里管网未建。\n整改情况：①乙做法。\n2.5G演播室闲置。\n整改情况：①丙做法。\n3.2023年预算粗放。\n整改情况：①丁做法。\n"
    findings = read(text).categories[0].findings
    assert [finding.problem for finding in findings] == [
        "3.5公里管网未建",
        "5G演播室闲置",
        "2023年预算粗放",
    ]
