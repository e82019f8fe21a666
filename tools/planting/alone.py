"""Plants totals that are missing and claims without a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.planting.model import Invented, Planted, Text

_TOTAL = re.compile(r"(?:共|总计|合计)(?P<n>\d+)件(?=，|,)[^。\n]{0,60}其余")
_WHOLE = (
    ("收到问题线索{t}件，办结{a}件，其余正在办理", "收到问题线索若干，办结{a}件，其余正在办理"),
    ("移交信访件{t}件，已办结{a}件，其余正在核查", "移交信访件已办结{a}件，其余正在核查"),
    (
        "移交问题线索共{t}件，已办结{a}件，其余正在办理中",
        "针对移交的问题线索，办结{a}件，其余正在办理中",
    ),
    ("反馈问题{t}个，已完成整改{a}个，其余正在推进", "反馈问题已完成整改{a}个，其余正在推进"),
    ("排查隐患{t}处，已整改{a}处，其余正在整改", "对排查出的隐患，已整改{a}处，其余正在整改"),
    ("{t}项任务已完成{a}项，其余正在有序推进", "任务已完成{a}项，其余正在有序推进"),
    ("移交线索{t}件，办结{t}件，办结率100%", "移交线索办结率96.4%"),
    ("反馈问题{t}个，已完成整改{t}个，整改完成率100%", "反馈问题整改完成率93.6%"),
)


def totals(text: Text) -> Iterator[Planted]:
    """The stated total taken out of a sentence that says what happens to the rest."""
    for match in _TOTAL.finditer(text.text, text.paper.body, text.paper.closing):
        gone = (match.start(), match.start("n") + len(match["n"]) + 1, "")
        yield Planted("denominator", "total taken out", text, (gone,), f"{match['n']}件 gone")


def statements() -> Iterator[Invented]:
    """Whole sentences with their total, and the same without."""
    for true, wrong in _WHOLE:
        said = true.format(t=86, a=73)
        yield Invented("denominator", true, said, ((wrong.format(a=73), "no total"),))


_CLAIMED = (
    "整改以来，建立健全制度{n}个。",
    "截至目前，新建和修订完善制度{n}项。",
    "整改期间，共建章立制{n}项。",
    "坚持标本兼治，制定完善规章制度{n}项。",
    "累计出台制度文件{n}个。",
)
_LISTED = "修订《值班工作制度》《印章管理办法》2项制度。"


def claims(text: Text) -> Iterator[Planted]:
    """A register of institutions claimed in the overview of a notice that gives no list; first one with its list."""
    keys = {one.key for one in text.paper.reading.statistics}
    first = min((one.start for one in text.paper.findings), default=0)
    at = text.text.rfind("。", 0, first) + 1
    if "institutions" in keys or not at or "附件" in text.text:
        return
    for form in _CLAIMED:
        edit = (at, at, form.format(n=47))
        base = ((at, at, _LISTED),)
        yield Planted("unlisted-total", "claimed", text, (edit,), edit[2], base=base)
