"""Findings that stand in a table."""

from __future__ import annotations

from zhenggai.core.reading import read

PLAN = """某局巡察整改方案
一、总体要求
逐条整改。
二、整改任务
序号\t反馈问题\t整改措施\t责任领导\t完成时限
1\t学习不深入\t1.制定学习计划；2.每月集中学习\t张三\t2024年6月底
2\t制度滞后。\t修订制度5项\t李四\t长期
\t\t①开展检查②公开结果
三、保障措施
加强领导。
"""


def test_rows_are_findings_below_the_heading() -> None:
    reading = read(PLAN)
    (category,) = reading.categories
    assert (category.number, category.heading, category.kind) == ("二", "整改任务", "problem")
    assert [(one.number, one.problem) for one in category.findings] == [
        (1, "学习不深入"),
        (2, "制度滞后"),
    ]
    first, second = ([m.text for m in one.measures] for one in category.findings)
    assert first == ["制定学习计划；", "每月集中学习"]
    assert second == ["修订制度5项", "开展检查", "公开结果"]


def test_what_has_no_column_is_shown() -> None:
    reading = read(PLAN)
    shown = " ".join(PLAN[span.start : span.end] for span in reading.unread)
    assert "张三" in shown
    assert "学习不深入" not in shown
    assert "序号" not in shown


def test_status_and_category_columns() -> None:
    text = (
        "整改台账\n问题类别\t问题描述\t整改情况\t完成情况\n"
        "党的建设\t学习不深入\t组织学习12次\t已完成\n党的建设\t制度滞后\t修订制度\t正在整改\n作风建设\t服务不优\t开展走访\t长期坚持\n"
    )
    categories = read(text).categories
    assert [category.heading for category in categories] == ["党的建设", "作风建设"]
    statuses = [one.status for category in categories for one in category.findings]
    assert statuses == ["completed", "in_progress", "long_term"]


def test_another_table_is_no_list_of_findings() -> None:
    text = "关于整改情况的通报\n单位\t数量\n甲局\t3\n乙局\t5\n一、甲方面\n1.针对“乙不够”的问题，①丙做法。\n"
    reading = read(text)
    assert [len(category.findings) for category in reading.categories] == [1]
    assert any("甲局" in text[span.start : span.end] for span in reading.unread)
