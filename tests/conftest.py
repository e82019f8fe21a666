"""A small city with named people, so that every test says who acts.

Wei (coordinator of the general office), Lin (liaison of the housing bureau), He (its head), Zhou (vice mayor, lead
leader), Zhao (supervision group, of the discipline office), Ma (liaison of the water group, below the housing bureau),
Song (liaison of the finance bureau: an outsider), Sys, Sec, Aud (the three administrators).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests import factories as make
from tests import triggers
from tools import build_messages
from zhenggai.ledger.models import Finding, Measure, Round
from zhenggai.office import viewer
from zhenggai.office.models import Person, Post, Unit, User
from zhenggai.office.viewer import By


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, so that pages speak as the parts say now; once, not in every worker."""
    if not hasattr(config, "workerinput"):
        build_messages.compile_all(Path(__file__).parent.parent / "zhenggai")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark whatever asks for a database, so that exactly this runs again on the other one.

    What flushes the database runs last: the rows that migrations made are gone then.
    """
    for item in items:
        if _fixtures(item) & {"db", "transactional_db"} or item.get_closest_marker("django_db"):
            item.add_marker("database")
    yield
    items.sort(key=lambda item: "transactional_db" in _fixtures(item))


def _fixtures(item: pytest.Item) -> set[str]:
    names = set(getattr(item, "fixturenames", ()))
    return names | {"transactional_db"} if "live_server" in names else names


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """A database in which transactions end, with its triggers; they are lifted only for the flush that follows."""
    triggers.found_again()
    yield transactional_db
    triggers.lift()


@dataclass
class City:
    """The units, posts and people of the tests."""

    root: Unit
    housing: Unit
    water: Unit
    finance: Unit
    discipline: Unit
    posts: dict[str, Post]
    users: dict[str, User]

    def by(self, name: str) -> By:
        """Somebody who acts, read anew."""
        return viewer.by(User.objects.select_related("person").get(username=name))

    def person(self, name: str) -> Person:
        """The person behind a sign-in name."""
        return Person.objects.get(user__username=name)


@pytest.fixture
def city(db: None) -> City:
    """Units, posts, people and the standing groups; no round yet."""
    return make.city(City)


@pytest.fixture
def round_(city: City) -> Round:
    """A round of the city with nodes and targets, feedback on 16 January 2026."""
    return make.round_of(city.root, feedback_on=date(2026, 1, 16))


@pytest.fixture
def finding(round_: Round) -> Finding:
    """One finding without measures."""
    return make.finding(round_, 7, "老旧小区供水管网改造进度缓慢")


@pytest.fixture
def measure(city: City, finding: Finding) -> Measure:
    """A draft measure of the finding, assigned to the housing bureau under Zhou."""
    return make.measure(
        finding,
        1,
        "完成管网改造二期",
        criterion="36个小区通水验收",
        lead_unit=city.housing,
        lead_leader=city.posts["zhou"],
        due_on=date(2026, 6, 30),
        original_due_on=date(2026, 6, 30),
    )
