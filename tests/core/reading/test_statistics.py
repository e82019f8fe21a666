from __future__ import annotations

import pytest

from zhenggai.core.reading.model import Statistic
from zhenggai.core.reading.statistics import RULES, find_statistics


def outside(_offset: int) -> None:
    """Everything is said of the whole round."""


def inside(_offset: int) -> int:
    """Everything stands in finding 7."""
    return 7


def read(text: str) -> list[tuple[str, str]]:
    """Keys and values stated for the round."""
    return [(found.key, found.value) for found in find_statistics(text, outside)]


ONE = [
    # what was fed back
    ("区委巡察组反馈问题25个", "findings", "25"),
    ("巡视反馈25个问题", "findings", "25"),
    ("巡察组反馈的25个问题", "findings", "25"),
    ("巡察反馈意见指出的问题共33项", "findings", "33"),
    ("反馈具体问题33项", "findings", "33"),
    ("审计工作报告共反映1263个问题", "findings", "1263"),
    ("巡察发现问题1200个", "findings", "1200"),
    ("共涉及50项具体问题", "findings", "50"),
    ("共发现甲不强、乙薄弱、丙不到位等方面问题45条", "findings", "45"),
    ("督察发现的312个水环境问题", "findings", "312"),
    ("已将非税收入20.5万元全部上缴国库", "money_recovered_wan", "20.5"),
    ("上述25个问题", "findings", "25"),
    ("需整改的38个问题", "findings", "38"),
    ("38个问题中", "findings", "38"),
    ("反馈问题总数为25个", "findings", "25"),
    ("梳理出68个具体表现", "manifestations", "68"),
    ("反馈3个方面的问题", "aspects", "3"),
    ("反馈了4大方面突出问题", None, ""),
    ("制定整改措施120条", "measures", "120"),
    ("制定97项整改措施", "measures", "97"),
    ("提出整改举措88条", "measures", "88"),
    ("细化具体措施171条", "measures", "171"),
    ("分解整改任务41项", "tasks", "41"),
    ("细化为41项整改任务", "tasks", "41"),
    ("明确38项具体任务", "tasks", "38"),
    ("提出整改建议5条", "recommendations", "5"),
    ("提出3条意见建议", "recommendations", "3"),
    ("提出4个方面的整改建议", None, ""),
    # how far it is
    ("已完成整改45个", "done", "45"),
    ("完成整改688个", "done", "688"),
    ("已整改19个", "done", "19"),
    ("整改到位40项", "done", "40"),
    ("已整改销号问题453个", "done", "453"),
    ("45个问题已完成整改", "done", "45"),
    ("45个问题均已整改到位", "done", "45"),
    ("整改任务已完成39项", "done", "39"),
    ("反馈问题中，其中45个已完成", "done", "45"),
    ("基本完成整改4个", "basically_done", "4"),
    ("4个问题基本完成整改", "basically_done", "4"),
    ("正在整改6个", "in_progress", "6"),
    ("整改任务中，持续推进6项", "in_progress", "6"),
    ("问题整改中，6个正在持续推进", "in_progress", "6"),
    ("需长期坚持的整改任务3项", "in_progress", "3"),
    ("未完成整改5个", "not_done", "5"),
    ("5个问题尚未完成整改", "not_done", "5"),
    ("反馈问题尚未整改2个", "not_done", "2"),
    ("整改完成率96.8%", "completion_rate_pct", "96.8"),
    ("整改率达100%", "completion_rate_pct", "100"),
    ("问题整改率为91.29%", "completion_rate_pct", "91.29"),
    ("整改问题总体完成率98.71%", "completion_rate_pct", "98.71"),
    ("完成了98.5%的整改任务", "completion_rate_pct", "98.5"),
    # institutions, meetings, inspections
    ("建立健全制度57个", "institutions", "57"),
    ("制定和完善各项制度15项", "institutions", "15"),
    ("新建制度12项", "institutions", "12"),
    ("修订完善制度8项", "institutions", "8"),
    ("完善和新建制度589项", "institutions", "589"),
    ("制定及修改完善制度12项", "institutions", "12"),
    ("建立完善规章制度768个", "institutions", "768"),
    ("出台13个规章制度", "institutions", "13"),
    ("建章立制32项", "institutions", "32"),
    ("健全长效机制6项", "institutions", "6"),
    ("建立了5项内部管理制度", "institutions", "5"),
    ("制定《值班办法》等3项制度", "institutions", "3"),
    ("制定完善财务管理等12项制度", "institutions", "12"),
    ("召开会议12次", "meetings", "12"),
    ("召开专题会议12次", "meetings", "12"),
    ("先后召开38次党委会会议", "meetings", "38"),
    ("召开整改推进会9次", "meetings", "9"),
    ("召开党委会专题研究整改工作9次", "meetings", "9"),
    ("召开专题民主生活会（组织生活会）38次", "meetings", "38"),
    ("听取汇报12次", "hearings", "12"),
    ("听取整改工作情况汇报12次", "hearings", "12"),
    ("先后5次听取整改情况汇报", "hearings", "5"),
    ("实地督导调研36次", "field_inspections", "36"),
    ("深入一线调研督导24次", "field_inspections", "24"),
    ("开展现场督查18次", "field_inspections", "18"),
    ("主要领导现场督导2次", "field_inspections", "2"),
    ("带队督查7次", "field_inspections", "7"),
    # clues
    ("移交问题线索64件", "clues_total", "64"),
    ("移交的520件问题线索和信访件", "clues_total", "520"),
    ("问题线索和信访件共520件", None, ""),
    ("受理信访举报件30件", "clues_total", "30"),
    ("问题线索办结494件", "clues_closed", "494"),
    ("移交的信访件，已办结21件", "clues_closed", "21"),
    ("21件信访件已全部办结", "clues_closed", "21"),
    ("移送司法机关2人", "referred", "2"),
    ("移送检察机关审查起诉1人", "referred", "1"),
    ("交由纪委调查1人", "referred", "1"),
    ("向县纪委监委移交问题线索8件", "referred", "8"),
    # persons
    ("给予党纪政务处分31人", "persons_disciplined", "31"),
    ("给予党纪、政务处分31人", "persons_disciplined", "31"),
    ("给予党政纪处分31人", "persons_disciplined", "31"),
    ("给予7名责任人党纪政务处分", "persons_disciplined", "7"),
    ("给予纪律处分27人", "persons_disciplined", "27"),
    ("处分12人", "persons_disciplined", "12"),
    ("党纪处分30人", "party_discipline", "30"),
    ("给予5人党纪处分", "party_discipline", "5"),
    ("党内严重警告处分2人", "party_discipline", "2"),
    ("政务处分0人", "gov_discipline", "0"),
    ("给予3名干部政务处分", "gov_discipline", "3"),
    ("对1人予以记大过处分", "gov_discipline", "1"),
    ("组织处理9人", "org_handling", "9"),
    ("对4人作出组织处理", "org_handling", "4"),
    ("诫勉6人", "admonished", "6"),
    ("诫勉谈话6人", "admonished", "6"),
    ("对3名同志进行诫勉谈话", "admonished", "3"),
    ("提醒谈话83人次", "reminded", "83"),
    ("谈话提醒12人", "reminded", "12"),
    ("对2人予以提醒谈话", "reminded", "2"),
    ("批评帮助5人", "criticised", "5"),
    ("批评教育142人次", "criticism_education", "142"),
    ("责令检查0人", "self_examination", "0"),
    ("责令作出书面检查2人", "self_examination", "2"),
    ("书面检查4人", "self_examination", "4"),
    ("追责问责552人", "persons_handled", "552"),
    ("共处理58人", "persons_handled", "58"),
    ("批评教育12人（次）", "criticism_education", "12"),
    ("运用第一种形态处理13人次", "persons_handled", "13"),
    ("给予批评教育、诫勉等处理45人次", "persons_handled", "45"),
    ("整改完成率均为100%", "completion_rate_pct", "100"),
    ("问责领导干部5人", "persons_handled", "5"),
    ("查处问题442起554人", "persons_handled", "554"),
    # money
    ("追缴资金7.132万元", "money_recovered_wan", "7.132"),
    ("追缴违规发放津补贴35600元", "money_recovered_wan", "3.56"),
    ("收回闲置资金1.2亿元", "money_recovered_wan", "12000"),
    ("清退违规资金66.57万元", "money_refunded_wan", "66.57"),
    ("退缴违规资金1.49亿元", "money_refunded_wan", "14900"),
    ("退还群众款项200元", "money_refunded_wan", "0.02"),
    ("归还原渠道资金1580万元", "money_refunded_wan", "1580"),
    ("挽回经济损失8967万元", "loss_recovered_wan", "8967"),
    ("避免和挽回损失1.2亿元", "loss_recovered_wan", "12000"),
    ("涉及问题资金3.6亿元", "money_problem_wan", "36000"),
    # bodies
    ("涉及责任单位18个", "responsible_units", "18"),
    ("明确24家责任单位", "responsible_units", "24"),
    ("对40个党组织开展常规巡察", "inspected_orgs", "40"),
    ("巡察40个党组织", "inspected_orgs", "40"),
    ("40家被巡察单位", "inspected_orgs", "40"),
    ("成立3个督导组", "inspection_groups", "3"),
    ("派出督查组5个", "inspection_groups", "5"),
]


