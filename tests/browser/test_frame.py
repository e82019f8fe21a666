"""The frame around every page, as people see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import DESK, PHONE

BOTH = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
TONGUES = pytest.mark.parametrize("language", ["zh-hans", "en"])


def fits(page):
    """Nothing stands out of the window to the right."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > window.innerWidth)
        .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert not wide, f"{page.url} stands out of the window: {wide[:6]}"


@BOTH
@TONGUES
def test_the_sign_in_fits_and_speaks(seat, language, screen):
    page = seat(None, language, screen)
    page.goto("/")
    words = {"zh-hans": ("登录", "用户名", "密码"), "en": ("Sign in", "User name", "Password")}
    expect(page.get_by_role("heading", name=words[language][0])).to_be_visible()
    for label in words[language][1:]:
        expect(page.get_by_label(label)).to_be_visible()
    fits(page)


def test_one_signs_in_with_the_keyboard_alone_and_out_again(seat, round_):
    page = seat(None)
    page.goto("/")
    page.keyboard.type("wei")
    page.keyboard.press("Tab")
    page.keyboard.type(make.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="整改进展")).to_be_visible()
    page.locator("header details.who summary").press("Enter")
    page.get_by_role("button", name="退出").press("Enter")
    expect(page.get_by_label("用户名")).to_be_visible()
    page.goto("/")
    expect(page.get_by_label("用户名")).to_be_visible()


def test_a_wrong_password_says_so_and_keeps_the_name(seat):
    page = seat(None)
    page.goto("/")
    page.get_by_label("用户名").fill("wei")
    page.get_by_label("密码").fill("not the password")
    page.get_by_label("密码").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("用户名")).to_have_value("wei")


@BOTH
def test_the_switch_changes_the_language_and_stays_on_the_page(seat, round_, screen):
    page = seat("wei", "zh-hans", screen)
    page.goto(f"/r/{round_.pk}/?rows=unit")
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("heading", name="Progress of the rectification")).to_be_visible()
    assert page.url.endswith("?rows=unit")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="中").click()
    expect(page.get_by_role("heading", name="整改进展")).to_be_visible()


@BOTH
@TONGUES
def test_every_page_of_the_navigation_opens_and_fits(seat, measure, language, screen):
    page = seat("wei", language, screen)
    page.goto("/")
    links = page.locator("nav.side a")
    addresses = [links.nth(at).get_attribute("href") for at in range(links.count())]
    assert len(addresses) >= 4
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        fits(page)


def test_the_keyboard_reaches_the_content_first(seat, round_):
    page = seat("wei")
    page.goto("/")
    page.locator("body").press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("跳到正文")
    focused.press("Enter")
    assert page.url.endswith("#main")


def test_everything_works_without_scripts(seat, measure):
    page = seat("wei", java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="台账").first.click()
    expect(page.get_by_text("完成管网改造二期").first).to_be_visible()


def test_a_stranger_to_a_round_is_told_kindly(seat, measure):
    page = seat("song")
    answer = page.goto(f"/r/{measure.round_id}/")
    assert answer.status == 404
    expect(page.get_by_text("这个地址没有内容，或者不在您的查看范围内。")).to_be_visible()
