"""Two people at the same moment, each on a connection of his own (RT-3, RT-4)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from zhenggai.core.errors import Duplicate, Refusal, Stale
from zhenggai.office import journal, people, units
from zhenggai.office.keys import uuid7
from zhenggai.office.models import Entry, Person, Revision
from zhenggai.office.viewer import By

WAIT = 30


@pytest.fixture
def open_city(transactional_db, city):
    """The city in a database in which others see what one commits."""
    return city


def together(acts):
    """Do `acts` at the same moment and tell what came of each: None, or the refusal."""
    gate = threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait(WAIT)
            act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_savers_one_is_told(open_city):
    city = open_city
    bys = [city.by("wei") for _ in range(4)]
    results = together(
        [
            lambda by=by, at=at: units.edit(
                by, city.housing, version=1, name=f"第{at}个名字", short_name=""
            )
            for at, by in enumerate(bys)
        ]
    )
    refused = [result for result in results if result is not None]
    assert len(refused) == 3 and all(isinstance(one, Stale) for one in refused)
    city.housing.refresh_from_db()
    (winner,) = (at for at, result in enumerate(results) if result is None)
    assert (city.housing.name, city.housing.version) == (f"第{winner}个名字", 2)
    assert {one.facts["record"].name for one in refused} == {city.housing.name}
    assert Revision.objects.filter(field="name").count() == 1


def test_a_form_sent_many_times_at_once_is_one_act(open_city):
    wei = open_city.by("wei")
    same = By(wei.user, wei.viewer, uuid7())
    results = together([lambda: people.create_person(same, name="同一个人")] * 4)
    assert sum(isinstance(result, Duplicate) for result in results) == 3
    assert Person.objects.filter(name="同一个人").count() == 1
    assert Entry.objects.filter(verb="person.create").count() == 1


def test_many_acts_at_once_make_one_chain(open_city):
    wei = open_city.by("wei")
    acts = [lambda at=at: people.create_person(wei, name=f"人{at}") for at in range(12)]
    assert together(acts) == [None] * 12
    verdict = journal.verify("security")
    assert (verdict.count, verdict.broken_at) == (12, None)
