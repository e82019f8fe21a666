"""What is certain in parallel lists, in clauses and in digests, and what is not and therefore stays unread."""

from __future__ import annotations

import pytest

from zhenggai.core.reading import Finding, Reading, read

HEAD = "关于巡察整改情况的通报\n"
FEEDBACK = "关于巡察市水务局党组的反馈意见\n巡察组反馈如下。\n二、存在的主要问题\n（一）履职方面\n"


def findings(reading: Reading) -> list[Finding]:
    """All problems."""
    return [f for one in reading.categories for f in one.findings if f.kind == "problem"]


def answers(text: str) -> list[tuple[str | None, list[str]]]:
    """Every problem with its measures."""
    found = findings(read(HEAD + text))
    return [(one.problem, [measure.text for measure in one.measures]) for one in found]


def unread(reading: Reading) -> str:
    """Everything that no rule understood."""
    return "".join(reading.text[one.start : one.end] for one in reading.unread)


CHAPTERS = "一、存在的问题\n1.学习不深入。\n2.督办不力。\n二、整改情况\n"


@pytest.mark.parametrize(
    "told",
    [
        "1.提高政治站位，学习讨论。\n2.逐件销号。\n",
        "1.成立整改工作领导小组。\n2.逐件销号。\n",
        "1.针对问题1，组织学习。\n2.逐件销号。\n",
        "1.针对问题1，组织学习。\n2.针对问题1，逐件销号。\n",
        "1.针对问题1，组织学习。\n2.针对问题3，逐件销号。\n",
        "1.组织学习。\n2.逐件销号。\n3.公开账目。\n",
        "2.组织学习。\n3.逐件销号。\n",
        "组织学习，逐件销号。\n",
    ],
)
def test_nothing_is_joined_where_it_is_not_certain(told: str) -> None:
    assert answers(CHAPTERS + told) == [("学习不深入", []), ("督办不力", [])]


@pytest.mark.parametrize(
    "told",
    [
        "1.组织学习。\n2.逐件销号。\n",
        "一是组织学习。\n二是逐件销号。\n",
        "（1）组织学习。\n（2）逐件销号。\n",
        "1.针对问题2，逐件销号。\n2.针对问题1，组织学习。\n",
        "1.针对第二个问题，逐件销号。\n2.针对第一个问题，组织学习。\n",
        "针对问题一，组织学习。\n针对问题二，逐件销号。\n",
        "1.关于“学习不深入”的问题。组织学习。\n2.关于“督办不力”的问题。逐件销号。\n",
        "1.针对督办不力的问题，逐件销号。\n2.针对学习不深入的问题，组织学习。\n",
    ],
)
def test_answers_meet_their_problems(told: str) -> None:
    assert answers(CHAPTERS + told) == [
        ("学习不深入", ["组织学习。"]),
        ("督办不力", ["逐件销号。"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "存在的主要问题\n（一）学习不深入。\n（二）督办不力。\n整改情况\n（一）组织学习。\n（二）逐件销号。\n",
        "存在问题：\n①学习不深入。\n②督办不力。\n整改措施：\n①组织学习。\n②逐件销号。\n",
        "第一部分 存在的主要问题\n一、学习不深入。\n二、督办不力。\n第二部分 整改落实情况\n一、组织学习。\n二、逐件销号。\n",
    ],
)
def test_lists_below_lines_and_parts(text: str) -> None:
    assert answers(text) == [("学习不深入", ["组织学习。"]), ("督办不力", ["逐件销号。"])]


def test_fields_that_count_anew_must_be_the_same() -> None:
    asked = "一、存在的问题\n（一）学习方面\n1.学习不深入。\n（二）作风方面\n1.督办不力。\n"
    told = "二、整改情况\n（一）{}方面\n1.组织学习。\n（二）{}方面\n1.逐件销号。\n"
    joined = answers(asked + told.format("学习", "作风"))
    assert joined == [("学习不深入", ["组织学习。"]), ("督办不力", ["逐件销号。"])]
    apart = answers(asked + told.format("作风", "学习"))
    assert [measures for _, measures in apart] == [[], []]


def test_a_label_below_one_problem_answers_that_problem_alone() -> None:
    text = "（一）学习方面\n1.学习不深入。\n整改情况：组织学习。\n2.督办不力。\n整改情况：\n1.建账。\n2.销号。\n"
    assert answers(text) == [("学习不深入", ["组织学习。"]), ("督办不力", ["建账。", "销号。"])]


def test_what_is_said_in_an_answer_belongs_to_its_problem() -> None:
    reading = read(HEAD + CHAPTERS + "1.组织学习8次。\n2.追回资金3万元。该问题已完成整改。\n")
    assert [(one.value, one.finding, one.measure) for one in reading.figures] == [
        ("8", 1, 1),
        ("30000", 2, 1),
    ]
    assert [one.status for one in findings(reading)] == [None, "completed"]
    assert [(one.key, one.finding) for one in reading.statistics] == [("money_recovered_wan", 2)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("有的窗口无人；有的态度生硬。", ["有的窗口无人", "有的态度生硬"]),
        ("有的窗口无人，有的态度生硬。", ["有的窗口无人", "有的态度生硬"]),
        ("一些支部久不换届。个别党员失联。", ["一些支部久不换届", "个别党员失联"]),
        ("台账缺失；督办流于形式。", ["台账缺失", "督办流于形式"]),
        ("主要表现在：台账缺失；论资排辈。", ["台账缺失", "论资排辈"]),
        ("台账缺失（含甲；乙）；督办不力等问题。", ["台账缺失（含甲；乙）", "督办不力"]),
        ("重“形式；数量”，轻效果；督办不力。", ["重“形式；数量”，轻效果", "督办不力"]),
        ("台账缺失，督办不力，窗口无人。", []),
        ("涉及甲镇；乙镇；丙镇。", []),
        ("台账缺失；甚至督办不力。", []),
        ("台账缺失；要坚决纠正不力。", []),
        ("不断加强学习；不断改进作风。", []),
        ("有的窗口无人；局党组开会研究。", []),
        ("台账缺失。督办不力。", []),
    ],
)
def test_clauses_below_a_field(words: str, expected: list[str]) -> None:
    found = findings(read(FEEDBACK + words + "\n三、意见建议\n1.认真整改。\n"))
    assert [one.problem for one in found] == expected


