"""Random notices whose problems and answers stand in two lists are written out and read back equal."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhenggai.core.reading import Reading, read

CN = "零一二三四五六七八九十"
FULL = str.maketrans("0123456789(),:;", "０１２３４５６７８９（），：；")
HALF = str.maketrans("（），：；", "(),:;")
WIDTHS: dict[str, dict[int, int]] = {"full": FULL, "half": HALF, "mixed": {}}
DONE = "该问题已完成整改。"

Item = tuple[str, list[str], bool]
"""A problem, its measures, and whether it is said to be put right."""


@dataclass
class Style:
    """How one document is written."""

    layout: str
    asked: str
    told: str
    mark: str
    answer_mark: str
    restart: bool
    width: str
    one_line: bool
    unanswered: int = 0


def marked(kind: str, number: int) -> str:
    """A mark of one kind."""
    marks = {
        "num": f"{number}.",
        "par": f"（{number}）",
        "word": f"{CN[number % len(CN)]}是",
    }
    return marks[kind]


def answered(item: Item) -> str:
    """The words of one answer."""
    _, measures, done = item
    parts = measures
    if len(measures) > 1:
        parts = [f"{'①②③'[place]}{text}" for place, text in enumerate(measures)]
    return "".join(parts) + (DONE if done else "")


def numbers(style: Style, fields: list[tuple[str, list[Item]]]) -> list[list[int]]:
    """The numbers of the problems, field by field."""
    found: list[list[int]] = []
    last = 0
    for _, items in fields:
        last = 0 if style.restart else last
        found.append(list(range(last + 1, last + len(items) + 1)))
        last += len(items)
    return found


def listed(style: Style, fields: list[tuple[str, list[Item]]], field: int, *, told: bool) -> str:
    """One list of problems or of answers."""
    end = "" if style.one_line else "\n"
    lines = []
    kind = style.answer_mark if told else style.mark
    items = fields[field][1]
    items = items[: len(items) - style.unanswered] if told else items
    for number, item in zip(numbers(style, fields)[field], items, strict=False):
        lines.append(marked(kind, number) + (answered(item) if told else f"{item[0]}。"))
    return end.join(lines) + end


def said(style: Style, fields: list[tuple[str, list[Item]]]) -> str:
    """Answers in the opposite order, each of which says which problem it answers."""
    items = list(enumerate(fields[0][1], 1))[::-1]
    end = "" if style.one_line else "\n"
    return end.join(
        f"{marked(style.answer_mark, place)}针对问题{number}，{answered(item)}"
        for place, (number, item) in enumerate(items, 1)
    )


def render(style: Style, fields: list[tuple[str, list[Item]]]) -> str:
    """The whole document."""
    stop = "。" if style.one_line else "\n"
    lines = ["中共云川市水务局党组关于巡察整改进展情况的通报\n"]
    lines.append("2023年3月6日至5月12日，市委第二巡察组对市水务局党组开展了巡察。\n")
    colon = "：" if style.one_line else "：\n"
    if style.layout == "labels":
        for place, (name, _) in enumerate(fields):
            lines.append(f"{CN[place + 1]}、{name}方面{stop}")
            lines.append(style.asked + colon + listed(style, fields, place, told=False))
            lines.append(style.told + colon + listed(style, fields, place, told=True))
    else:
        for chapter, heading in enumerate((style.asked, style.told)):
            lines.append(f"{CN[chapter + 1]}、{heading}{stop}")
            if style.layout == "said" and chapter:
                lines.append(said(style, fields) + ("" if style.one_line else "\n"))
                continue
            for place, (name, _) in enumerate(fields):
                if style.layout == "fields":
                    lines.append(f"（{CN[place + 1]}）{name}方面{stop}")
                lines.append(listed(style, fields, place, told=bool(chapter)))
        lines.append(f"三、下一步工作打算{stop}局党组将继续努力。")
    lines.append("\n中共云川市水务局党组\n2023年10月9日")
    return "".join(lines).translate(WIDTHS[style.width])


PROBLEMS = st.sampled_from(
    [
        "理论学习不深入",
        "管网漏损率偏高",
        "“最后一公里”没有打通",
        "资金拨付滞后",
        "窗口午间无人，群众来回跑",
    ]
)
MEASURES = st.sampled_from(
    [
        "修订《供水管理办法（试行）》，明确24项任务。",
        "更换老旧管网3.71公里，投入1.2亿元。",
        "实行轮班。增加值班人员4名。",
        "约谈5人，追回资金3万元。",
    ]
)
NAMES = ["落实决策部署", "全面从严治党", "基层组织建设"]


@st.composite
def documents(draw: st.DrawFn) -> tuple[Style, list[tuple[str, list[Item]]]]:
    """A style and a structure that fit each other."""
    style = Style(
        draw(st.sampled_from(("flat", "fields", "labels", "said"))),
        draw(st.sampled_from(("存在的主要问题", "存在问题", "巡察反馈的问题"))),
        draw(st.sampled_from(("整改情况", "整改落实情况", "整改措施及成效"))),
        draw(st.sampled_from(("num", "par", "word"))),
        draw(st.sampled_from(("num", "par", "word"))),
        draw(st.booleans()),
        draw(st.sampled_from(tuple(WIDTHS))),
        draw(st.booleans()),
    )
    if style.layout == "labels" or "word" in (style.mark, style.answer_mark):
        style.restart = True
    most = 1 if style.layout in ("flat", "said") else 3
    count = draw(st.integers(1, most))
    most = 1 if style.answer_mark == "word" else 3
    items = st.tuples(PROBLEMS, st.lists(MEASURES, min_size=1, max_size=most), st.booleans())
    fields = [
        (NAMES[place], draw(st.lists(items, min_size=2, max_size=4))) for place in range(count)
    ]
    return style, fields


def wanted(style: Style, fields: list[tuple[str, list[Item]]]) -> list[object]:
    """What must be read: numbers, wording, status, measures."""
    table = WIDTHS[style.width]
    return [
        [
            (
                number,
                problem.translate(table),
                "completed" if done else None,
                [text.translate(table).removesuffix(DONE) for text in measures],
            )
            for number, (problem, measures, done) in zip(counted, items, strict=True)
        ]
        for counted, (_, items) in zip(numbers(style, fields), fields, strict=True)
    ]


def shape_of(reading: Reading) -> list[object]:
    """What was read, in the same shape; a title and a text of one measure together."""
    return [
        [
            (
                one.number,
                one.problem,
                one.status,
                [(f"{m.title}。" if m.title else "") + m.text for m in one.measures],
            )
            for one in category.findings
        ]
        for category in reading.categories
    ]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_two_lists_are_read_back_equal(
    document: tuple[Style, list[tuple[str, list[Item]]]],
) -> None:
    style, fields = document
    reading = read(render(style, fields))
    assert shape_of(reading) == wanted(style, fields)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.data())
def test_lists_of_unequal_length_never_meet(
    document: tuple[Style, list[tuple[str, list[Item]]]], data: st.DataObject
) -> None:
    style, fields = document
    style.layout = data.draw(st.sampled_from(("flat", "labels")))
    name, items = fields[0]
    style.restart, fields = True, [(name, [*items, ("督办不力", ["逐件销号。"], False)])]
    style.unanswered = 1
    reading = read(render(style, fields))
    findings = [found for category in reading.categories for found in category.findings]
    table = WIDTHS[style.width]
    assert [found.problem for found in findings] == [
        one[0].translate(table) for one in fields[0][1]
    ]
    assert not any(found.measures or found.status for found in findings)
