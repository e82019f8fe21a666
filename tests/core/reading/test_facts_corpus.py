"""The facts of the real notice beside the checkout, checked by hand; skipped where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.core.reading.cited import find_documents
from zhenggai.core.reading.contact import find_contact
from zhenggai.core.reading.dates import find_dates
from zhenggai.core.reading.figures import find_figures
from zhenggai.core.reading.model import Contact, Organisation, PlanFacts
from zhenggai.core.reading.organisation import find_organisation, find_plan
from zhenggai.core.reading.promises import find_promises
from zhenggai.core.reading.statistics import find_statistics

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the checkout")
ISSUED = "2021-08-26"


@pytest.fixture(scope="module")
def notice() -> str:
    return CORPUS.read_text("utf-8")


@pytest.fixture(scope="module")
def figures(notice: str) -> dict[str, tuple[str, str | None, str | None, str | None, str]]:
    return {
        notice[one.start : one.end]: (one.value, one.low, one.high, one.qualifier, one.kind)
        for one in find_figures(notice)
    }


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("60余人", ("60", "60", "70", "over", "count")),
        ("2.1万亩", ("21000", "20500", "21500", None, "count")),
        ("460余项", ("460", "460", "470", "over", "count")),
        ("720余条", ("720", "720", "730", "over", "count")),
        ("500多家", ("500", "500", "600", "over", "count")),
        ("80所", ("80", "80", None, "at_least", "count")),
        ("3093处", ("3093", None, None, None, "count")),
        ("126处", ("126", None, None, None, "count")),
        ("69家", ("69", None, None, None, "count")),
        ("81.3%", ("81.3", "81.25", "81.35", None, "share")),
        ("104.9%", ("104.9", "104.85", "104.95", None, "share")),
        ("137.9%", ("137.9", "137.85", "137.95", None, "growth")),
        ("36.6%", ("36.6", "36.55", "36.65", None, "growth")),
        ("7.49%", ("7.49", "7.485", "7.495", None, "growth")),
        ("383.48亿元", ("38348000000", "38347500000", "38348500000", None, "money")),
        ("12.7亿美元", ("1270000000", "1265000000", "1275000000", None, "money")),
        ("31公里", ("31", "30.5", "31.5", "approx", "length")),
        ("86248平方米", ("86248", None, None, None, "area")),
        ("5000字", ("5000", None, "5000", "at_most", "count")),
        ("2名", ("2", "2", None, "at_least", "count")),
        ("第一位", ("1", None, None, None, "ordinal")),
    ],
)
def test_figures(
    figures: dict[str, tuple[str, str | None, str | None, str | None, str]],
    printed: str,
    expected: tuple[str, str | None, str | None, str | None, str],
) -> None:
    assert figures[printed] == expected


@pytest.mark.parametrize(
    "words", ["1+4+16+N", "369", "12345", "第129届", "十九届", "六提升", "5G", "4月", "2号线"]
)
def test_codes_and_slogans_are_no_figures(notice: str, words: str) -> None:
    place = notice.index(words)
    end = place + len(words)
    assert not [one for one in find_figures(notice) if one.start < end and place < one.end]


def test_organisation_plan_and_contact(notice: str) -> None:
    assert find_organisation(notice) == Organisation(
        ["综合", "监督", "问责", "线索核查", "制度建设"],
        ["5月初", "年底", "长期"],
        ["整改完成", "取得阶段性成果", "取得明显成效", "长期推进"],
    )
    assert find_plan(notice, ISSUED) == PlanFacts(
        "2021-02-25", ["乡村振兴", "文化济南", "选人用人", "意识形态"]
    )
    assert find_contact(notice) == Contact(
        None, "济南市历下区龙鼎大道1号龙奥大厦巡视整改工作信箱", "jnxunshizhenggai@sina.com"
    )


def test_statistics(notice: str) -> None:
    problems = (notice.index("1.针对"), notice.index("(五)关于巡视移交"))
    found = find_statistics(notice, lambda at: 1 if problems[0] <= at < problems[1] else None)
    round_totals = [(one.key, one.value) for one in found if one.scope == "round"]
    assert round_totals == [
        ("field_inspections", "36"),
        ("institutions", "57"),
        ("clues_closed", "494"),
        ("persons_disciplined", "31"),
    ]
    inside = [(one.key, one.value) for one in found if one.scope == "finding"]
    assert ("party_discipline", "30") in inside
    assert ("persons_disciplined", "444") in inside
    assert ("tasks", "41") in inside
    assert ("inspection_groups", "24") in inside
    assert ("inspected_orgs", "14") in inside


def test_documents(notice: str) -> None:
    titles = [one.title for one in find_documents(notice)]
    assert len(titles) == 60
    assert titles[0] == "〈省委第三巡视组关于巡视济南市的反馈意见〉整改落实方案"


def test_dates(notice: str) -> None:
    days = [one.iso for one in find_dates(notice, ISSUED) if one.precision == "day"]
    assert days[:2] == ["2020-09-24", "2020-12-25"]
    assert {"2021-02-07", "2021-02-08", "2021-02-25", "2021-03-31", "2021-06-30"} <= set(days)
    assert None not in days


def test_promises(notice: str) -> None:
    found = [(one.due_on, one.text[:8]) for one in find_promises(notice, ISSUED)]
    assert len(found) == 14
    assert ("2021-12-31", "计划2021年1") in found
    assert ("2022-12-31", "2022年实现项") in found
    assert ("2025-12-31", "力争到2025年") in found
    assert ("2021-12-31", "年底前实现街道综") in found
    assert (None, "将合理确定场馆选") in found
