"""True sums and differences in many forms: parts before and after the total, brackets, 分别, money."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tools.planting.invented.slots import Form, Number, Values, digits, in_words, invented, styles
from tools.planting.model import Invented

TWO = (
    "派出市级专家{a}名、县级专家{b}名，共{t}名专家驻点指导",
    "东区拆除围挡{a}处，西区拆除围挡{b}处，合计{t}处",
    "开展入户宣讲{a}场，集中宣讲{b}场，共计{t}场次",
    "培养科研骨干{a}名，引进急需人才{b}名，合计{t}名",
    "两批次分别整改{a}项、{b}项，总计{t}项",
    "调剂编制{a}个、新增编制{b}个，合计增编{t}个",
    "检查药店{a}家、诊所{b}家（合计{t}家）",
    "走访老党员{a}户、困难群众{b}户，共走访慰问{t}户",
    "一季度办理{a}件，二季度办理{b}件，上半年共办理{t}件",
    "查处违规吃喝问题{a}起、违规收送礼金问题{b}起，共计{t}起",
    "走访企业{a}家、个体户{b}家，合计{t}家",
    "给予党纪处分{a}人、政务处分{b}人，合计处分{t}人",
    "新增公办学位{a}个，新增民办学位{b}个，共计新增学位{t}个",
    "举办专题培训{a}期，开展以案说法{b}期，合计{t}期",
    "在中心城区新增泊位{a}个，在各县新增泊位{b}个，共新增泊位{t}个",
    "共{t}人接受处理（党员{a}人，非党员{b}人）",
    "派出督导组{a}个、暗访组{b}个，一共{t}个",
    "核查低保对象{a}人、特困人员{b}人，共{t}人",
    "整治占道经营{a}处，清理乱堆乱放{b}处，两项共计{t}处",
    "新建充电桩{a}个，改造充电桩{b}个，总计{t}个",
    "清退门面{a}间、仓库{b}间，共清退{t}间",
    "修缮校舍（小学{a}所、中学{b}所，共{t}所）",
    "补录党员档案{a}份、干部档案{b}份，共补录{t}份",
    "对{a}名股级干部、{b}名一般干部进行轮岗，共计{t}人",
    "抽检蔬菜{a}批次、肉类{b}批次，共抽检{t}批次",
    "市级配备书记员{a}名，县级配备书记员{b}名，两级共配备{t}名",
    "约谈街道干部{a}人、社区干部{b}人，两项合计{t}人",
    "安排护林员{a}名和巡河员{b}名，总计{t}名",
    "新建、改建公厕分别为{a}座、{b}座，共{t}座",
    "摸排城区、乡镇隐患点{a}处和{b}处，共计{t}处",
    "共调解纠纷{t}件，分别为邻里纠纷{a}件、合同纠纷{b}件",
    "共计拆除违建{t}处：临街{a}处、院内{b}处",
    "上半年受理来信{a}件，下半年受理来信{b}件，全年共受理来信{t}件",
)
THREE = (
    "甲村{a}户、乙村{b}户、丙村{c}户，三村合计{t}户",
    "诫勉{a}人、提醒谈话{b}人、批评教育{c}人，共计{t}人",
    "查处形式主义问题{a}起、官僚主义问题{b}起、享乐奢靡问题{c}起，共计{t}起",
    "配备园丁{a}人、保洁员{b}人、巡查员{c}人，共{t}人",
    "更换水表{a}块、阀门{b}块、电表{c}块，合计更换{t}块",
    "（其中东片{a}户、西片{b}户、北片{c}户，共{t}户）",
    "东片、西片、北片分别入户{a}户、{b}户、{c}户，总计{t}户",
    "清理僵尸企业{a}户，空壳公司{b}户，停业公司{c}户，三类共{t}户",
)
MONEY = (
    "工资支出{a}万元，公用经费{b}万元，两项合计{t}万元",
    "筹集财政资金{a}亿元、社会资本{b}亿元，总投资共计{t}亿元",
    "追回项目资金{a}万元、滞留资金{b}万元，合计追回{t}万元",
    "共拨付专项资金{t}万元，分别为设备费{a}万元、材料费{b}万元",
    "收回借款本金{a}万元、利息{b}万元，本息共计{t}万元",
    "截至年底，到位资金{t}亿元（财政{a}亿元、社会资本{b}亿元，合计{t}亿元）",
    "安排市级资金{a}万元、区级资金{b}万元，共计{t}万元",
    "投入中央资金{a}亿元、省级资金{b}亿元，合计{t}亿元",
    "追缴违规补贴{a}万元，清退超标准费用{b}万元，共{t}万元",
    "拨付工程款{a}万元和设备款{b}万元，合计拨付{t}万元",
    "工程款、设备款分别为{a}万元、{b}万元，合计{t}万元",
    "已复垦旱地{a}万亩、水田{b}万亩，总计{t}万亩",
    "东线{a}公里、西线{b}公里，合计{t}公里",
)
LESS = (
    "申报表格由{t}张精简到{a}张，减少{b}张",
    "窗口由{t}个整合为{a}个，减少{b}个",
    "驻村队员由{a}名增至{t}名，增加{b}名",
    "办理时限由{t}个工作日压缩为{a}个工作日，缩短{b}个工作日",
    "考核指标由{t}项减为{a}项，压减{b}项",
    "定点医院由{a}家扩大到{t}家，增加{b}家",
    "停车位由原来的{a}个增加至{t}个，净增加{b}个",
    "将审批环节由{t}个压减至{a}个，减少{b}个",
    "审批材料从{t}份精简为{a}份，减少了{b}份",
    "临时机构由{t}个减少到{a}个，共减少{b}个",
    "党支部由{a}个调整为{t}个，增加{b}个",
    "网格员由{a}名增加到{t}名，增加{b}名",
    "摄像头从{a}台增至{t}台，净增{b}台",
)
LESS_MONEY = (
    "审定造价由{t}万元核减为{a}万元，核减{b}万元",
    "三公经费由{t}万元下降到{a}万元，减少{b}万元",
)


def statements(random: Random) -> Iterator[Invented]:
    """All forms, each in two styles of number."""
    for words in TWO + LESS:
        for style in random.sample(styles(words), 2):
            top = 60 if style is in_words else 1900
            values = _whole(random, top, "ab")
            yield invented("sum", Form(words), values, style, _wrong, random)
    for words in THREE:
        values = _whole(random, 90, "abc")
        yield invented("sum", Form(words), values, random.choice(styles(words)), _wrong, random)
    for words in MONEY + LESS_MONEY:
        for places in (1, 2):
            values = _loose(random, places)
            yield invented("sum", Form(words), values, digits, _wrong, random)


def _whole(random: Random, top: int, parts: str) -> Values:
    values = {slot: Number(random.randint(3, top)) for slot in parts}
    return values | {"t": Number(sum(one.units for one in values.values()))}


def _loose(random: Random, places: int) -> Values:
    step = 10**places
    parts = [random.randint(3 * step, 800 * step) for _ in "ab"]
    numbers = [Number(one, places, loose=True) for one in (*parts, sum(parts))]
    return dict(zip("abt", numbers, strict=True))


def _wrong(values: Values) -> bool:
    """Whether no sum of what the parts may be is what the total may be."""
    parts = [one for slot, one in values.items() if slot != "t"]
    total = values["t"]
    low, high = sum(one.low for one in parts), sum(one.high for one in parts)
    return low > total.high or high < total.low
