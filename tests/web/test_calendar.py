"""The calendar of working days on pages: looked at, a day changed, a year loaded; days as people type them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import NOW
from zhenggai.office import calendar
from zhenggai.office.models import CalendarYear, Entry

NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）上班。"""


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def wei(client, city):
    client.force_login(city.users["wei"])
    return client


def load(client, **values):
    return client.post(reverse("calendar.load"), {"year": 2027, "text": NOTICE, **values})


def test_a_year_says_its_days_in_words(wei):
    page = wei.get(reverse("calendar.view")).content.decode()
    assert "2026年工作日历" in page and "全年248个工作日" in page
    assert 'class="off" title="放假 · 国庆节"' in page
    assert 'class="work" title="调休上班 · 春节"' in page
    assert reverse("calendar.edit", args=["2026-10-01"]) in page


def test_a_year_that_is_not_loaded_says_so(wei):
    page = wei.get(reverse("calendar.view"), {"year": 2027}).content.decode()
    assert "2027年的放假安排尚未载入" in page and "暂定" in page
    assert f"{reverse('calendar.load')}?year=2027" in page
    for wrong in ("abc", "1800", "９９９９"):
        assert wei.get(reverse("calendar.view"), {"year": wrong}).status_code == 422


def test_who_may_not_change_it_sees_no_way(client, city):
    for name in ("lin", "sys"):
        client.force_login(city.users[name])
        page = client.get(reverse("calendar.view")).content.decode()
        assert "国庆节" in page
        assert "/calendar/days/" not in page and reverse("calendar.load") not in page
        assert client.get(reverse("calendar.edit", args=["2026-10-01"])).status_code == 403
        assert load(client, load=1).status_code == 403


def test_a_day_is_changed(wei):
    address = reverse("calendar.edit", args=["2026-06-15"])
    assert "照常上班" in wei.get(address).content.decode()
    year = CalendarYear.objects.get(year=2026)
    sent = {"kind": "off", "name": "台风停工", "version": year.version}
    answer = wei.post(address, sent, follow=True)
    assert "2026年6月15日已调整" in answer.content.decode()
    stale = wei.post(address, sent | {"kind": "ordinary"})
    assert stale.status_code == 409
    again = wei.post(address, sent | {"kind": "ordinary", "version": year.version + 1})
    assert again.status_code == 302


@pytest.mark.parametrize("day", ["x", "2026-02-30", "1800-01-01", "2026-6-1", "2027-06-15"])
def test_a_day_that_is_none_has_no_page(wei, day):
    assert wei.get(reverse("calendar.edit", args=[day])).status_code == 404


def test_a_weekday_is_not_offered_as_worked_instead(wei):
    address = reverse("calendar.edit", args=["2026-06-15"])
    assert 'value="work"' not in wei.get(address).content.decode()
    assert wei.post(address, {"kind": "work", "name": "", "version": 1}).status_code == 422
    saturday = reverse("calendar.edit", args=["2026-06-13"])
    assert 'value="work"' in wei.get(saturday).content.decode()


def test_a_year_is_looked_at_and_then_loaded(wei):
    looked = load(wei, look=1)
    page = looked.content.decode()
    assert looked.status_code == 200 and "共涉及11天" in page and "新增" in page
    assert not CalendarYear.objects.filter(year=2027).exists()
    assert 'name="version" value="0"' in page
    done = load(wei, load=1, version=0)
    assert done.status_code == 302
    assert calendar.current().look(date(2027, 2, 5)).name == "春节"
    # What stands there now is in the field, so that an earlier text can be kept and loaded again.
    page = wei.get(reverse("calendar.load"), {"year": 2027}).content.decode()
    assert "2027-01-31,work,春节" in page
    gone = load(wei, look=1, text="2027-01-01,off,元旦").content.decode()
    assert "原有、这次没有写到的" in gone and "春节" in gone


