"""The check as a whole: its table, what it costs, who sees what of it, what is kept day by day, the list taken out."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.ledger import lint_ground
from tests.ledger.lint_ground import TODAY
from zhenggai.core import lintrules
from zhenggai.core.errors import NotAllowed
from zhenggai.ledger import listing
from zhenggai.ledger.lint import kept, run, taking
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import LintCount
from zhenggai.office.models import Entry
from zhenggai.web import filters

pytestmark = pytest.mark.django_db
FRIDAY, SUNDAY = date(2026, 6, 12), date(2026, 6, 14)


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    with lint_ground.laid(django_db_blocker) as once:
        yield once


@pytest.fixture
def ground(laid):
    return laid.fresh()


def spoil(ground, many):
    """Gaps of all kinds."""
    begin = 100 + ground.round.findings.count()
    for number in range(begin, begin + 2 * many, 2):
        finding = make.finding(ground.round, number, f"第{number}个没有人负责的问题")
        ground.measure(finding, lead_unit=None, criterion="群众满意", due_on=None)
        ground.measure(finding, node=None, due_on=date(2026, 3, 1), status="in_progress")
        make.finding(ground.round, number + 1, f"第{number}个没有措施的问题")


def test_every_rule_of_the_table_is_at_work():
    assert set(run.CHECKS) == set(lintrules.TABLE)
    assert len(lintrules.TABLE) == len(lintrules.RULES) >= 28
    assert {rule.severity for rule in lintrules.RULES} == set(lintrules.SEVERITIES)
    assert {rule.group for rule in lintrules.RULES} == set(lintrules.GROUPS)
    assert max(len(rule) for rule in lintrules.TABLE) <= 32
    with pytest.raises(lintrules.UnknownRule):
        lintrules.find("no-such-rule")


def test_more_rows_are_not_more_queries(ground):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            run.counted(ground.scope())
            for rule in lintrules.TABLE:
                run.issues(ground.scope(), rule, 0, 50)
        return len(queries)

    spoil(ground, 3)
    asked()
    few = asked()
    spoil(ground, 20)
    assert asked() == few


def test_counting_asks_once_a_noun(ground):
    scope = ground.scope()
    nouns = {rule.noun for rule in lintrules.RULES}
    # Beside them: round, unit and rule set, the calendar, the wordings of this round and of others, the full weeks.
    with CaptureQueriesContext(connection) as queries:
        run.counted(scope)
    assert len(queries) <= len(nouns) + 7


def test_the_rows_of_a_rule_are_one_query(ground):
    spoil(ground, 2)
    scope = ground.scope()
    run.counted(scope)
    for rule in lintrules.TABLE:
        with CaptureQueriesContext(connection) as queries:
            run.issues(scope, rule, 0, 50)
        # None where nothing can be found at all.
        assert len(queries) <= 1, rule


def test_counts_and_rows_agree_for_everybody(ground):
    spoil(ground, 3)
    ground.measure(lead_unit=ground.city.water, criterion="")
    for name in ("wei", "lin", "ma", "song", "zhou"):
        scope = ground.scope(name)
        for rule, count in run.counted(scope).items():
            assert run.rows(scope, rule).count() == count, (name, rule)


def test_a_unit_sees_its_own_gaps_and_those_below(ground):
    own = ground.measure(criterion="")
    below = ground.measure(lead_unit=ground.city.water, criterion="")
    strange = ground.measure(lead_unit=ground.city.finance, criterion="", lead_leader=None)
    assert ground.found("criterion") == [own.pk, below.pk, strange.pk]
    assert ground.found("criterion", "lin") == [own.pk, below.pk]
    assert ground.found("criterion", "ma") == [below.pk]
    assert ground.found("criterion", "song") == [strange.pk]
    for name in ("sys", "sec", "aud"):
        assert ground.counts(name) == {}


def test_the_frame_of_the_round_is_shown_to_those_who_see_the_whole(ground):
    ground.round.targets.filter(key="interim_result").delete()
    ground.round.nodes.update(due_on=None)
    assert "round-nodes" in ground.counts()
    assert "round-nodes" not in ground.counts("lin")
    ground.document(issued_on=None, reading={"unread": [{"start": 1, "end": 2}]})
    assert "document-unread" not in ground.counts("lin")


def test_a_twin_that_is_not_seen_is_not_betrayed(ground):
    other = make.finding(ground.round, 8, "抢修不及时")
    ground.measure(other, text=ground.sound.text, lead_unit=ground.city.finance, lead_leader=None)
    assert "same-text" in ground.counts()
    assert "same-text" not in ground.counts("lin")


def test_the_ledger_shows_the_rows_of_a_rule(ground):
    spoil(ground, 2)
    ground.walked("verified")
    ground.measure(status="draft", due_on=date(2026, 6, 1), target=None, lead_leader=None)
    ground.measure(due_on=date(2026, 6, 15))
    scope = ground.scope()
    frame = listing.Frame(scope.viewer, scope.round, scope.today)
    for rule, check in run.CHECKS.items():
        if check.ledger:
            wanted = filters.read(QueryDict(check.ledger)).wanted
            shown = set(listing.measures(frame, wanted).values_list("pk", flat=True))
            assert set(run.rows(scope, rule).values_list("pk", flat=True)) <= shown, rule


def test_a_day_is_kept_once_and_only_a_working_day(ground):
    spoil(ground, 1)
    counts = kept.check(ground.round, FRIDAY)
    assert LintCount.objects.filter(day=FRIDAY).count() == len(lintrules.TABLE)
    assert kept.on(ground.round, FRIDAY) == counts
    kept.keep(ground.round, FRIDAY, {**counts, "lead-unit": 99})
    assert kept.on(ground.round, FRIDAY) == counts
    kept.check(ground.round, SUNDAY)
    assert not LintCount.objects.filter(day=SUNDAY).exists()


def test_the_house_counts_what_the_office_sees(ground):
    spoil(ground, 2)
    assert run.counted(Scope(None, ground.round, TODAY)) == run.counted(ground.scope())


def test_the_trend_is_the_last_day_of_every_week(ground):
    for day, count in ((1, 9), (3, 7), (5, 6), (8, 5), (12, 4)):
        kept.keep(ground.round, date(2026, 6, day), {"lead-unit": count, "same-text": 1})
    found = kept.days(ground.round, date(2026, 6, 1), FRIDAY)
    assert [one.day.day for one in found] == [12, 8, 5, 3, 1]
    assert [(one.day.day, one.total) for one in kept.weeks(found)] == [(12, 5), (5, 7)]
    latest = kept.latest(ground.round, FRIDAY)
    assert (latest.now.error, latest.now.warning, latest.before.total) == (4, 1, 7)
    assert (latest.fewer, latest.more) == (2, 0)
    assert kept.latest(make.round_of(ground.city.root), FRIDAY) is None


def test_a_rule_of_a_former_version_counts_nowhere(ground):
    kept.keep(ground.round, FRIDAY, {"gone": 7, "lead-unit": 1})
    assert kept.latest(ground.round, FRIDAY).now.total == 1
    assert lintrules.severities({"gone": 7, "lead-unit": 1})["error"] == 1


def test_taking_the_list_out_is_an_act(ground):
    spoil(ground, 2)
    everything = taking.export(ground.city.by("wei"), ground.round)
    mine = taking.export(ground.city.by("lin"), ground.round, ["criterion-vague"])
    one, other = Entry.objects.filter(verb="lint.export").order_by("seq")
    assert one.facts == {"rows": len(everything)}
    gravity = [lintrules.SEVERITIES.index(issue.rule.severity) for issue in everything]
    assert gravity == sorted(gravity) and len(set(gravity)) > 1
    assert other.facts == {"rows": len(mine), "rules": ["criterion-vague"]}
    with pytest.raises(NotAllowed):
        taking.export(ground.city.by("sys"), ground.round)
