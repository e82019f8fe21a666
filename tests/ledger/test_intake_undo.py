"""An import is taken back as a whole, or not at all."""

from __future__ import annotations

import pytest
from django.apps import apps

from tests.ledger.intake_texts import NOTICE
from zhenggai.core.errors import Unmet, WrongState
from zhenggai.ledger import coverage, measures
from zhenggai.ledger.intake import confirm, stage, undo
from zhenggai.ledger.models import Finding, Institution, Intake, Measure, Round
from zhenggai.office import search
from zhenggai.office.flow import step
from zhenggai.office.models import Entry, Reach, SearchDocument

pytestmark = pytest.mark.django_db
# What stays after an undo: the document, its journal, requests.
LASTING = {"intake", "ruleset", "stagetemplate"}


@pytest.fixture
def intake(city):
    staged = stage.stage(city.by("wei"), stage.from_text(NOTICE)).intake
    return confirm.confirm(city.by("wei"), staged)


def rows():
    return {
        model._meta.model_name: model.objects.count()
        for model in apps.get_app_config("ledger").get_models(include_auto_created=True)
    }


def test_undo_removes_exactly_what_the_import_brought(city, intake):
    undo.undo(city.by("wei"), intake)
    left = {name for name, count in rows().items() if count}
    assert left == LASTING
    # The document itself stays in the list of documents, and is found there by its title.
    lasting = ("unit", "person", "post", "intake")
    assert not SearchDocument.objects.exclude(noun__in=lasting).exists()
    assert search.find("停车泊位", "measure", 9) == []
    assert not Reach.objects.exclude(why="").exists()
    intake.refresh_from_db()
    assert (intake.status, intake.round) == (Intake.Status.UNDONE, None)
    assert Entry.objects.filter(stream="ledger").order_by("seq").last().verb == "intake.undo"


def test_after_an_undo_the_same_text_gives_the_same_numbers(city, intake):
    undo.undo(city.by("wei"), intake)
    staged = stage.stage(city.by("wei"), stage.from_text(NOTICE)).intake
    confirm.confirm(city.by("wei"), staged)
    assert list(Finding.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_an_undone_import_cannot_be_undone_again(city, intake):
    undo.undo(city.by("wei"), intake)
    with pytest.raises(WrongState):
        undo.undo(city.by("wei"), intake)


def assign(city):
    measure = Measure.objects.first()
    given = measures.assignment_of(measure)
    given.lead_unit = city.housing
    measures.assign(city.by("wei"), measure, given)


def add(city):
    given = measures.Assignment(title="后来补充的措施", text="后来补充的措施。")
    measures.add(city.by("wei"), Finding.objects.first(), given)


def reword(city):
    with step(city.by("wei"), "finding.edit", Finding.objects.first()) as doing:
        doing.record.wording = "改过的表述"


def list_it(city):
    with step(city.by("wei"), "institution.confirm", Institution.objects.get()):
        pass


def edit_round(city):
    with step(city.by("wei"), "round.edit", Round.objects.get()) as doing:
        doing.record.team = "省委第七巡视组"


@pytest.mark.parametrize("work", [assign, add, reword, list_it, edit_round])
def test_what_was_worked_on_is_not_undone(city, intake, work):
    work(city)
    before = rows()
    with pytest.raises(Unmet) as refusal:
        undo.undo(city.by("wei"), Intake.objects.get())
    assert refusal.value.code == "NEED-UNTOUCHED"
    assert refusal.value.facts["touched"] >= 1
    assert rows() == before


def test_an_answered_recommendation_is_work(city, intake):
    round_ = Round.objects.get()
    asked = round_.recommendations.create(number=1, text="加强监督", intake=intake)
    coverage.answer(city.by("wei"), asked, [Measure.objects.first()])
    with pytest.raises(Unmet):
        undo.undo(city.by("wei"), Intake.objects.get())
