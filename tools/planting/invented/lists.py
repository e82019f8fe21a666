"""True lists with their count, before or behind, closed or left open by 等."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tools.planting.model import Invented
from tools.planting.numerals import counted


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one kind and the sentences in which they are listed; {l} the list, {n} the count.

    `proper` things are names that 和 cannot bind into one (文化和旅游 is one, 石桥镇和柳林镇 are two).
    """

    things: tuple[str, ...]
    forms: tuple[str, ...]
    proper: bool = False


_KINDS = (
    Kind(
        ("临江区", "望河区", "柳泉县", "青屏县", "云岭县", "白沙区", "松溪县"),
        (
            "在{l}{n}个县区开展试点",
            "对{l}{n}个区县开展提级巡察",
            "联合{l}{n}个县区共同治理",
            "{n}个县区（分别为{l}）已完成验收",
            "推动{l}{n}地协同立法",
            "{l}{n}个县（区）率先完成任务",
            "选取{n}个县区（{l}）先行先试",
            "{l}共{n}个县区纳入统筹",
        ),
        proper=True,
    ),
    Kind(
        ("综合协调", "督查督办", "宣传引导", "案件核查", "后勤保障", "政策法规"),
        (
            "下设{l}{n}个工作组",
            "分设{l}{n}个小组",
            "设{l}{n}个组，抽调骨干集中办公",
            "下设{n}个组，分别是{l}",
            "抓实{l}{n}项重点工作",
            "成立{l}{n}个专项工作组",
            "设立{n}个工作专班：{l}",
            "组建{n}个小组，分别为{l}",
            "围绕{l}{n}个方面补短板",
        ),
    ),
    Kind(
        (
            "《接待管理办法》",
            "《公务用车管理规定》",
            "《印章使用规程》",
            "《档案借阅细则》",
            "《值班工作制度》",
            "《差旅费审核办法》",
        ),
        ("修订{l}{n}项制度", "制定出台{l}{n}个文件", "建立健全{l}共{n}项制度"),
    ),
    Kind(
        ("教育", "医疗", "住建", "交通运输", "农业农村", "市场监管"),
        (
            "聚焦{l}{n}个领域开展整治",
            "覆盖{l}{n}个行业",
            "围绕{l}{n}个重点领域",
            "在{l}{n}大领域推行承诺制",
            "对{l}{n}类行业逐一体检",
            "组织{l}{n}部门联合检查",
            "将{l}{n}个系统纳入试点",
        ),
    ),
    Kind(
        ("申报", "初审", "公示", "拨付", "验收"),
        ("规范{l}{n}个环节", "压实{l}{n}道关口责任", "把住{l}{n}个关键环节"),
    ),
    Kind(
        ("石桥镇", "柳林镇", "青坪乡", "望湖街道", "双河镇", "松岗乡"),
        (
            "撤销{l}{n}个乡镇的临时站所",
            "对{l}{n}个乡镇党政主要负责人进行约谈",
            "{l}{n}个乡镇已完成验收",
            "抽查{l}{n}个乡镇",
        ),
        proper=True,
    ),
    Kind(
        ("6月底", "9月底", "年底", "长期"),
        ("按照{l}{n}个时间节点推进", "明确{l}{n}个时间节点"),
    ),
)
_ENDS = ("、", "和", "及", "以及", "与")


def statements(random: Random) -> Iterator[Invented]:
    """All forms: closed lists in words and digits, and open ones."""
    for kind in _KINDS:
        for words in kind.forms:
            for spoken in (True, False):
                yield _closed(random, kind, words, spoken=spoken)
            if "{l}{n}" in words:
                yield _open(random, kind, words)


def _closed(random: Random, kind: Kind, words: str, *, spoken: bool) -> Invented:
    """The count is that of the list; then the count is changed, a thing left out, a thing added."""
    count = random.randint(3, len(kind.things) - 1)
    things = list(kind.things[: count + 1])
    end = "、" if things[0][0] == "《" else random.choice(_ENDS)
    loose = end != "、" and not kind.proper
    wrong = [
        (_said(words, listed, said, spoken, end), done)
        for listed, said, done in (
            (things[:-1], count + 1, f"{count}→{count + 1}"),
            (things[:-1], count - 1, f"{count}→{count - 1}"),
            (things[:-1], count - 2, f"{count}→{count - 2}"),
            (things[1:-1], count, "first thing left out"),
            ([things[0], *things[2:-1]], count, "second thing left out"),
            (things, count, "one thing more"),
        )
        if said > 1 and not (loose and said == len(listed) - 1)
    ]
    true = _said(words, things[:-1], count, spoken, end)
    return Invented("list-count", words, true, tuple(wrong))


def _open(random: Random, kind: Kind, words: str) -> Invented:
    """等 leaves more room, never less."""
    count = random.randint(3, len(kind.things))
    opened = words.replace("{l}", "{l}等")
    things = list(kind.things[:count])
    spoken = random.random() < 0.5
    true = _said(opened, things, count + random.randint(0, 9), spoken, "、")
    wrong = [
        (_said(opened, things, count - less, spoken, "、"), f"{count} things, {count - less} said")
        for less in (1, 2)
        if count - less > 1
    ]
    return Invented("list-count", opened, true, tuple(wrong))


def _said(words: str, things: list[str], count: int, spoken: bool, end: str) -> str:  # noqa: FBT001
    listed = "、".join(things[:-1]) + end + things[-1] if len(things) > 1 else things[0]
    return words.format(l=listed, n=counted(count) if spoken else count)
