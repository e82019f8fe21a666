"""Title, issuer, date, kind and the inspection, whatever stands around them."""

from __future__ import annotations

import pytest

from zhenggai.core.reading import Inspection, read

BODY = "根据市委统一部署，2023年3月6日至5月12日，市委第二巡察组对市水务局党组开展了常规巡察。6月21日，市委第二巡察组向市水务局党组反馈了巡察意见。\n一、基本情况\n逐条整改。\n"
TITLE = "关于市委巡察整改进展情况的通报"


@pytest.mark.parametrize(
    ("top", "title", "issuer"),
    [
        (f"中共云川市水务局党组\n{TITLE}\n", TITLE, "中共云川市水务局党组"),
        (f"中共云川市水务局党组{TITLE}\n", f"中共云川市水务局党组{TITLE}", "中共云川市水务局党组"),
        ("关于市委巡察\n整改进展情况的通报\n", TITLE, None),
        (
            "云川市水务局党组关于市委巡察\n整改进展情况的通报\n",
            f"云川市水务局党组{TITLE}",
            "云川市水务局党组",
        ),
        (f"首页 > 通知公告\n{TITLE}\n发布时间：2023-10-09 来源：市水务局 浏览：12\n", TITLE, None),
        (
            f"2023年10月10日，市水务局公布整改情况。全文如下：\n中共云川市水务局党组\n{TITLE}\n",
            TITLE,
            "中共云川市水务局党组",
        ),
        (f"{TITLE}\n（摘要）\n", TITLE, None),
        (f"　　{TITLE}　\n\n", TITLE, None),
        ("# 关于市委巡察整改进展情况的通报\n", None, None),
    ],
)
def test_title_and_issuer(top: str, title: str | None, issuer: str | None) -> None:
    reading = read(top + BODY)
    if title is not None:
        assert (reading.title, reading.issuer) == (title, issuer)
    assert reading.inspection.feedback_on == "2023-06-21"


@pytest.mark.parametrize(
    ("top", "bottom", "date"),
    [
        (TITLE, "中共云川市水务局党组\n2023年10月9日", "2023-10-09"),
        (TITLE, "中共云川市水务局党组\n二〇二三年十月九日", "2023-10-09"),
        (TITLE, "中共云川市水务局党组\n二○二三年十月二十九日", "2023-10-29"),
        (TITLE, "中共云川市水务局党组 2023年10月9日", "2023-10-09"),
        (
            TITLE,
            "中共云川市水务局党组\n２０２３年１０月９日\n来源：云川网\n编辑：安小禾",
            "2023-10-09",
        ),
        (TITLE, "中共云川市水务局党组\n2023年10月9日\n（此件公开发布）", "2023-10-09"),
        (f"{TITLE}\n（2023年10月9日）", "", "2023-10-09"),
        (f"{TITLE}\n日期：2023-10-09 08:30 来源：市水务局", "", "2023-10-09"),
        (f"{TITLE}\n发布时间：2023/10/9", "", "2023-10-09"),
        (f"{TITLE}\n发布日期：2023-11-01", "中共云川市水务局党组\n2023年10月9日", "2023-10-09"),
        (f"2023年10月11日，市水务局公布整改情况。\n{TITLE}", "", "2023-10-11"),
        (TITLE, "来源：云川网 2023-10-12 09:00", "2023-10-12"),
        (TITLE, "中共云川市水务局党组", None),
        (TITLE, "2023年10月9日前完成全部整改。", None),
    ],
)
def test_issued_on(top: str, bottom: str, date: str | None) -> None:
    assert read(f"{top}\n{BODY}{bottom}").issued_on == date


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于十届市委第二轮巡察整改进展情况的通报", "progress_notice"),
        ("某局党组关于巡察反馈意见整改情况的公示", "progress_notice"),
        ("关于市委第三巡察组反馈意见的整改方案", "plan"),
        ("市水务局巡察整改任务清单", "plan"),
        ("关于巡察市水务局党组的反馈意见", "feedback"),
        ("市委第二巡察组向市水务局党组反馈巡察情况", "feedback"),
        ("关于市水务局2022年度财务收支情况的审计报告", "audit_report"),
        ("关于2022年度审计查出问题整改情况的报告", "audit_report"),
        ("关于市水务局工作情况的汇报", "other"),
    ],
)
def test_kind_by_title(title: str, kind: str) -> None:
    assert read(f"{title}\n市水务局党组高度重视，逐条落实。\n").kind == kind


