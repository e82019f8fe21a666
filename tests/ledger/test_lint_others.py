"""Rules about findings, institutions, documents, people and the round itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories as make
from tests.factories import NOW
from tests.ledger import lint_ground
from tests.ledger.lint_ground import PERIODS, Ground
from zhenggai.core import lintrules, similar
from zhenggai.ledger import coverage, institutions
from zhenggai.ledger.lint import run
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import (
    Figure,
    Institution,
    Manifestation,
    Recommendation,
    Round,
    Withheld,
)
from zhenggai.office.models import Membership

pytestmark = pytest.mark.django_db
WORDING = "供水管网改造进度缓慢，群众用水难问题长期得不到解决"


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    with lint_ground.laid(django_db_blocker) as once:
        yield once


@pytest.fixture
def ground(laid):
    return laid.fresh()


def institution(g, **changes):
    values = {
        "title": "《供水管网漏损管理办法》",
        "number": "云建发〔2026〕3号",
        "issuer": g.city.housing,
        "issued_on": date(2026, 3, 1),
    }
    findings = changes.pop("findings", [g.finding])
    rule = institutions.Rule(**(values | changes))
    return institutions.register(g.city.by("wei"), g.round, rule, findings)


def draft(g):
    return Institution.objects.create(round=g.round, title="《倡议书》")


def unanswered_by_the_notice(g):
    g.mention(g.document(), g.finding)
    other = make.finding(g.round, 8, "抢修不及时")
    g.measure(other)
    g.mention(g.document(kind="progress_notice"), other)
    return g.finding


def said_before(g):
    earlier = make.round_of(g.city.root, feedback_on=date(2023, 1, 16))
    make.finding(earlier, 3, WORDING)
    made = make.finding(g.round, 9, f"{WORDING}到位")
    g.measure(made)
    return made


def half_answered(g):
    first, second = (
        Manifestation.objects.create(finding=g.finding, number=number, text=f"表现{number}")
        for number in (1, 2)
    )
    g.measure(manifestation=first)
    return second


def asked(g, *measures):
    made = Recommendation.objects.create(round=g.round, number=1, text="加快改造")
    coverage.answer(g.city.by("wei"), made, measures)
    return made


def with_figures(g, **changes):
    made = g.document(**changes)
    Figure.objects.create(intake=made, start=0, end=1, value="36", kind="count")
    return made


def with_a_passage(g):
    made = g.document()
    Withheld.objects.create(intake=made, start=0, end=1, sha256="0" * 64)
    return made


def led_by(unit):
    def spoil(g):
        found = unit(g.city)
        g.measure(lead_unit=found)
        return found

    return spoil


def loaded(g, many):
    for day in range(many):
        g.measure(due_on=date(2026, 9, 7) + timedelta(days=day % 5))
    return g.city.posts["zhou"]


def round_with(**changes):
    def spoil(g):
        Round.objects.filter(pk=g.round.pk).update(**changes)
        return g.round

    return spoil


def without_nodes(g):
    g.round.nodes.update(due_on=None)
    return g.round


def without_targets(g):
    g.round.measures.update(target=None)
    g.round.targets.all().delete()
    return g.round


def without_supervision(g):
    Membership.objects.filter(group__kind="supervision").update(left_on=date(2026, 6, 11))
    return g.round


OVER = [PERIODS[0] | {"done_on": None, "key": "report"}]
SPOILT = {
    "finding-measure": lambda g: make.finding(g.round, 8, "抢修不及时"),
    "finding-notice": unanswered_by_the_notice,
    "finding-similar": said_before,
    "manifestation-measure": half_answered,
    "recommendation-measure": asked,
    "institution-date": lambda g: institution(g, issued_on=None),
    "institution-number": lambda g: institution(g, number=""),
    "institution-issuer": lambda g: institution(g, issuer=None),
    "institution-finding": lambda g: institution(g, findings=[]),
    "institution-old": lambda g: institution(g, issued_on=date(2026, 1, 15)),
    "institution-draft": draft,
    "document-staged": lambda g: g.document(status="staged", created_at=NOW - timedelta(days=10)),
    "document-unread": lambda g: g.document(reading={"unread": [{"start": 3, "end": 9}]}),
    "figure-undated": lambda g: with_figures(g, issued_on=None),
    "withheld": with_a_passage,
    "unit-liaison": led_by(lambda city: city.discipline),
    "unit-head": led_by(lambda city: city.finance),
    "leader-load": lambda g: loaded(g, 6),
    "round-rules": round_with(rule_set=None),
    "round-periods": round_with(periods=[]),
    "round-nodes": without_nodes,
    "round-targets": without_targets,
    "period-over": round_with(periods=OVER),
    "supervision-empty": without_supervision,
}
# What looks alike and is right.
SOUND = {
    "finding-measure": lambda g: make.finding(g.round, 8, "办结494件", kind="clues"),
    "finding-notice": lambda g: g.mention(g.document(), g.finding),
    "manifestation-measure": lambda g: Manifestation.objects.create(
        finding=g.finding, number=1, text="没有一条措施对应到具体表现"
    ),
    "recommendation-measure": lambda g: asked(g, g.sound),
    "institution-date": institution,
    "institution-number": institution,
    "institution-issuer": draft,
    "institution-finding": institution,
    "institution-old": lambda g: institution(g, issued_on=date(2026, 1, 16)),
    "institution-draft": institution,
    "document-staged": lambda g: g.document(status="staged"),
    "document-unread": Ground.document,
    "figure-undated": with_figures,
    "withheld": lambda g: g.document(status="discarded"),
    "unit-liaison": led_by(lambda city: city.finance),
    "unit-head": led_by(lambda city: city.housing),
    "leader-load": lambda g: loaded(g, 5),
    "period-over": round_with(periods=[OVER[0] | {"done_on": "2026-02-10"}]),
}


@pytest.mark.parametrize("rule", SPOILT)
def test_what_is_spoilt_is_named(ground, rule):
    made = SPOILT[rule](ground)
    assert ground.found(rule) == [made.pk]
    assert ground.counts()[rule] == 1


@pytest.mark.parametrize("rule", SOUND)
def test_what_is_sound_is_not_named(ground, rule):
    SOUND[rule](ground)
    assert ground.found(rule) == []


def test_every_rule_has_its_case():
    rules = {rule.id for rule in lintrules.RULES if rule.noun != "measure"}
    assert rules == set(SPOILT) | {"institution-twice"}


def test_a_title_that_is_listed_twice_is_named_twice(ground):
    first, second = institution(ground), institution(ground, number="云建发〔2026〕4号")
    institution(ground, title="《抢修服务规范》")
    assert set(ground.found("institution-twice")) == {first.pk, second.pk}


def test_a_finding_that_points_back_is_not_similar_by_oversight(ground):
    made = said_before(ground)
    made.recurs = make.finding(ground.round, 10, "另一个问题")
    made.save()
    assert ground.found("finding-similar") == []


def test_the_earlier_finding_is_the_fact(ground):
    said_before(ground)
    (issue,) = run.issues(ground.scope(), "finding-similar", 0, 50)
    assert issue.facts["similar"].startswith("3 供水管网改造进度缓慢")


def test_the_fullest_week_of_a_leader_is_the_fact(ground):
    loaded(ground, 7)
    for day in range(6):
        ground.measure(due_on=date(2026, 8, 3) + timedelta(days=day % 5))
    (issue,) = run.issues(ground.scope(), "leader-load", 0, 50)
    assert issue.facts == {"week_of": date(2026, 9, 7), "measures": 7}


def test_likeness_asks_for_the_part_that_is_shared():
    texts = ["供水管网改造缓慢", "供水管网改造缓慢问题突出", "干部选拔程序不规范", "", "。"]
    assert [(pair.later, pair.earlier) for pair in similar.earlier(texts, 0.5)] == [(1, 0)]
    assert not list(similar.earlier(texts, 0.99))
    assert [pair.shared for pair in similar.earlier(["甲乙丙", "甲乙丙"], 1.0)] == [100]


@pytest.mark.parametrize(("unit", "empty"), [("root", False), ("housing", True)])
def test_a_group_verifies_what_lies_below_its_unit(ground, unit, empty):
    Membership.objects.all().delete()
    make.group("supervision", getattr(ground.city, unit), ground.city.users["zhao"])
    counts = run.counted(Scope(None, ground.round, ground.today))
    assert bool(counts["supervision-empty"]) is empty


def test_a_group_of_another_round_verifies_nothing_here(ground):
    Membership.objects.all().delete()
    group = make.group("supervision", ground.city.root, ground.city.users["zhao"])
    for round_id, empty in ((ground.round.pk, 0), (make.round_of(ground.city.root).pk, 1)):
        group.round_id = round_id
        group.save()
        counts = run.counted(Scope(None, ground.round, ground.today))
        assert counts["supervision-empty"] == empty
