"""The sentences of a progress notice that state facts of the round: title, opening, the work so far."""

from __future__ import annotations

from collections.abc import Sequence

from zhenggai.core.writing.notice_data import Counts, NoticeData
from zhenggai.core.writing.text import date_words, one_line, period_words


def title(data: NoticeData) -> str:
    """The given title, else one made of what is known."""
    named = f"{one_line(data.term)}{one_line(data.round)}{data.source}"
    return (data.title or "").strip() or f"关于{named}整改进展情况的通报"


def opening(data: NoticeData) -> str:
    """Who inspected whom and when, when the feedback was given, and what follows."""
    parts = [_inspection(data), _feedback(data), f"现将{data.source}整改进展情况通报如下。"]
    return "".join(parts)


def _inspection(data: NoticeData) -> str:
    """The inspection itself; empty where neither who, whom nor when is known."""
    team, inspected = one_line(data.team), one_line(data.inspected_body)
    period = _period(data)
    if not (team or inspected or period):
        return ""
    order = f"根据{one_line(data.sending_body)}统一部署，" if data.sending_body else ""
    if not team and not inspected:
        return f"{order}{period}开展了{_form(data)}。"
    if not team:
        return f"{order}{period}{inspected}接受了{_form(data)}。"
    return f"{order}{period}{team}{f'对{inspected}' if inspected else ''}开展了{_form(data)}。"


def _form(data: NoticeData) -> str:
    """十一届省委第八轮常规巡视, as far as it is known."""
    return f"{one_line(data.term)}{one_line(data.round)}{one_line(data.form) or data.source}"


def _period(data: NoticeData) -> str:
    """When it was, with the comma that follows."""
    if data.started_on and data.ended_on:
        return f"{period_words(data.started_on, data.ended_on)}，"
    if data.started_on:
        return f"自{date_words(data.started_on)}起，"
    return f"至{date_words(data.ended_on)}，" if data.ended_on else ""


def _feedback(data: NoticeData) -> str:
    if not data.feedback_on:
        return ""
    team, inspected = one_line(data.team), one_line(data.inspected_body)
    to = f"向{inspected}" if inspected else ""
    done = f"{team}{to}反馈了{data.source}意见" if team else f"{data.source}意见{to}反馈"
    return f"{date_words(data.feedback_on)}，{done}。"


def basics(data: NoticeData) -> list[tuple[str, str]]:
    """The work so far: lead and text of every part about which something is known."""
    parts = [
        ("制定整改方案。", _plan(data)),
        ("健全工作机构。", _groups(data)),
        ("明确整改目标。", _goals(data)),
        ("整改总体进展。", _progress(data.counts)),
    ]
    return [(lead, text) for lead, text in parts if text]


def _plan(data: NoticeData) -> str:
    main = f"{data.source}反馈意见整改落实方案"
    special = _listed(data.special_plans, "个专项整改方案")
    if data.plan_adopted_on:
        both = f"{main}和{special}" if special else main
        return f"{date_words(data.plan_adopted_on)}，审议通过{both}。"
    return f"制定{special}。" if special else ""


def _groups(data: NoticeData) -> str:
    special = _listed(data.special_groups, "个专项工作组")
    return f"设立{special}。" if special else ""


def _goals(data: NoticeData) -> str:
    parts = [_listed(data.time_nodes, "个时间节点"), _listed(data.targets, "类目标")]
    known = "和".join(part for part in parts if part)
    return f"按照{known}要求推进整改。" if known else ""


def _progress(counts: Counts) -> str:
    parts = [
        ("梳理反馈问题{}个", counts.findings),
        ("制定整改措施{}条", counts.measures),
        ("已销号{}条", counts.closed),
        ("建立健全制度{}个", counts.institutions),
    ]
    known = [words.format(count) for words, count in parts if count is not None]
    return f"{'，'.join(known)}。" if known else ""


def _listed(names: Sequence[str], unit: str) -> str:
    """甲、乙、丙3 + unit; empty for no names."""
    known = [name for name in map(one_line, names) if name]
    return f"{'、'.join(known)}{len(known)}{unit}" if known else ""
