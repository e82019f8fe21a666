"""Which rows are wanted: every filter, and that sight always holds."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests import factories as make
from zhenggai.core.errors import NotFound
from zhenggai.ledger import counts, listing
from zhenggai.ledger.listing import NONE, Frame, Wanted
from zhenggai.ledger.models import Measure

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 12)


@pytest.fixture
def frame(city, round_):
    """The ledger as somebody sees it on 12 June 2026."""
    return lambda name: Frame(city.by(name).viewer, round_, TODAY)


@pytest.fixture
def ledger(city, round_):
    """Two findings, seven measures, no two alike."""
    nodes = {node.name: node for node in round_.nodes.all()}
    targets = {target.key: target for target in round_.targets.all()}
    water = make.finding(round_, 7, "老旧小区供水管网改造进度缓慢")
    money = make.finding(round_, 8, "维修资金使用不规范")
    zhou = city.posts["zhou"]
    made = [
        (
            water,
            1,
            "摸清底数",
            {
                "status": "closed",
                "closed_at": make.NOW,
                "due_on": date(2026, 4, 10),
                "lead_unit": city.housing,
            },
        ),
        (
            water,
            2,
            "制定改造计划",
            {
                "status": "in_progress",
                "due_on": date(2026, 6, 11),
                "lead_unit": city.housing,
                "node": nodes["5月初"],
                "lead_leader": zhou,
            },
        ),
        (
            water,
            3,
            "二期收尾",
            {
                "status": "in_progress",
                "due_on": date(2026, 6, 12),
                "lead_unit": city.water,
                "pace": "staged",
            },
        ),
        (
            water,
            4,
            "通报漏损率",
            {
                "status": "planned",
                "due_on": date(2026, 6, 19),
                "lead_unit": city.water,
                "condition": "计量器具到位",
            },
        ),
        (
            money,
            1,
            "清退违规资金",
            {
                "status": "submitted",
                "due_on": date(2026, 6, 20),
                "lead_unit": city.finance,
                "target": targets["completed"],
            },
        ),
        (
            money,
            2,
            "长期公开",
            {"status": "in_progress", "node": nodes["长期"], "lead_unit": city.housing},
        ),
        (money, 3, "还没有分工", {}),
    ]
    for finding, number, title, values in made:
        make.measure(finding, number, title, **values)
    Measure.objects.get(title="清退违规资金").responsible_units.add(city.water)
    make.measure(make.finding(round_, 9, "没有人负责"), 1, "外人", lead_unit=city.finance)
    from_reach = Measure.objects.get(title="清退违规资金")
    make.flow.put_reach([from_reach])
    return {"nodes": nodes, "targets": targets, "water": water, "money": money}


def labels(frame, **wanted):
    found = listing.measures(frame, Wanted(**wanted))
    return {f"{row[0]}-{row[1]}" for row in found.values_list("finding_number", "number")}


ALL = {"7-1", "7-2", "7-3", "7-4", "8-1", "8-2", "8-3", "9-1"}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ALL),
        ({"finding": 8}, {"8-1", "8-2", "8-3"}),
        ({"status": ("closed",)}, {"7-1"}),
        ({"status": ("closed", "submitted")}, {"7-1", "8-1"}),
        ({"status": ("open",)}, ALL - {"7-1"}),
        ({"status": ("closed", "open")}, ALL),
        ({"alert": "overdue"}, {"7-2"}),
        ({"alert": "due_soon"}, {"7-3", "7-4"}),
        ({"alert": "on_track"}, {"8-1"}),
        ({"alert": "closed"}, {"7-1"}),
        ({"alert": "long"}, {"8-2"}),
        ({"alert": "unset"}, {"8-3", "9-1"}),
        ({"unit": NONE}, {"8-3"}),
        ({"node": NONE}, ALL - {"7-2", "8-2"}),
        ({"target": NONE}, ALL - {"8-1"}),
        ({"leader": NONE}, ALL - {"7-2"}),
        ({"pace": "staged"}, {"7-3"}),
        ({"pace": NONE}, ALL - {"7-3"}),
        ({"ready": "no"}, {"7-4"}),
        ({"ready": "yes"}, ALL - {"7-4"}),
        ({"text": "管网"}, {"7-1", "7-2", "7-3", "7-4"}),
        ({"text": "漏损"}, {"7-4"}),
        ({"text": "，。"}, set()),
        ({"due_from": date(2026, 6, 12), "due_to": date(2026, 6, 19)}, {"7-3", "7-4"}),
        ({"todo": "plan"}, {"8-3", "9-1"}),
        ({"todo": "overdue"}, {"7-2"}),
        ({"text": "管网", "status": ("open",), "alert": "overdue"}, {"7-2"}),
    ],
)
def test_the_office_finds_what_it_asks_for(frame, ledger, wanted, expected):
    assert labels(frame("wei"), **wanted) == expected


def test_ids_of_the_round(frame, ledger, city):
    office = frame("wei")
    assert labels(office, node=ledger["nodes"]["5月初"].pk) == {"7-2"}
    assert labels(office, target=ledger["targets"]["completed"].pk) == {"8-1"}
    assert labels(office, leader=city.posts["zhou"].pk) == {"7-2"}
    assert labels(office, unit=city.housing.pk) == {"7-1", "7-2", "8-2"}
    assert labels(office, unit=city.housing.pk, below="1") == {"7-1", "7-2", "7-3", "7-4", "8-2"}
    assert labels(office, category=ledger["water"].category_id) == ALL
    assert labels(office, category=uuid4()) == set()
    with pytest.raises(NotFound):
        labels(office, unit=uuid4(), below="1")


def test_a_unit_sees_its_own_and_what_lies_below(frame, ledger):
    assert labels(frame("lin")) == {"7-1", "7-2", "7-3", "7-4", "8-1", "8-2"}
    assert labels(frame("ma")) == {"7-3", "7-4", "8-1"}
    assert labels(frame("ma"), text="管网") == {"7-3", "7-4"}
    assert labels(frame("song"), text="管网") == set()
    for name in ("sys", "sec", "aud"):
        assert labels(frame(name)) == set()


def test_mine_and_my_units(frame, ledger):
    assert labels(frame("zhou"), mine="me") == {"7-2"}
    assert labels(frame("lin"), mine="me") == {"7-1", "7-2", "8-2"}
    assert labels(frame("lin"), mine="unit") == {"7-1", "7-2", "7-3", "7-4", "8-1", "8-2"}
    assert labels(frame("ma"), mine="me") == {"7-3", "7-4", "8-1"}
    assert labels(frame("sys"), mine="me") == set()


def test_what_waits_for_somebody_is_what_the_home_counts(frame, ledger):
    for name in ("wei", "lin", "he", "ma", "zhao", "zhou"):
        here = frame(name)
        measures = counts.measures_of(here.viewer, here.round)
        for key, count in counts.needs_me(here.viewer, here.round, measures, TODAY).items():
            assert len(labels(here, todo=key)) == count, (name, key)


def test_alerts_share_out_every_measure(frame, ledger):
    shares = [labels(frame("wei"), alert=key) for key in listing.ALERTS]
    assert set().union(*shares) == ALL and sum(map(len, shares)) == len(ALL)


def numbers(frame, **wanted):
    return set(listing.findings(frame, Wanted(**wanted)).values_list("number", flat=True))


def test_findings_of_the_wanted_measures(frame, ledger, round_):
    make.finding(round_, 10, "还没有措施的管网问题")
    assert numbers(frame("wei")) == {7, 8, 9, 10}
    assert numbers(frame("wei"), alert="overdue") == {7}
    assert numbers(frame("wei"), text="管网") == {7, 10}
    assert numbers(frame("wei"), text="管网", status=("closed",)) == {7}
    assert numbers(frame("wei"), finding=10) == {10}
    assert numbers(frame("wei"), finding=10, status=("open",)) == set()
    assert numbers(frame("ma")) == {7, 8}
    assert numbers(frame("song")) == {8, 9}
