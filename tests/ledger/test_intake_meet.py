"""A feedback opinion and the later notice of the same round meet in the same findings."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.ledger.intake_texts import FEEDBACK, NOTICE
from zhenggai.core.errors import NotAllowed, NotFound, Unmet
from zhenggai.ledger.intake import confirm, correct, edits, stage, undo
from zhenggai.ledger.intake.shape import NEW, from_json
from zhenggai.ledger.models import Category, Finding, Intake, Measure, Mention, Round, TimeNode
from zhenggai.office.models import Entry, Revision

pytestmark = pytest.mark.django_db


def bring(city, text):
    return stage.stage(city.by("wei"), stage.from_text(text)).intake


def change(city, intake, edit, *args):
    return correct.correct(city.by("wei"), intake, lambda proposal, _: edit(proposal, *args))


def seen(intake):
    proposal = from_json(intake.proposal)
    return proposal, confirm.prospect(intake, proposal)


def by_number(intake, printed):
    return next(one for one in from_json(intake.proposal).findings if one.printed == printed)


@pytest.fixture
def feedback(city):
    return confirm.confirm(city.by("wei"), bring(city, FEEDBACK))


@pytest.fixture
def notice(city, feedback):
    return bring(city, NOTICE)


def decide(city, notice):
    """The rain and the lake: 青麓湖 was reworded, and a person says that it is the same finding."""
    item = by_number(notice, 2)
    return change(city, notice, edits.meet, item.key, str(Finding.objects.get(number=2).pk))


def test_the_notice_goes_into_the_round_of_the_feedback(notice):
    assert from_json(notice.proposal).round.id == str(Round.objects.get().pk)


def test_exact_wordings_meet_and_alike_ones_are_asked(notice):
    proposal, prospect = seen(notice)
    kinds = {
        item.printed: (prospect.verdicts[item.key].kind, prospect.verdicts[item.key].reasons)
        for item in proposal.findings
    }
    assert kinds == {
        1: ("same", []),
        2: ("doubtful", ["similar"]),
        3: ("same", []),
        4: ("new", []),
        5: ("new", []),
    }
    assert prospect.tally.blocks == {"undecided": 1}


def test_nothing_is_merged_while_a_person_has_not_decided(city, notice):
    with pytest.raises(Unmet) as refusal:
        confirm.confirm(city.by("wei"), notice)
    assert refusal.value.facts == {"undecided": 1}
    assert not Measure.objects.exists()


def test_both_documents_stand_behind_the_same_finding(city, feedback, notice):
    done = confirm.confirm(city.by("wei"), decide(city, notice))
    assert Round.objects.count() == 1
    assert list(Finding.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    first = Finding.objects.get(number=1)
    assert {mention.intake for mention in first.mentions.all()} == {feedback, done}
    assert [str(measure) for measure in first.measures.all()] == ["1-①", "1-②"]
    assert Category.objects.count() == 3
    assert Finding.objects.get(number=2).wording == "青麓湖流域水质反弹"
    later = Mention.objects.get(intake=done, finding__number=2)
    assert later.wording == "青麓湖流域水质有所反弹"


def test_a_wording_changes_only_when_a_person_takes_it_and_the_old_one_is_kept(city, notice):
    key = by_number(notice, 2).key
    change(city, decide(city, notice), edits.reword, key)
    confirm.confirm(city.by("wei"), notice)
    finding = Finding.objects.get(number=2)
    assert (finding.wording, finding.version) == ("青麓湖流域水质有所反弹", 2)
    assert Revision.objects.get(record_id=finding.pk, field="wording").old == "青麓湖流域水质反弹"
    assert Entry.objects.filter(verb="finding.edit", record_id=finding.pk).count() == 1


def test_a_person_may_say_that_it_is_a_new_one(city, notice):
    change(city, notice, edits.meet, by_number(notice, 2).key, NEW)
    confirm.confirm(city.by("wei"), notice)
    assert sorted(Finding.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Finding.objects.get(wording="青麓湖流域水质有所反弹").number == 6


def test_a_taken_number_gives_way(city, feedback, notice):
    round_ = Round.objects.get()
    make.finding(round_, 4, "另一个问题完全无关", kind="problem")
    proposal, prospect = seen(notice)
    new = next(item for item in proposal.findings if "停车" in item.wording)
    assert prospect.verdicts[new.key].number == 6
    assert "number" in prospect.verdicts[new.key].reasons


def test_measures_of_an_earlier_document_are_met_not_doubled(city, notice):
    finding = Finding.objects.get(number=1)
    known = make.measure(finding, 1, "打通兑付堵点")
    make.measure(finding, 4, "别的措施")
    confirm.confirm(city.by("wei"), decide(city, notice))
    labels = [str(measure) for measure in finding.measures.all()]
    assert labels == ["1-①", "1-④", "1-⑤"]
    assert known.mentions.count() == 1


def test_a_measure_that_is_only_alike_is_asked(city, notice):
    finding = Finding.objects.get(number=1)
    known = make.measure(finding, 1, "进一步打通政策兑付堵点难点")
    _, prospect = seen(notice)
    alike = by_number(notice, 1).measures[0]
    assert prospect.verdicts[alike.key].kind == "new"
    known.title = "打通兑付的堵点"
    known.save()
    _, prospect = seen(notice)
    assert prospect.verdicts[alike.key].blocks
    change(city, notice, edits.meet, alike.key, str(known.pk))
    _, prospect = seen(notice)
    assert prospect.verdicts[alike.key].meets.id == str(known.pk)


def test_what_the_round_lacks_is_filled_and_what_it_has_stays(city, feedback, notice):
    confirm.confirm(city.by("wei"), decide(city, notice))
    round_ = Round.objects.get()
    assert round_.plan_adopted_on.isoformat() == "2026-02-10"
    done = {period["key"]: period["done_on"] for period in round_.periods}
    assert done["publication"] == "2026-08-26"
    names = list(TimeNode.objects.values_list("name", flat=True))
    assert names == ["5月初", "6月中旬", "年底", "长期"]


def test_undoing_the_notice_leaves_the_feedback_as_it_was(city, feedback, notice):
    before = {
        model: list(model.objects.order_by("pk").values())
        for model in (Finding, Category, Mention, TimeNode)
    }
    key = by_number(notice, 2).key
    change(city, decide(city, notice), edits.reword, key)
    done = confirm.confirm(city.by("wei"), notice)
    undo.undo(city.by("wei"), done)
    for model, rows in before.items():
        for row in rows:
            row.pop("version", None)
            row.pop("position", None)
        now = list(model.objects.order_by("pk").values())
        for row in now:
            row.pop("version", None)
            row.pop("position", None)
        assert now == rows
    assert not Measure.objects.exists()
    assert Round.objects.get().plan_adopted_on is None
    assert not any(period["done_on"] for period in Round.objects.get().periods)


def test_the_feedback_cannot_be_undone_while_the_notice_stands_on_it(city, feedback, notice):
    confirm.confirm(city.by("wei"), decide(city, notice))
    with pytest.raises(Unmet) as refusal:
        undo.undo(city.by("wei"), Intake.objects.get(pk=feedback.pk))
    assert refusal.value.code == "NEED-UNTOUCHED"


def test_a_round_of_others_cannot_be_chosen(city, notice):
    other = make.unit(None, "邻市")
    round_ = make.round_of(other)
    with pytest.raises(NotFound):
        correct.correct(
            city.by("wei"),
            notice,
            lambda proposal, _: correct.choose_round(
                city.by("wei").viewer, proposal, str(round_.pk)
            ),
        )


def test_a_new_round_lies_below_the_office_that_opens_it(city):
    other = make.unit(None, "邻市")
    intake = bring(city, NOTICE)
    intake.proposal["round"]["unit"] = str(other.pk)
    intake.save()
    with pytest.raises(NotAllowed):
        confirm.confirm(city.by("wei"), intake)
