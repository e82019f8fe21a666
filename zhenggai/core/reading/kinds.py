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
_ANSWER = re.compile(r"整改[^。]{0,20}(?:公布|公开|通报|公示|公告|报告)")
_REPORT = re.compile(
    r"巡[视察](?:组)?[^。]{0,40}反馈[^。]{0,40}(?:指出|如下|发现)|现将[^。]{0,12}反馈如下"
)


def find_kind(title: str | None, issuer: str | None, opening: str) -> str:
    """One of feedback, progress_notice, plan, audit_report, round_summary, other."""
    if title is None:
        return _by_opening(issuer, opening)
    for kind, pattern in _BY_TITLE:
        if pattern.search(title):
            return kind
    if "整改" in title:
        return "round_summary" if _is_summary(title, issuer, opening) else "progress_notice"
    if _SUMMARY.search(title) and _MANY.search(opening):
        return "round_summary"
    return _by_opening(issuer, opening)


def _is_summary(title: str, issuer: str | None, opening: str) -> bool:
    """Whether the supervising side reports on many bodies at once."""
    supervised = issuer is not None and _SUPERVISOR.search(issuer) is not None
    return supervised or "综述" in title or _MANY.search(opening) is not None


def _by_opening(issuer: str | None, opening: str) -> str:
    """The kind that the first sentences state, where the title does not."""
    if _ANSWER.search(opening):
        return "round_summary" if _is_summary("", issuer, opening) else "progress_notice"
    return "feedback" if _REPORT.search(opening) else "other"
