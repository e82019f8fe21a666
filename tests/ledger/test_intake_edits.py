"""Corrections of what was read, one by one."""

from __future__ import annotations

import pytest

from tests.ledger.intake_texts import NOTICE
from zhenggai.core.errors import BadValue
from zhenggai.core.reading import read
from zhenggai.ledger.intake import correct, edits, meet, stage
from zhenggai.ledger.intake.propose import propose
from zhenggai.ledger.intake.shape import NodeItem, RoundItem, TargetItem


@pytest.fixture
def proposal():
    return propose(read(NOTICE))


def numbers(proposal):
    return [(item.printed, item.wording) for item in proposal.findings]


def given(item, **changed):
    values = {
        "number": str(item.printed),
        "wording": item.wording,
        "text": item.text,
        "kind": item.kind,
        "category": item.category,
    }
    return edits.Corrected(**values | changed)


def test_leaving_out_and_taking_in(proposal):
    measure = proposal.findings[0].measures[0]
    edits.leave(proposal, measure.key)
    assert not measure.take
    edits.take(proposal, measure.key)
    assert measure.take


def test_a_corrected_finding(proposal):
    item = proposal.findings[0]
    edits.finding(proposal, item.key, given(item, number="8", wording=" 改正的表述 ", text="说明"))
    assert (item.printed, item.wording, item.text) == (8, "改正的表述", "说明")


def test_a_new_category_is_made_from_its_heading(proposal):
    item = proposal.findings[0]
    edits.finding(proposal, item.key, given(item, heading="新的方面"))
    assert proposal.categories[-1].heading == "新的方面"
    assert item.category == proposal.categories[-1].key


def test_a_blank_line_splits_a_finding_and_the_numbers_after_it_move_up(proposal):
    item = proposal.findings[0]
    edits.finding(proposal, item.key, given(item, wording="甲问题突出\n\n乙问题突出"))
    assert [number for number, _ in numbers(proposal)] == [1, 2, 3, 4, 5, 6]
    assert numbers(proposal)[:2] == [(1, "甲问题突出"), (2, "乙问题突出")]
    assert len(item.measures) == 2


def test_merging_joins_wordings_and_measures(proposal):
    edits.merge(proposal, proposal.findings[1].key)
    first = proposal.findings[0]
    assert first.wording.endswith("；青麓湖流域水质有所反弹")
    assert len(first.measures) == 4
    assert len(proposal.findings) == 4


def test_splitting_off_from_a_measure_on(proposal):
    measure = proposal.findings[0].measures[1]
    edits.split(proposal, measure.key)
    first, second = proposal.findings[:2]
    assert (len(first.measures), second.measures) == (1, [measure])
    assert second.wording == ""
    assert [number for number, _ in numbers(proposal)] == [1, 2, 3, 4, 5, 6]
    assert meet.verdicts(proposal, meet.Ledger(), answers=True)[second.key].blocks


def test_a_blank_line_splits_a_measure_and_merging_joins_it_again(proposal):
    finding = proposal.findings[0]
    measure = finding.measures[0]
    edits.measure(proposal, measure.key, "题目", "前半。\n\n后半。", "")
    assert [one.text for one in finding.measures[:2]] == ["前半。", "后半。"]
    edits.merge_measure(proposal, finding.measures[1].key)
    assert measure.text == "前半。后半。"
    assert len(finding.measures) == 2


def test_a_measure_moves_to_another_finding(proposal):
    first, second = proposal.findings[:2]
    measure = first.measures[0]
    edits.measure(proposal, measure.key, measure.title, measure.text, second.key)
    assert measure in second.measures
    assert measure not in first.measures


def test_an_added_passage_keeps_its_place_and_its_order(proposal):
    place = edits.place_of(NOTICE, "市委2月10日审议通过整改落实方案")
    key = edits.add(proposal, "finding", place)
    assert proposal.findings[0].key == key
    assert NOTICE[place.start : place.end] == proposal.findings[0].wording
    assert [number for number, _ in numbers(proposal)] == [1, 2, 3, 4, 5, 6]


def test_an_added_measure_belongs_to_the_finding_in_which_it_stands(proposal):
    edits.add(proposal, "measure", edits.place_of(NOTICE, "查明排口131个"))
    assert [one.text for one in proposal.findings[1].measures if one.title == ""] == [
        "查明排口131个"
    ]


def test_words_that_are_not_in_the_text_have_no_place(proposal):
    place = edits.place_of(NOTICE, "口头反馈的另一个问题")
    edits.add(proposal, "finding", place)
    added = proposal.findings[-1]
    assert (added.wording, added.start, added.end) == ("口头反馈的另一个问题", 0, 0)
    edits.add(proposal, "recommendation", edits.place_of(NOTICE, "加强监督"))
    assert proposal.recommendations[0].printed == 1


