"""True subsets of persons and things, and what is done of what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tools.planting.invented.slots import Form, Number, Values, digits, invented, styles
from tools.planting.model import Invented

SUBSET = (
    "选派第一书记{t}名，其中省派{a}名",
    "共受理案件{t}件，其中已结案{a}件",
    "摸排车辆{t}辆，其中超标车辆{a}辆",
    "{t}户贫困户中，{a}户为低保户",
    "批评教育{t}人次，其中科级干部{a}人次",
    "检查工地{t}个，其中存在问题的{a}个",
    "在处分的{t}人中，乡科级干部{a}人",
    "全区{t}个社区，其中示范社区{a}个",
    "共立案{t}件，其中移送司法机关{a}件",
    "全市{t}所中小学中，已完成改造的{a}所",
    "派出干部{t}名，其中党员干部{a}名、其余为群众",
    "问责干部{t}人，其中科级干部{a}人",
    "处分违纪人员{t}名，其中党员{a}名",
    "新录用辅警{t}人，其中退役军人{a}人",
    "共排查企业{t}家，其中规模以上企业{a}家",
    "整治问题路段{t}处，其中学校周边{a}处",
    "全市建成公园{t}个，其中口袋公园{a}个",
    "现有社区工作者{t}名（其中持证{a}名）",
    "受理投诉{t}件，其中涉及物业的{a}件",
    "查处案件{t}起，其中立案{a}起",
    "评查案卷{t}份，其中优秀案卷{a}份",
    "培训村干部{t}人，其中女性{a}人",
    "{t}个村中有{a}个村完成换届",
    "{t}名培训学员中有{a}名取得证书",
    "投入资金{t}万元，其中财政资金{a}万元",
)
PLANNED = (
    "计划招聘村医{t}名，实际招聘{a}名",
    "全年拟开展培训{t}期，已举办{a}期",
    "目标新建仓库{t}座，目前建成{a}座",
    "计划改造老旧小区{t}个，目前已改造{a}个",
    "今年计划新建口袋公园{t}处，已建成{a}处",
    "年内将新建改建公厕{t}座，目前已完成{a}座",
    "拟招聘专职教师{t}名，已招聘{a}名",
    "计划造林{t}亩，截至目前已完成造林{a}亩",
    "应整改问题{t}个，已整改{a}个",
    "全年计划安装电梯{t}部，已安装{a}部",
    "计划投资{t}万元，已完成投资{a}万元",
)
ABOVE = (
    "年内将开工改建农贸市场{t}个以上，目前已开工{a}个",
    "全年计划培训职工{t}人以上，目前已培训{a}人",
)


def statements(random: Random) -> Iterator[Invented]:
    """All forms in two styles of number."""
    for words in SUBSET + PLANNED:
        for style in random.sample(styles(words), 2):
            yield invented("part-whole", Form(words), _values(random), style, _wrong, random)
    for words in ABOVE:
        values = {"t": Number(random.randint(40, 80)), "a": Number(random.randint(20, 39))}
        yield invented("part-whole", Form(words), values, digits, _twice, random)


def _values(random: Random) -> Values:
    total = random.randint(30, 400)
    return {"t": Number(total), "a": Number(random.randint(total // 3, total - 1))}


def _wrong(values: Values) -> bool:
    """The part is greater than the whole."""
    return values["a"].units > values["t"].units + 1


def _twice(values: Values) -> bool:
    """More than twice of what was planned at least."""
    return values["a"].units > 2 * values["t"].units
