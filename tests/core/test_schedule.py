"""Back-scheduling: stages lie on working days, one after the other, up to the due date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core.calendar import Calendar, seeded
from zhenggai.core.errors import BadValue
from zhenggai.core.schedule import WHOLE, Plan, Share, apportion, check, lay

CHINA = Calendar(seeded())
FIVE = (
    Share("摸排", 150),
    Share("方案", 150),
    Share("实施", 500),
    Share("自查", 100),
    Share("核查", 100),
)


@st.composite
def templates(draw: st.DrawFn) -> tuple[Share, ...]:
    """Up to twelve stages whose shares are a whole."""
    cuts = draw(st.lists(st.integers(1, WHOLE - 1), max_size=11, unique=True))
    bounds = [0, *sorted(cuts), WHOLE]
    parts = [high - low for low, high in pairwise(bounds)]
    least = draw(st.lists(st.integers(1, 30), min_size=len(parts), max_size=len(parts)))
    return tuple(Share(f"s{at}", part, least[at]) for at, part in enumerate(parts))


DAYS = st.dates(date(2004, 1, 1), date(2028, 12, 31))


def spans(plan: Plan) -> list[tuple[str, str, str, int]]:
    return [(one.name, f"{one.start:%m-%d}", f"{one.end:%m-%d}", one.days) for one in plan.stages]


def test_five_stages_over_twenty_working_days():
    plan = lay(FIVE, date(2026, 6, 1), date(2026, 6, 29), CHINA)
    assert spans(plan) == [
        ("摸排", "06-01", "06-03", 3),
        ("方案", "06-04", "06-08", 3),
        ("实施", "06-09", "06-23", 10),
        ("自查", "06-24", "06-25", 2),
        ("核查", "06-26", "06-29", 2),
    ]
    assert not plan.impossible and not plan.provisional


def test_the_last_stage_ends_before_a_holiday():
    plan = lay(FIVE, date(2026, 9, 1), date(2026, 10, 6), CHINA)
    assert plan.stages[-1].end == date(2026, 9, 30)
    # 20 September is a Sunday that is worked.
    assert sum(stage.days for stage in plan.stages) == 22


def test_too_little_time_names_the_day_on_which_work_should_have_begun():
    plan = lay(FIVE, date(2026, 6, 25), date(2026, 6, 29), CHINA)
    assert plan.impossible and plan.begin == date(2026, 6, 23)
    assert [stage.days for stage in plan.stages] == [1] * 5
    assert plan.stages[-1].end == date(2026, 6, 29)
    long = (Share("公示", 500, 7), Share("验收", 500, 3))
    late = lay(long, date(2026, 6, 25), date(2026, 6, 29), CHINA)
    assert late.begin == date(2026, 6, 15)


def test_a_due_date_that_has_passed_is_impossible():
    plan = lay(FIVE, date(2026, 6, 12), date(2026, 6, 1), CHINA)
    assert plan.begin == date(2026, 5, 26)


def test_a_stage_gets_what_it_needs_at_least():
    shares = (Share("a", 10, 5), Share("b", 190), Share("c", 800))
    assert apportion(20, shares) == [5, 3, 12]
    assert apportion(7, shares) == [5, 1, 1]


def test_a_year_that_is_not_loaded_makes_it_provisional():
    assert lay(FIVE, date(2026, 12, 1), date(2027, 1, 29), CHINA).provisional
    # The last working day lies in 2026, but whether the days after it are worked nobody knows.
    assert lay(FIVE, date(2026, 12, 1), date(2027, 1, 1), Calendar(seeded())).provisional


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((), "STAGE-NONE"),
        (tuple(Share(str(at), 76) for at in range(13)), "STAGE-MANY"),
        ((Share(" ", WHOLE),), "STAGE-NAME"),
        ((Share("长" * 41, WHOLE),), "STAGE-NAME"),
        ((Share("a", 500), Share("a ", 500)), "NAME-TAKEN"),
        ((Share("a", WHOLE), Share("b", 0)), "STAGE-SHARE"),
        ((Share("a", 1100), Share("b", -100)), "STAGE-SHARE"),
        ((Share("a", WHOLE, 0),), "STAGE-LEAST"),
        ((Share("a", WHOLE, 1000),), "STAGE-LEAST"),
        ((Share("a", 500), Share("b", 499)), "STAGE-SUM"),
    ],
)
def test_a_template_that_cannot_be_laid_is_refused(shares, code):
    with pytest.raises(BadValue, match=code):
        check(shares)


def test_the_sum_is_said_in_per_cent():
    with pytest.raises(BadValue) as caught:
        check((Share("a", 500), Share("b", 425)))
    assert caught.value.facts["total"] == "92.5"


@given(templates(), DAYS, st.integers(-40, 700))
def test_stages_follow_each_other_on_working_days(shares, start, ahead):
    due = start + timedelta(days=ahead)
    plan = lay(shares, start, due, CHINA)
    assert [stage.name for stage in plan.stages] == [share.name for share in shares]
    assert plan.stages[-1].end == CHINA.previous_working(due).day
    for before, after in pairwise(plan.stages):
        assert CHINA.add_working(before.end, 1).day == after.start
    for stage, share in zip(plan.stages, shares, strict=True):
        assert CHINA.is_working(stage.start) and CHINA.is_working(stage.end)
        assert CHINA.working_in(stage.start, stage.end) == stage.days >= share.least
    whole = CHINA.working_in(plan.stages[0].start, plan.stages[-1].end)
    assert sum(stage.days for stage in plan.stages) == whole
    if plan.impossible:
        assert plan.begin == plan.stages[0].start < CHINA.next_working(start).day
        assert whole == sum(share.least for share in shares)
    else:
        assert plan.stages[0].start == CHINA.next_working(start).day


@given(templates(), st.integers(0, 2000))
def test_days_are_parted_exactly(shares, more):
    days = sum(share.least for share in shares) + more
    given_days = apportion(days, shares)
    assert sum(given_days) == days
    assert all(got >= share.least for got, share in zip(given_days, shares, strict=True))


@given(templates(), DAYS, st.integers(1, 300))
def test_more_time_never_makes_it_impossible(shares, start, more):
    due = start + timedelta(days=400)
    if not lay(shares, start, due, CHINA).impossible:
        assert not lay(shares, start, due + timedelta(days=more), CHINA).impossible
