"""The page of the ledger check: rules with their rows and ways to fix them, in two languages; the list as a workbook."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from tests import factories as make
from tests.factories import NOW
from tests.ledger import lint_ground
from zhenggai.core import lintrules
from zhenggai.ledger.lint import kept
from zhenggai.ledger.models import LintCount
from zhenggai.office import clock
from zhenggai.office.models import Entry
from zhenggai.web import lint_words

pytestmark = pytest.mark.django_db
# A working day more than a week before.
AGO = date(2026, 6, 4)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def a_friday():
    """The pages look on the day of the ground."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    with lint_ground.laid(django_db_blocker) as once:
        yield once


@pytest.fixture
def ground(laid):
    return laid.fresh()


@pytest.fixture
def look(client, ground):
    """Open the check as somebody."""

    def call(name="wei", **asked):
        client.force_login(ground.city.users[name], backend=BACKEND)
        return client.get(reverse("lint.view", args=[ground.round.pk]), asked)

    return call


@pytest.fixture
def out(client, ground):
    """Take the list out as somebody."""

    def call(name="wei", **given):
        client.force_login(ground.city.users[name], backend=BACKEND)
        return client.post(reverse("lint.export", args=[ground.round.pk]), given)

    return call


def text(answer):
    return answer.content.decode()


def test_an_opened_rule_shows_its_rows_and_where_they_are_put_right(look, ground):
    made = ground.measure(lead_unit=None)
    closed = text(look())
    assert "未明确牵头单位" in closed and made.title not in closed
    opened = text(look(rule="lead-unit"))
    assert made.title in opened
    place = [ground.round.pk, 7, made.number]
    assert f'href="{reverse("measure.assign", args=place)}"' in opened
    assert f"{reverse('ledger.list', args=[ground.round.pk])}?unit=none&amp;status=open" in opened
    assert 'aria-expanded="true"' in opened


def test_english(client, look, ground):
    client.cookies["language"] = "en"
    ground.walked("submitted")
    ground.measure(criterion="")
    said = text(look(rule="criterion"))
    assert "No completion criterion" in said and "nobody can verify" in said
    assert '<html lang="en">' in said and "Assign" in said


def test_whoever_may_not_assign_is_led_to_the_panel(look, ground):
    made = ground.measure(criterion="")
    strange = ground.measure(lead_unit=ground.city.finance, lead_leader=None, criterion="")
    said = text(look("lin", rule="criterion"))
    ledger = reverse("ledger.list", args=[ground.round.pk])
    assert f'href="{ledger}?peek=7-{made.number}"' in said
    assert strange.title not in said and "/assign/" not in said
    assert "限您的查看范围" in said and "逐周变化" not in said


def test_a_stranger_and_an_administrator_find_nothing(look, out, ground):
    for name in ("song", "sys"):
        assert look(name).status_code == 404
        assert out(name).status_code == 404
    assert not Entry.objects.filter(verb="lint.export").exists()


@pytest.mark.parametrize(
    "asked",
    [{"rule": "x"}, {"severity": "fatal"}, {"page": "0"}, {"page": "x"}, {"page": "999999"}],
)
def test_what_does_not_exist_is_refused(look, asked):
    assert look(**asked).status_code == 400


def test_nothing_found_is_said(look):
    said = text(look())
    assert "没有发现需要处理的事项" in said
    assert f"{len(lintrules.TABLE)} 项核对没有发现问题" in said


def test_one_severity_alone(look, ground):
    ground.measure(lead_unit=None)
    ground.measure(claimed_status="completed")
    said = text(look(severity="warning"))
    assert 'id="claimed-open"' in said and 'id="lead-unit"' not in said


def test_a_long_list_is_leafed_through(look, ground):
    for _ in range(60):
        ground.measure(criterion="")
    first = text(look(rule="criterion"))
    assert "第 1 至 50 条，共 60 条" in first and 'rel="next"' in first
    last = text(look(rule="criterion", page="2"))
    assert "第 51 至 60 条，共 60 条" in last and 'rel="prev"' in last and 'rel="next"' not in last


