from __future__ import annotations

import itertools

import pytest

from zhenggai.core import rules
from zhenggai.core.rules import row, table

ASSIGNED = {
    "lead_leader": 1,
    "lead_unit": 1,
    "text": "做",
    "due_on": "2026-06-30",
    "long_term": False,
}


def test_a_row_reads_like_a_sentence():
    close = rules.find("measure.close")
    assert (close.noun, close.by, close.source) == ("measure", {"office"}, {"verified"})
    assert (close.target, close.needs, close.stream) == ("closed", ("not_own_work",), "ledger")


def test_an_unknown_verb_raises():
    with pytest.raises(rules.UnknownVerb):
        rules.find("measure.cancel")


@pytest.mark.parametrize(
    "values",
    [
        {"verb": "measure.burn", "by": "nobody"},
        {"verb": "measure.burn", "by": "office", "needs": "luck"},
        {"verb": "measure.burn", "by": "office", "stream": "river"},
        {"verb": "measure.close", "by": "office"},
    ],
    ids=str,
)
def test_a_row_that_names_what_does_not_exist_stops_the_start(monkeypatch, values):
    rows = (*table.measure.ROWS, row.rule(**values))
    monkeypatch.setattr(table.measure, "ROWS", rows)
    with pytest.raises(rules.UnknownVerb):
        table._collect()


def test_every_verb_is_noun_and_act():
    for verb, found in rules.TABLE.items():
        assert verb == found.verb and verb.count(".") == 1 and verb == verb.lower()
        assert found.by, f"nobody may {verb}"


def test_states_lead_only_where_the_decisions_say():
    ways = {
        (state, found.target)
        for found in rules.TABLE.values()
        if found.noun == "measure" and found.target
        for state in found.source
    }
    order = ("draft", "planned", "in_progress", "submitted", "reviewed", "verified", "closed")
    forward = set(itertools.pairwise(order))
    back = {(state, "in_progress") for state in ("submitted", "reviewed", "verified", "closed")}
    assert ways == forward | back


def test_no_administrator_works_in_the_ledger():
    for verb, found in rules.TABLE.items():
        if found.stream == "ledger":
            assert not found.by & {"system_admin", "security_admin", "audit_admin"}, verb


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, None),
        ({"lead_leader": None}, ["lead_leader"]),
        ({"lead_unit": None, "text": ""}, ["lead_unit", "text"]),
        ({"due_on": None}, ["due_on"]),
        ({"due_on": None, "long_term": True}, None),
    ],
    ids=str,
)
def test_assigned(change, missing):
    answer = rules.CONDITIONS["assigned"](ASSIGNED | change)
    assert answer == ({"missing": missing} if missing else None)


@pytest.mark.parametrize(
    ("condition", "facts", "met"),
    [
        ("measurable", {"criterion": "通水"}, True),
        ("measurable", {"criterion": ""}, False),
        ("explained", {"note": " 已核 "}, True),
        ("not_own_work", {"actor": 1, "chain": [2, 3]}, True),
        ("not_own_work", {"actor": 3, "chain": [2, 3]}, False),
        ("other_unit", {"actor_units": [1], "doer_units": [2]}, True),
        ("other_unit", {"actor_units": [1, 2], "doer_units": [2]}, False),
        ("untouched", {"touched": 0}, True),
        ("untouched", {"touched": 2}, False),
    ],
    ids=str,
)
def test_conditions(condition, facts, met):
    assert (rules.CONDITIONS[condition](facts) is None) is met
