"""Bringing a document in, as people do it: dropping, keys, drafts, a phone, without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.ledger.intake_texts import FEEDBACK, NOTICE
from zhenggai.ledger.models import Finding, Intake

PANES = re.compile(r"/documents/[0-9a-f-]{36}/")
DROP = """text => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "通报.txt", {type: "text/plain"}));
  for (const name of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer: carried}));
}"""
SELECT = """words => {
  const line = [...document.querySelectorAll("#source .ln")].find(one => one.textContent.includes(words));
  const range = document.createRange();
  range.selectNodeContents(line);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def paste(page, text=NOTICE):
    page.goto("/documents/")
    page.get_by_text("或者粘贴文字").click()
    page.locator("textarea[name=text]").fill(text)
    page.get_by_role("button", name="开始识别").click()
    page.wait_for_url(PANES)


def test_a_file_dropped_anywhere_is_read_and_written(seat):
    page = seat("wei")
    page.goto("/documents/")
    page.evaluate(DROP, NOTICE)
    page.wait_for_url(PANES)
    page.get_by_role("button", name=re.compile("把 4 个问题.*7 条措施写入台账")).click()
    page.wait_for_url(re.compile("/r/"))
    assert Finding.objects.count() == 5


def test_a_number_leads_to_its_place_and_a_place_to_its_item(seat):
    page = seat("wei")
    paste(page)
    page.locator("#items .item > header .no").nth(2).click()
    expect(page.locator("#source .s-finding.here")).to_have_text(re.compile("老旧小区"))
    page.locator("#source .s-measure").nth(1).click()
    expect(page.locator("#items .measures .here")).to_have_count(1)


def test_the_keys_go_from_item_to_item_and_open_one(seat):
    page = seat("wei")
    paste(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#items .item").nth(1)).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#e-wording")).to_be_focused()


def test_a_selected_passage_is_withheld(seat):
    page = seat("wei")
    paste(page)
    page.evaluate(SELECT, "停车")
    page.locator("[data-selected] button[value=withheld]").click()
    expect(page.locator("#source .s-withheld").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("把 3 个问题"))).to_be_visible()


def test_a_draft_outlives_the_session(seat, city, client):
    page = seat("wei")
    page.goto("/documents/")
    page.get_by_text("或者粘贴文字").click()
    page.locator("textarea[name=text]").fill(FEEDBACK)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="开始识别").click()
    page.wait_for_url(re.compile("sign-in"))
    client.force_login(city.users["wei"])
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.url.split("/sign")[0]}]
    )
    page.goto("/documents/bring/")
    expect(page.locator("textarea[name=text]")).to_have_value(FEEDBACK)


def test_without_javascript_everything_can_be_done(seat):
    page = seat("wei", java_script_enabled=False)
    paste(page)
    page.locator("#items .item a[data-open]").first.click()
    page.locator("#e-wording").fill("惠企政策兑现慢")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#items .item .wording").first).to_have_text("惠企政策兑现慢")
    page.locator("#items .item").first.get_by_role("button", name="不写入").first.click()
    page.locator("#summary button.main").click()
    page.wait_for_url(re.compile("/r/"))
    assert Finding.objects.count() == 4


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_fit(seat, language, screen):
    paste(seat("wei"), FEEDBACK)
    page = seat("wei", language, screen)
    intake = Intake.objects.get()
    opened = intake.proposal["findings"][0]["key"]
    addresses = ("", f"{intake.pk}/", f"{intake.pk}/?open={opened}", f"{intake.pk}/?open=round")
    for address in addresses:
        page.goto(f"/documents/{address}")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"
    page.goto(f"/documents/{intake.pk}/")
    if screen is PHONE:
        page.locator("nav.only-narrow a").nth(2).click()
        expect(page.locator("#source")).to_be_visible()
        expect(page.locator("#items")).not_to_be_visible()
