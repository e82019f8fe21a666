from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from zhenggai.core.errors import BadValue, NotAllowed, Stale, Unmet, WrongState
from zhenggai.ledger import measures
from zhenggai.ledger.measures import Assignment
from zhenggai.ledger.models import Measure
from zhenggai.office.models import Reach, Revision
from zhenggai.office.viewer import view_of


def given(city, measure, **values):
    plain = measures.assignment_of(measure)
    for name, value in values.items():
        setattr(plain, name, value)
    return plain


def test_a_measure_is_added_with_the_next_number(city, finding, measure):
    made = measures.add(
        city.by("wei"),
        finding,
        Assignment(
            text="建立漏损率通报制度", lead_unit=city.water, responsible_units=[city.finance]
        ),
    )
    assert (made.number, made.finding_number, made.status, made.version) == (2, 7, "draft", 1)
    assert made.label == "7-②"
    assert list(made.responsible_units.all()) == [city.finance]
    assert view_of(city.users["song"]).unit_ids == [city.finance.pk]
    assert Reach.objects.filter(record_id=finding.pk, unit=city.finance, via_id=made.pk).exists()


def test_assigning_keeps_old_and_new_and_the_original_date(city, measure):
    later = given(
        city,
        measure,
        due_on=date(2026, 9, 1),
        responsible_units=[city.water],
        criterion="漏损率低于9%",
    )
    measures.assign(city.by("wei"), measure, later, version=measure.version)
    measure.refresh_from_db()
    assert measure.original_due_on == date(2026, 6, 30) and measure.due_on == date(2026, 9, 1)
    revision = Revision.objects.get(record_id=measure.pk, field="due_on")
    assert (revision.old, revision.new) == ("2026-06-30", "2026-09-01")
    assert Revision.objects.get(record_id=measure.pk, field="responsible_units").new == [
        str(city.water.pk)
    ]


def test_only_the_office_assigns(city, measure):
    for name in ("lin", "he", "zhou", "zhao", "song", "sys"):
        with pytest.raises(NotAllowed):
            measures.assign(city.by(name), measure, given(city, measure, text="改"))


def test_a_stale_copy_does_not_overwrite(city, measure):
    first = measure.version
    measures.assign(city.by("wei"), measure, given(city, measure, text="甲的文字"), version=first)
    with pytest.raises(Stale):
        measures.assign(
            city.by("wei"), measure, given(city, measure, text="乙的文字"), version=first
        )
    assert Measure.objects.get(pk=measure.pk).text == "甲的文字"


def test_what_is_of_another_round_is_refused(city, measure):
    other = make.round_of(city.housing)
    with pytest.raises(BadValue) as refused:
        measures.assign(city.by("wei"), measure, given(city, measure, node=other.nodes.first()))
    assert refused.value.code == "CHOICE"


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("lead_unit", "NEED-ASSIGNED"),
        ("lead_leader", "NEED-ASSIGNED"),
        ("due_on", "NEED-ASSIGNED"),
        ("criterion", "NEED-MEASURABLE"),
    ],
)
def test_the_plan_takes_no_measure_with_a_gap(city, measure, field, code):
    empty = "" if field == "criterion" else None
    measures.assign(city.by("wei"), measure, given(city, measure, **{field: empty}))
    with pytest.raises(Unmet) as refused:
        measures.plan(city.by("wei"), measure)
    assert refused.value.code == code


def test_a_long_term_measure_needs_no_date(city, measure):
    node = measure.round.nodes.get(due_on=None)
    measures.assign(city.by("wei"), measure, given(city, measure, due_on=None, node=node))
    measures.plan(city.by("wei"), measure)


def test_a_closed_measure_is_not_assigned(city, measure):
    Measure.objects.filter(pk=measure.pk).update(status="closed", closed_at=make.NOW)
    with pytest.raises(WrongState):
        measures.assign(city.by("wei"), measure, given(city, measure, text="改"))


def test_labels_above_twenty():
    assert Measure(finding_number=7, number=20).label == "7-⑳"
    assert Measure(finding_number=7, number=21).label == "7-(21)"