def test_what_somebody_else_loaded_meanwhile_is_looked_at(wei):
    assert load(wei, load=1, version=0, text="2027-01-01,off,新年").status_code == 302
    late = load(wei, load=1, version=0)
    page = late.content.decode()
    assert late.status_code == 409 and "其间已有他人" in page
    assert "有变动" in page and 'name="version" value="1"' in page
    assert load(wei, load=1, version=1).status_code == 302


def test_a_wrong_line_is_named_and_nothing_is_loaded(wei):
    text = f"{NOTICE}\n2027-05-10,work,劳动节\n2028-01-01,off,元旦"
    page = load(wei, look=1, text=text).content.decode()
    assert "2027-05-10不是周末，本来就上班。" in page and "2028-01-01不在2027年内。" in page
    assert "有2行有误" in page and 'name="load"' not in page
    refused = load(wei, load=1, text=text)
    assert refused.status_code == 422 and "有2行有误" in refused.content.decode()
    assert not Entry.objects.filter(verb="calendar.load").exists()


@pytest.mark.parametrize(
    "values", [{"text": ""}, {"year": ""}, {"year": 1800}, {"text": "x" * 20_001}, {"text": "，"}]
)
def test_what_is_no_notice_is_refused(wei, values):
    assert load(wei, load=1, **values).status_code == 422
    assert not Entry.objects.filter(verb="calendar.load").exists()


def test_a_file_is_read_like_a_paste(wei):
    book = openpyxl.Workbook()
    for row in (
        ("日期", "类型", "名称"),
        ("2027-01-01", "off", "元旦"),
        ("2027-01-31", "班", "春节"),
    ):
        book.active.append(row)
    held = BytesIO()
    book.save(held)
    for name, data in (
        ("2027.xlsx", held.getvalue()),
        ("2027.csv", "日期,类型,名称\n2027-01-01,off,元旦\n2027/1/31,班,春节".encode("gb18030")),
    ):
        file = SimpleUploadedFile(name, data)
        page = load(wei, look=1, text="", file=file).content.decode()
        assert "共涉及2天" in page, name
    broken = load(wei, look=1, file=SimpleUploadedFile("x.xlsx", b"PK\x03\x04 no"))
    assert broken.status_code in {400, 415}


def test_a_year_is_loaded_once_a_form(wei):
    sent = {"load": 1, "request_id": "01a203eb-100f-7c57-968b-9c98e37fd3fd"}
    assert load(wei, **sent).status_code == 302
    assert load(wei, **sent).status_code == 409
    assert Entry.objects.filter(verb="calendar.load").count() == 1


@pytest.mark.parametrize(
    ("typed", "towards", "said"),
    [
        ("6.30", "ahead", "2026年6月30日"),
        ("+10工作日", "ahead", "距今10个工作日"),
        ("2026-06-19", "ahead", "端午节"),
        ("2026-09-20", "ahead", "调休上班"),
        ("5.20", "ahead", "可能是2026-05-20，也可能是2027-05-20"),
        ("5.20", "back", "2026年5月20日"),
        ("2027-06-30", "ahead", "（暂定）"),
        ("2.30", "ahead", "没有2.30这一天"),
        ("<b>", "ahead", "&lt;b&gt;"),
    ],
)
def test_what_a_typed_day_means_is_said(wei, typed, towards, said):
    page = wei.get(reverse("day.view"), {"q": typed, "towards": towards}).content.decode()
    assert said in page


def test_a_due_date_is_typed_as_people_do(wei, measure):
    address = reverse("measure.assign", args=[measure.round_id, 7, 1])
    page = wei.get(address).content.decode()
    assert "+10工作日" in page
    sent = {"text": "完成管网改造二期。", "version": measure.version}
    refused = wei.post(address, sent | {"due_on": "5.20"})
    assert refused.status_code == 422 and "请写明年份" in refused.content.decode()
    assert wei.post(address, sent | {"due_on": "+10工作日"}).status_code == 302
    measure.refresh_from_db()
    assert measure.due_on.isoformat() == "2026-06-29"
