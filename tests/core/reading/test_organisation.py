from __future__ import annotations

import pytest

from zhenggai.core.reading.model import Organisation, PlanFacts
from zhenggai.core.reading.organisation import find_organisation, find_plan

GROUPS = [
    (
        "下设综合、监督、问责、线索核查、制度建设等5个专项工作组，组成专班。",
        ["综合", "监督", "问责", "线索核查", "制度建设"],
    ),
    ("设立综合协调、督查督办、案件查办三个专项工作组", ["综合协调", "督查督办", "案件查办"]),
    ("领导小组下设综合协调、业务整改、监督执纪3个工作组。", ["综合协调", "业务整改", "监督执纪"]),
    ("下设综合、监督、问责等5个专项工作组", ["综合", "监督", "问责"]),
    ("成立综合、督导和宣传3个专项小组", ["综合", "督导", "宣传"]),
    ("成立3个工作组：综合组、督导组、保障组。", ["综合组", "督导组", "保障组"]),
    (
        "组建3个专项工作组（综合协调组、督导检查组、线索查办组）",
        ["综合协调组", "督导检查组", "线索查办组"],
    ),
    ("设4个专项组，分别为综合、党建、业务、监督，各司其职", ["综合", "党建", "业务", "监督"]),
    (
        "领导小组下设综合协调组、督查督办组和宣传报道组。",
        ["综合协调组", "督查督办组", "宣传报道组"],
    ),
    ("下设办公室、综合组、督导组", ["综合组", "督导组"]),
    ("成立领导小组，由主要负责人任组长。", []),
    ("组成24个督导组，对各区县督导", []),
    ("设立7个市委巡察组", []),
    ("成立了专项工作组", []),
    ("设5个专项工作组", []),
    ("", []),
]
NODES = [
    ("按照5月初、年底、长期3个时间节点推进", ["5月初", "年底", "长期"]),
    ("明确立行立改、3个月内、长期坚持三个时间节点", ["立行立改", "3个月内", "长期坚持"]),
    ("时间节点分为5月底、年底和长期。", ["5月底", "年底", "长期"]),
    ("把握2个时间节点：6月底、12月底。", ["6月底", "12月底"]),
    ("按照时间节点推进", []),
    ("盯住3个时间节点", []),
]
TARGETS = [
    (
        "和整改完成、取得阶段性成果、取得明显成效、长期推进4类目标要求",
        ["整改完成", "取得阶段性成果", "取得明显成效", "长期推进"],
    ),
    ("分为整改完成、取得阶段性成果、长期推进三类目标", ["整改完成", "取得阶段性成果", "长期推进"]),
    ("确定3类目标：整改完成、基本完成、长期坚持。", ["整改完成", "基本完成", "长期坚持"]),
    ("实现3个目标", []),
]


@pytest.mark.parametrize(("text", "names"), GROUPS)
def test_special_groups(text: str, names: list[str]) -> None:
    assert find_organisation(text).special_groups == names


@pytest.mark.parametrize(("text", "names"), NODES)
def test_time_nodes(text: str, names: list[str]) -> None:
    assert find_organisation(text).time_nodes == names


@pytest.mark.parametrize(("text", "names"), TARGETS)
def test_targets(text: str, names: list[str]) -> None:
    assert find_organisation(text).targets == names


def test_nodes_and_targets_in_one_sentence() -> None:
    text = "按照5月底、9月底、长期3个时间节点和整改完成、取得阶段性成果、长期推进3类目标要求，一月一盘点。"
    assert find_organisation(text) == Organisation(
        [], ["5月底", "9月底", "长期"], ["整改完成", "取得阶段性成果", "长期推进"]
    )


OPENING = "2021年2月7日，反馈了巡察意见。"


@pytest.mark.parametrize(
    ("text", "adopted_on", "special"),
    [
        (
            "2月25日,召开会议审议通过《〈反馈意见〉整改落实方案》和乡村振兴、文化建设、选人用人、意识形态4个专项整改方案。",
            "2021-02-25",
            ["乡村振兴", "文化建设", "选人用人", "意识形态"],
        ),
        (
            "3月5日，党委会研究通过《整改工作方案》及选人用人、意识形态两个专项整改方案。",
            "2021-03-05",
            ["选人用人", "意识形态"],
        ),
        ("3月20日，局党组会议审议通过了整改方案。", "2021-03-20", []),
        ("《整改落实方案》经2021年3月5日党委会审议通过。", "2021-03-05", []),
        ("为抓好整改，经2021年6月3日党组会议审议通过，制定本方案。", "2021-06-03", []),
        ("3月2日集体学习，3月8日审定《巡察整改落实方案》。", "2021-03-08", []),
        ("3月9日制定印发《巡察整改实施方案》。", "2021-03-09", []),
        ("3月1日印发《整改方案》初稿。3月9日审议通过《整改方案》。", "2021-03-09", []),
        ("制定选人用人专项整改方案、意识形态专项整改方案。", None, ["选人用人", "意识形态"]),
        ("审议通过《整改落实方案》。", None, []),
        ("3月9日审议通过《年度预算方案》。", None, []),
        ("计划于3月9日审议通过《整改方案》。", None, []),
        ("3月召开会议审议通过《整改方案》。", None, []),
        ("", None, []),
    ],
)
def test_plan(text: str, adopted_on: str | None, special: list[str]) -> None:
    assert find_plan(OPENING + text) == PlanFacts(adopted_on, special)


def test_without_a_year_no_day_is_guessed() -> None:
    assert find_plan("3月9日审议通过《整改方案》。").adopted_on is None
