"""The calendar and the stages as people use them: days typed in words, stages beside the list, on every screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_frame import fits
from zhenggai.core.calendar import YearPlan, seeded
from zhenggai.ledger.models import StageTemplate
from zhenggai.office import calendar

BOTH = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
TONGUES = pytest.mark.parametrize("language", ["zh-hans", "en"])
SHARES = (("摸排", 150), ("方案", 150), ("实施", 500), ("自查", 100), ("核查", 100))


@pytest.fixture
def ground(city, measure):
    """What a flush took away: a loaded year and a template."""
    calendar.load(city.by("wei"), YearPlan(2026, seeded()[2026].days))
    stages = [{"name": name, "permille": share, "least": 1} for name, share in SHARES]
    StageTemplate.objects.get_or_create(name="一般整改", defaults={"stages": stages})
    return measure


@BOTH
@TONGUES
def test_the_pages_fit(seat, ground, language, screen):
    page = seat("wei", language, screen)
    round_id = ground.round_id
    for address in (
        "/calendar/?year=2026",
        "/calendar/?year=2027",
        "/calendar/days/2026-10-01/",
        "/calendar/load/",
        "/calendar/templates/",
        "/calendar/templates/add/",
        f"/r/{round_id}/schedule/",
        f"/r/{round_id}/measures/7-1/schedule/",
        f"/r/{round_id}/measures/7-1/stages/",
    ):
        assert page.goto(address).status == 200, address
        fits(page)


def test_a_day_typed_in_words_is_read_beside_its_field(seat, ground):
    page = seat("wei")
    page.goto(f"/r/{ground.round_id}/measures/7-1/assign/")
    field = page.get_by_label("完成时限", exact=True)
    said = page.locator('.spelled[data-for="due_on"]')
    expect(said).to_contain_text("2026年6月30日")
    field.fill("2026-10-01")
    expect(said).to_contain_text("国庆节")
    field.fill("2.30")
    expect(said).to_contain_text("没有2.30这一天")
    # The browser's own calendar writes into the same field.
    page.locator('[data-pick="due_on"] input').evaluate(
        "one => { one.value = '2026-09-20'; one.dispatchEvent(new Event('change')) }"
    )
    expect(field).to_have_value("2026-09-20")
    expect(said).to_contain_text("调休上班")


def test_stages_are_laid_from_the_panel_and_stand_in_it(seat, ground):
    page = seat("lin")
    page.goto(f"/r/{ground.round_id}/ledger/?peek=7-1")
    panel = page.locator("#panel")
    panel.get_by_role("link", name="倒排工期").click()
    page.get_by_label("起算日").fill("2026-06-01")
    page.get_by_role("button", name="预览").click()
    expect(page.locator("table.staged").first).to_contain_text("6月1日")
    page.get_by_role("button", name="按此保存").click()
    expect(page.locator("#panel table.staged")).to_contain_text("核查")


def test_a_day_of_the_calendar_is_changed_with_the_keyboard(seat, ground):
    page = seat("wei")
    page.goto("/calendar/?year=2026")
    page.get_by_role("link", name="15", exact=True).nth(5).focus()
    page.keyboard.press("Enter")
    page.get_by_label("放假").check()
    page.get_by_label("节日或事由").fill("台风停工")
    page.keyboard.press("Enter")
    expect(page.locator("td.off", has_text="台风停工")).to_have_count(1)
