"""What a number counts, in the words of its own clause: 新开9条公交线路 and 新开通公交线路10条 have one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.ranges import range_of
from zhenggai.core.reading.quantities import Quantity

_LONGEST = 60
_LEAST = 3
_HAN = re.compile("[\u4e00-\u9fff]")

# Marks and words at the head of a clause that say nothing of what is counted.
_LEAD = re.compile(
    r"^(?:[\s①-⑳、,]|\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|\d{1,2}[.、]|[一二三四五六七八九十]{1,2}是|"
    "其中|同时|此外|并且|并|还|也|共计|合计|总计|累计|总共|共有|共|已经|已|均|先后|分别|目前|现已|现有|拥有|建有|至今|"
    "截[至止]目前|截[至止]现在|到目前为止|(?:今年|整改|反馈|巡[视察])(?:以来|期间)|期间|全[市县区省校院局镇]|全集团|全公司|我[市县区省校院局])+"
)
# Words between the counted thing and its number.
_TAIL = re.compile(
    "(?:共计|合计|总计|累计|总数|总量|数量|共有|共|已达|达到|达|约为|约|近|超过|突破|逾|大约|多达|至少|不少于|不低于|不超过|"
    "了|为|有|是|的|计|各|增至|增加到|增加至|提高到|提升至|[:\\s])+$"
)
# A verb right before the number has its object behind it.
_VERB = re.compile(
    "(?:建成|建设|新建|新增|新设|新开|开通|完成|开展|组织|举办|召开|发放|投入|更换|安装|整治|清理|查处|帮助|实施|选派|培训|引进|签约|开工|"
    "改造|修复|打造|配备|给予|排查|化解|解决|办理|受理|处理|提供|补充|招聘|招录|制定|出台|建立|修订|完善|调整|整改|反馈|建|设|为|对|将|把|在|从|向|由|以)$"
)
_BEHIND_CUT = re.compile("[、(]|中|已|均|正在|尚未")
_NAMED = 4
_PARTICLES = re.compile("[的了\\s“”]")
_SAME = (
    (re.compile("新开[通辟设]"), "新开"),
    (re.compile("新建成|新建设"), "新建"),
    (re.compile("建设完成|建成投用|建成启用"), "建成"),
)
_UNITS = {"条次": "条", "场次": "场", "件次": "件", "处次": "处", "批次": "批", "组次": "组"}
# What a change by so much or a share says of its subject stands elsewhere.
_CHANGE = re.compile(
    "同比|环比|增长|增加|增幅|增速|上升|下降|降低|减少|降幅|提高|提升|压减|压缩|翻番"
)
_SHARE = re.compile("率|占比|比重|比例|覆盖|达标")
# Words that are said of anything; what is left without them names the thing.
_GENERIC = re.compile(
    "党组织|领导班子|主要负责同志|主要负责人|党员|干部|群众|人员|责任人|责任|负责|同志|"
    "召开|组织|开展|举办|进行|建立|健全|完善|修订|修改|制定|制订|出台|印发|新增|新建|投入|给予|完成|整改|发现|排查|整治|查处|查办|查摆|"
    "处理|处置|追缴|追回|清退|收回|挽回|上缴|提醒|谈话|约谈|函询|批评|教育|诫勉|通报|问责|党纪|政务|政纪|处分|立案|移交|移送|办结|办理|受理|核查|核实|"
    "司法机关|纪检监察|监察|线索|信访|举报|案件|信件|反馈|巡视|巡察|审计|指出|涉及|有关|相关|各类|各级|分别|全部|其他|其余|正在|尚未|基本|"
    "问题|会议|专题|专项|党组|党委|常委会|支部|制度|机制|措施|举措|方案|文件|办法|规定|细则|清单|台账|任务|事项|工作|资金|金额|项目|企业|单位|部门|"
    "检查|督查|督导|调研|培训|学习|研讨|研究|活动|宣传|宣讲|隐患|案例|集中|集体|现场|实地|重点|日常|"
    "违规|违纪|违法|安全|风险|召集|听取|汇报|报告|走访|慰问|服务|对|与|和|及|个|项|名|人|次|家|新|共|总|全|各|每|被|向|以|从|由|到|将|把"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One number with the words that say what it counts. `unit` is the plain form of the quantity's unit.

    `clause` is where its own words begin, `rest` what follows the number and says nothing of what is counted.
    """

    quantity: Quantity
    subject: str
    rest: str
    unit: str
    clause: int

    @property
    def specific(self) -> int:
        """How many characters of the subject name a thing of its own."""
        return len(_HAN.findall(_GENERIC.sub("", self.subject)))

    @property
    def length(self) -> int:
        """How many Chinese characters the subject has."""
        return len(_HAN.findall(self.subject))


def statements(paper: Paper) -> Iterator[Statement]:
    """Every number of the notice that says in its own clause what it counts, in text order."""
    counted = list(paper.counted(paper.body, paper.closing))
    for index, quantity in enumerate(counted):
        start, end = paper.clause(quantity.start)
        if index:
            start = max(start, counted[index - 1].end)
        if index + 1 < len(counted):
            end = min(end, counted[index + 1].start)
        span = (max(start, quantity.start - _LONGEST), min(end, quantity.end + _LONGEST))
        subject, rest = _subject(paper.norm, quantity, *span)
        if subject and _speaks(subject, quantity.unit):
            unit = _UNITS.get(quantity.unit, quantity.unit)
            yield Statement(quantity, subject, rest, unit, start)


def differ(one: Quantity, other: Quantity) -> bool:
    """Whether no number can be both as printed; of two that are printed alike, whether they are printed differently."""
    here, there = range_of(one), range_of(other)
    plain = one.qualifier is None and other.qualifier is None
    if plain and _slack(one) is not None and _slack(one) == _slack(other):
        return one.value != other.value
    return not here.meets(there)


def _slack(quantity: Quantity) -> Decimal | None:
    """How far the true number may lie below the printed one."""
    return None if quantity.low is None else quantity.value - quantity.low


def _subject(norm: str, quantity: Quantity, start: int, end: int) -> tuple[str, str]:
    """The words that name the thing, before the number or around it, and what is left behind it."""
    before = _LEAD.sub("", norm[start : quantity.start])
    before = _TAIL.sub("", before)
    behind = norm[quantity.end : end]
    words, rest = before, behind
    if len(_HAN.findall(before)) < _NAMED or _VERB.search(before):
        own = _BEHIND_CUT.split(behind, maxsplit=1)[0]
        words, rest = before + own, behind[len(own) :]
    words = _PARTICLES.sub("", words)
    for pattern, plain in _SAME:
        words = pattern.sub(plain, words)
    return words, _PARTICLES.sub("", rest)


def _speaks(subject: str, unit: str) -> bool:
    """Whether the words are enough to name something; a share needs its name, a change never has one."""
    if len(_HAN.findall(subject)) < _LEAST:
        return False
    if unit in ("%", "‰", "个百分点", "百分点", "倍"):
        return _SHARE.search(subject) is not None and _CHANGE.search(subject) is None
    return True
