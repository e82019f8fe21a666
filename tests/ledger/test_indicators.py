"""Indicators through acts: who measures, what is refused, what a correction leaves, who sees it (E7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from zhenggai.core.errors import (
    BadValue,
    NotAllowed,
    NotFound,
    Refusal,
    Stale,
    Unmet,
    WrongState,
)
from zhenggai.ledger import indicators
from zhenggai.ledger.indicators import Definition, Taken
from zhenggai.ledger.models import Figure, Indicator, Intake, Measure, Reading
from zhenggai.office import access, clock
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 31)
LEAK = Definition(
    "漏损率",
    "%",
    "down",
    baseline=Decimal("14.6"),
    baseline_on=date(2025, 12, 20),
    target=Decimal("10"),
    target_on=date(2099, 12, 31),
)


def of(measure, **changes):
    return Definition(**(LEAK.__dict__ | {"measure": measure} | changes))


@pytest.fixture
def leak(city, measure):
    return indicators.register(city.by("lin"), measure.round, of(measure))


@pytest.fixture
def document(city, round_):
    text = "经核查，漏损率降至11.7%。"
    return Intake.objects.create(
        round=round_,
        name="月报.txt",
        text=text,
        text_hash="1" * 64,
        status="confirmed",
        issued_on=DAY,
        created_at=make.NOW,
        created_by=city.users["wei"],
    )


def taken(value="11.7", day=DAY, **more):
    more.setdefault("source", "月报")
    return Taken(Decimal(value), day, **more)


def test_what_follows_is_derived(city, leak):
    indicators.read(city.by("lin"), leak, taken("13.2", date(2026, 3, 31)))
    indicators.read(city.by("he"), leak, taken())
    (line,) = indicators.lines([leak], date(2026, 6, 12))
    assert [reading.value for reading in line.readings] == ["13.2", "11.7"]
    found = line.standing
    assert (found.state, found.latest.day) == ("open", DAY)
    assert found.since_baseline == Decimal("-2.9") and found.since_previous == Decimal("-1.5")
    assert line.latest.entered_by == city.person("he")
    verbs = list(Entry.objects.filter(record_id=leak.pk).values_list("verb", flat=True))
    assert verbs.count("indicator.read") == 2


def test_a_value_is_exact(city, leak):
    value = "12345678901234567.8"
    indicators.read(city.by("lin"), leak, taken(value))
    assert Reading.objects.get().value == value


def test_a_correction_replaces_and_keeps(city, leak):
    wrong = indicators.read(city.by("lin"), leak, taken("1.17"))
    with pytest.raises(Unmet):
        indicators.correct(city.by("lin"), wrong, taken(), note=" ")
    right = indicators.correct(city.by("wei"), wrong, taken(), note="小数点录错")
    (line,) = indicators.lines([leak], clock.today())
    assert line.readings == [right] and Reading.objects.count() == 2
    assert (right.replaces, right.reason) == (wrong, "小数点录错")
    with pytest.raises(BadValue) as caught:
        indicators.correct(city.by("wei"), wrong, taken(), note="再改")
    assert caught.value.code == "READING-REPLACED"
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=right.pk).update(source="")


@pytest.mark.parametrize("who", ["song", "zhao", "ma", "zhou"])
def test_only_the_office_and_the_lead_unit_measure(city, measure, leak, who):
    by = city.by(who)
    for act in (
        lambda: indicators.register(by, measure.round, of(measure, name="另一项")),
        lambda: indicators.edit(by, leak, of(measure)),
        lambda: indicators.read(by, leak, taken()),
        lambda: indicators.drop(by, leak, note="不再监测"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Reading.objects.exists()


def test_a_liaison_measures_his_own_measures_only(city, measure, finding, leak):
    other = make.measure(finding, 2, "财政局的措施", lead_unit=city.finance)
    for given in (of(None, finding=finding), of(None), of(other)):
        with pytest.raises(NotAllowed):
            indicators.register(city.by("lin"), measure.round, given)
    with pytest.raises(NotAllowed):
        indicators.edit(city.by("lin"), leak, of(other))
    assert Indicator.objects.get().measure_id == measure.pk
    assert indicators.may_begin(city.by("lin").viewer, measure.round)
    assert not indicators.may_begin(city.by("zhao").viewer, measure.round)


def test_a_liaison_shows_it_to_no_further_unit(city, measure):
    with pytest.raises(BadValue) as caught:
        indicators.register(
            city.by("lin"), measure.round, of(measure, responsible_unit=city.finance)
        )
    assert caught.value.code == "INDICATOR-OUTSIDE"
    made = indicators.register(
        city.by("wei"), measure.round, of(measure, responsible_unit=city.finance)
    )
    indicators.read(city.by("song"), made, taken())
    with pytest.raises(NotAllowed):
        indicators.drop(city.by("song"), made, note="不要了")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "REQUIRED"),
        ({"direction": "sideways"}, "CHOICE"),
        ({"baseline": None}, "INDICATOR-DAY"),
        ({"target": None}, "INDICATOR-DAY"),
        ({}, "NAME-TAKEN"),
    ],
)
def test_what_is_no_definition(city, measure, leak, change, code):
    with pytest.raises(BadValue) as caught:
        indicators.register(city.by("wei"), measure.round, of(measure, **change))
    assert caught.value.code == code


def test_of_another_round_is_nothing(city, leak):
    other = make.round_of(city.root)
    with pytest.raises(Refusal):
        indicators.register(city.by("wei"), other, of(leak.measure))


def test_the_unit_stays_once_something_was_read(city, measure, leak):
    indicators.edit(city.by("wei"), leak, of(measure, measured_in="‰"), version=1)
    leak = Indicator.objects.get()
    assert (leak.measured_in, leak.version) == ("‰", 2)
    indicators.read(city.by("wei"), leak, taken())
    with pytest.raises(BadValue) as caught:
        indicators.edit(city.by("wei"), leak, of(measure))
    assert caught.value.code == "INDICATOR-MEASURED"
    with pytest.raises(Stale):
        indicators.edit(city.by("wei"), leak, of(measure, measured_in="‰"), version=1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (taken(day=date(2099, 1, 1)), "READING-AHEAD"),
        (taken(source=""), "READING-SOURCE"),
        (taken(source="长" * 301), "TEXT-LONG"),
    ],
)
def test_what_is_no_reading(city, leak, given, code):
    with pytest.raises(BadValue) as caught:
        indicators.read(city.by("lin"), leak, given)
    assert caught.value.code == code


def test_a_document_is_a_source_with_its_place(city, leak, document):
    start = document.text.index("11.7%")
    place = (start, start + 5)
    made = indicators.read(city.by("wei"), leak, taken(source="", intake=document, place=place))
    assert document.text[made.start : made.end] == "11.7%"
    for wrong in ((5, 5), (0, 999)):
        with pytest.raises(BadValue):
            indicators.read(city.by("wei"), leak, taken(intake=document, place=wrong))
    assert document.facts()["touched"] == 1
    Intake.objects.filter(pk=document.pk).update(status="undone")
    with pytest.raises(BadValue):
        indicators.read(city.by("wei"), leak, taken(intake=Intake.objects.get()))


def test_what_was_dropped_is_kept_and_closed(city, measure, leak):
    reading = indicators.read(city.by("lin"), leak, taken())
    indicators.drop(city.by("lin"), leak, note="改用分区计量")
    for act in (
        lambda: indicators.read(city.by("lin"), leak, taken()),
        lambda: indicators.correct(city.by("lin"), reading, taken(), note="x"),
    ):
        with pytest.raises(WrongState):
            act()
    assert Reading.objects.exists()
    # Its name is free again.
    indicators.register(city.by("lin"), measure.round, of(measure))


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("wei", "措施 问题 轮次"),
        ("zhou", "措施 问题 轮次"),
        ("lin", "措施 问题 轮次"),
        ("zhao", "措施 问题 轮次"),
        ("song", ""),
        ("ma", ""),
        ("sys", ""),
    ],
)
def test_it_is_seen_like_what_it_belongs_to(city, measure, finding, who, sees):
    for name, given in (
        ("措施", of(measure, name="措施")),
        ("问题", of(None, finding=finding, name="问题")),
        ("轮次", of(None, name="轮次")),
    ):
        del name
        indicators.register(city.by("wei"), measure.round, given)
    viewer = city.by(who).viewer
    found = access.visible(viewer, Indicator.objects.all())
    assert {one.name for one in found} == set(sees.split())
    inside = access.visible_in(viewer, Indicator.objects.all(), measure.round_id)
    assert {one.name for one in inside} == set(sees.split())


def test_sight_follows_the_measure(city, measure, leak):
    def seen(who):
        return indicators.seen(city.by(who).viewer, measure.round).exists()

    assert seen("lin") and not seen("song")
    moved = make.measure(measure.finding, 5, "移交财政局", lead_unit=city.finance)
    Indicator.objects.update(measure=moved)
    assert seen("song") and not seen("lin")


def test_figures_find_their_indicator(city, measure, leak, document, finding):
    wide = indicators.register(city.by("wei"), measure.round, of(None, name="满意率"))
    figure = Figure.objects.create(
        intake=document, measure=measure, start=9, end=14, value="11.7", unit="%", kind="rate"
    )
    viewer = city.by("wei").viewer
    assert indicators.figure(viewer, measure.round, figure.pk) == figure
    assert indicators.fitting(viewer, measure.round, figure) == [leak, wide]
    # Whoever does not see the document does not see its figures.
    with pytest.raises(NotFound):
        indicators.figure(city.by("lin").viewer, measure.round, figure.pk)


def test_an_import_with_something_measured_is_not_undone(city, measure, leak, document):
    Measure.objects.filter(pk=measure.pk).update(intake=document)
    assert document.facts()["touched"] >= 1


def test_days_gone_by_are_read(city, leak):
    made = indicators.read(city.by("lin"), leak, taken(day=clock.today() - timedelta(days=1)))
    assert made.entered_for == city.housing