def test_a_category_and_a_recommendation_are_corrected(proposal):
    category = proposal.categories[0]
    edits.category(proposal, category.key, "二", "改过的标题")
    assert (category.number, category.heading) == ("二", "改过的标题")
    key = edits.add(proposal, "recommendation", edits.place_of(NOTICE, "加强监督"))
    edits.recommendation(proposal, key, "3", "加强日常监督")
    assert (proposal.recommendations[0].printed, proposal.recommendations[0].text) == (
        3,
        "加强日常监督",
    )


def test_what_was_looked_at_is_no_longer_doubtful(proposal):
    item = proposal.findings[0]
    edits.leave(proposal, item.measures[0].key)
    before = meet.verdicts(proposal, meet.Ledger(), answers=True)[item.key]
    assert (before.kind, before.reasons, before.blocks) == ("doubtful", ["aspects"], False)
    edits.seen(proposal, item.key)
    assert meet.verdicts(proposal, meet.Ledger(), answers=True)[item.key].kind == "new"


def test_a_gap_in_the_numbers_is_shown(proposal):
    proposal.findings[3].printed = 7
    verdict = meet.verdicts(proposal, meet.Ledger(), answers=True)[proposal.findings[3].key]
    assert "gap" in verdict.reasons


def test_a_document_that_counts_anew_in_each_part_is_counted_through(proposal):
    for item, printed in zip(proposal.findings, (1, 2, 1, 2, 3), strict=True):
        item.printed = printed
    verdicts = meet.verdicts(proposal, meet.Ledger(), answers=True)
    assert [verdicts[item.key].number for item in proposal.findings] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "1e3", "٣", "NaN", "101%", "99999", ""])
def test_what_is_no_number(proposal, number):
    item = proposal.findings[0]
    with pytest.raises(BadValue) as refusal:
        edits.finding(proposal, item.key, given(item, number=number))
    assert refusal.value.code == "NUM-RANGE"


@pytest.mark.parametrize("wording", ["", "  ", "\u200b", "。。", "\n\n"])
def test_a_wording_must_say_something(proposal, wording):
    item = proposal.findings[0]
    with pytest.raises(BadValue) as refusal:
        edits.finding(proposal, item.key, given(item, wording=wording))
    assert refusal.value.code == "REQUIRED"


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: edits.take(p, "f999"),
        lambda p: edits.seen(p, p.findings[0].measures[0].key),
        lambda p: edits.merge(p, p.findings[0].key),
        lambda p: edits.merge_measure(p, p.findings[0].measures[0].key),
        lambda p: edits.split(p, p.findings[0].measures[0].key),
        lambda p: edits.finding(p, p.findings[0].key, given(p.findings[0], kind="rumour")),
        lambda p: edits.finding(p, p.findings[0].key, given(p.findings[0], category="c999")),
        lambda p: edits.measure(p, p.findings[0].measures[0].key, "", "正文", "f999"),
        lambda p: edits.category(p, "c999", "一", "标题"),
        lambda p: edits.recommendation(p, p.findings[0].key, "1", "建议"),
        lambda p: edits.add(p, "rumour", edits.Place("一段话", 0, 0)),
        lambda p: edits.add(p, "measure", edits.Place("一段话", 0, 0)),
        lambda p: edits.meet(p, p.institutions[0].key, "new"),
        lambda p: correct.show(p, 1, 2),
    ],
)
def test_what_is_not_there_cannot_be_corrected(proposal, edit):
    with pytest.raises(BadValue):
        edit(proposal)


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ([NodeItem("年底", "2026-13-01")], "DATE"),
        ([NodeItem("年底"), NodeItem("年底")], "NAME-TAKEN"),
        ([NodeItem(" ")], "REQUIRED"),
    ],
)
def test_nodes_that_cannot_be(proposal, nodes, code):
    with pytest.raises(BadValue) as refusal:
        correct.put_frame(proposal, nodes, [TargetItem("completed", "整改完成")])
    assert refusal.value.code == code


def test_a_day_that_a_person_gave_is_no_longer_a_suggestion(proposal):
    first = proposal.nodes[0]
    nodes = [NodeItem(first.name, "2026-06-15"), NodeItem("年底", "2026-12-31")]
    correct.put_frame(proposal, nodes, [])
    assert [node.suggested for node in proposal.nodes] == [False, True]


@pytest.mark.django_db
def test_the_fields_of_a_round(city, proposal):
    item = RoundItem(inspected_body="云川市", unit=str(city.root.pk), feedback_on="2025-01-16")
    correct.put_round(proposal, item)
    assert proposal.nodes[1].due_on == "2025-12-31"
    for broken in (
        RoundItem(source="rumour"),
        RoundItem(feedback_on="2026-02-30"),
        RoundItem(unit="1 OR 1=1"),
        RoundItem(unit="018f0000-0000-7000-8000-000000000000"),
    ):
        with pytest.raises(BadValue):
            correct.put_round(proposal, broken)


def test_a_text_has_the_limit_of_a_cell(proposal):
    with pytest.raises(BadValue) as refusal:
        edits.text_of("长" * 10_001, "text")
    assert refusal.value.code == "LONG"
    assert stage.MOST_PASTED > edits.MOST_CHARACTERS
