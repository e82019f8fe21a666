"""The example city agrees with itself: keys, counts, chain of close-out, dates, wording."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from zhenggai.core.calendar import Calendar, seeded
from zhenggai.core.rules.measure import ROWS
from zhenggai.demo.city import SAMPLES, Act, City, load_city

RULES = {row.verb: row for row in ROWS}
CHINA = Calendar(seeded())
CHAIN = ("measure.submit", "measure.review", "measure.verify", "measure.close")


@pytest.fixture(scope="module")
def city() -> City:
    return load_city()


def history(city: City) -> dict[str, list[Act]]:
    acts = defaultdict(list)
    for act in city.acts:
        acts[act.measure].append(act)
    return acts


def walk(acts: list[Act]) -> str:
    """The state that the acts lead to, by the rule table; a forbidden step fails."""
    state = "planned"
    for act in acts:
        rule = RULES[act.verb]
        assert not rule.source or state in rule.source, (act.measure, act.verb, state)
        state = rule.target or state
    return state


def members(city: City, kind: str) -> set[str]:
    return {person for group in city.groups if group.kind == kind for person in group.members}


def department(city: City, unit: str) -> str:
    """The unit right below the root in which a unit lies."""
    parents = {u.key: u.parent for u in city.units}
    while parents[unit] not in ("", city.round.inspected_unit):
        unit = parents[unit]
    return unit


def test_there_is_enough_of_everything(city):
    assert len(city.units) >= 60
    assert len(city.people) >= 40
    assert len(city.findings) >= 24
    assert len(city.categories) == 5
    assert len(city.measures) >= 80
    assert len(city.institutions) >= 30
    assert 4 <= len(city.recommendations) <= 6
    assert len([plan for plan in city.plans if plan.kind == "special"]) == 4


def test_no_key_and_no_name_stands_twice(city):
    for rows in (city.units, city.people, city.groups, city.measures, city.nodes, city.plans):
        assert not [key for key, n in Counter(row.key for row in rows).items() if n > 1]
    for names in (
        [u.name for u in city.units],
        [u.short_name for u in city.units],
        [p.name for p in city.people],
        [p.post for p in city.people],
        [i.title for i in city.institutions],
        [i.number for i in city.institutions],
        [m.title for m in city.measures],
    ):
        assert not [name for name, n in Counter(names).items() if n > 1]


def test_the_tree_has_three_levels_and_parents_stand_first(city):
    depth: dict[str, int] = {"": 0}
    for unit in city.units:
        depth[unit.key] = depth[unit.parent] + 1
    roots = [u.key for u in city.units if not u.parent and u.kind != "outside"]
    assert roots == [city.round.inspected_unit]
    assert max(depth.values()) == 3


def test_people_stand_in_units_and_lead_units_have_head_and_liaison(city):
    units = {u.key for u in city.units}
    duties = defaultdict(set)
    for person in city.people:
        assert person.unit in units
        assert person.post.startswith(person.unit + ".")
        assert person.duty in {"leader", "head", "deputy", "liaison", "staff"}
        assert len(person.initials) == len(person.name)
        duties[person.unit].add(person.duty)
    for unit in {m.lead_unit for m in city.measures}:
        assert {"head", "liaison"} <= duties[unit], unit


def test_groups_and_seats_name_people_and_the_administrators_stay_apart(city):
    people = {p.key: p for p in city.people}
    assert {"general_office", "supervision", "accountability", "clue_verification"} <= {
        group.kind for group in city.groups
    }
    for group in city.groups:
        assert group.head in group.members
        assert set(group.members) <= set(people)
        assert city.round.feedback_on <= group.since <= city.today
        assert all(people[key].since <= group.since for key in group.members)
    administrators = [key for g in city.groups if g.kind.endswith("_admin") for key in g.members]
    others = {key for g in city.groups if not g.kind.endswith("_admin") for key in g.members}
    assert len(set(administrators)) == 3
    assert not set(administrators) & others
    assert {seat.person for seat in city.seats} <= set(people)
    wanted = {"leader", "head", "liaison", "staff"}
    assert wanted <= {people[seat.person].duty for seat in city.seats}


def test_findings_say_what_the_feedback_says(city):
    said = re.findall(r"^(\d+)\.关于“(.+?)”的问题。", city.feedback, re.MULTILINE)
    assert [(str(f.number), f.wording) for f in city.findings] == said
    assert [f.number for f in city.findings] == list(range(1, len(city.findings) + 1))
    headings = re.findall(r"^（([一二三四五])）(.+)$", city.feedback, re.MULTILINE)
    assert [(c.number, c.heading) for c in city.categories] == headings
    assert {f.category for f in city.findings} == {c.number for c in city.categories}
    advice = city.feedback.partition("三、意见建议")[2]
    listed = re.findall(r"^(\d+)\.(.+)$", advice, re.MULTILINE)
    assert [(str(r.number), r.text) for r in city.recommendations] == listed


def test_measures_are_numbered_without_a_gap_and_answer_everything(city):
    numbers = defaultdict(list)
    for measure in city.measures:
        numbers[measure.finding].append(measure.number)
    assert set(numbers) == {f.number for f in city.findings}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    keys = {m.key for m in city.measures}
    assert all(r.measures and set(r.measures) <= keys for r in city.recommendations)
    findings = set(numbers)
    assert all(set(plan.findings) <= findings for plan in city.plans)


def test_measures_name_owner_criterion_and_date(city):
    units = {u.key for u in city.units}
    leaders = {p.post for p in city.people if p.duty == "leader"}
    for measure in city.measures:
        assert measure.title and measure.text and measure.criterion
        named = (measure.lead_unit, *measure.responsible_units)
        assert set(named) <= units and len(set(named)) == len(named), measure.key
        chiefs = (measure.lead_leader, *measure.responsible_leaders)
        assert set(chiefs) <= leaders and len(set(chiefs)) == len(chiefs), measure.key
        assert measure.pace in {"immediate", "staged", "continuous"}
        assert measure.target in {"completed", "interim_result", "marked_effect", "long_term"}


def test_due_dates_lie_at_their_nodes(city):
    nodes = {node.key: node.on for node in city.nodes}
    for measure in city.measures:
        if nodes[measure.node] is None:
            assert measure.due_on is None
            continue
        assert city.round.plan_adopted_on < measure.due_on <= nodes[measure.node], measure.key
        if measure.node == "year_end":
            assert measure.due_on > nodes["early_may"], measure.key


def test_conditions_are_named_and_come_before_the_due_date(city):
    for measure in city.measures:
        waits = measure.readiness == "conditions"
        assert waits == bool(measure.condition) == (measure.condition_on is not None)
        assert waits or measure.readiness == "ready"
        if waits and measure.due_on:
            assert measure.condition_on < measure.due_on, measure.key


def test_acts_stand_in_order_inside_the_round_in_working_hours(city):
    times = [act.at for act in city.acts]
    assert times == sorted(times)
    assert times[0].date() > city.round.plan_adopted_on
    assert times[-1] <= city.now
    assert city.now.date() == city.today
    for moment in times:
        assert moment.utcoffset() == timedelta(hours=8)
        assert CHINA.is_working(moment.date()) and 8 <= moment.hour < 18, moment
    keys = {m.key for m in city.measures}
    people = {p.key for p in city.people}
    assert all(a.measure in keys and a.actor in people and a.note.strip() for a in city.acts)


def test_every_step_is_open_and_done_by_somebody_who_may(city):
    measures = {m.key: m for m in city.measures}
    people = {p.key: p for p in city.people}
    offices, checkers = members(city, "general_office"), members(city, "supervision")
    for act in city.acts:
        actor, lead = people[act.actor], measures[act.measure].lead_unit
        hats = {actor.duty if actor.duty != "deputy" else "head"} if actor.unit == lead else set()
        hats |= {"office"} if actor.key in offices else set()
        hats |= {"supervision"} if actor.key in checkers else set()
        assert hats & RULES[act.verb].by, (act.verb, act.measure, act.actor)
        if act.verb == "measure.submit":
            assert actor.duty == "liaison"
        if act.verb == "measure.verify":
            assert department(city, actor.unit) != department(city, lead), act.measure


def test_nobody_takes_two_steps_of_one_way_to_close_out(city):
    for key, acts in history(city).items():
        done: dict[str, str] = {}
        for act in acts:
            if act.verb in ("measure.send_back", "measure.reopen"):
                done = {}
            elif act.verb in CHAIN:
                assert act.actor not in done.values(), (key, act.verb)
                done[act.verb] = act.actor


def test_the_states_are_lively_on_the_day(city):
    acts = history(city)
    states = {m.key: walk(acts[m.key]) for m in city.measures}
    counts = Counter(states.values())
    assert 45 <= counts["closed"] <= 50
    assert all(counts[state] >= 3 for state in ("verified", "reviewed", "submitted", "planned"))
    assert counts["in_progress"] >= 25
    verbs = Counter(act.verb for act in city.acts)
    assert verbs["measure.send_back"] >= 4
    assert 1 <= verbs["measure.reopen"] <= 2
    waiting = [m for m in city.measures if m.due_on and states[m.key] != "closed"]
    overdue = [m.key for m in waiting if m.due_on < city.today]
    soon = [m.key for m in waiting if city.today <= m.due_on <= city.today + timedelta(days=14)]
    assert len(overdue) >= 4 and "7-3" in overdue
    assert len(soon) >= 3
    long_term = {states[m.key] for m in city.measures if m.node == "long_term"}
    assert long_term <= {"in_progress", "planned"}


def test_institutions_have_an_issuer_a_date_and_findings(city):
    units, findings = {u.key for u in city.units}, {f.number for f in city.findings}
    for institution in city.institutions:
        assert institution.title[0] + institution.title[-1] == "《》"
        assert institution.unit in units
        assert institution.kind in {"new", "revised"}
        assert institution.findings and set(institution.findings) <= findings
        assert city.round.plan_adopted_on < institution.issued_on <= city.today
        assert CHINA.is_working(institution.issued_on), institution.title


def test_institutions_named_in_a_report_were_issued_before_it(city):
    issued = {i.title: i.issued_on for i in city.institutions}
    named = [(a, t) for a in city.acts for t in issued if t in a.note]
    assert len(named) >= 10
    assert all(issued[title] <= act.at.date() for act, title in named)


def test_the_sample_documents_are_there_in_their_forms():
    notice, report = (path.read_text(encoding="utf-8") for path in SAMPLES)
    assert len(re.findall(r"^\d+\.针对“", notice, re.MULTILINE)) == 12
    assert notice.count("①") == 12
    assert 2000 <= len(notice) <= 3500
    assert (
        report.count("一是") == len(re.findall(r"^\d+\.关于.+的问题。$", report, re.MULTILINE)) == 8
    )
