from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from zhenggai.core import tree
from zhenggai.core.errors import BadValue, Duplicate, Refusal, Stale
from zhenggai.office import clock, units
from zhenggai.office.models import Entry, Unit


def paths_hold():
    """Every path is its parent's with four digits more."""
    for unit in Unit.objects.select_related("parent"):
        above = unit.parent.path if unit.parent else ""
        assert unit.path == tree.child(above, unit.position)


def test_a_unit_is_added_as_the_last_child(city):
    made = units.create(city.by("wei"), parent=city.root, name="市审计局", short_name="审计局")
    assert made.path == "00010004"
    assert str(made) == "审计局"
    assert Entry.objects.get(verb="unit.create").record_id == made.pk
    paths_hold()


def test_two_sisters_have_two_names(city):
    with pytest.raises(Duplicate) as refused:
        units.create(city.by("wei"), parent=city.root, name="市财政局")
    assert (refused.value.code, refused.value.facts) == ("NAME-TAKEN", {"name": "市财政局"})
    units.create(city.by("wei"), parent=city.housing, name="市财政局")


def test_the_same_name_elsewhere_is_no_sister(city):
    with pytest.raises(Duplicate):
        units.edit(
            city.by("wei"), city.finance, version=1, name="市住房和城乡建设局", short_name=""
        )
    units.edit(city.by("wei"), city.finance, version=1, name="市财政局", short_name="财政")
    city.finance.refresh_from_db()
    assert city.finance.short_name == "财政"


def test_a_unit_moves_with_all_below(city):
    office = make.unit(city.water, "管网处")
    units.move(city.by("wei"), city.water, version=1, parent=city.finance)
    for unit in (city.water, office):
        unit.refresh_from_db()
    assert city.water.parent == city.finance
    assert office.path.startswith(city.water.path)
    assert Entry.objects.get(verb="unit.move").facts["units"] == 2
    assert set(Unit.objects.within(city.finance.path)) == {city.finance, city.water, office}
    assert set(Unit.objects.within(city.housing.path)) == {city.housing}
    paths_hold()


@pytest.mark.parametrize("below", ["housing", "water"])
def test_a_unit_does_not_lie_under_itself(city, below):
    with pytest.raises(BadValue) as refused:
        units.move(city.by("wei"), city.housing, version=1, parent=getattr(city, below))
    assert refused.value.code == "ORG-CYCLE"
    paths_hold()


def test_an_old_copy_does_not_move(city):
    with pytest.raises(Stale):
        units.move(city.by("wei"), city.water, version=9, parent=city.finance)


def test_a_unit_with_open_work_is_not_closed(city, measure):
    with pytest.raises(Refusal) as refused:
        units.close(city.by("wei"), city.housing, version=1, open_count=lambda unit: 1)
    assert (refused.value.code, refused.value.facts["open"]) == ("ORG-IN-USE", 1)
    units.close(city.by("wei"), city.water, version=1, open_count=lambda unit: 0)
    city.water.refresh_from_db()
    assert city.water.closed_on == clock.today()
    assert city.water not in Unit.objects.open()


def test_the_database_holds_paths_and_names_too(city):
    for same in ({"path": city.housing.path, "name": "甲"}, {"path": "0009", "name": "市财政局"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unit.objects.create(parent=city.root, **same)


@given(st.lists(st.integers(1, tree.MOST), min_size=1, max_size=6), st.integers(1, tree.MOST))
def test_a_subtree_holds_what_lies_below_and_nothing_else(positions, other):
    path = ""
    for position in positions:
        path = tree.child(path, position)
    first, beyond = tree.subtree(path)
    below = tree.child(path, other)
    assert first <= path < below < beyond
    assert tree.below(below, path)
    sister = tree.child(path[: -tree.WIDTH], other)
    assert (first <= sister < beyond) is (sister == path)
