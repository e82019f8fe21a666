"""Rules about measures: each one fires on one spoilt measure, and is silent on what only looks alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories as make
from tests.factories import NOW
from tests.ledger import lint_ground
from tests.ledger.lint_ground import TODAY
from zhenggai.core import lintrules
from zhenggai.ledger import closeout, extensions, judgements
from zhenggai.ledger.lint import run
from zhenggai.ledger.models import Round, Schedule, Stage
from zhenggai.office import clock
from zhenggai.office.models import Appointment, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    with lint_ground.laid(django_db_blocker) as once:
        yield once


@pytest.fixture
def ground(laid):
    return laid.fresh()


def led_by_an_ended_post(g):
    ended = g.post(valid_to=date(2026, 1, 31))
    Appointment.objects.create(person=g.city.person("song"), post=ended)
    return g.measure(lead_leader=ended)


def helped_by_nobody(g):
    made = g.measure()
    made.responsible_leaders.set([g.city.posts["zhou"], g.post()])
    return made


def led_by_a_closed_unit(g):
    closed = make.unit(g.city.root, "市老城改造办", closed_on=date(2026, 3, 1))
    return g.measure(lead_unit=closed)


def helped_by_a_closed_unit(g):
    made = g.measure()
    made.responsible_units.set(
        [g.city.finance, make.unit(g.city.root, "市公房所", closed_on=date(2026, 3, 1))]
    )
    return made


def named_twice(field, value):
    def spoil(g):
        made = g.measure()
        getattr(made, field).set([value(g.city)])
        return made

    return spoil


def waits(status, **changes):
    def spoil(g):
        made = g.walked(status, **changes)
        g.later(30)
        return made

    return spoil


def reopened(g):
    made = g.walked("closed", due_on=clock.today() - timedelta(days=10))
    closeout.reopen(g.city.by("wei"), made, note="复查发现两处漏水")
    return made


def staged(g, **changes):
    made = g.measure()
    row = {"start_on": date(2026, 9, 1), "due_on": made.due_on, "laid_at": NOW}
    laid = Schedule.objects.create(measure=made, **(row | changes))
    end = changes.get("due_on", made.due_on)
    Stage.objects.create(
        schedule=laid, position=1, name="实施", permille=1000, start_on=date(2026, 9, 1), end_on=end
    )
    return made


def asked(g, **changes):
    made = g.walked("in_progress", due_on=clock.today() + timedelta(days=30), **changes)
    to_on = clock.today() + timedelta(days=90)
    extensions.ask(g.city.by("lin"), made, to_on=to_on, note="管材供货推迟")
    g.later(30)
    return made


def undated(g, node, **changes):
    return g.measure(node=g.node(node) if node else None, due_on=None, **changes)


SPOILT = {
    "lead-unit": lambda g: g.measure(lead_unit=None),
    "lead-leader": lambda g: g.measure(lead_leader=None),
    "criterion": lambda g: g.measure(criterion=""),
    "criterion-vague": lambda g: g.measure(criterion="机制更加健全，群众感受明显改善"),
    "leader-vacant": lambda g: g.measure(lead_leader=g.post()),
    "leader-ended": led_by_an_ended_post,
    "helper-vacant": helped_by_nobody,
    "unit-ended": led_by_a_closed_unit,
    "unit-outside": lambda g: g.measure(lead_unit=make.unit(None, "省水利厅")),
    "helper-ended": helped_by_a_closed_unit,
    "unit-twice": named_twice("responsible_units", lambda city: city.housing),
    "leader-twice": named_twice("responsible_leaders", lambda city: city.posts["zhou"]),
    "target-unset": lambda g: g.measure(target=None),
    "due": lambda g: undated(g, "年底"),
    "due-after-node": lambda g: g.measure(due_on=date(2027, 1, 1)),
    "due-after-last": lambda g: g.measure(node=g.node("长期"), due_on=date(2027, 1, 1)),
    "node-unset": lambda g: g.measure(node=None),
    "node-past": lambda g: g.measure(node=g.node("5月初"), due_on=date(2026, 5, 8)),
    "long-dated": lambda g: g.measure(target=g.target("long_term")),
    "completed-undated": lambda g: undated(g, "长期"),
    "condition-undated": lambda g: g.measure(condition="省级资金到位"),
    "condition-late": lambda g: g.measure(
        condition="省级资金到位", condition_due_on=date(2026, 12, 2)
    ),
    "condition-past": lambda g: g.measure(
        condition="省级资金到位", condition_due_on=date(2026, 6, 11)
    ),
    "immediate-slow": lambda g: g.measure(pace="immediate", due_on=date(2026, 7, 17)),
    "relapse-date": reopened,
    "stage-after-due": lambda g: staged(g, due_on=date(2026, 12, 2)),
    "stages-tight": lambda g: staged(g, begin_on=date(2026, 5, 1)),
    "draft-left": lambda g: g.measure(status="draft"),
    "unstarted": lambda g: g.measure(due_on=TODAY),
    "overdue-idle": lambda g: g.measure(due_on=TODAY - timedelta(days=1)),
    "overdue-silent": lambda g: g.measure(
        status="in_progress", due_on=date(2026, 5, 1), changed_at=NOW - timedelta(days=40)
    ),
    "review-waiting": waits("submitted"),
    "verify-waiting": waits("reviewed"),
    "close-waiting": waits("verified"),
    "claimed-open": lambda g: g.measure(claimed_status="completed"),
    "extension-waiting": asked,
    "extended-often": lambda g: g.measure(extended=3),
}
# What looks alike and is right.
SOUND = {
    "lead-unit": lambda g: g.measure(lead_unit=None, status="closed", closed_at=NOW),
    "criterion-vague": lambda g: g.measure(criterion="《漏损管理办法》施行"),
    "leader-vacant": lambda g: g.measure(lead_leader=g.city.posts["he"]),
    "leader-ended": lambda g: g.measure(
        lead_leader=make.post(g.city.users["song"], g.city.root, "秘书长", "leader")
    ),
    "unit-outside": lambda g: g.measure(lead_unit=g.city.water),
    "unit-twice": named_twice("responsible_units", lambda city: city.water),
    "leader-twice": named_twice("responsible_leaders", lambda city: city.posts["he"]),
    "due": lambda g: undated(g, "长期", target=g.target("long_term")),
    "due-after-node": lambda g: g.measure(due_on=date(2026, 12, 31)),
    "due-after-last": lambda g: g.measure(node=g.node("长期"), due_on=date(2026, 12, 31)),
    "node-past": lambda g: g.measure(
        node=g.node("5月初"), due_on=date(2026, 5, 8), status="closed", closed_at=NOW
    ),
    "completed-undated": lambda g: undated(g, "长期", target=g.target("marked_effect")),
    "condition-late": lambda g: g.measure(
        condition="省级资金到位", condition_due_on=date(2026, 12, 1)
    ),
    "condition-past": lambda g: g.measure(condition="省级资金到位", condition_due_on=TODAY),
    "immediate-slow": lambda g: g.measure(pace="immediate", due_on=date(2026, 7, 16)),
    "extension-waiting": lambda g: extensions.grant(g.city.by("wei"), asked(g)),
    "extended-often": lambda g: g.measure(extended=2),
    "stage-after-due": staged,
    "stages-tight": staged,
    "unstarted": lambda g: g.measure(due_on=TODAY, status="in_progress"),
    "overdue-idle": lambda g: g.measure(due_on=TODAY),
    "overdue-silent": lambda g: g.measure(
        status="in_progress", due_on=date(2026, 5, 1), changed_at=NOW - timedelta(days=1)
    ),
    "claimed-open": lambda g: g.measure(claimed_status="completed", status="closed", closed_at=NOW),
}


def test_a_round_in_order_is_left_in_peace(ground):
    assert ground.counts() == {}


@pytest.mark.parametrize("rule", SPOILT)
def test_a_spoilt_measure_is_named(ground, rule):
    made = SPOILT[rule](ground)
    assert ground.found(rule) == [made.pk]
    assert ground.counts()[rule] == 1


@pytest.mark.parametrize("rule", SOUND)
def test_a_sound_measure_is_not_named(ground, rule):
    SOUND[rule](ground)
    assert ground.found(rule) == []


def test_every_rule_about_measures_has_its_case():
    rules = {rule.id for rule in lintrules.RULES if rule.noun == "measure"}
    assert rules == set(SPOILT) | {"same-text"}


def test_a_measure_under_two_findings_is_named_in_both(ground):
    other = make.finding(ground.round, 8, "抢修不及时")
    twin = ground.measure(other, text=ground.sound.text)
    ground.measure(other)
    assert ground.found("same-text") == [ground.sound.pk, twin.pk]
    # Within one finding it is an ordinary repetition, for the eye of whoever reads the finding.
    for _ in range(2):
        ground.measure(text="只在一个问题下重复")
    assert ground.counts()["same-text"] == 2


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        ("review-waiting", "submitted"),
        ("verify-waiting", "reviewed"),
        ("close-waiting", "verified"),
    ],
)
def test_who_waits_a_few_days_is_not_named(ground, rule, status):
    ground.walked(status)
    ground.later(0)
    assert ground.found(rule) == []


def test_waiting_is_counted_in_working_days_as_the_rule_set_says(ground):
    made = ground.walked("submitted")
    done = clock.today()
    ground.later(0)
    limit = ground.scope().limit("review-waiting", "days")
    working = ground.scope().calendar.add_working
    ground.today = working(done, limit).day
    assert ground.found("review-waiting") == []
    ground.today = working(done, limit + 1).day
    assert ground.found("review-waiting") == [made.pk]
    rules = ground.round.rule_set
    rules.limits = {"review-waiting": {"days": limit + 1}}
    rules.save()
    assert ground.found("review-waiting") == []


@pytest.mark.parametrize("given", [-1, 10_001, True, "5", 2.5, None])
def test_a_mistyped_limit_is_not_taken(given):
    default = lintrules.TABLE["review-waiting"].limits["days"]
    assert lintrules.limit("review-waiting", "days", {"review-waiting": {"days": given}}) == default


def test_a_relapse_with_a_new_date_is_in_order(ground):
    made = reopened(ground)
    made.due_on = clock.today() + timedelta(days=30)
    made.save()
    assert ground.found("relapse-date") == []


def test_what_was_judged_met_at_its_node_is_quiet_and_else_it_is_told(ground):
    node = ground.round.nodes.create(name="三月底", due_on=clock.today(), position=9)
    met, missed, left = (ground.measure(node=node, due_on=node.due_on) for _ in range(3))
    judgements.judge(ground.city.by("zhao"), met, verdict="met")
    judgements.judge(ground.city.by("zhao"), missed, verdict="not_met", note="未通水")
    ground.later(0)
    assert ground.found("node-past") == []
    ground.later(1)
    assert ground.found("node-past") == [missed.pk, left.pk]
    told = run.issues(ground.scope(), "node-past", 0, 9)
    assert [issue.facts["judged"] for issue in told] == ["not_met", "none"]
    # At another node nothing was said of it yet.
    other = ground.round.nodes.create(name="四月底", due_on=clock.today(), position=10)
    type(met).objects.filter(pk=met.pk).update(node=other)
    assert met.pk in ground.found("node-past")


def test_drafts_are_left_out_of_no_plan_that_was_not_adopted(ground):
    ground.measure(status="draft")
    Round.objects.update(plan_adopted_on=None)
    assert ground.found("draft-left") == []
    Round.objects.update(plan_adopted_on=TODAY - timedelta(days=2))
    assert ground.found("draft-left") == []


def test_a_unit_closed_later_is_named_from_then_on(ground):
    assert ground.found("unit-ended") == []
    Unit.objects.filter(pk=ground.city.housing.pk).update(closed_on=TODAY)
    assert ground.found("unit-ended") == [ground.sound.pk]
