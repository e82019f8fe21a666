"""A real notice, whole: its ledger, its numbers, within a second."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhenggai.core.files import DEFAULT
from zhenggai.ledger.intake import confirm, stage, undo
from zhenggai.ledger.models import (
    Category,
    Finding,
    Institution,
    Intake,
    Measure,
    Mention,
    Round,
    Target,
    TimeNode,
)

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "jinan-2021.txt"
if not CORPUS.is_file():
    pytest.skip("the corpus is not beside the checkout", allow_module_level=True)


@pytest.fixture
def intake(city):
    incoming = stage.from_file(CORPUS.read_bytes(), CORPUS.name, DEFAULT)
    return confirm.confirm(city.by("wei"), stage.stage(city.by("wei"), incoming).intake)


def test_the_ledger_that_the_notice_describes(intake):
    assert Category.objects.count() == 5
    assert Finding.objects.filter(kind="problem").count() == 31
    assert Finding.objects.get(kind="clues").number == 32
    assert Measure.objects.count() == 109
    numbers = list(Finding.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 33))


def test_its_round(intake):
    round_ = Round.objects.get()
    assert (round_.term, round_.ordinal, round_.team) == (
        "十一届省委",
        "第八轮",
        "省委第三巡视组",
    )
    days = (round_.started_on, round_.ended_on, round_.feedback_on, round_.plan_adopted_on)
    assert [day.isoformat() for day in days] == [
        "2020-09-24",
        "2020-12-25",
        "2021-02-07",
        "2021-02-25",
    ]
    assert round_.rule_set.since.isoformat() == "2015-08-03"
    due = {period["key"]: period["due_on"] for period in round_.periods}
    assert due["plan"] == "2021-03-07"
    done = {period["key"]: period["done_on"] for period in round_.periods}
    assert done["publication"] == "2021-08-26"
    assert len(round_.special_groups) == 5
    assert (TimeNode.objects.count(), Target.objects.count()) == (3, 4)


def test_every_finding_and_measure_has_its_place(intake):
    for mention in Mention.objects.exclude(finding=None).select_related("finding"):
        words = mention.finding.wording or mention.finding.text
        assert words in intake.text[mention.start : mention.end]
    assert Mention.objects.exclude(measure=None).count() == 109


def test_drafts_are_rules_and_no_plans(intake):
    titles = list(Institution.objects.values_list("title", flat=True))
    assert titles
    assert not [title for title in titles if title.endswith(("方案", "规划", "计划", "通知"))]


def test_a_few_statements_whatever_the_size(city):
    incoming = stage.from_file(CORPUS.read_bytes(), CORPUS.name, DEFAULT)
    staged = stage.stage(city.by("wei"), incoming).intake
    by = city.by("wei")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        confirm.confirm(by, staged)
    assert len(queries) < 120


def test_undone_it_leaves_nothing(city, intake):
    undo.undo(city.by("wei"), Intake.objects.get())
    for model in (Round, Category, Finding, Measure, Mention, Institution):
        assert not model.objects.exists()