def test_clauses_of_an_answer_are_no_problems() -> None:
    found = findings(read(HEAD + "1.关于“学习不深入”的问题。有的支部补课；有的支部重考。\n"))
    assert [(len(one.manifestations), len(one.measures)) for one in found] == [(0, 1)]


def test_what_stands_before_the_answer_in_one_paragraph_is_no_measure() -> None:
    text = "1.学习不深入。有的支部走过场；有的党员抄心得。整改情况：组织学习8次。\n2.督办不力。台账有两本。整改情况：逐件销号。\n"
    found = findings(read(HEAD + "（一）学习方面\n" + text))
    assert [[one.text for one in item.manifestations] for item in found] == [
        ["有的支部走过场", "有的党员抄心得"],
        [],
    ]
    assert [[one.text for one in item.measures] for item in found] == [
        ["组织学习8次。"],
        ["逐件销号。"],
    ]
    assert unread(read(HEAD + text)) == "台账有两本。"


DIGEST = "云川市推进巡视整改\n2024-05-11\n巡视反馈指出，云川市在水利方面存在堤防管护不到位问题。"


@pytest.mark.parametrize(
    "told",
    [
        "针对这一问题，该市加固堤防3处。",
        "对此，该市加固堤防3处。",
        "针对堤防管护不到位的问题，该市加固堤防3处。",
    ],
)
def test_a_digest_is_read(told: str) -> None:
    reading = read(f"{DIGEST}{told}\n")
    assert reading.kind == "progress_notice"
    assert [(one.heading, len(one.findings)) for one in reading.categories] == [("水利方面", 1)]
    found = findings(reading)[0]
    assert found.problem == "堤防管护不到位"
    assert [one.text for one in found.measures] == ["该市加固堤防3处。"]
    assert unread(reading) == ""


@pytest.mark.parametrize(
    "told",
    [
        "针对这一问题，巡视组要求该市认真整改。",
        "对此，市委要高度重视。",
        "针对河道采砂的问题，该市加固堤防。",
        "该市加固堤防。",
        "",
    ],
)
def test_a_digest_without_a_certain_answer_stays_unread(told: str) -> None:
    reading = read(f"{DIGEST}{told}\n")
    assert findings(reading) == []
    assert "堤防管护不到位" in unread(reading)


def test_what_a_digest_names_and_does_not_answer_is_shown() -> None:
    text = "云川市推进巡视整改\n2024-05-11\n巡视反馈指出，云川市存在堤防失修、采砂失管等问题。针对采砂失管问题，该市封停砂场2家。\n"
    reading = read(text)
    assert [one.problem for one in findings(reading)] == ["采砂失管"]
    assert unread(reading).strip("、") == "堤防失修"


def test_a_feedback_by_its_title_states_only() -> None:
    text = "关于巡察市水务局党组的反馈意见\n巡察发现，局党组在水利方面存在管护不到位问题。对此，局里开过会。\n"
    assert read(text).kind == "feedback"
