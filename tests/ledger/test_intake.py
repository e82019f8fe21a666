"""A document becomes a ledger: staged, confirmed, recognised again."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.ledger.intake_texts import FEEDBACK, NOTICE
from zhenggai.core.errors import BadFile, BadValue, Duplicate, NotAllowed, Stale, WrongState
from zhenggai.core.files import DEFAULT
from zhenggai.ledger.intake import confirm, stage, undo
from zhenggai.ledger.intake.shape import from_json
from zhenggai.ledger.models import (
    Category,
    Citation,
    Figure,
    Finding,
    Institution,
    Intake,
    Measure,
    Mention,
    Recommendation,
    Round,
    Statistic,
    Status,
    TimeNode,
)
from zhenggai.office import access, files, search
from zhenggai.office.models import Entry, Reach

pytestmark = pytest.mark.django_db


def staged(city, text=NOTICE, who="wei"):
    return stage.stage(city.by(who), stage.from_text(text)).intake


def confirmed(city, text=NOTICE):
    intake = staged(city, text)
    return confirm.confirm(city.by("wei"), intake)


def test_a_notice_becomes_a_ledger_in_one_act(city):
    intake = confirmed(city)
    round_ = Round.objects.get()
    assert (round_.inspected_unit, round_.term, round_.ordinal) == (
        city.root,
        "九届省委",
        "第五轮",
    )
    assert list(Finding.objects.values_list("number", "kind")) == [
        (1, "problem"),
        (2, "problem"),
        (3, "problem"),
        (4, "problem"),
        (5, "clues"),
    ]
    assert Measure.objects.count() == 7
    assert [str(measure) for measure in Measure.objects.filter(finding_number=2)] == ["2-①", "2-②"]
    assert intake.status == Intake.Status.CONFIRMED
    verbs = list(
        Entry.objects.filter(stream="ledger").values_list("verb", flat=True).order_by("seq")
    )
    assert verbs == ["intake.stage", "round.create", "intake.confirm"]


def test_nothing_imported_is_closed_and_claims_stay_claims(city):
    confirmed(city)
    assert set(Measure.objects.values_list("status", flat=True)) == {Status.DRAFT}
    claims = Measure.objects.filter(finding_number=2).values_list("claimed_status", flat=True)
    assert set(claims) == {"completed"}
    assert Mention.objects.get(finding__number=2).claimed_status == "completed"


def test_every_row_has_its_place_in_the_source(city):
    intake = confirmed(city)
    for mention in Mention.objects.exclude(finding=None):
        assert mention.wording in intake.text[mention.start : mention.end]
    money = Figure.objects.get(value="127000000")
    assert (money.finding.number, money.measure.number) == (1, 1)
    assert Citation.objects.get().title == "云川市惠企资金兑付办法"
    assert Statistic.objects.filter(finding__kind="clues").exists()


def test_cited_rules_that_were_made_are_drafts_of_institutions(city):
    confirmed(city)
    draft = Institution.objects.get()
    assert (draft.title, draft.status) == ("云川市惠企资金兑付办法", "draft")
    assert [finding.number for finding in draft.findings.all()] == [1]


def test_nodes_have_the_days_that_were_suggested_and_only_the_long_term_has_none(city):
    confirmed(city)
    days = {node.name: node.due_on and node.due_on.isoformat() for node in TimeNode.objects.all()}
    assert days == {"6月中旬": "2026-06-20", "年底": "2026-12-31", "长期": None}


def test_imported_words_are_found_and_the_office_sees_the_round(city):
    confirmed(city)
    assert search.find("停车泊位", "measure", 9) == [Measure.objects.get(finding_number=4).pk]
    viewer = city.by("wei").viewer
    assert access.visible(viewer, Finding.objects.all()).count() == 5
    assert Reach.objects.filter(record_id=Round.objects.get().pk).exists()


def test_a_feedback_brings_findings_and_recommendations_but_no_measures(city):
    confirmed(city, FEEDBACK)
    assert Finding.objects.count() == 3
    assert not Measure.objects.exists()
    assert list(Recommendation.objects.values_list("number", flat=True)) == [1, 2]


def test_the_same_text_waiting_is_opened_again(city):
    first = staged(city)
    again = stage.stage(city.by("wei"), stage.from_text(NOTICE))
    assert again.again
    assert again.intake == first
    assert Intake.objects.count() == 1


def test_the_same_text_in_the_ledger_is_refused_with_the_earlier_one_named(city):
    first = confirmed(city)
    with pytest.raises(Duplicate) as refusal:
        staged(city)
    assert refusal.value.code == "IMP-DUP"
    assert refusal.value.facts["intake"] == str(first.pk)
    assert Intake.objects.count() == 1


def test_a_colleague_with_the_same_text_waiting_cannot_confirm_it_twice(city):
    mine = staged(city)
    twin = Intake.objects.get(pk=mine.pk)
    twin.pk = uuid4()
    twin.save(force_insert=True)
    confirm.confirm(city.by("wei"), mine)
    with pytest.raises(Duplicate):
        confirm.confirm(city.by("wei"), twin)
    assert Finding.objects.count() == 5


def test_after_discarding_it_may_come_again(city):
    first = staged(city)
    undo.discard(city.by("wei"), first)
    assert staged(city) != first


def test_a_file_is_kept_as_it_came(city):
    data = NOTICE.encode("gb18030")
    intake = stage.stage(city.by("wei"), stage.from_file(data, "通报.txt", DEFAULT)).intake
    assert files.load(intake.blob) == data
    assert intake.name == "通报.txt"
    assert {note["code"] for note in intake.notes} == {"ENCODING"}


def test_what_the_button_named_must_still_be_true(city):
    intake = staged(city)
    with pytest.raises(Stale) as refusal:
        confirm.confirm(city.by("wei"), intake, named="31-0-109-0-0-0")
    assert refusal.value.code == "IMP-MOVED"
    assert not Round.objects.exists()


def test_all_or_nothing(city, monkeypatch):
    intake = staged(city)

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(confirm.facts, "institutions", broken)
    with pytest.raises(RuntimeError):
        confirm.confirm(city.by("wei"), intake)
    for model in (Round, Category, Finding, Measure, Mention, Figure):
        assert not model.objects.exists()
    assert Intake.objects.get().status == Intake.Status.STAGED


@pytest.mark.parametrize("who", ["song", "zhao", "sys", "sec", "aud"])
def test_only_the_office_stages_confirms_and_discards(city, who):
    with pytest.raises(NotAllowed):
        staged(city, who=who)
    intake = staged(city)
    for act in (confirm.confirm, undo.discard):
        with pytest.raises(NotAllowed):
            act(city.by(who), intake)
    assert not access.visible(city.by(who).viewer, Intake.objects.all()).exists()


def test_a_confirmed_or_discarded_document_cannot_be_confirmed(city):
    intake = confirmed(city)
    with pytest.raises(WrongState):
        confirm.confirm(city.by("wei"), intake)
    with pytest.raises(WrongState):
        undo.discard(city.by("wei"), intake)


def test_a_version_that_is_not_the_present_one_is_refused(city):
    with pytest.raises(Stale):
        confirm.confirm(city.by("wei"), staged(city), version=7)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "TEXT-EMPTY"), (" \u200b\n。", "TEXT-EMPTY"), ("长" * 500_001, "TEXT-LONG")],
)
def test_text_that_is_no_text(text, code):
    with pytest.raises(BadValue) as refusal:
        stage.from_text(text)
    assert refusal.value.code == code


def test_a_lone_surrogate_is_refused():
    with pytest.raises(BadFile) as refusal:
        stage.from_text("整改\ud800")
    assert refusal.value.code == "TEXT-CHAR"


def test_a_proposal_survives_the_database(city):
    intake = staged(city)
    again = from_json(Intake.objects.get(pk=intake.pk).proposal)
    assert again.as_json() == intake.proposal


def test_an_earlier_import_that_one_may_not_see_is_not_named(city):
    first = confirmed(city)
    Intake.objects.filter(pk=first.pk).update(round=None, created_by=city.users["song"])
    with pytest.raises(Duplicate) as refusal:
        staged(city)
    assert (refusal.value.code, refusal.value.facts) == ("IMP-KNOWN", {})


def test_numbers_that_cannot_be_are_not_taken_over(city):
    digits = "9" * 60
    text = NOTICE.replace("4.针对", "99999.针对").replace("2300个", f"{digits}个")
    confirmed(city, text)
    assert max(Finding.objects.values_list("number", flat=True)) <= 9999
    assert not Figure.objects.filter(value__contains="9" * 41).exists()
