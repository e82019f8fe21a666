"""Forms of public documents beside the usual notice: news, lists that a sentence announces, bare wordings, web pages."""

from __future__ import annotations

import pytest

from zhenggai.core.reading import Finding, Reading, read

HEAD = "关于巡察整改情况的通报\n二、反馈问题整改情况\n"


def findings(reading: Reading, kind: str = "problem") -> list[Finding]:
    """All findings of one kind."""
    return [f for category in reading.categories for f in category.findings if f.kind == kind]


def problems(text: str) -> list[str | None]:
    """The wordings of all problems."""
    return [found.problem for found in findings(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、镇区垃圾清运不及时的问题。\n增加车辆2台。\n", ["镇区垃圾清运不及时"]),
        ("（一）“学习走过场”问题整改情况。\n组织测试2次。\n", ["学习走过场"]),
        ("1.关于“底数不清”的整改情况：\n核对台账。\n", ["底数不清"]),
        ("1.针对“督办不力”，一是建立台账；二是逐件销号。\n", ["督办不力"]),
        (
            "一是针对“督办不力”的问题，建立台账。二是针对“培训少”的问题，办班3期。\n",
            ["督办不力", "培训少"],
        ),
        (
            "●针对“督办不力”的问题，建立台账。\n●针对“培训少”的问题，办班3期。\n",
            ["督办不力", "培训少"],
        ),
        ("——关于账实不符的问题。已补登资产12件。\n", ["账实不符"]),
        ("反馈意见：干部储备不足。\n整改情况：选调3人。\n", ["干部储备不足"]),
        ("整改事项1：文件偏多\n整改措施：压减文件两成。\n", ["文件偏多"]),
        ("第一个问题：文件偏多。\n整改措施：压减文件两成。\n", ["文件偏多"]),
        ("2.1 问题：文件偏多\n整改举措：压减文件两成。\n", ["文件偏多"]),
        ("整改任务一：文件偏多\n整改措施：压减文件两成。\n", ["文件偏多"]),
        ("★问题表现：文件偏多。\n▲整改情况：压减文件两成。\n", ["文件偏多"]),
        ("1.“文件偏多偏长”的整改落实情况\n压减文件两成。\n", ["文件偏多偏长"]),
        ("序号：1\n反馈问题：文件偏多\n整改情况：压减文件两成\n", ["文件偏多"]),
        ("问题2.1：文件偏多\n整改举措：压减文件两成。\n", ["文件偏多"]),
    ],
)
def test_more_ways_to_introduce_a_problem(text: str, expected: list[str]) -> None:
    assert problems(HEAD + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "（一）学习方面存在的问题\n加强学习。\n",
        "（一）尚未完成整改的问题\n加强督办。\n",
        "（一）下一步需要解决的难点问题\n加强督办。\n",
        "（一）群众反映的突出问题\n加强督办。\n",
        "关于“双减”，我局开展检查。\n",
    ],
)
def test_what_only_looks_like_a_problem(text: str) -> None:
    assert problems(HEAD + text) == []


def test_a_wrapped_paragraph_among_headings_is_one() -> None:
    lines = [
        "（一）服务群众方面",
        "1.关于“接访走过场，群众反复奔走，问题久拖不决”的问题",
        "街道重新排定接访日，班子成员每周二上午到信访大厅坐",
        "班，对能够当场答复的事项当场答复，对需要部门配合的",
        "事项由党政办开具流转单，三个工作日内回告办理进度，",
        "半年来共接待来访群众三百余人次，办结诉求九成以上，",
        "群众满意。",
        "2.关于“窗口午间无人”的问题",
        "实行轮班。",
    ]
    found = findings(read(HEAD + "\n".join(lines)))
    assert [len(one.measures) for one in found] == [1, 1]
    assert found[0].measures[0].text == "".join(lines[2:7])


def test_short_paragraphs_of_equal_length_are_not_one() -> None:
    lines = [
        "（一）组织建设方面",
        "1.“品牌创建同质化”的整改落实情况",
        "培育特色品牌9个，淘汰同质化品牌14个。",
        "2.“流动党员管理松散”的整改落实情况",
        "摸排流动党员312名，建立流动支部4个。",
        "3.“档案专项审核不细”的整改落实情况",
        "复核干部档案820卷，重新认定信息54条。",
    ]
    found = findings(read(HEAD + "\n".join(lines)))
    assert [one.problem for one in found] == [
        "品牌创建同质化",
        "流动党员管理松散",
        "档案专项审核不细",
    ]
    assert [len(one.measures) for one in found] == [1, 1, 1]


