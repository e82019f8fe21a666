"""In which state the words beside a number say that things are: done, under way, not begun, the rest."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from zhenggai.core.checks.arithmetic.scan import Number


class State(StrEnum):
    """A state of things that were found, asked for or planned."""

    DONE = "done"
    BASIC = "basic"
    UNDER_WAY = "under_way"
    LONG = "long"
    NOT = "not"
    REST = "rest"


_WHEN = r"(?:(?:截至|截止|到)[^,;、]{1,16}?(?:日|底|初|末|月|前|目前|年)|目前|现|至今|(?:截至)?报告日|审计期间|集中整改期(?:间|内|结束)?)"
_HOW = r"(?:已经?|均|都|全部|其中|并|有|累计|共计?|先后|总计|按期|按时|如期|提前|顺利|需要?|要|将|属于?|列为|处于|为|是|另有?|还|仍|尚|现|中|的|全面|彻底|实质){0,5}"
_THING = r"(?:整改|问题|任务|事项|措施|项目|工作|线索|案件|信访|举报|件|工程|点位|资金|金额|数量?|的|了|:|共计?|达|为|有|约|近|落实|到位|完毕|完成|办理|\s){0,6}"
_PATTERNS = {
    State.NOT: r"(?:未能|没有|未|待)(?:按期|按时|完全|全部|开始|组织){0,3}(?:完成|整改|办结|启动|开工|开展|销号|解决|落实|到位|化解|办理|核查|处置|动工|建成|拨付|见底)|滞后|逾期|超期",
    State.BASIC: r"(?:基本|部分|阶段性|初步)(?:完成|整改|解决|到位|办结|销号|落实|达标|建成)[^,;、\d]{0,16}",
    State.UNDER_WAY: (
        r"(?:正在|仍在|尚在|正|在)(?:按[^,;、]{1,8}|抓紧|加快|有序|持续|深入|积极|稳步|组织|扎实|全力){0,3}[^,;、。已未]{2,6}"
        r"|(?:抓紧|加快|有序|持续|继续|深入|积极|稳步|扎实|按(?:序时|时序|计划)(?:进度)?){1,3}(?:整改|推进|办理|核查|处置|落实|实施|建设|化解|攻坚)(?:中)?"
        r"|(?:整改|推进|办理|核查|建设|施工|处置|实施|核实)(?:之)?中|在办|在建|在查|推进|办理|取得阶段性(?:成效|成果|进展)|达到(?:序时|时序)进度|(?:序时|时序)推进"
    ),
    State.LONG: r"(?:长期|持续|常态化)(?:坚持|推进|整改|抓好|落实|巩固|任务|实施)|(?:申请)?延期(?:整改|办理)?",
    State.REST: r"(?:其余|剩余|余下|剩下|其他|还剩|尚余|尚有|仍有|还有|另有|另外)",
    State.DONE: (
        r"(?:完成|整改|办结|销号|解决|化解|建成|竣工|完工|查结|了结|核结|处置|修复|兑付|到位|达标|清退|归还|整治|改造|落实|投用|验收|交付|清理|拆除|关停|办理完毕|答复|回复|整改完毕|投入使用){1,2}"
    ),
}
_ORDER = (State.NOT, State.BASIC, State.LONG, State.UNDER_WAY, State.REST, State.DONE)
_OF = r"(?:[^已均未尚正在完]{0,14}(?:问题|任务|事项|线索|信访件|案件|项目|措施|意见|建议)(?:中|里|内)?)?"
_BEFORE = tuple(
    (state, re.compile(rf"{_OF}(?:{_WHEN}[,]?)?{_HOW}(?:{_PATTERNS[state]}){_THING}"))
    for state in _ORDER
)
_AFTER = tuple(
    (
        state,
        re.compile(
            rf"(?:问题|任务|事项|线索|信访件|案件|项目|措施)?(?:{_WHEN})?{_HOW}(?:{pattern})"
        ),
    )
    for state, pattern in (
        *((state, _PATTERNS[state]) for state in _ORDER[:4]),
        (
            State.DONE,
            rf"(?:(?<=[已均都经])|(?<=全部)|(?=完成|整改(?:完成|到位|完毕)|办结|销号))(?:{_PATTERNS[State.DONE]})",
        ),
    )
)
# Without one of these characters nothing is said of a state.
_HINT = re.compile(
    "[完整办销解化竣结处修付到标清还治造实用收除停复正在推持续紧快序入积步扎期态余剩他另尚仍还未待基部阶初达建滞逾超]"
)
_TO_BE = re.compile(r"(?:共|有|全部|均|都|目前|现)*(?:需|应|将|拟|要|计划)")
_STARTS = re.compile("[已均全未尚仍还正在基部长需推持整办完解销取现处达有]|[问任事线信案项措]")


def state_of(number: Number) -> State | None:
    """The state that the words right before a number name (已完成25个), or those behind it (25个已完成)."""
    return _state(number.lead, "" if number.runs_on else number.follow)


@lru_cache(maxsize=4096)
def _state(lead: str, follow: str) -> State | None:
    lead = lead.strip()
    if _HINT.search(lead):
        for state, pattern in _BEFORE:
            if pattern.fullmatch(lead):
                # 需整改31项 says what is to be done, not what is.
                return None if state is State.DONE and _TO_BE.match(lead) else state
    return _behind(follow.strip()) if _HINT.search(follow) else None


def _behind(follow: str) -> State | None:
    """What is said behind; where the next number follows at once, the words belong to that one."""
    if not _STARTS.match(follow):
        return None
    for state, pattern in _AFTER:
        match = pattern.match(follow)
        if match and len(follow) - match.end() <= 10:
            return state
    return None
