"""Plants a second value for one subject under another finding."""

from __future__ import annotations

from collections.abc import Iterator

from tools.planting.model import Edit, Planted, Text

_SAID = (
    "新建社区助餐点{v}个",
    "开通夜间便民公交线路{v}条",
    "选派驻村第一书记{v}名",
    "更换病害窨井盖{v}个",
    "累计建成口袋公园{v}处",
    "清理河道淤泥{v}立方米",
    "为困难职工发放慰问金{v}万元",
    "整治校园周边流动摊贩{v}户",
)
_FIRST, _OTHER = 37, (43, 29)


def places(text: Text) -> Iterator[Planted]:
    """The same subject under the first and under the last finding: with one value, then with two."""
    ends = [text.text.rfind("。", one.start, one.end + 1) + 1 for _, one in text.paper.measures]
    ends = [one for one in ends if one]
    if len(ends) < 2 or text.paper.finding(ends[0] - 1) == text.paper.finding(ends[-1] - 1):
        return
    for form in _SAID:
        first: Edit = (ends[0], ends[0], f"{form.format(v=_FIRST)}。")
        base = (first, (ends[-1], ends[-1], f"{form.format(v=_FIRST)}。"))
        for other in _OTHER:
            again = (ends[-1], ends[-1], f"{form.format(v=other)}。")
            done = f"{form.format(v=_FIRST)} and {other}"
            yield Planted("conflict", "two findings", text, (first, again), done, base=base)