def test_quoted_problems_inside_a_measure_are_part_of_it() -> None:
    text = "1.针对“学习不深”的问题。一是针对部分同志“走过场”问题，召开座谈会。二是针对“培训少”的问题，办班3期。\n"
    found = findings(read(HEAD + text))
    assert [one.problem for one in found] == ["学习不深"]
    assert [one.number for one in found[0].measures] == [1, 2]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1.针对“甲不够”的问题，办班3期，已完成整改。", "completed"),
        ("1.针对“甲不够”的问题，办班3期，正在持续整改。", "in_progress"),
        ("1.针对“甲不够”的问题，排查隐患12处，已全部整改到位。", None),
        ("1.针对“甲不够”的问题，一是办班。二是检查4次，已完成整改。", None),
        ("1.针对“甲不够”的问题，①办班。已完成。②检查4次。已完成。", None),
        ("1.针对“甲不够”的问题，一是办班。该项整改已完成，长期坚持。", "completed"),
        ("问题1.甲不够。\n整改情况：办班3期。（已完成）", "completed"),
        ("（一）甲不够。\n1．整改举措：办班3期。\n2．整改成效：人人过关。", None),
        ("1、甲不够。整改：办班3期。已整改。", "completed"),
        ("1.甲不够。\n　　整改情况：已整改。办班3期。", "completed"),
        ("1.甲不够。\n整改情况：未整改到位。办班3期。", "in_progress"),
        (
            "1.关于“甲不够”的问题。\n　　目前已完成整改。主要整改措施：\n　　一是办班。\n　　二是检查。",
            "completed",
        ),
    ],
)
def test_claims_of_one_item(text: str, status: str | None) -> None:
    found = findings(read(HEAD + text))
    assert [one.status for one in found] == [status]
    assert "甲不够" in (found[0].problem or "")


def test_news_announces_problems_and_asks_for_more() -> None:
    text = (
        "学校党委第二巡察组召开意见反馈会\n发布日期：2024年1月15日\n"
        "1月12日，第二巡察组向资环学院反馈了巡察意见。组长通报了三个方面的主要问题：一是学习偏少；二是制度偏松；三是监督偏软。\n"
        "组长对下一步的整改工作提出两点要求：一是提高站位；二是压实责任。\n"
    )
    reading = read(text)
    assert (reading.kind, reading.title, reading.issued_on) == (
        "feedback",
        "学校党委第二巡察组召开意见反馈会",
        "2024-01-15",
    )
    assert [one.problem for one in findings(reading)] == ["学习偏少", "制度偏松", "监督偏软"]
    assert reading.promises == []


@pytest.mark.parametrize(
    ("lead", "kinds"),
    [
        (
            "指出县医院在学习方面存在的问题，针对存在的问题，巡察组提出四点意见：",
            ["recommendation"],
        ),
        ("反馈严肃指出以下两个方面的问题：", ["problem"]),
        ("指出存在的4类主要问题：", ["problem"]),
        ("针对上述问题，组长提出两点要求：", []),
        ("反馈要求，", []),
    ],
)
def test_what_a_sentence_announces(lead: str, kinds: list[str]) -> None:
    text = f"5月26日，市委巡察组向县医院党委反馈了巡察意见。{lead}一是甲；二是乙。\n"
    assert [category.kind for category in read(text).categories] == kinds


def test_advice_in_news_is_a_recommendation() -> None:
    text = (
        "近日，市委第六巡察组向县医院党委反馈巡察情况，提出意见建议：一是加强领导；二是严明纪律。\n"
    )
    reading = read(text)
    assert [category.kind for category in reading.categories] == ["recommendation"]
    assert len(reading.categories[0].findings) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3月2日，省委第五巡视组向云川市委反馈了巡视情况。巡视组指出三个问题。", "feedback"),
        ("6月1日，巡察组反馈了意见。现将整改情况通报如下：逐条整改。", "progress_notice"),
        (
            "6月1日，巡察组向县局反馈了意见。\n1.关于“学习少”的问题。\n整改情况：办班。",
            "progress_notice",
        ),
        ("受区政府委托，报告审计查出问题的整改情况。逐项整改。", "audit_report"),
        ("党组会传达学习巡察反馈意见，会议指出，要认真整改。", "other"),
        ("某县推进整改工作，受到群众欢迎。", "other"),
    ],
)
def test_kind_without_a_title(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_a_party_committee_to_which_the_result_was_told_answers() -> None:
    text = (
        "柳湾镇党委关于区委第三轮巡察整改情况的通报\n"
        "区委第五巡察组对甲村、乙村等5个村级党组织进行了巡察，2023年3月14日向柳湾镇党委主要负责人反馈了巡察意见。\n"
    )
    assert read(text).kind == "progress_notice"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("市委第二巡察组对市水务局（以下简称市局）党组开展了巡察。", "市水务局"),
        (
            "审计组对澄江区财政局（以下简称区财政局）具体组织的预算执行情况进行了审计。",
            "澄江区财政局",
        ),
        ("省委巡视组向云川市委书记林某和领导班子反馈了巡视情况。", "云川市委"),
        ("校党委对本科生院开展了巡察。", "本科生院"),
        ("县委督查组对园区文明创建工作进行督查。", None),
    ],
)
def test_inspected_body(text: str, body: str | None) -> None:
    assert read(f"关于巡察整改情况的通报\n{text}\n").inspection.inspected_body == body


def test_a_range_of_days_for_publishing_is_no_inspection() -> None:
    text = "关于整改情况的通报\n2022年4月15日至17日，各单位巡视整改进展情况分批公布。\n"
    assert read(text).inspection.started_on is None


def test_the_opening_ends_where_the_findings_begin() -> None:
    text = HEAD + "1.针对“资金监管不严”的问题，开展专项审计，追回资金3万元。\n"
    assert read(text).inspection.form is None