@pytest.mark.parametrize(("text", "key", "value"), [row for row in ONE if row[1]])
def test_one_statement(text: str, key: str, value: str) -> None:
    assert read(f"截至目前，{text}。") == [(key, value)]
    assert (key, value) in read(text)


SILENT = [
    "按近期突击、中期推进和长期坚持三个阶段抓整改",
    "开展内部检查4次，发现问题19个",
    "发现3个单位存在问题",
    "",
    "今年以来累计巡查发现问题1158处",
    "发放问卷300份，收到群众意见建议120条",
    "新设企业6515家",
    "4个项目正在积极推进",
    "召开市委十一届六次全会",
    "每月召开1次例会",
    "计划召开会议12次",
    "拟新建制度5项",
    "开展集体学习研讨7次",
    "开展廉政谈话51人",
    "下达补助资金1.86亿元",
    "约谈运输企业2家",
    "设立7个巡察组",
    "对103家企业的1084辆车给予记分",
    "从三个方面抓好整改",
    "落实《关于25个问题的通知》",
    "创新举措460余项",
    "资金到位率80%",
    "覆盖率达到80%以上",
    "组织学习12次",
    "建设公园74处",
    "通报批评3人",
    "培训干部300人",
    "自查发现问题12个",
    "移交房屋12套",
    "完成造林2.1万亩",
    "信访件办结率100%",
    "整改工作中，项目资金拨付率98%",
    "审查调查12件",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_states_no_total(text: str) -> None:
    assert read(text) == []


MANY = [
    (
        "反馈问题3个大方面18个大项的问题，分解整改任务40个。",
        [("aspects", "3"), ("findings", "18"), ("tasks", "40")],
    ),
    ("反馈5个方面12大类31个具体问题。", [("aspects", "5"), ("findings", "31")]),
    (
        "梳理出3个方面、17个问题、52条整改措施。",
        [("aspects", "3"), ("findings", "17"), ("measures", "52")],
    ),
    ("通报发现4方面19项问题。", [("aspects", "4"), ("findings", "19")]),
    (
        "反馈问题30个，其中立行立改6个、限期整改20个、长期整改4个，已完成整改27个。",
        [("findings", "30"), ("done", "27")],
    ),
    ("召开党组会2次、整改专题会5次。", [("meetings", "2"), ("meetings", "5")]),
    (
        "对甲局、乙局等6家单位开展常规巡察，对所属的9所学校开展专项巡察。",
        [("inspected_orgs", "6"), ("inspected_orgs", "9")],
    ),
    (
        "查出违规金额2.5亿元、损失浪费金额800万元、管理不规范金额3亿元。",
        [
            ("money_problem_wan", "25000"),
            ("money_problem_wan", "800"),
            ("money_problem_wan", "30000"),
        ],
    ),
    (
        "反馈整改任务20项，已完成整改12项，未完成但达到序时进度8项。",
        [("tasks", "20"), ("done", "12"), ("in_progress", "8")],
    ),
    (
        "反馈的3个方面6个问题，已完成整改5个，正在整改1个，建立健全制度9个。",
        [
            ("aspects", "3"),
            ("findings", "6"),
            ("done", "5"),
            ("in_progress", "1"),
            ("institutions", "9"),
        ],
    ),
    (
        "反馈4个方面、36个具体问题，提出5条整改建议，细化为120项整改任务、352条整改措施。",
        [
            ("aspects", "4"),
            ("findings", "36"),
            ("recommendations", "5"),
            ("tasks", "120"),
            ("measures", "352"),
        ],
    ),
    (
        "91个问题已整改完成86个，整改完成率94.5%。",
        [("findings", "91"), ("done", "86"), ("completion_rate_pct", "94.5")],
    ),
    ("41项整改任务已完成39项。", [("tasks", "41"), ("done", "39")]),
    ("反馈的问题共5个方面21项，均已整改。", [("aspects", "5"), ("findings", "21")]),
    (
        "梳理为6个方面33项问题，制定措施97条。",
        [("aspects", "6"), ("findings", "33"), ("measures", "97")],
    ),
    ("反馈的25个问题均已完成整改。", [("findings", "25"), ("done", "25")]),
    ("反馈12个问题、68个具体表现。", [("findings", "12"), ("manifestations", "68")]),
    ("新建制度12项、修订8项。", [("institutions", "12"), ("institutions", "8")]),
    ("建立健全制度20项，其中新建12项、修订8项。", [("institutions", "20")]),
    (
        "给予党纪政务处分31人，其中党纪处分25人、政务处分6人，诫勉谈话5人次。",
        [
            ("persons_disciplined", "31"),
            ("party_discipline", "25"),
            ("gov_discipline", "6"),
            ("admonished", "5"),
        ],
    ),
    (
        "党纪处分12人、政务处分3人、组织处理4人、诫勉5人",
        [
            ("party_discipline", "12"),
            ("gov_discipline", "3"),
            ("org_handling", "4"),
            ("admonished", "5"),
        ],
    ),
    (
        "移交问题线索和信访件共312件，已办结287件。",
        [("clues_total", "312"), ("clues_closed", "287")],
    ),
    ("召开党委会会议6次、专题会议8次。", [("meetings", "6"), ("meetings", "8")]),
    (
        "清退违规资金66.57万元、追回个人承担的资金146万元，挽回经济损失1369.5万元。",
        [
            ("money_refunded_wan", "66.57"),
            ("money_recovered_wan", "146"),
            ("loss_recovered_wan", "1369.5"),
        ],
    ),
    (
        "整改问题48个，其中45个已完成，2个正在整改，1个尚未完成。",
        [("done", "45"), ("in_progress", "2"), ("not_done", "1")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_several_statements(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_a_statement_in_full() -> None:
    text = "提醒谈话83人次"
    assert find_statistics(text, inside) == [
        Statistic("reminded", "83", "人次", "finding", 7, person_times=True, start=4, end=8)
    ]
    assert find_statistics("追缴资金7万元", outside) == [
        Statistic(
            "money_recovered_wan", "7", "万元", "round", None, person_times=False, start=4, end=7
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "巡察发现问题12个",
        "整改任务之外，已完成45项",
        "细化具体任务38项",
        "落实防控措施12项",
        "梳理出15项问题",
    ],
)
def test_totals_of_the_round_are_not_read_inside_a_finding(text: str) -> None:
    assert find_statistics(text, inside) == []


def test_every_row_has_its_own_name_and_every_key_a_row() -> None:
    keys = {
        "findings manifestations aspects measures tasks recommendations done basically_done in_progress not_done "
        "completion_rate_pct institutions meetings hearings field_inspections clues_closed clues_total "
        "persons_disciplined party_discipline gov_discipline org_handling admonished reminded criticised "
        "criticism_education self_examination referred persons_handled money_recovered_wan money_refunded_wan "
        "loss_recovered_wan money_problem_wan responsible_units inspected_orgs inspection_groups"
    }
    assert len({row.id for row in RULES}) == len(RULES)
    assert {row.key for row in RULES} == set(next(iter(keys)).split())
