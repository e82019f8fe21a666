from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.core.writing.opened import texts
from tests.core.writing.samples import SIZES, notice
from zhenggai.core.writing.notice import (
    CategoryData,
    Contact,
    Counts,
    FindingData,
    MeasureData,
    NoticeData,
    notice_blocks,
)

TWO = (MeasureData(1, "压实责任", "逐项分工。"), MeasureData(2, "补齐短板", "新建4处"))


def printed(data: NoticeData) -> list[str]:
    return texts(*notice_blocks(data).blocks)


def of_finding(finding: FindingData, heading: str = "落实不到位") -> str:
    """The paragraph of one finding."""
    data = NoticeData(categories=(CategoryData(heading, findings=(finding,)),))
    return next(text for text in printed(data) if text.startswith(f"{finding.number}."))


def test_a_small_notice_from_top_to_bottom():
    data = replace(notice(2, 1), outlook=("持续用力。不停步。",))
    kept = "制定《东陵市公共设施管护办法（试行）》，明确“谁使用、谁管护”，每季度抽查一次。" * 3
    urged = "对进展缓慢的3个镇发函提醒，约谈负责人2人，问题均已有了着落。" * 3
    assert printed(data) == [
        "中共东陵市委",
        "关于十二届省委第三轮\n巡视整改进展情况的通报",
        "根据省委统一部署，2024年10月9日至2025年1月6日，省委第七巡视组对东陵市开展了十二届省委第三轮常规巡视。"
        "2025年2月20日，省委第七巡视组向东陵市反馈了巡视意见。现将巡视整改进展情况通报如下。",
        "一、整改工作基本情况",
        "（一）制定整改方案。2025年3月11日，审议通过巡视反馈意见整改落实方案和选人用人、意识形态、乡村振兴3个专项整改方案。",
        "（二）健全工作机构。设立综合、监督、制度建设3个专项工作组。",
        "（三）明确整改目标。按照6月底、年底、长期3个时间节点和整改完成、取得阶段性成果、长期推进3类目标要求推进整改。",
        "（四）整改总体进展。梳理反馈问题2个，制定整改措施3条，已销号5条，建立健全制度12个。",
        "二、反馈问题整改落实情况",
        "（一）关于“落实发展要求不到位，补短板强弱项有差距”",
        "1.针对“河道治理重建设轻管护，部分河段水质反复”的问题，主要从两个方面抓好整改。"
        f"①建立长效机制。{kept}截至7月底，已完成年度任务的61%。②加强督促检查。{urged}",
        "（二）关于“管党治党责任压得不实，‘四风’问题时有发生”",
        "2.针对“招商引资项目落地率不高，服务企业办法不多”的问题，抓好整改。"
        f"①加强督促检查。{urged}截至7月底，已完成年度任务的62%。",
        "（三）关于巡视移交问题线索和信访件办理情况",
        "3.对巡视组移交的问题线索和信访件，已办结18件。",
        "三、今后整改工作打算",
        "持续用力。不停步。",
        "欢迎广大干部群众监督巡视整改工作，有意见和建议的，请通过以下方式反映。",
        "联系电话：0531-00000000",
        "邮政信箱：东陵市民生路1号市委巡视整改工作信箱",
        "电子邮箱：zhenggai@dongling.example",
        "中共东陵市委",
        "2025年9月3日",
    ]


def test_what_is_not_known_is_left_out_and_nothing_says_none():
    assert printed(NoticeData()) == [
        "关于巡视整改进展情况的通报",
        "现将巡视整改进展情况通报如下。",
        "欢迎广大干部群众监督巡视整改工作。",
    ]


def test_every_value_can_be_missing_alone():
    full = notice(2, 1, 3)
    for name in vars(full):
        empty = vars(NoticeData())[name]
        text = "\n".join(printed(replace(full, **{name: empty})))
        assert "None" not in text
        assert "，，" not in text
        assert "。。" not in text
        assert "“”" not in text


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"team": "巡察一组"}, "巡察一组开展了巡视。"),
        ({"inspected_body": "东陵市"}, "东陵市接受了巡视。"),
        ({"started_on": date(2025, 1, 2)}, "自2025年1月2日起，开展了巡视。"),
        ({"ended_on": date(2025, 1, 2)}, "至2025年1月2日，开展了巡视。"),
        ({"feedback_on": date(2025, 1, 2)}, "2025年1月2日，巡视意见反馈。"),
        (
            {"source": "审计", "inspected_body": "市财政局", "form": "专项审计"},
            "市财政局接受了专项审计。",
        ),
    ],
)
def test_the_opening_says_what_is_known(known, says):
    assert says in printed(NoticeData(**known))[1]


def test_a_zero_is_a_value():
    text = "\n".join(printed(NoticeData(counts=Counts(closed=0))))
    assert "已销号0条。" in text
    assert "制度" not in text


def test_one_part_needs_no_number_and_empty_chapters_are_counted_past():
    text = printed(NoticeData(counts=Counts(3), outlook=("\x00", "（一）继续。努力。")))
    assert text[2:6] == [
        "一、整改工作基本情况",
        "整改总体进展。梳理反馈问题3个。",
        "二、今后整改工作打算",
        "继续。努力。",
    ]


