"""The reach of measures: the same one by one and many together, written in few queries, left alone where it is right."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from zhenggai.ledger.models import Measure
from zhenggai.office import flow
from zhenggai.office.models import Reach

LINE = ("record_id", "unit_id", "post_id", "why")


def lines(*measures):
    ids = [one.pk for one in measures]
    return sorted(map(str, Reach.objects.filter(via_id__in=ids).values_list("via_id", *LINE)))


def of(record):
    """What `reach()` says, as the lines that stand in the table."""
    return [
        str((record.pk, of[0] if of else record.pk, unit_id, post_id, why))
        for unit_id, post_id, why, *of in record.reach()
    ]


@pytest.fixture
def laid(city, finding):
    """Measures with every kind of line, and one without any."""
    plain = make.measure(finding, 1, "无人负责")
    unit = make.measure(finding, 2, "单位", lead_unit=city.water)
    post = make.measure(finding, 3, "岗位", lead_leader=city.posts["zhou"])
    full = make.measure(finding, 4, "都有", lead_unit=city.housing, lead_leader=city.posts["he"])
    full.responsible_units.set([city.housing, city.finance, city.water])
    full.responsible_leaders.set([city.posts["he"], city.posts["zhou"]])
    other = make.measure(make.finding(finding.round, 8, "另一问题"), 1, "另一措施")
    other.responsible_leaders.set([city.posts["ma"]])
    return [plain, unit, post, full, other]


def test_many_together_are_what_each_is_alone(laid):
    together = {record.pk: [str(row) for row in rows] for record, rows in Measure.reach_of(laid)}
    assert together == {one.pk: [str(row) for row in one.reach()] for one in laid}
    assert [len(rows) for rows in together.values()] == [0, 3, 3, 21, 3]


def test_what_is_written_is_what_each_measure_says(laid):
    flow.put_reach([*laid, laid[0].finding, laid[0].round])
    assert lines(*laid) == sorted(line for one in laid for line in of(one))
    full = [row for row in lines(laid[3]) if "'leader'" in row]
    assert len(full) == 6 and all("None" in row for row in full)


def test_lines_that_are_right_stay_and_others_go(laid, city):
    flow.put_reach(laid)
    # The same line twice, and one of what no longer is.
    Reach.objects.create(record_id=laid[1].pk, via_id=laid[1].pk, unit=city.water, why="lead_unit")
    Reach.objects.create(record_id=laid[0].pk, via_id=laid[0].pk, unit=city.finance, why="unit")
    kept = set(Reach.objects.filter(via_id=laid[3].pk).values_list("pk", flat=True))
    laid[2].lead_leader = city.posts["he"]
    laid[2].save()
    flow.put_reach(laid)
    assert lines(*laid) == sorted(line for one in laid for line in of(one))
    assert kept == set(Reach.objects.filter(via_id=laid[3].pk).values_list("pk", flat=True))


def test_what_others_bring_is_not_touched(laid, city):
    flow.put_reach(laid)
    brought = Reach.objects.filter(record_id=laid[0].finding_id).count()
    flow.put_reach([laid[0].finding, laid[0].round])
    assert brought == Reach.objects.filter(record_id=laid[0].finding_id).count() > 0


@pytest.mark.parametrize("together", [1000, 2])
def test_thirty_rows_take_few_queries(laid, city, finding, monkeypatch, together):
    monkeypatch.setattr(flow, "TOGETHER", together)
    more = [make.measure(finding, at, f"措施{at}", lead_unit=city.water) for at in range(10, 40)]
    Measure.responsible_units.through.objects.bulk_create(
        Measure.responsible_units.through(measure=one, unit=city.finance) for one in more
    )
    with CaptureQueriesContext(connection) as asked:
        flow.put_reach(more)
    # Units, leaders, what stands there; then what is new (thirty rows fit into one statement) in its transaction.
    batches = -(-len(more) // together)
    assert len(asked) <= 6 * batches
    with CaptureQueriesContext(connection) as again:
        flow.put_reach(more)
    assert len(again) == 3 * batches
    assert lines(*more) == sorted(line for one in more for line in of(one))
