"""`share-range`: a share, a rate of compliance or coverage over 100 % or below nought.

Only rates that cannot exceed 100 % by their nature are judged: growth, over-fulfilment of a task, the coverage of
provisions, the use of beds and the like can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.arithmetic.scan import Line, Number, lines
from zhenggai.core.checks.model import ERROR, Found, Issue
from zhenggai.core.checks.paper import Paper

_NAMES = (
    "合格|达标|优良|优秀|满意|知晓|普及|覆盖|办结|整改|整改完成|问题完成|销号|整改到位|化解|通过|参与|参训|到会|出勤|到课|到岗|签到|"
    "入住|就业|录取|升学|及格|公开|响应|反馈|回访|签约|建档|接通|完好|亮灯|处理|收集|绿化|森林覆盖|落实|及时|准确|有效|正确|"
    "查处|持证|入户|采纳|解决|答复|回复|受理|上线|达到|兑现|无害化处理|按期办结|按时办结|查结|核查|安装|治愈|康复|调解成功|成功|优质|"
    r"好评|信任|支持|安全感|获得感|城镇化|城市化|开通|通车|通达|硬化|自来水普及|卫生厕所普及|规范|一致|抽检|检测|巡察|达成|履约|履职|参评|到位|优良中等路|全过程记录|记录|公示|签收|培训|轮训|排查|(?:按期|按时|及时|限时)[^,;:。()\d]{1,4}|资源化利用|无害化|安置|搬迁|脱贫|在岗|在矫|巩固|执结|服判|转化|应用|清扫|清运|收运|保洁|在矫|归档|评查|随访|送达|"
    "漏损|失业|返贫|贫困发生|死亡|差错|投诉|退货|空置"
)
_LINK = (
    r"(?:分别|均|仅|只|已|高|为|是|由|从|达到?了?|到|大?约|近|超过?|保持在?|稳定在?|"
    r"(?:提高|提升|上升|下降|降低|降|升|增加|扩大)[到至]|:|\s){0,6}(?P<minus>-|负)?$"
)
_RATE = re.compile(
    rf"(?P<name>[^,;:。()\d]{{0,16}}?(?:(?:{_NAMES})(?:率|度|面|比例)|占比|比重|权重|份额|(?:人员|人数|干部|天数|党员|女性|青年|学生|户数|面积)比例|通[^率,;]{{1,4}}率|资金支出率|支出进度)){_LINK}"
)
_SHARE = re.compile(
    rf"(?P<name>占(?![地用道据压])(?:[^,;:。()\d]{{0,14}}的|[^,;:。()\d]{{0,6}}?)|(?:所占|其)(?:比例|比重)|整改[^,;:。()\d]{{0,6}}率){_LINK}"
)
_COMPLETED = re.compile(rf"^(?:总体|目前|平均|综合){{0,3}}(?P<name>完成率){_LINK}")
_ALL_OF = re.compile(
    r"(?:以上|的)?(?:均|全部|已)?(?:达标|合格|覆盖|办结|落实|公开|整改到位|到位|达到[^,;。]{0,8}以上|持证上岗)"
)
_NEXT = re.compile(
    r"^[^,;:。()\d]{0,4}?(?:(?:提高|提升|上升|下降|降低|降|升|增加|扩大|增)(?:到|至)了?|、|和|及|与|以及)(?P<minus>-|负)?$"
)
_CHANGE = re.compile(
    r"增长|增幅|增速|涨幅|降幅|同比|环比|(?:提高|提升|上升|下降|降低|增加|减少)了?(?:约|近)?(?:-|负)?$|比上年|较上年|翻"
)
_ABOVE_ALL = re.compile(
    r"任务|计划|目标|预算|指标|进度|定额|拨备|流动性|利息|债务|贷款|准备金|现金|保障倍数|担保|债|杠杆|存款|融资|进出口|外贸|上年|去年|同期|财政|"
    r"使用率|利用率|周转|产能|毛入学|增值|超|订单|床位|配比|成本|资本|净|投资|销售|出口|(?<!整改)(?<!问题)(?<!销号)完成"
)
_OF_OUTPUT = re.compile(r"GDP|生产总值")
_OUTPUT = re.compile(r"增加值|产业|服务业|制造业|工业|农业|经济")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Shares that cannot be."""
    for line in lines(paper, start, end):
        name: str | None = None
        for at, number in enumerate(line.numbers):
            told = name is not None and at > 0
            follows = _NEXT.match(line.between(at - 1, at)) if told else None
            if number.unit not in ("%", "‰"):
                name = None
                continue
            match = _RATE.search(number.lead) or _SHARE.search(number.lead) or _fixed(line, number)
            if not follows:
                name = match["name"] if match else None
            if _ALL_OF.match(number.follow) and name is None:
                name = ""
            if name is None or _CHANGE.search(number.lead):
                continue
            signed = match or follows
            yield from _fault(number, name, signed["minus"] if signed else None)


def _fixed(line: Line, number: Number) -> re.Match[str] | None:
    """完成率 is of a plan, which may be exceeded, unless what is completed is rectification."""
    if "完成率" not in number.lead or "整改" not in line.words(line.start, number.start)[-80:]:
        return None
    return _COMPLETED.search(number.lead)


def _fault(number: Number, name: str, minus: str | None) -> Iterator[Found]:
    """A share below nought, or more than all."""
    if minus and number.value > 0:
        yield _issue(number, "share-range.negative", len(minus))
        return
    most = 1000 if number.unit == "‰" else 100
    low = number.range.low
    if low is None or low <= most or _may_exceed(number, name):
        return
    yield _issue(number, "share-range", 0)


def _may_exceed(number: Number, name: str) -> bool:
    """Whether such a share may be more than all, as over-fulfilment is."""
    if name == "完成率" or name.endswith(("权重", "支出进度")):
        return False
    words = name + number.lead
    if _OF_OUTPUT.search(words) and not _OUTPUT.search(words):
        return True
    return _ABOVE_ALL.search(words) is not None


def _issue(number: Number, code: str, before: int) -> Issue:
    start = number.start - before
    claimed = ("-" if before else "") + number.text
    return Issue("share-range", ERROR, start, number.end, code, {"claimed": claimed, "high": "100"})
