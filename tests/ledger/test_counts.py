from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import factories as make
from zhenggai.ledger import counts
from zhenggai.ledger.models import Measure
from zhenggai.office.viewer import view_of

TODAY = date(2026, 6, 12)
NOW = datetime(2026, 6, 12, 4, 0, tzinfo=UTC)


@pytest.fixture
def laid(city, round_):
    """Six measures over two findings: two nodes and one without; closed, overdue, due soon, on track."""
    early, year_end, _long = round_.nodes.all()
    completed, interim, *_rest = round_.targets.all()
    first, second = make.finding(round_, 1, "问题一"), make.finding(round_, 2, "问题二")
    housing, finance = city.housing, city.finance
    closed = {"status": "closed", "closed_at": NOW - timedelta(days=2)}
    make.measure(first, 1, "甲", node=early, target=completed, lead_unit=housing, **closed)
    make.measure(
        first, 2, "乙", node=early, target=completed, lead_unit=housing, due_on=date(2026, 6, 11)
    )
    make.measure(
        first,
        3,
        "丙",
        node=early,
        target=interim,
        lead_unit=finance,
        due_on=TODAY,
        status="planned",
    )
    make.measure(
        second, 1, "丁", node=year_end, target=completed, due_on=date(2026, 12, 31), status="submitted",
        lead_unit=housing,
    )  # fmt: skip
    make.measure(second, 2, "戊", status="reviewed")
    make.measure(second, 3, "己", status="verified", due_on=date(2026, 6, 19))
    return round_


def seen(city, name, round_):
    viewer = view_of(city.users[name])
    return viewer, counts.measures_of(viewer, round_)


def test_every_cell_row_and_sum_equals_the_ledger(city, laid):
    _viewer, measures = seen(city, "wei", laid)
    found = counts.matrix(measures, "node", "measures", NOW, TODAY)
    early = laid.nodes.first().pk
    completed = laid.targets.first().pk
    assert found.rows[early].cells[completed] == counts.Tally(2, 1, 1, 1)
    assert found.rows[early].sum == counts.Tally(3, 1, 1, 1)
    assert found.rows[None].sum.total == 2
    assert found.sum.total == Measure.objects.count() == sum(c.total for c in found.foot.values())
    assert found.sum.done == 1 and found.sum.overdue == 1


@pytest.mark.parametrize("rows", counts.ROWS)
def test_the_sum_is_the_same_whatever_the_rows(city, laid, rows):
    _viewer, measures = seen(city, "wei", laid)
    found = counts.matrix(measures, rows, "measures", NOW, TODAY)
    assert (found.sum.total, found.sum.done, found.sum.overdue) == (6, 1, 1)


def test_a_finding_in_two_cells_is_one_in_the_sum(city, laid):
    _viewer, measures = seen(city, "wei", laid)
    found = counts.matrix(measures, "node", "findings", NOW, TODAY)
    early = laid.nodes.first().pk
    assert found.rows[early].sum == counts.Tally(1, 0, 1, 1)
    assert found.sum.total == 2


def test_a_liaison_counts_what_reaches_his_unit(city, laid):
    _viewer, measures = seen(city, "lin", laid)
    assert counts.matrix(measures, "node", "measures", NOW, TODAY).sum.total == 3
    _viewer, measures = seen(city, "song", laid)
    assert counts.matrix(measures, "node", "measures", NOW, TODAY).sum.total == 1


@pytest.mark.parametrize("name", ["sys", "sec", "aud"])
def test_an_administrator_counts_nothing(city, laid, name):
    viewer, measures = seen(city, name, laid)
    assert measures.count() == 0
    assert counts.needs_me(viewer, laid, measures, TODAY) == {}


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("wei", {"plan": 2, "close": 1, "due_soon": 2, "overdue": 1}),
        ("zhao", {"verify": 1}),
        ("he", {"review": 1, "overdue": 1}),
        ("lin", {"overdue": 1}),
        ("song", {"start": 1, "due_soon": 1}),
    ],
)
def test_what_needs_me(city, laid, name, needs):
    make.measure(make.finding(laid, 3, "问题三"), 1, "庚")
    viewer, measures = seen(city, name, laid)
    found = counts.needs_me(viewer, laid, measures, TODAY)
    assert found == needs
    for key in found.keys() & counts.ACTS.keys():
        assert measures.filter(counts.todo(viewer, laid, key)).count() == found[key]


@pytest.mark.parametrize(
    ("status", "due_on", "expected"),
    [
        ("closed", date(2026, 1, 1), "closed"),
        ("planned", None, ""),
        ("planned", date(2026, 6, 11), "overdue"),
        ("planned", TODAY, "due_soon"),
        ("planned", date(2026, 6, 19), "due_soon"),
        ("planned", date(2026, 6, 20), "on_track"),
    ],
)
def test_alert(status, due_on, expected):
    assert counts.alert(status, due_on, TODAY, 7) == expected


def test_states_of_findings(city, laid):
    _viewer, measures = seen(city, "wei", laid)
    back = make.finding(laid, 4, "问题四")
    make.measure(back, 1, "辛", status="in_progress", first_closed_at=NOW)
    done = make.finding(laid, 5, "问题五")
    make.measure(done, 1, "壬", status="closed", closed_at=NOW, first_closed_at=NOW)
    untouched = make.finding(laid, 6, "问题六")
    make.measure(untouched, 1, "癸", status="planned")
    states = counts.finding_state(measures)
    by_number = {
        row.finding.number: states[row.finding_id] for row in measures.select_related("finding")
    }
    assert by_number == {
        1: "in_progress",
        2: "in_progress",
        4: "relapsed",
        5: "all_closed",
        6: "not_started",
    }