def test_outlook_paragraphs_are_numbered_anew_and_long_first_sentences_are_no_lead():
    long = "坚持" * 30 + "。其余。"
    text = printed(NoticeData(outlook=("(一)甲。乙。", long, "（五）丙")))
    assert text[-4:-1] == ["（一）甲。乙。", f"（二）{long}", "（三）丙。"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(2, "从两个方面"), (3, "从三个方面"), (11, "从十一个方面"), (22, "从二十二个方面")],
)
def test_the_number_of_ways_is_that_of_the_measures_below(count, words):
    measures = tuple(MeasureData(place, f"做法{place}") for place in range(1, count + 1))
    assert f"，主要{words}抓好整改。①做法1。" in of_finding(FindingData(1, "甲", measures=measures))


def test_a_single_measure_is_not_counted():
    assert of_finding(FindingData(1, "甲", measures=TWO[:1])) == (
        "1.针对“甲”的问题，抓好整改。①压实责任。逐项分工。"
    )


def test_empty_measures_are_neither_printed_nor_counted():
    measures = (*TWO, MeasureData(3, None, " \x00"))
    assert of_finding(FindingData(1, "甲", measures=measures)) == (
        "1.针对“甲”的问题，主要从两个方面抓好整改。①压实责任。逐项分工。②补齐短板。新建4处。"
    )


def test_results_follow_the_text_and_a_title_is_not_said_twice():
    measures = (
        MeasureData(1, "压实责任", "压实责任。逐项分工。", "已完成"),
        MeasureData(2, None, "新建4处；", "全部投用。"),
    )
    assert of_finding(FindingData(1, "甲", measures=measures)).endswith(
        "①压实责任。逐项分工。已完成。②新建4处；全部投用。"
    )


def test_a_title_that_only_begins_like_the_text_is_printed():
    measures = (MeasureData(1, "压实", "压实责任。"), MeasureData(2, "督促", "督促。"))
    assert of_finding(FindingData(1, "甲", measures=measures)).endswith("①压实。压实责任。②督促。")


def test_the_state_closes_the_finding():
    assert of_finding(FindingData(4, "甲", state="已完成整改。", measures=TWO)).endswith(
        "②补齐短板。新建4处。该问题已完成整改。"
    )
    assert (
        of_finding(FindingData(4, "甲", state="正在整改")) == "4.关于“甲”的问题。该问题正在整改。"
    )
    assert of_finding(FindingData(4, "甲")) == "4.关于“甲”的问题。"
    assert of_finding(FindingData(4, None, measures=TWO)).startswith("4.主要从两个方面抓好整改。")


def test_a_recommendation_is_printed_as_it_was_given():
    assert of_finding(FindingData(2, "提高站位。", "recommendation", measures=TWO)).startswith(
        "2.提高站位。主要从两个方面抓好落实。①压实责任。"
    )
    assert of_finding(FindingData(2, "提高站位", "recommendation", "正在推进")) == (
        "2.提高站位。该事项正在推进。"
    )


def test_a_category_without_findings_is_left_out():
    some = CategoryData("乙", findings=(FindingData(1, "丙"),))
    text = printed(NoticeData(categories=(CategoryData("甲"), some)))
    assert text[2:5] == ["一、反馈问题整改落实情况", "（一）关于“乙”", "1.关于“丙”的问题。"]


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("执行不严", "针对“执行不严”的问题，"),
        ("执行不严。", "针对“执行不严”的问题，"),
        ("执行不严的问题", "针对“执行不严的问题”这一情况，"),
        ("存在形式主义问题；", "针对“存在形式主义问题”这一情况，"),
        ("为何不办？", "针对“为何不办？”的问题，"),
        ("对“三重一大”执行不严", "针对“对‘三重一大’执行不严”的问题，"),
        ("半角,标点(保持原样);不动", "针对“半角,标点(保持原样);不动”的问题，"),
        ("<script>{{7*7}}\x00", "针对“<script>{{7*7}}”的问题，"),
    ],
)
def test_the_wording_stays_exact_and_nothing_is_doubled(wording, says):
    assert says in of_finding(FindingData(1, wording, measures=TWO))


@pytest.mark.parametrize(
    ("heading", "kind", "says"),
    [
        ("落实不力", "problem", "（一）关于“落实不力”"),
        ("对标“四最”要求有差距", "problem", "（一）关于“对标‘四最’要求有差距”"),
        ("关于“落实不力”方面", "problem", "（一）关于“落实不力”方面"),
        ("在“落实”方面", "problem", "（一）在“落实”方面"),
        ("巡视移交线索办理情况", "clues", "（一）巡视移交线索办理情况"),
        ("意见建议落实情况", "recommendation", "（一）意见建议落实情况"),
    ],
)
def test_category_headings(heading, kind, says):
    assert says in printed(
        NoticeData(categories=(CategoryData(heading, kind, (FindingData(1, "甲"),)),))
    )


def test_the_issuer_is_not_said_twice():
    data = NoticeData(issuer="东陵市委", title="东陵市委关于整改的通报")
    assert printed(data)[0] == "东陵市委关于整改的通报"


def test_only_known_ways_to_answer_are_given():
    text = printed(NoticeData(contact=Contact(mailbox="民生路1号")))
    assert text[-1] == "邮政信箱：民生路1号"


def test_a_large_notice_carries_every_finding_and_measure():
    text = "\n".join(printed(notice(*SIZES)))
    assert text.count("\n31.针对") == 1
    assert sum(text.count(sign) for sign in "①②③④⑤") == 109
