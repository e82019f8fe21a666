"""Coverage: what the feedback says and nothing answers."""

from __future__ import annotations

import pytest

from tests import factories as make
from zhenggai.core.errors import BadValue, NotAllowed, Stale
from zhenggai.ledger import coverage
from zhenggai.ledger.models import Recommendation
from zhenggai.office.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(round_):
    return Recommendation.objects.create(round=round_, number=1, text="扛牢全面从严治党政治责任")


def gaps(city, round_, who="wei"):
    return coverage.gaps(city.by(who).viewer, round_)


def test_a_finding_without_a_measure_and_an_unanswered_recommendation_are_gaps(
    city, round_, finding, asked
):
    make.finding(round_, 8, "", kind="clues", text="办结49件。")
    found = gaps(city, round_)
    assert found.findings == [finding]
    assert found.recommendations == [asked]
    assert found.total == 2


def test_a_measure_closes_the_gap_of_its_finding_and_an_answer_that_of_its_recommendation(
    city, round_, measure, asked
):
    assert gaps(city, round_).findings == []
    coverage.answer(city.by("wei"), asked, [measure])
    assert gaps(city, round_).total == 0
    kept = Revision.objects.get(record_id=asked.pk, field="measures")
    assert (kept.old, kept.new) == ([], [str(measure.pk)])


def test_an_answer_can_be_taken_back(city, round_, measure, asked):
    coverage.answer(city.by("wei"), asked, [measure])
    coverage.answer(city.by("wei"), asked, [])
    assert gaps(city, round_).recommendations == [asked]


def test_measures_of_another_round_answer_nothing(city, round_, asked):
    other = make.round_of(city.housing)
    stranger = make.measure(make.finding(other, 1, "别处的问题"), 1, "别处的措施")
    with pytest.raises(BadValue):
        coverage.answer(city.by("wei"), asked, [stranger])


def test_a_stale_copy_is_refused(city, measure, asked):
    coverage.answer(city.by("wei"), asked, [measure], version=1)
    with pytest.raises(Stale):
        coverage.answer(city.by("wei"), asked, [], version=1)


@pytest.mark.parametrize("who", ["song", "lin", "zhao", "aud"])
def test_only_the_office_answers(city, measure, asked, who):
    with pytest.raises(NotAllowed):
        coverage.answer(city.by(who), asked, [measure])


def test_an_outsider_sees_no_gaps(city, round_, finding, asked):
    assert gaps(city, round_, "song").total == 0
