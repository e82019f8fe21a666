"""A measure that reports only meetings, papers or study, and nothing that came of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import INFO, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.reading import Measure

_LEAST = 10
_SENTENCE = re.compile("[^。;!?\n]+")
# Words that say that somebody met, wrote or studied.
_ACTIVITY = re.compile(
    "召开|举行[^,。;]{0,14}会|传达|学习|研讨|宣讲|宣传|培训|轮训|党课|观看|警示教育|专题教育|动员|座谈|谈心谈话|听取[^,。;]{0,8}汇报|"
    "印发|制定|制订|制发|出台|下发|编制|编印|起草|修订|拟定|草拟|审议|研究(?:部署|制定|出台|修订|提出|明确)|完善[^,。;]{0,12}(?:制度|办法|细则|规定|规则)"
)
# … and sentences that only say what for.
_AIM = re.compile(
    "[\\s①-⑳]*(?:进一步|切实|不断|着力|全面|持续|认真|深刻|深入|大力|更加|坚决|坚持|严格|扎实|努力|有效|积极|加强|强化|提高|增强|提升|加大|推动|推进|促进|确保|引导|督促|要求|明确|"
    "把|将|以|按照|围绕|聚焦|对照|结合|通过|从|市委|县委|区委|党委|党组)"
)
_RESULT = re.compile(
    "完成|建成|开工|竣工|投入使用|投用|启用|交付|通车|到位|销号|办结|解决|化解|追回|追缴|收回|清退|清理|上缴|挽回|退还|退缴|处分|问责|查处|立案|"
    "拆除|关停|关闭|整治|整改|更换|改造|修复|修缮|新增|新建|新设|增加|增长|减少|下降|降低|压减|压缩|缩短|提高到|提高至|提升到|提升至|达到|"
    "覆盖|落地|引进|签约|下达|拨付|兑付|发放|安装|配备|配发|配齐|配强|选派|选配|招聘|调整|轮换|轮岗|交流|撤销|废止|下放|取消|归并|合并|公开|公示|"
    "上线|运行|开通|入选|获评|荣获|评为|推行|实行|实施|启动|组建|成立|设立|设置|开设|搭建|打造|开展[^,。;]{0,14}(?:检查|排查|督查|巡查|整治|评估|行动|考核|抽查)|"
    "检查|排查|督查|督导|抽查|核查|考核|约谈|通报|曝光|核定|核减|核销|聘请|邀请|走访|帮助|帮扶|补贴|奖补|资助|纳入|挂钩|移送|移交|处置|处理|"
    "投资|投入|安排[^,。;]{0,8}资金|创建|集聚|承接|赛|评选|评议|述职|督办|包干|包抓|扣减|严控|取得[^,。;]{0,6}(?:成果|成效|进展)|规范了|实现|取得|开发|形成[^,。;]{0,18}(?:成果|体系)"
)
_NOT_A_RESULT = re.compile(
    "(?:召开|推进|部署|落实|整改|研究|动员|工作|专题|调度)*会议?|整改(?:落实)?(?:方案|措施|台账|清单|工作)|学习[^,。;]{0,4}落实|实施(?:方案|意见|细则|办法)|落实(?:方案|意见)|推进(?:方案|会)|贯彻落实|行动(?:方案|计划)"
)
_ACTIVITY_UNITS = frozenset(
    (
        "次",
        "场",
        "期",
        "场次",
        "课时",
        "学时",
        "堂",
        "课",
        "班次",
        "篇",
        "份",
        "册",
        "本",
        "项",
        "个",
        "条",
        "人次",
        "轮",
        "批",
        "方面",
    )
)


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every measure whose sentences are all of meetings, papers and study, marked at the first such word."""
    if paper.reading.kind in ("feedback", "plan"):
        return
    for finding, measure in paper.measures:
        if finding.kind != "problem" or measure.end - measure.start < _LEAST:
            continue
        begin = _body(paper, measure)
        first = _ACTIVITY.search(paper.norm, begin, measure.end)
        if first is None or _acts(paper, begin, measure.end):
            continue
        clause = paper.clause(first.start())
        place = (max(begin, clause[0]), min(measure.end, clause[1]))
        yield Issue("activity-only", INFO, *place, "activity-only", {"measure": measure.number})


def _body(paper: Paper, measure: Measure) -> int:
    """Where the words of a measure begin behind its mark and its title."""
    at = paper.text.find(measure.text[:8], measure.start, measure.end)
    begin = measure.start if at < 0 else at
    title = measure.title or ""
    titled = title and paper.text.startswith(title, begin)
    return begin + len(title) if titled and measure.end - begin - len(title) >= _LEAST else begin


def _acts(paper: Paper, start: int, end: int) -> bool:
    """Whether any sentence tells a result, counts one, or tells something that is neither activity nor aim."""
    words = _NOT_A_RESULT.sub("会议", paper.norm[start:end])
    if _RESULT.search(words) or _counted(paper, start, end):
        return True
    return any(
        _ACTIVITY.search(one.group()) is None and _AIM.match(one.group()) is None
        for one in _SENTENCE.finditer(paper.norm, start, end)
        if one.group().strip()
    )


def _counted(paper: Paper, start: int, end: int) -> bool:
    """Whether a figure counts anything but meetings and papers."""
    return any(one.unit not in _ACTIVITY_UNITS for one in paper.counted(start, end))


RULE = Rule("activity-only", (INFO,), find)
