from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from zhenggai.core import lintrules
from zhenggai.core.rules import STREAMS
from zhenggai.demo.city import load_city
from zhenggai.demo.load import FIRST, load
from zhenggai.demo.seats import SEATS
from zhenggai.ledger import counts, coverage
from zhenggai.ledger.lint import kept, run
from zhenggai.ledger.lint.scope import Scope
from zhenggai.ledger.models import CloseOut, Intake, Measure, Relapse, Round
from zhenggai.office import clock, journal
from zhenggai.office.models import Entry, Unit, User
from zhenggai.office.viewer import view_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """The city, laid once for all the tests of this file and taken away with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield load_city()
        transaction.set_rollback(True)


def test_the_city_is_as_large_as_promised(laid):
    round_ = Round.objects.get()
    assert round_.findings.filter(kind="problem").count() >= 24
    assert Measure.objects.count() >= 80
    assert Unit.objects.count() >= 60
    assert round_.categories.filter(kind="problem").count() == 5


def test_the_states_are_those_of_the_history(laid):
    last = {measure.key: "planned" for measure in laid.measures}
    reached = {
        "measure.start": "in_progress",
        "measure.submit": "submitted",
        "measure.review": "reviewed",
        "measure.verify": "verified",
        "measure.close": "closed",
        "measure.send_back": "in_progress",
        "measure.reopen": "in_progress",
    }
    for act in laid.acts:
        last[act.measure] = reached.get(act.verb, last[act.measure])
    rows = Measure.objects.values_list("finding_number", "number", "status")
    assert {f"{finding}-{number}": status for finding, number, status in rows} == last
    assert Relapse.objects.count() == sum(act.verb == "measure.reopen" for act in laid.acts)
    assert CloseOut.objects.filter(closer__isnull=False).exists()


def test_every_act_stands_in_the_journal_at_its_time(laid):
    for stream in STREAMS:
        assert journal.verify(stream).broken_at is None
    acts = [act.at for act in laid.acts]
    kept = Entry.objects.filter(verb__in={act.verb for act in laid.acts}).order_by("seq")
    assert [entry.at for entry in kept] == acts
    assert clock.now() == laid.now


def test_everything_is_answered_and_nothing_waits_unread(laid):
    viewer = view_of(User.objects.get(username=FIRST))
    assert coverage.gaps(viewer, Round.objects.get()).total == 0
    assert Intake.objects.get().status == "confirmed"


def test_everybody_of_the_switch_can_enter_and_sees_what_he_may(client, laid):
    round_ = Round.objects.get()
    for username, (label, _about) in SEATS.items():
        user = User.objects.get(username=username)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(reverse("round.view", args=[round_.pk]))
        assert answer.status_code == (404 if user.admin else 200), label
        assert counts.measures_of(view_of(user), round_).exists() == (not user.admin), label


def test_the_ledger_check_finds_something_and_not_too_much(laid):
    sums = lintrules.severities(run.counted(Scope(None, Round.objects.get(), clock.today())))
    assert 1 <= sums["error"] <= 5
    assert 5 <= sums["warning"] <= 25
    assert sum(sums.values()) <= 40


def test_weeks_of_checks_lie_behind_the_citys_day(laid):
    latest = kept.latest(Round.objects.get(), clock.today())
    assert latest.now.day == clock.today() and latest.before is not None
    assert latest.now.total != latest.before.total


def test_a_second_city_is_refused(laid):
    with pytest.raises(Exception, match="FOUNDED"):
        load()
