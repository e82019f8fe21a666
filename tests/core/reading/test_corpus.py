"""The one real notice: its facts, known by hand. Skipped where the corpus is not beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.core.reading import Finding, Reading, read

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "jinan-2021.txt"
MEASURES = "3 3 4 3 4 5 3 4 4 5 3 3 4 3 3 4 3 3 4 4 4 2 4 4 3 3 3 4 4 3 3"  # of findings 1 to 31

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")


@pytest.fixture(scope="module")
def notice() -> Reading:
    return read(CORPUS.read_text("utf-8"))


def findings(notice: Reading) -> list[Finding]:
    return [finding for category in notice.categories for finding in category.findings]


def test_what_it_is(notice: Reading) -> None:
    assert notice.kind == "progress_notice"
    assert notice.title == "关于十一届省委第八轮巡视整改进展情况的通报"
    assert notice.issuer == "中共济南市委"
    assert notice.issued_on == "2021-08-26"


def test_the_inspection(notice: Reading) -> None:
    one = notice.inspection
    assert (one.term, one.round, one.team) == ("十一届省委", "第八轮", "省委第三巡视组")
    assert (one.form, one.inspected_body) == ("常规巡视", "济南市")
    assert (one.started_on, one.ended_on) == ("2020-09-24", "2020-12-25")
    assert one.feedback_on == "2021-02-07"


def test_plan_and_organisation(notice: Reading) -> None:
    assert notice.plan.adopted_on == "2021-02-25"
    assert notice.plan.special_plans == ["乡村振兴", "文化济南", "选人用人", "意识形态"]
    groups = notice.organisation.special_groups
    assert groups == ["综合", "监督", "问责", "线索核查", "制度建设"]
    assert notice.organisation.time_nodes == ["5月初", "年底", "长期"]
    assert len(notice.organisation.targets) == 4


def test_five_categories(notice: Reading) -> None:
    assert [category.number for category in notice.categories] == ["一", "二", "三", "四", "五"]
    kinds = [category.kind for category in notice.categories]
    assert kinds == ["problem", "problem", "problem", "problem", "clues"]
    assert [len(category.findings) for category in notice.categories] == [23, 5, 2, 1, 1]


def test_thirty_one_findings_and_a_clues_item(notice: Reading) -> None:
    every = findings(notice)
    assert [finding.number for finding in every] == list(range(1, 33))
    assert [finding.kind for finding in every] == ["problem"] * 31 + ["clues"]
    assert all(finding.problem for finding in every[:31])
    clues = every[31]
    assert (clues.problem, clues.claimed_aspects, clues.measures) == (None, None, [])


def test_a_hundred_and_nine_measures_as_claimed(notice: Reading) -> None:
    counts = [len(finding.measures) for finding in findings(notice)[:31]]
    assert " ".join(map(str, counts)) == MEASURES
    assert sum(counts) == 109
    assert [finding.claimed_aspects for finding in findings(notice)[:31]] == counts
    for finding in findings(notice):
        assert [one.number for one in finding.measures] == list(range(1, len(finding.measures) + 1))
        assert all(one.title and one.text for one in finding.measures)


def test_spans_show_what_they_say(notice: Reading) -> None:
    for finding in findings(notice)[:31]:
        assert f"“{finding.problem}”" in notice.text[finding.start : finding.end]
        for measure in finding.measures:
            assert finding.start < measure.start < measure.end <= finding.end
            assert measure.text in notice.text[measure.start : measure.end]


def test_statistics(notice: Reading) -> None:
    whole = {one.key: one.value for one in notice.statistics if one.scope == "round"}
    assert whole["institutions"] == "57"
    # Whether the clues item is a finding's scope or the round's is one statement either way.
    every = {(one.key, one.value) for one in notice.statistics}
    assert {("clues_closed", "494"), ("persons_disciplined", "31")} <= every


def test_figures_know_their_place(notice: Reading) -> None:
    trees = [one for one in notice.figures if notice.text[one.start : one.end] == "2.1万亩"]
    assert [(one.value, one.low, one.high) for one in trees] == [("21000", "20500", "21500")]
    assert (trees[0].finding, trees[0].measure) == (8, 1)


def test_contact_without_telephone(notice: Reading) -> None:
    assert notice.contact.phone is None
    assert notice.contact.mailbox == "济南市历下区龙鼎大道1号龙奥大厦巡视整改工作信箱"
    assert notice.contact.email == "jnxunshizhenggai@sina.com"


def test_the_wrapping_is_no_part_of_it(notice: Reading) -> None:
    start = notice.text.index("中共济南市委\n关于")
    end = notice.text.index("来源:")
    spans = [*notice.figures, *notice.documents, *notice.statistics, *notice.promises]
    spans += [*notice.unread, *notice.categories]
    assert spans
    assert all(start <= one.start and one.end <= end for one in spans)


def test_one_line_gives_the_same_structure(notice: Reading) -> None:
    line = read(notice.text.replace("\n", ""))
    assert len(line.categories) == 5
    assert [(one.number, one.problem) for one in findings(line)] == [
        (one.number, one.problem) for one in findings(notice)
    ]
    assert [len(one.measures) for one in findings(line)] == [
        len(one.measures) for one in findings(notice)
    ]
    assert (line.issuer, line.issued_on) == (notice.issuer, notice.issued_on)
    assert line.inspection == notice.inspection
