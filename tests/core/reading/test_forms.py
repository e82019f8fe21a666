"""Random notices in every form are written out and read back equal."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zhenggai.core.reading import Reading, read

CN = "零一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕"
FULL = str.maketrans("0123456789(),:;", "０１２３４５６７８９（），：；")
HALF = str.maketrans("（），：；", "(),:;")
STATUSES = {
    None: "",
    "completed": "该问题已完成整改。",
    "in_progress": "该问题正在整改。",
    "long_term": "该问题长期坚持。",
    "not_started": "该问题尚未整改。",
}
INTRODUCTIONS = ("against", "about_rectified", "about_quoted", "about_bare", "label", "status")
MARKERS = ("circled", "word", "paren", "dot", "none")


@dataclass
class Item:
    """A finding or manifestation as it will be written."""

    problem: str
    measures: list[tuple[str | None, str]] = field(default_factory=list)
    inner: list[Item] = field(default_factory=list)
    status: str | None = None


@dataclass
class Style:
    """How one document is written."""

    introduction: str
    marker: str
    chapters: bool
    heading: str
    width: str
    run_in: bool
    one_line: bool
    numbering: str
    claims: bool
    wrapped: bool


def chinese(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else CN[tens] + "十")
    return head + (CN[ones] if ones or not tens else "")


def introduced(style: Style, item: Item) -> str:
    """The words that introduce a problem, up to where its measures begin."""
    end = "" if style.one_line else "\n"
    by_form = {
        "against": f"针对“{item.problem}”的问题，{claimed(style, item)}",
        "about_rectified": f"关于“{item.problem}”问题的整改。{end}",
        "about_quoted": f"关于“{item.problem}”的问题。{end}",
        "about_bare": f"关于{item.problem}的问题{end}整改情况：",
        "label": f"{item.problem}。{end}整改落实情况：",
        "status": f"{item.problem}。{STATUSES[item.status]}",
    }
    return by_form[style.introduction]


def claimed(style: Style, item: Item) -> str:
    """The lead sentence that says from how many aspects."""
    if not style.claims or len(item.measures) < 2:
        return ""
    count = "两" if len(item.measures) == 2 else chinese(len(item.measures))
    return f"主要从{count}个方面抓好整改。"


def written_measures(style: Style, measures: list[tuple[str | None, str]]) -> str:
    """The measures with their marks."""
    gap = "" if style.run_in or style.one_line else "\n"
    parts = []
    for number, (title, text) in enumerate(measures, 1):
        mark = {
            "circled": CIRCLED[number - 1],
            "word": f"{chinese(number)}是",
            "paren": f"（{number}）",
            "dot": f"{number}.",
            "none": "",
        }[style.marker]
        parts.append(mark + (f"{title}。" if title else "") + text)
    return gap + gap.join(parts)


def render(style: Style, categories: list[tuple[str, list[Item]]]) -> str:
    """The whole document."""
    lines = ["中共云川市水务局党组关于巡察整改进展情况的通报"]
    lines.append(
        "根据市委统一部署，2023年3月6日至5月12日，市委第二巡察组对市水务局党组开展了常规巡察。"
    )
    if style.chapters:
        lines += [
            "一、整改工作基本情况",
            "局党组把整改作为重要任务，逐条落实。",
            "二、反馈问题整改情况",
        ]
    number = 0
    for place, (name, items) in enumerate(categories, 1):
        mark = f"（{chinese(place)}）" if style.chapters else f"{chinese(place)}、"
        heads = {"field": f"{name}方面", "in": f"在“{name}”方面", "about": f"关于“{name}”"}
        lines.append(mark + heads[style.heading] + ("。" if style.one_line else ""))
        for item in items:
            number += 1
            marks = {"num": f"{number}.", "cn": f"（{chinese(number)}）", "none": ""}
            text = marks[style.numbering] + introduced(style, item)
            for order, inner in enumerate(item.inner, 1):
                text = text.rstrip("，。\n") + ("。" if style.one_line or order > 1 else "\n")
                text += "" if style.one_line or order == 1 else "\n"
                text += f"（{order}）{introduced(style, inner)}{written_measures(style, inner.measures)}"
            text += written_measures(style, item.measures) if item.measures else ""
            if style.introduction != "status":
                text += STATUSES[item.status]
            lines.append(text)
    if style.chapters:
        lines += ["三、下一步工作打算", "局党组将继续抓好后续整改。"]
    lines += ["中共云川市水务局党组", "2023年10月9日"]
    if style.wrapped:
        lines.insert(0, "2023年10月10日，云川市水务局公布巡察整改进展情况。全文如下：")
        lines += ["来源：云川廉政网", "编辑：安小禾"]
    text = ("" if style.one_line else "\n").join(lines)
    widths = {"full": FULL, "half": HALF}
    return text.translate(widths[style.width]) if style.width in widths else text


WORDS = st.sampled_from(
    [
        "理论学习不深入",
        "制度执行不到位",
        "重建设轻管护",
        "‘三会一课’流于形式",
        "管网漏损率偏高",
        "服务群众意识不强",
        "监督首责有落差",
        "3.5公里管网未验收",
        "作风建设抓得不紧",
        "资金拨付滞后",
        "“最后一公里”没有打通",
        "2021年度预算编制粗放",
    ]
)
SENTENCES = st.sampled_from(
    [
        "召开专题会议2次，部署落实",
        "修订《供水管理办法（试行）》，健全流程",
        "更换老旧管网3.71公里，投入1.2亿元",
        "对照清单逐项核查；约谈5人",
        "印发《〈条例〉实施方案》，明确24项任务",
        "邀请群众监督，接受“阳光”评议",
        "建立工作台账，每周调度",
    ]
)
TITLES = st.one_of(st.none(), st.sampled_from(["健全制度", "强化监督", "压实责任", "加强学习"]))
NAMES = st.sampled_from(["落实决策部署", "全面从严治党", "基层组织建设", "服务民生"])


def fit(style: Style) -> None:
    """Take back what no reader could tell apart."""
    if style.introduction == "status":
        style.marker = "none"
    if style.numbering == "cn":
        style.chapters = False
    if style.numbering == "none":
        style.one_line = False
        style.introduction = {"label": "against", "status": "about_rectified"}.get(
            style.introduction, style.introduction
        )


@st.composite
def documents(draw: st.DrawFn) -> tuple[Style, list[tuple[str, list[Item]]]]:
    """A style and a structure that fit each other."""
    style = Style(
        draw(st.sampled_from(INTRODUCTIONS)),
        draw(st.sampled_from(MARKERS)),
        draw(st.booleans()),
        draw(st.sampled_from(("field", "in", "about"))),
        draw(st.sampled_from(("full", "half", "mixed"))),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(("num", "num", "cn", "none"))),
        draw(st.booleans()),
        draw(st.booleans()),
    )
    fit(style)
    quoted = style.introduction in ("against", "about_rectified", "about_quoted")
    layered = quoted and style.marker in ("circled", "word") and draw(st.booleans())
    layered = layered and style.numbering == "num"
    lasting = max(2, draw(st.sampled_from((2, 3, 24)))) if style.marker == "circled" else 4
    single = style.marker == "none" or style.introduction == "status"

    def measures() -> list[tuple[str | None, str]]:
        count = 1 if single else draw(st.integers(2, lasting))
        return [
            (None if single else draw(TITLES), draw(SENTENCES).rstrip("；") + "。")
            for _ in range(count)
        ]

    def item(depth: int) -> Item:
        found = Item(draw(WORDS) + draw(st.sampled_from(("", "，成效不够明显"))))
        if depth and layered:
            found.inner = [item(0) for _ in range(draw(st.integers(1, 3)))]
            return found
        found.measures = measures()
        needed = style.introduction == "status"
        states = [one for one in STATUSES if one or not needed]
        found.status = draw(st.sampled_from(states)) if depth else None
        return found

    categories = [
        (draw(NAMES), [item(1) for _ in range(draw(st.integers(1, 4)))])
        for _ in range(draw(st.integers(1, 3)))
    ]
    return style, categories


Shape = list[tuple[str | None, list[object]]]


def wanted(style: Style, categories: list[tuple[str, list[Item]]]) -> Shape:
    """What must be read: numbers, wording, status, measures."""
    number = 0
    shape: Shape = []
    for place, (_, items) in enumerate(categories, 1):
        findings: list[object] = []
        for item in items:
            number += 1
            inner = [(one.problem, [text for _, text in one.measures]) for one in item.inner]
            titles = [title for title, _ in item.measures]
            texts = [text for _, text in item.measures]
            claims = style.introduction == "against" and claimed(style, item)
            aspects = len(texts) if claims else None
            findings.append((number, item.problem, item.status, aspects, inner, titles, texts))
        shape.append((chinese(place), findings))
    widths = {"full": FULL, "half": HALF}
    return translated(shape, widths.get(style.width, {}))


def translated(value: object, table: dict[int, int | str]) -> Shape:
    """The same with the typing of the document; numbers of headings stay as they are."""
    if isinstance(value, str):
        return value.translate(table)  # type: ignore[return-value]
    if isinstance(value, list):
        return [translated(one, table) for one in value]  # type: ignore[misc]
    if isinstance(value, tuple):
        return tuple(translated(one, table) for one in value)  # type: ignore[return-value]
    return value  # type: ignore[return-value]


def shape_of(reading: Reading) -> Shape:
    """What was read, in the same shape."""
    return [
        (
            category.number,
            [
                (
                    one.number,
                    one.problem,
                    one.status,
                    one.claimed_aspects,
                    [(low.text, [m.text for m in low.measures]) for low in one.manifestations],
                    [measure.title for measure in one.measures],
                    [measure.text for measure in one.measures],
                )
                for one in category.findings
            ],
        )
        for category in reading.categories
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
@example(
    (
        Style("label", "word", True, "in", "half", True, True, "num", False, False),
        [("服务民生", [Item("多收护理费", [(None, "自查。"), (None, "清退。")])])],
    )
)
def test_written_out_and_read_back_equal(
    document: tuple[Style, list[tuple[str, list[Item]]]],
) -> None:
    style, categories = document
    reading = read(render(style, categories))
    assert shape_of(reading) == wanted(style, categories)
    assert reading.issued_on == "2023-10-09"
    assert reading.inspection.ended_on == "2023-05-12"
    assert reading.issuer == "中共云川市水务局党组"
