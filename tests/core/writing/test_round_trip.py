"""What was written is read again: the same categories, findings and measures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.writing.samples import SIZES, notice
from zhenggai.core.files import extract
from zhenggai.core.reading import read
from zhenggai.core.reading.model import Finding, Reading
from zhenggai.core.writing.notice import (
    CategoryData,
    FindingData,
    MeasureData,
    NoticeData,
    notice_blocks,
)
from zhenggai.core.writing.official import build_docx
from zhenggai.core.writing.text import quoted

SAMPLES = [
    path.with_suffix(".txt")
    for path in sorted((Path(__file__).parents[2] / "samples" / "reading").glob("*.json"))
    if json.loads(path.read_text(encoding="utf-8")).get("kind") == "progress_notice"
]
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"


def read_again(data: NoticeData) -> Reading:
    return read(extract(build_docx(notice_blocks(data)), "notice.docx").text)


def said(data: NoticeData) -> list[tuple]:
    """Findings of a notice as they should come back."""
    return [
        (
            finding.number,
            finding.kind,
            None if finding.kind == "clues" else finding.wording,
            [(measure.number, measure.title) for measure in finding.measures],
        )
        for category in data.categories
        for finding in category.findings
    ]


def heard(reading: Reading) -> list[tuple]:
    return [
        (
            finding.number,
            finding.kind,
            finding.problem,
            [(measure.number, measure.title) for measure in finding.measures],
        )
        for category in reading.categories
        for finding in category.findings
    ]


def again(reading: Reading) -> NoticeData:
    """The notice that a reading describes, ready to be written."""
    return NoticeData(
        title=reading.title,
        issuer=reading.issuer,
        categories=tuple(
            CategoryData(
                category.heading,
                category.kind,
                tuple(_finding(reading, finding) for finding in category.findings),
            )
            for category in reading.categories
        ),
    )


def _finding(reading: Reading, finding: Finding) -> FindingData:
    sentence = reading.text[finding.start : finding.end].split(".", 1)[-1].strip()
    wording = sentence if finding.kind == "clues" else finding.problem
    measures = (MeasureData(each.number, each.title, each.text) for each in finding.measures)
    return FindingData(finding.number, wording, finding.kind, measures=tuple(measures))


@pytest.mark.parametrize("sizes", [(1,), (0,), (2, 3), SIZES, (0, 1, 2), (25, 1)])
def test_findings_and_measures_come_back(sizes):
    data = notice(*sizes)
    assert heard(read_again(data)) == said(data)


def test_categories_come_back():
    data = notice(3, 4, 5)
    categories = read_again(data).categories
    assert [(each.number, each.kind) for each in categories] == [
        ("一", "problem"),
        ("二", "problem"),
        ("三", "clues"),
    ]
    for category, written in zip(categories, data.categories, strict=True):
        assert written.heading in category.heading


def test_texts_and_results_of_measures_come_back():
    data = notice(3, 4)
    measures = [m for c in read_again(data).categories for f in c.findings for m in f.measures]
    written = [m for c in data.categories for f in c.findings for m in f.measures]
    for measure, source in zip(measures, written, strict=True):
        assert f"{source.text}{source.result}" in measure.text


def test_the_facts_of_the_round_come_back():
    data = notice(3, 4, 5)
    reading = read_again(data)
    assert reading.kind == "progress_notice"
    assert (reading.title, reading.issuer) == (data.title, data.issuer)
    assert reading.issued_on == data.issued_on.isoformat()
    inspection = reading.inspection
    assert (inspection.term, inspection.round) == (data.term, data.round)
    assert (inspection.team, inspection.form) == (data.team, data.form)
    assert inspection.inspected_body == data.inspected_body
    assert inspection.started_on == data.started_on.isoformat()
    assert inspection.ended_on == data.ended_on.isoformat()
    assert inspection.feedback_on == data.feedback_on.isoformat()
    assert reading.plan.adopted_on == data.plan_adopted_on.isoformat()
    assert tuple(reading.plan.special_plans) == data.special_plans
    organisation = reading.organisation
    assert tuple(organisation.special_groups) == data.special_groups
    assert tuple(organisation.time_nodes) == data.time_nodes
    assert tuple(organisation.targets) == data.targets
    assert (reading.contact.phone, reading.contact.email) == (None, data.contact.email)
    assert reading.contact.mailbox == data.contact.mailbox


@pytest.mark.parametrize(
    ("words", "status"),
    [("已完成整改", "completed"), ("正在整改", "in_progress"), ("需长期坚持", "long_term")],
)
def test_the_state_comes_back(words, status):
    finding = FindingData(1, "执行不严", "problem", words, (MeasureData(1, "分工", "到人。"),))
    (category,) = read_again(
        NoticeData(categories=(CategoryData("落实不力", findings=(finding,)),))
    ).categories
    assert [each.status for each in category.findings] == [status]


@pytest.mark.parametrize(
    "wording",
    ["执行不严的问题", "存在形式主义问题", "对‘三重一大’执行不严", "一些‘老大难’问题久拖不决"],
)
def test_special_wordings_come_back_exactly(wording):
    measures = (MeasureData(1, "分工", "到人。"), MeasureData(2, "督促", "每月一次。"))
    finding = FindingData(7, wording, measures=measures)
    data = NoticeData(categories=(CategoryData("落实不力", findings=(finding,)),))
    assert heard(read_again(data)) == said(data)


WORDS = (
    "推进项目",
    "落实要求",
    "服务企业",
    "整治作风",
    "‘一老一小’",
    "《管护办法（试行）》",
    "5个街道",
    "2025年",
    "1.2万户",
    "，办法不多",
    "有差距",
    "不到位",
)
phrases = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map("".join)
titles = st.lists(st.sampled_from(WORDS[:5]), min_size=1, max_size=2).map("".join)
measures = st.lists(st.tuples(titles, phrases), max_size=12).map(
    lambda pairs: tuple(
        MeasureData(place, f"{title}工作", f"{text}。")
        for place, (title, text) in enumerate(pairs, 1)
    )
)
groups = st.lists(
    st.lists(st.tuples(phrases, measures), min_size=1, max_size=4), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=40)
@given(groups, phrases)
def test_any_ledger_comes_back(ledger, heading):
    number = 0
    categories = []
    for group in ledger:
        findings = []
        for wording, each in group:
            number += 1
            findings.append(FindingData(number, wording, measures=each))
        categories.append(CategoryData(heading, findings=tuple(findings)))
    data = NoticeData(categories=tuple(categories))
    reading = read_again(data)
    assert heard(reading) == said(data)
    assert len(reading.categories) == len(ledger)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_notice_among_the_samples_says_the_same(sample):
    first = read(sample.read_text(encoding="utf-8"))
    wanted = _inner(heard(first))
    assert _titled_like(heard(read_again(again(first))), wanted) == wanted


def _titled_like(found: list[tuple], wanted: list[tuple]) -> list[tuple]:
    """Findings without the titles of measures that had none: printed as ①, a first sentence reads as a title."""
    assert [len(one[-1]) for one in found] == [len(one[-1]) for one in wanted]
    return [
        (
            *one[:-1],
            [
                (number, title if known else None)
                for (number, title), (_, known) in zip(one[-1], other[-1], strict=True)
            ],
        )
        for one, other in zip(found, wanted, strict=True)
    ]


def _inner(findings: list[tuple]) -> list[tuple]:
    """Findings with the quotation marks that their wording has inside quotation marks."""
    return [
        (number, kind, quoted(problem)[1:-1] if kind == "problem" else problem, measures)
        for number, kind, problem, measures in findings
    ]


@pytest.mark.skipif(
    not CORPUS.is_file(), reason="the published notice lies beside the repository only"
)
def test_a_published_notice_comes_back_with_all_findings_measures_and_texts():
    published = read(CORPUS.read_text(encoding="utf-8"))
    written = read_again(again(published))
    assert heard(written) == heard(published)
    assert sum(len(measures) for *_, measures in heard(written)) == 109
    assert bodies(written) == bodies(published)


def bodies(reading: Reading) -> list[str]:
    return [m.text for c in reading.categories for f in c.findings for m in f.measures]
