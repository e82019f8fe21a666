"""A measure beside the list: what it shows, the next act and why not yet, its history."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger import closeout, measures
from zhenggai.ledger.models import Intake, Measure, Mention

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ALONE = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def panel(client, city, round_):
    """The panel alone, as htmx asks for it."""

    def call(name, query="?peek=7-1", headers=ALONE):
        client.force_login(city.users[name], backend=BACKEND)
        address = reverse("ledger.list", args=[round_.pk])
        return client.get(f"{address}{query}", headers=headers)

    return call


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_panel_names_the_fields(panel, measure, city):
    measure.responsible_units.set([city.water])
    measure.responsible_leaders.set([city.posts["he"]])
    page = text(panel("wei"))
    for word in (
        "老旧小区供水管网改造进度缓慢",
        "36个小区通水验收",
        "周敏（副市长）",
        "何劲松（局长）",
        "市住建局",
        "市水务集团",
        "2026年6月30日",
        "条件具备",
    ):
        assert word in page
    assert "<html" not in page


def test_what_is_extended_claimed_conditional_and_relapsed_is_said(panel, measure, round_):
    Measure.objects.filter(pk=measure.pk).update(
        original_due_on=date(2026, 5, 5),
        claimed_status="completed",
        condition="计量器具到位",
        first_closed_at=make.NOW,
        pace="staged",
    )
    page = text(panel("wei"))
    for word in ("原定2026年5月5日", "称已完成", "需创造条件：计量器具到位", "反弹", "分阶段"):
        assert word in page


def test_the_same_panel_stands_in_the_page_without_scripts(panel, measure):
    page = text(panel("wei", headers={}))
    assert "<html" in page and "36个小区通水验收" in page
    history = text(panel("wei", headers=ALONE | {"HX-History-Restore-Request": "true"}))
    assert "<html" in history


def test_a_closed_panel_is_empty(panel, measure):
    assert text(panel("wei", "?sort=due")) == ""


def test_the_next_act_is_a_link_for_whoever_may_and_a_reason_for_others(panel, measure, city):
    assert reverse("measure.plan", args=[measure.round_id, 7, 1]) in text(panel("wei"))
    page = text(panel("lin"))
    assert "待综合组列入整改方案" in page and "/plan/" not in page
    measures.plan(city.by("wei"), measure)
    assert "/start/" in text(panel("lin"))
    measures.start(city.by("lin"), measure)
    assert "/submit/" in text(panel("lin")) and "/submit/" not in text(panel("wei"))
    closeout.submit(city.by("lin"), measure, note="36个小区已通水")
    assert "/review/" in text(panel("he")) and "待牵头单位负责人审核" in text(panel("lin"))
    page = text(panel("he"))
    assert "36个小区已通水" in page and "/send-back/" in page


def test_what_is_missing_is_named_and_assigning_comes_first(panel, finding):
    make.measure(finding, 1, "还没有分工")
    page = text(panel("wei"))
    assert "还缺：" in page and "牵头单位" in page and "/assign/" in page and "/plan/" not in page


def test_nobody_may_review_his_own_work(panel, measure, city):
    measures.plan(city.by("wei"), measure)
    measures.start(city.by("he"), measure)
    closeout.submit(city.by("he"), measure, note="完成")
    page = text(panel("he"))
    assert 'href="' + reverse("measure.review", args=[measure.round_id, 7, 1]) not in page
    assert "aria-disabled" in page


def test_the_history_tells_who_changed_what(panel, measure, city):
    given = measures.assignment_of(measure)
    given.lead_unit, given.due_on, given.responsible_units = (
        city.water,
        date(2026, 7, 1),
        [city.finance],
    )
    measures.assign(city.by("wei"), measure, given)
    measures.plan(city.by("wei"), measure)
    page = text(panel("wei", "?peek=7-1&tab=history"))
    for word in (
        "分派",
        "魏然",
        "市住建局",
        "市水务集团",
        "2026年6月30日",
        "2026年7月1日",
        "市财政局",
    ):
        assert word in page
    assert "列入方案" in page and "草拟" in page and str(city.water.pk) not in page


def test_the_source_shows_the_place_to_those_who_see_the_document(panel, measure, city):
    source = "前文。\n针对老旧小区的问题。完成管网改造二期，已全部完成。\n后文保密。"
    intake = Intake.objects.create(
        round_id=measure.round_id,
        name="通报.txt",
        title="整改进展情况的通报",
        text=source,
        text_hash="0" * 64,
        status="confirmed",
        created_at=make.NOW,
        created_by=city.users["wei"],
    )
    start = source.index("完成管网")
    Mention.objects.create(
        intake=intake,
        measure=measure,
        start=start,
        end=start + 8,
        wording=source[start : start + 8],
        claimed_status="completed",
    )
    page = text(panel("wei", "?peek=7-1&tab=source"))
    assert "<mark>完成管网改造二期</mark>" in page and "后文保密" in page and "称已完成" in page
    own = text(panel("lin", "?peek=7-1&tab=source"))
    assert "<mark>完成管网改造二期</mark>" in own and "后文保密" not in own


def test_text_is_shown_as_text(panel, measure):
    evil = "<script>alert(1)</script>{{7*7}}"
    Measure.objects.filter(pk=measure.pk).update(title=evil, text=evil, criterion=evil)
    for page in (text(panel("wei")), text(panel("wei", headers={}))):
        assert "<script>alert" not in page and "&lt;script&gt;" in page and "{{7*7}}" in page


@pytest.mark.parametrize("tab", ["overview", "source", "history"])
def test_more_of_everything_asks_no_more_queries(panel, measure, city, tab):
    address = f"?peek=7-1&tab={tab}"
    by = city.by("wei")

    def turn(units):
        given = measures.assignment_of(Measure.objects.get(pk=measure.pk))
        given.responsible_units = units
        given.responsible_leaders = [city.posts["he"]]
        measures.assign(by, measure, given)

    turn([city.water])
    panel("wei", address)
    with CaptureQueriesContext(connection) as few:
        panel("wei", address)
    for units in ([city.finance], [city.water, city.finance], [city.discipline], [city.root]):
        turn(units)
    with CaptureQueriesContext(connection) as many:
        panel("wei", address)
    assert len(many) <= len(few)
