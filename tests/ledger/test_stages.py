"""Stages of measures: laid from a template, moved by hand, laid anew when the calendar changes."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from zhenggai.core.calendar import Kind, Special
from zhenggai.core.calendar.lines import read_lines
from zhenggai.core.errors import BadValue, NotAllowed, Stale, WrongState
from zhenggai.core.schedule import Share
from zhenggai.ledger import stages
from zhenggai.ledger.models import Measure, Schedule, Stage, StageTemplate
from zhenggai.ledger.stages import Laying, Span
from zhenggai.office.models import Entry

START, DUE = date(2026, 6, 1), date(2026, 6, 30)


@pytest.fixture
def template(db) -> StageTemplate:
    return StageTemplate.objects.get(name="一般整改")


@pytest.fixture
def laying(template) -> Laying:
    return Laying(template, START, DUE)


def laid(measure: Measure) -> list[str]:
    return [str(stage) for stage in Stage.objects.filter(schedule_id=measure.pk)]


def acts(verb: str) -> list[Entry]:
    return list(Entry.objects.filter(verb=verb).order_by("seq"))


def test_the_stages_of_a_measure_are_laid_back_from_its_due_date(city, measure, laying):
    row = stages.schedule(city.by("lin"), measure, laying, version=measure.version)
    assert laid(measure) == [
        "摸排 2026-06-01–2026-06-03",
        "方案 2026-06-04–2026-06-08",
        "实施 2026-06-09–2026-06-24",
        "自查 2026-06-25–2026-06-26",
        "核查 2026-06-29–2026-06-30",
    ]
    assert (row.impossible, row.provisional, row.by_hand) == (False, False, False)
    (entry,) = acts("measure.schedule")
    assert entry.facts["was"] == [] and entry.facts["stages"] == laid(measure)
    # Laid again they stand in place of the first ones.
    stages.schedule(city.by("wei"), measure, Laying(laying.template, date(2026, 6, 15), DUE))
    assert len(laid(measure)) == 5 and acts("measure.schedule")[1].facts["was"][0].startswith("摸")


def test_too_little_time_is_laid_and_flagged(city, measure, template):
    row = stages.schedule(city.by("wei"), measure, Laying(template, date(2026, 6, 29), DUE))
    assert row.impossible and row.begin_on == date(2026, 6, 24)


@pytest.mark.parametrize("name", ["song", "ma", "zhao", "zhou", "sys"])
def test_only_the_doers_unit_and_the_office_lay_stages(city, measure, laying, name):
    with pytest.raises(NotAllowed):
        stages.schedule(city.by(name), measure, laying)
    with pytest.raises(NotAllowed):
        stages.revise(city.by(name), measure, [Span("a", START, DUE)])
    assert not Schedule.objects.exists()


def test_an_old_copy_and_a_closed_measure_are_refused(city, measure, laying):
    stages.schedule(city.by("lin"), measure, laying, version=measure.version)
    with pytest.raises(Stale):
        stages.schedule(city.by("he"), measure, laying, version=measure.version)
    Measure.objects.filter(pk=measure.pk).update(status="closed", closed_at=make.NOW)
    with pytest.raises(WrongState):
        stages.schedule(city.by("lin"), Measure.objects.get(pk=measure.pk), laying)


def test_no_stage_ends_after_the_due_date(city, measure, template):
    with pytest.raises(BadValue, match="STAGE-DUE"):
        stages.schedule(city.by("lin"), measure, Laying(template, START, date(2026, 7, 1)))
    with pytest.raises(BadValue, match="STAGE-DUE"):
        stages.revise(city.by("lin"), measure, [Span("a", START, date(2026, 7, 1))])


def test_stages_are_moved_by_hand_and_taken_away(city, measure, laying):
    stages.schedule(city.by("lin"), measure, laying)
    spans = [
        Span("设计", date(2026, 6, 1), date(2026, 6, 12)),
        Span("施工", date(2026, 6, 15), date(2026, 6, 29)),
    ]
    row = stages.revise(city.by("lin"), measure, spans)
    assert row is not None and row.by_hand and row.template == laying.template
    assert laid(measure) == ["设计 2026-06-01–2026-06-12", "施工 2026-06-15–2026-06-29"]
    assert stages.revise(city.by("lin"), measure, []) is None
    assert stages.of_measure(measure) is None
    assert acts("measure.schedule")[-1].facts["was"][0].startswith("设计")


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([("", 1, 2)], "STAGE-NAME"),
        ([("a", 5, 4)], "STAGE-ORDER"),
        ([("a", 1, 4), ("b", 4, 8)], "STAGE-ORDER"),
        ([(f"s{at}", at, at) for at in range(1, 14)], "STAGE-MANY"),
    ],
)
def test_stages_that_cannot_be_are_refused(city, measure, spans, code):
    given = [Span(name, date(2026, 6, low), date(2026, 6, high)) for name, low, high in spans]
    with pytest.raises(BadValue, match=code):
        stages.revise(city.by("lin"), measure, given)


def test_many_measures_in_one_act(city, measure, finding, template):
    late = make.measure(finding, 2, "已到期", due_on=date(2026, 5, 29))
    make.measure(finding, 3, "无期限")
    make.measure(finding, 4, "已销号", due_on=DUE, status="closed", closed_at=make.NOW)
    done = make.measure(finding, 5, "已排", due_on=DUE)
    stages.schedule(city.by("wei"), done, Laying(template, START, DUE))
    rows = Measure.objects.all()
    tally = stages.schedule_all(city.by("wei"), measure.round, template, START, rows)
    assert (tally.laid, tally.impossible) == (2, 1)
    assert len(laid(measure)) == 5 and len(laid(late)) == 5
    assert Schedule.objects.get(measure=late).begin_on == date(2026, 5, 25)
    (entry,) = acts("round.schedule")
    assert entry.facts["measures"] == 2
    again = stages.schedule_all(city.by("wei"), measure.round, template, START, rows)
    assert again.laid == 0
    with pytest.raises(NotAllowed):
        stages.schedule_all(city.by("he"), measure.round, template, START, rows)


def test_many_measures_are_laid_in_few_questions(
    city, finding, round_, template, django_assert_max_num_queries
):
    for number in range(1, 31):
        make.measure(finding, number, f"措施{number}", due_on=DUE)
    by, rows = city.by("wei"), Measure.objects.all()
    with django_assert_max_num_queries(20):
        assert stages.schedule_all(by, round_, template, START, rows).laid == 30


def test_loading_a_year_moves_what_was_provisional(city, finding, template):
    lies = make.measure(finding, 1, "跨年", due_on=date(2027, 2, 26))
    stays = make.measure(finding, 2, "今年", due_on=DUE)
    hand = make.measure(finding, 3, "手排", due_on=date(2027, 2, 26))
    for one in (lies, stays):
        stages.schedule(city.by("wei"), one, Laying(template, START, one.due_on))
    stages.revise(city.by("wei"), hand, [Span("a", START, date(2027, 2, 9))])
    assert Schedule.objects.get(measure=lies).provisional
    before = laid(lies)
    text = "2027-01-01,off,元旦\n2027-02-05至2027-02-11,off,春节\n2027-02-20至2027-02-21,work,春节"
    assert stages.load_year(city.by("wei"), read_lines(text, 2027).plan) == 1
    assert laid(lies) != before and laid(lies)[-1].endswith("2027-02-26")
    assert not Schedule.objects.filter(provisional=True).exists()
    (entry,) = acts("measure.recalculate")
    assert entry.record_id == lies.pk
    assert entry.facts == {"was": before, "stages": laid(lies)}
    assert laid(hand) == ["a 2026-06-01–2027-02-09"]
    # Loading the same again moves nothing and writes of no measure.
    assert stages.load_year(city.by("wei"), read_lines(text, 2027).plan) == 0
    assert len(acts("measure.recalculate")) == 1


def test_a_day_that_changes_moves_the_stages_over_it(city, measure, laying):
    stages.schedule(city.by("lin"), measure, laying)
    day = Special(date(2026, 6, 30), Kind.OFF, "停电")
    assert stages.edit_day(city.by("wei"), day) == 1
    assert laid(measure)[-1] == "核查 2026-06-26–2026-06-29"
    assert stages.edit_day(city.by("wei"), Special(date(2026, 8, 3), Kind.OFF, "")) == 0
    assert stages.edit_day(city.by("wei"), date(2026, 6, 30)) == 1
    assert laid(measure)[-1] == "核查 2026-06-29–2026-06-30"


def test_templates_are_made_and_changed_by_the_office(city, measure, laying):
    halves = [Share("前", 500), Share("后", 500, 2)]
    made = stages.write_template(city.by("wei"), StageTemplate(), name=" 两段 ", shares=halves)
    assert made.name == "两段" and made.shares == tuple(halves) and made.position == 4
    stages.schedule(city.by("lin"), measure, Laying(made, START, DUE))
    stages.write_template(
        city.by("wei"), made, name="两段", shares=[Share("全", 1000)], offered="", version=1
    )
    assert not StageTemplate.objects.get(pk=made.pk).offered
    assert len(laid(measure)) == 2
    for values, code in (
        ({"name": ""}, "REQUIRED"),
        ({"name": "一般整改"}, "NAME-TAKEN"),
        ({"name": "长" * 41}, "LONG"),
        ({"shares": [Share("a", 999)]}, "STAGE-SUM"),
    ):
        with pytest.raises(BadValue, match=code):
            stages.write_template(
                city.by("wei"), StageTemplate(), **{"name": "x", "shares": halves, **values}
            )
    with pytest.raises(NotAllowed):
        stages.write_template(city.by("he"), made, name="x", shares=halves)