def test_every_noun_has_its_row(client, look, ground):
    """Whatever is found can be opened: each link of each opened rule leads to a page."""
    make.finding(ground.round, 8, "没有措施的问题")
    ground.measure(lead_unit=ground.city.discipline)
    ground.document(issued_on=None, reading={"unread": [{"start": 1, "end": 2}]})
    ground.round.nodes.update(due_on=None)
    for _ in range(6):
        ground.measure(due_on=clock.today() + timedelta(days=30))
    for rule in ("finding-measure", "unit-head", "document-unread", "round-nodes", "leader-load"):
        answer = look(rule=rule)
        (line,) = answer.context["lines"]
        for address in (line.href, line.fix):
            assert client.get(address).status_code == 200, (rule, address)


def test_looking_keeps_the_day_once(look):
    look("lin")
    assert not LintCount.objects.exists()
    for _ in range(2):
        look()
        assert LintCount.objects.count() == len(lintrules.TABLE)


def test_the_change_since_a_week_ago_is_said(look, ground):
    kept.keep(ground.round, AGO, {rule: 3 * (rule == "lead-unit") for rule in lintrules.TABLE})
    ground.measure(lead_unit=None)
    said = text(look())
    assert "↓ 减少 2" in said and "比一周前减少" in said


def test_the_list_is_a_workbook_without_formulas(out, ground):
    ground.measure(criterion='=HYPERLINK("x")群众满意')
    bad = ground.measure(criterion="")
    bad.title = "@SUM(1)"
    bad.save()
    answer = out()
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert any(cell.value == "@SUM(1)" and cell.quotePrefix for cell in cells)
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert all(cell.data_type == "n" for cell in cells if cell.column == 1)
    assert any(str(cell.value).startswith("http://testserver/r/") for cell in cells)
    assert Entry.objects.filter(verb="lint.export").count() == 1


def test_one_rule_is_taken_out_alone(out, ground):
    ground.measure(criterion="", lead_unit=None)
    rows = list(openpyxl.load_workbook(BytesIO(out(rule="criterion").content)).active.rows)
    assert len(rows) == 2 and rows[1][2].value == "未填写销号标准"
    assert out(rule="x").status_code == 400


def test_every_rule_has_its_words_in_both_languages():
    assert set(lint_words.NAMES) == set(lint_words.WHY) == set(lintrules.TABLE)
    assert set(lint_words.GROUPS) == set(lintrules.GROUPS)
    assert set(lint_words.SEVERITIES) == set(lintrules.SEVERITIES)
    for rule in lintrules.RULES:
        for tongue in ("zh-hans", "en"):
            with translation.override(tongue):
                said = str(lint_words.WHY[rule.id])
                assert said % dict(rule.limits) if rule.limits else "%(" not in said


def test_the_home_tells_what_was_kept_last(client, ground):
    client.force_login(ground.city.users["wei"], backend=BACKEND)
    home = reverse("round.view", args=[ground.round.pk])
    assert "立即核对台账" in text(client.get(home))
    counts = dict.fromkeys(lintrules.TABLE, 0) | {"lead-unit": 4, "same-text": 2}
    kept.keep(ground.round, clock.today(), counts)
    kept.keep(ground.round, AGO, {"lead-unit": 9})
    said = text(client.get(home))
    assert "共 6 项" in said and "比一周前减少 3" in said
    client.force_login(ground.city.users["lin"], backend=BACKEND)
    said = text(client.get(home))
    assert "核对您能看到的台账" in said and "共 6 项" not in said


def test_dates_stand_in_the_language_of_the_page(client, look, ground):
    ground.measure(node=ground.node("5月初"), due_on=date(2026, 5, 8))
    assert "节点日期 <b>2026年5月8日</b>" in text(look(rule="node-past"))
    client.cookies["language"] = "en"
    assert "Day of the node <b>8 May 2026</b>" in text(look(rule="node-past"))