def test_kind_of_a_summary_by_the_supervising_side() -> None:
    text = "关于六届市委第三轮巡察整改情况的通报\n2023年2月至4月，7个巡察组对21个单位党组织开展了常规巡察。\n"
    reading = read(text)
    assert (reading.kind, reading.categories) == ("round_summary", [])
    assert (reading.inspection.team, reading.inspection.inspected_body) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2020年9月24日至12月25日，省委第三巡视组对济南市开展了常规巡视。2021年2月7日，省委巡视组向济南市委反馈了巡视意见。",
            {
                "team": "省委第三巡视组",
                "form": "常规巡视",
                "inspected_body": "济南市",
                "started_on": "2020-09-24",
                "ended_on": "2020-12-25",
                "feedback_on": "2021-02-07",
            },
        ),
        (
            "岭川省委第五巡视组对市里开展了巡视。省委第五巡视组反馈了意见。",
            {"team": "省委第五巡视组", "form": None, "started_on": None},
        ),
        (
            "岭川省委第五巡视组对平澜市进行了专项巡视。",
            {"team": "岭川省委第五巡视组", "form": "专项巡视"},
        ),
        (
            "按照部署，市委第五巡察组于2022年4月6日至6月30日对市轨道集团党委开展巡察“回头看”，8月19日反馈了巡察意见。",
            {
                "started_on": "2022-04-06",
                "feedback_on": "2022-08-19",
                "inspected_body": "市轨道集团党委",
            },
        ),
        (
            "2022年11月8日至2023年1月10日，县委巡察组对县林业局党组开展机动巡察。",
            {"team": "县委巡察组", "ended_on": "2023-01-10", "form": "机动巡察"},
        ),
        (
            "2022年11月至12月，县委第一巡察组对县林业局党组开展巡察。",
            {"started_on": None, "ended_on": None, "inspected_body": "县林业局党组"},
        ),
        ("县委第一巡察组、第二巡察组对甲局、乙局等12家单位开展了巡察。", {"inspected_body": None}),
        ("2月8日，局党组召开会议，传达学习省委第三巡视组反馈意见。", {"feedback_on": None}),
        (
            "十二届省委第十一轮巡视安排省委第一巡视组对某大学党委进行常规巡视。",
            {"term": "十二届省委", "round": "第十一轮", "team": "省委第一巡视组"},
        ),
    ],
)
def test_inspection(sentence: str, expected: dict[str, str | None]) -> None:
    found = read(f"关于整改情况的通报\n{sentence}\n一、基本情况\n").inspection
    assert {name: getattr(found, name) for name in expected} == expected


def test_nothing_stated_is_nothing() -> None:
    assert read("关于整改情况的通报\n局党组逐条整改。\n").inspection == Inspection()


def test_lines_that_only_wrap_are_one_paragraph() -> None:
    words = "针对“理论学习不够深入，联系实际不够紧密”的问题，主要从两个方面抓好整改。①健全学习制度。每月组织两次集中学习，领导班子带头交流发言，形成长效机制。②改进学习方式。组织年轻干部到一线讲微党课。"
    text = "".join(f"{number}.{words}\n" for number in range(1, 4))
    lines = [line[i : i + 28] for line in text.splitlines() for i in range(0, len(line), 28)]
    reading = read("关于整改情况的通报\n一、甲方面\n" + "\n".join(lines) + "\n")
    findings = reading.categories[0].findings
    assert [len(finding.measures) for finding in findings] == [2, 2, 2]
    assert {finding.problem for finding in findings} == {"理论学习不够深入，联系实际不够紧密"}
