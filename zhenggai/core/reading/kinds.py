"""What a document is, from its title, its issuer and its opening."""

from __future__ import annotations

import re

_PLAN = re.compile(
    r"(?:方案|计划|配档表|整改(?:任务|问题|责任)?(?:清单|台账)|任务清单)(?:\([^)]*\))?$"
)
_FEEDBACK = re.compile(
    r"反馈(?:意见|情况|会|报告)?(?:书)?(?:\([^)]*\))?$|反馈[^整改]{0,12}(?:通报|意见|情况|公告)(?:\([^)]*\))?$|意见反馈"
)
_SUMMARY = re.compile("综述|综合情况|总体情况")
_BY_TITLE = (
    ("plan", _PLAN),
    ("audit_report", re.compile("^(?!.*巡[视察]).*审计")),
    ("feedback", _FEEDBACK),
)
_SUPERVISOR = re.compile(
    r"巡[视察](?:工作)?(?:领导小组)?(?:办公室|办)$|纪委监委$|纪律检查委员会$|审计委员会办公室$"
)
_MANY = re.compile(
    r"\d+个巡[视察]组|[一二三四五六七八九十]{1,2}个巡[视察]组|对[^。]{0,80}\d+[个家所][^。,]{0,14}(?:单位|党组织|部门|地区|党[组委])[^。]{0,10}(?:开展|进行)"
    r"|(?:各|\d+[个家])被巡[视察](?:单位|党组织|地区)"
)
_ANSWER = re.compile(
    r"(?:现|就|将)[^。]{0,60}?整改[^。]{0,20}(?:公布|公开|通报|公示|公告|报告|汇报|函告)|整改[^。]{0,12}(?:予以|向社会|进行)(?:公布|公开|通报|公示)"
)
_AUDITED = re.compile(
    r"审计(?:查出|发现|反映|指出|工作报告)[^。]{0,16}问题[^。]{0,8}整改|[^。]{2,30}审计(?:工作)?情况,请(?:予)?审议"
)
_REPORT = re.compile(
    r"巡[视察](?:组)?[^。]{0,40}反馈[^。]{0,40}(?:(?<!会议)指出|如下|发现)|现将[^。]{0,12}反馈如下"
    r"|向[^。]{2,40}?(?:全面|集中|分别|正式)?反馈(?:了)?[^。,]{0,10}(?:情况|意见)|进行了?(?:集中|现场)?反馈|反馈会[^。]{0,12}(?:召开|举行)|召开[^。]{0,20}反馈会|[;,。\n]反馈(?:意见)?[^,。]{0,4}指出|进行了?[^。,]{0,12}反馈[,。]"
)
# What was put right already is told by the side that answers, whoever gave the feedback.
_FIXED = re.compile(
    r"整改(?:落实|进展)?情况:|(?:已|均)(?:全部)?(?:完成整改|整改完成|整改到位)|(?:针对|关于)“[^”]{2,120}”的?问题"
)
_EVENT = re.compile(r"召开|举行|(?:推进|协调|部署|动员|座谈|调度|反馈|汇报)会(?:议)?$")
# A title that ends in a word for a document; a headline that merely speaks of 整改 tells no kind.
_DOCUMENT = re.compile(
    r"(?:通报|公告|公示|报告|情况|公开|函|说明|综述|通知|书)(?:\([^)]*\))?$|整改(?:工作)?(?:落实|进展|完成)*情况"
)


def find_kind(title: str | None, issuer: str | None, opening: str) -> str:
    """One of feedback, progress_notice, plan, audit_report, round_summary, other."""
    if title is None:
        return _by_opening(issuer, opening)
    for kind, pattern in _BY_TITLE:
        if pattern.search(title):
            return kind
    if "整改" in title and _DOCUMENT.search(title) and not _EVENT.search(title):
        return "round_summary" if _is_summary(title, issuer, opening) else "progress_notice"
    if _SUMMARY.search(title) and _MANY.search(opening):
        return "round_summary"
    return _by_opening(issuer, opening)


def states_only(title: str | None) -> bool:
    """Whether the title says that the document states problems and answers none."""
    return title is not None and _FEEDBACK.search(title) is not None


def _is_summary(title: str, issuer: str | None, opening: str) -> bool:
    """Whether the supervising side reports on many bodies at once."""
    supervised = issuer is not None and _SUPERVISOR.search(issuer) is not None
    if supervised or "综述" in title:
        return True
    return _MANY.search(opening) is not None and not _is_told(issuer, opening)


def _is_told(issuer: str | None, opening: str) -> bool:
    """Whether the result was told to the issuer: then it answers, even where many below it were inspected."""
    if issuer is None:
        return False
    name = re.escape(issuer.removeprefix("中共").removeprefix("中国共产党"))
    return re.search(rf"向[^。,]{{0,20}}{name}[^。]{{0,40}}(?:反馈|通报)", opening) is not None


def _by_opening(issuer: str | None, opening: str) -> str:
    """The kind that the first sentences state, where the title does not."""
    if _AUDITED.search(opening):
        return "audit_report"
    if _ANSWER.search(opening):
        return "round_summary" if _is_summary("", issuer, opening) else "progress_notice"
    if not _REPORT.search(opening):
        return "other"
    return "progress_notice" if _FIXED.search(opening) else "feedback"
