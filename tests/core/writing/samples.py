"""An invented round of the invented city of 东陵, small and large."""

from __future__ import annotations

from datetime import date

from zhenggai.core.writing.notice import (
    CategoryData,
    Contact,
    Counts,
    FindingData,
    MeasureData,
    NoticeData,
)

DEEDS = (
    ("压实各级责任", "市政府召开专题会议，把任务分到6个部门，逐项列出完成时间，每月通报一次进度。"),
    ("补齐设施短板", "新建停车场4处，改造老旧管网12.6公里，解决积水点9个。"),
    (
        "建立长效机制",
        "制定《东陵市公共设施管护办法（试行）》，明确“谁使用、谁管护”，每季度抽查一次。",
    ),
    ("加强督促检查", "对进展缓慢的3个镇发函提醒，约谈负责人2人，问题均已有了着落。"),
    ("做好群众工作", "走访群众1.2万户，收集意见建议340条，能办的当场办结。"),
)
WORDINGS = (
    "推动城市更新力度不够，‘一老一小’服务设施缺口较大",
    "河道治理重建设轻管护，部分河段水质反复",
    "招商引资项目落地率不高，服务企业办法不多",
    "农村公路养护资金拨付不及时",
)
SIZES = (
    3,
    3,
    4,
    3,
    4,
    5,
    3,
    4,
    4,
    5,
    3,
    3,
    4,
    3,
    3,
    4,
    3,
    3,
    4,
    4,
    4,
    2,
    4,
    4,
    3,
    3,
    3,
    4,
    4,
    3,
    3,
)
"""109 measures under 31 findings."""


def finding(number: int, size: int) -> FindingData:
    """A finding with `size` measures, each with a title, a text and sometimes a result."""
    measures = []
    for place in range(1, size + 1):
        title, text = DEEDS[(number + place) % len(DEEDS)]
        result = f"截至7月底，已完成年度任务的{60 + number}%。" if place == 1 else ""
        measures.append(MeasureData(place, title, text * 3, result))
    return FindingData(number, WORDINGS[number % len(WORDINGS)], measures=tuple(measures))


def notice(*sizes: int) -> NoticeData:
    """A complete notice; `sizes` are the numbers of measures per finding, a third category is about clues."""
    findings = [finding(number, size) for number, size in enumerate(sizes, 1)]
    half = (len(findings) + 1) // 2
    clues = FindingData(len(findings) + 1, "对巡视组移交的问题线索和信访件，已办结18件。", "clues")
    return NoticeData(
        title="关于十二届省委第三轮巡视整改进展情况的通报",
        issuer="中共东陵市委",
        issued_on=date(2025, 9, 3),
        sending_body="省委",
        term="十二届省委",
        round="第三轮",
        team="省委第七巡视组",
        form="常规巡视",
        inspected_body="东陵市",
        started_on=date(2024, 10, 9),
        ended_on=date(2025, 1, 6),
        feedback_on=date(2025, 2, 20),
        plan_adopted_on=date(2025, 3, 11),
        special_plans=("选人用人", "意识形态", "乡村振兴"),
        special_groups=("综合", "监督", "制度建设"),
        time_nodes=("6月底", "年底", "长期"),
        targets=("整改完成", "取得阶段性成果", "长期推进"),
        counts=Counts(len(findings), sum(sizes), 5, 12),
        categories=(
            CategoryData("落实发展要求不到位，补短板强弱项有差距", findings=tuple(findings[:half])),
            CategoryData(
                "管党治党责任压得不实，‘四风’问题时有发生", findings=tuple(findings[half:])
            ),
            CategoryData("关于巡视移交问题线索和信访件办理情况", "clues", (clues,)),
        ),
        outlook=(
            "持续抓好后续整改。对已完成的适时开展“回头看”，对正在推进的逐月调度。一是盯住难点。二是严防反弹。",
            "健全管用的制度。把行之有效的做法固定下来，堵住漏洞。",
            "用好整改成果。以整改促发展，让群众看得见、感受得到。",
        ),
        contact=Contact(
            "0531-00000000", "东陵市民生路1号市委巡视整改工作信箱", "zhenggai@dongling.example"
        ),
    )
