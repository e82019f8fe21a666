from __future__ import annotations

import pytest

from zhenggai.core.reading.figures import find_figures
from zhenggai.core.reading.model import Figure


def only(text: str) -> Figure:
    """The single figure of a text."""
    found = find_figures(text)
    assert len(found) == 1, [text[figure.start : figure.end] for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "kind"),
    [
        ("征集需求291项", "291项", "291", "项", "count"),
        ("为3,021家企业服务", "3,021家", "3021", "家", "count"),
        ("办结４９４件", "４９４件", "494", "件", "count"),
        ("处分0人", "0人", "0", "人", "count"),
        ("督查777组次", "777组次", "777", "组次", "count"),
        ("检查6421个次", "6421个次", "6421", "个次", "count"),
        ("出台十六条措施", "十六条", "16", "条", "count"),
        ("修订两个清单", "两个", "2", "个", "count"),
        ("共 12 人", "12 人", "12", "人", "count"),
        ("安排资金20亿元", "20亿元", "2000000000", "元", "money"),
        ("追缴7.132万元", "7.132万元", "71320", "元", "money"),
        ("使用外资12.7亿美元", "12.7亿美元", "1270000000", "美元", "money"),
        ("退回三十五万元", "三十五万元", "350000", "元", "money"),
        ("金额237054.47 万元", "237054.47 万元", "2370544700", "元", "money"),
        ("优良率为64.4%", "64.4%", "64.4", "%", "share"),
        ("达标率100％", "100％", "100", "%", "share"),
        ("占百分之三十五", "百分之三十五", "35", "%", "share"),
        ("比重提高到32%", "32%", "32", "%", "share"),
        ("比上年增长36.6%", "36.6%", "36.6", "%", "growth"),
        ("同比下降了4.5%", "4.5%", "4.5", "%", "growth"),
        ("提高2.3个百分点", "2.3个百分点", "2.3", "个百分点", "growth"),
        ("改造管网4.6公里", "4.6公里", "4.6", "公里", "length"),
        ("新建厂房86248平方米", "86248平方米", "86248", "平方米", "area"),
        ("办理时限压缩到5个工作日", "5个工作日", "5", "个工作日", "other"),
        ("居全省第一位", "第一位", "1", "位", "ordinal"),
        ("考核排名全市第3名", "第3名", "3", "名", "ordinal"),
        ("综合排名列第十二位", "第十二位", "12", "位", "ordinal"),
    ],
)
def test_value_unit_and_kind(text: str, printed: str, value: str, unit: str, kind: str) -> None:
    figure = only(text)
    assert text[figure.start : figure.end] == printed
    assert (figure.value, figure.unit, figure.kind) == (value, unit, kind)
    assert figure.finding is None


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("造林2.1万亩", None, "20500", "21500"),
        ("造林8万亩", None, "75000", "85000"),
        ("造林3450亩", None, None, None),
        ("举措460余项", "over", "460", "470"),
        ("专班60余人", "over", "60", "70"),
        ("企业500多家", "over", "500", "600"),
        ("投入10余万元", "over", "100000", "200000"),
        ("用户12万余个", "over", "120000", "130000"),
        ("修复十余处", "over", "10", "20"),
        ("修复百余处", "over", "100", "200"),
        ("建成防护林约31公里", "approx", "30.5", "31.5"),
        ("检查工地约2.6万处", "approx", "25500", "26500"),
        ("走访近300家", "approx", "200", "300"),
        ("走访接近300家", "approx", "200", "300"),
        ("用时3天左右", "approx", "2.5", "3.5"),
        ("外资超过1亿美元", "over", "100000000", None),
        ("用户突破12万个", "over", "120000", None),
        ("走访逾300家", "over", "300", None),
        ("新建80所以上", "at_least", "80", None),
        ("不少于30%", "at_least", "30", None),
        ("每室至少配备2名", "at_least", "2", None),
        ("报告不得超过5000字", "at_most", None, "5000"),
        ("控制在30人以内", "at_most", None, "30"),
        ("最多跑1次", "at_most", None, "1"),
        ("培训不足20次", "under", None, "20"),
        ("营收突破万亿元", "over", "1000000000000", None),
        ("每组3至5人", "approx", "3", "5"),
        ("每组3—5人", "approx", "3", "5"),
    ],
)
def test_qualifiers_and_bounds(
    text: str, qualifier: str | None, low: str | None, high: str | None
) -> None:
    figure = only(text)
    assert (figure.qualifier, figure.low, figure.high) == (qualifier, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "完善“1+4+16+N”规划体系",
        "实施“369”行动",
        "落实“四新、四全、六提升”思路",
        "办理12345热线诉求",
        "4月底前完成",
        "建设5G网络",
        "党的十九大和十九届五中全会",
        "召开十一届六次全会",
        "十一届省委第八轮巡视",
        "参加第129届展会、第31届展会",
        "2021年度计划",
        "2020年9月24日至12月25日",
        "沧委发〔2021〕14号",
        "电话0599-8612047",
        "依照第三十一条、第32条和第三十五条规定",
        "依照第12、13条规定",
        "1.关于学习不深入",
        "（2）关于作风不实",
        "制定《2021年10项重点工作方案》",
        "落实中央八项规定精神",
        "做到两个维护、增强四个意识",
        "运用四种形态",
        "一批项目，一些企业，一个问题，一系列做法",
        "轨道交通2号线二期",
        "进一步统一思想，千方百计推进",
        "三番五次催办",
        "主要从三个方面抓好整改",
        "第一个、第二次、第三批",
        "二次创业、二期工程",
        "达到三类水体",
        "渡口路18号3号楼",
        "每周一、每个单位、各项任务",
        "7×24小时服务",
        "三四个月、七八人",
        "邮编350000",
        "zg2023@163.com",
        "V2.0版",
        "会同5部门联合发文",
        "受理时间8:30起",
        "上午8时30分开会",
        "“八项措施”落地",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [text[figure.start : figure.end] for figure in find_figures(text)] == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1.3家企业入选", ["3家"]),
        ("一、整改\n2.15个村完成", ["15个"]),
        ("户均1.3人", ["1.3人"]),
        ("车速分别提升5.83%、7.49%", ["5.83%", "7.49%"]),
        ("针对“超编3人”的问题", ["3人"]),
        ("会议12次、简报30期，给予5人次提醒", ["12次", "30期", "5人次"]),
        ("已完成126处,占全年任务的81.3%", ["126处", "81.3%"]),
    ],
)
def test_several_figures(text: str, printed: list[str]) -> None:
    assert [text[figure.start : figure.end] for figure in find_figures(text)] == printed


def test_growth_reaches_along_a_chain() -> None:
    kinds = [figure.kind for figure in find_figures("分别增长5.8%、7.4%和3%，占全市的12%")]
    assert kinds == ["growth", "growth", "growth", "share"]
