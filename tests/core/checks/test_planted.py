"""A small, fixed part of the mutation bench: what is planted is caught, what is clean stays so."""

from __future__ import annotations

from random import Random

import pytest

from tools.planting.bench import RULES as PLANTED_RULES
from tools.planting.bench import SEED, gather, run
from tools.planting.invented import lists, parts, shares, states, sums
from tools.planting.model import Planted, Text, edited
from tools.planting.numerals import counted, heard, like, said
from tools.planting.texts import texts
from zhenggai.core.checks import RULES
from zhenggai.core.reading.numbers import parse_int

WANTED = 98.0
_NAMES = ("01-district", "02-city", "05-univ", "09-round", "18-bank", "20-prov", "21-county")
_MOST = 40


@pytest.fixture(scope="module")
def places() -> dict[str, list[Planted]]:
    """The planted errors of a few samples, the same in every run."""
    return gather([*texts(_NAMES), *texts(("sample-notice",))])


@pytest.mark.parametrize("rule", PLANTED_RULES)
def test_what_is_planted_is_caught(rule: str, places: dict[str, list[Planted]]) -> None:
    every = places[rule]
    chosen = every if len(every) <= _MOST else Random(SEED).sample(every, _MOST)
    row = run(rule, chosen, _MOST)
    assert row.tried >= 10
    assert not row.wrongly
    assert row.recall >= WANTED, [(one.text.name, one.done) for one in row.missed]


def test_every_rule_that_may_say_error_is_planted() -> None:
    loud = {rule.id for rule in RULES if set(rule.severities) & {"error", "warning"}}
    assert loud <= set(PLANTED_RULES)


@pytest.mark.parametrize("kind", (sums, states, shares, parts, lists))
def test_invented_statements_come_with_wrong_ones(kind: object) -> None:
    made = list(kind.statements(Random(1)))  # type: ignore[attr-defined]
    assert len(made) > 20
    for one in made:
        assert all(words != one.true for words, _ in one.wrong)
    assert sum(len(one.wrong) for one in made) > len(made)


def test_numbers_are_said_as_reading_hears_them() -> None:
    for number in (*range(1, 130), 200, 205, 999, 1000, 1010, 1234, 9009):
        assert parse_int(said(number)) == number
    assert [counted(2), said(2)] == ["两", "二"]
    assert [heard("十二"), heard("１２"), heard("③"), heard("甲")] == [12, 12, 3, None]
    assert [like("③", 4), like("十", 11), like("９", 10), like("⑳", 21)] == [
        "④",
        "十一",
        "１０",
        None,
    ]


def test_edits_are_made_in_place() -> None:
    text = Text("short", "一二三四")
    one = Planted("sum", "kind", text, ((1, 2, "贰"), (3, 3, "又")), "two edits")
    assert one.wrong() == "一贰三又四"
    assert one.clean() == edited(text.text, ()) == "一二三四"
