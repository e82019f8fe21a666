from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests.core.directory.known import PEOPLE, UNITS, person
from tests.core.files.build import ole
from tests.core.tables import xlsx
from tests.web import office_door
from tests.web.office_door import text
from zhenggai.office import units
from zhenggai.office.keys import uuid7
from zhenggai.office.models import Entry, Person, Unit, User

pytestmark = pytest.mark.django_db
BRING = "/units/bring/"
GOOD = {
    "单位": [("云川市单位名册",), UNITS, ("市审计局", "审计局", ""), ("市财政局", "财政局", "")],
    "人员": [PEOPLE, person("赵敏", "审计局", "局长", 职责="负责人", 账号="zhaomin")],
}


@pytest.fixture
def door(client):
    return office_door.door(client)


def send(door, who, data, name="名册.xlsx"):
    return door(who, BRING, {"file": SimpleUploadedFile(name, data)})


def field(page, name):
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_from_the_file_to_the_directory(door, city):
    answer = send(door, "wei", xlsx(GOOD))
    assert answer.status_code == 302
    address = answer.headers["Location"]
    page = text(door("wei", address))
    assert "导入 3 行" in page and "<bdi>财政局</bdi>" in page and "审计局 局长" in page
    assert not Unit.objects.filter(name="市审计局").exists()
    done = door("wei", address, {"fingerprint": field(page, "fingerprint")})
    assert done.headers["Location"] == reverse("office.units")
    assert "已导入：单位 1 个、人员 1 名" in text(door("wei", reverse("office.units")))
    assert Unit.objects.get(name="市财政局").short_name == "财政局"
    assert User.objects.get(username="zhaomin").person.name == "赵敏"
    assert Entry.objects.filter(verb="directory.load").count() == 1


def test_b45_the_same_file_again_changes_nothing(door, city):
    for _ in range(2):
        address = send(door, "wei", xlsx(GOOD)).headers["Location"]
        page = text(door("wei", address))
        door("wei", address, {"fingerprint": field(page, "fingerprint")})
    assert "均已存在" in page and "disabled" in page
    assert Entry.objects.filter(verb="directory.load").count() == 1


def test_b34_b46_errors_keep_everything_out(door, city):
    bad = {"人员": [PEOPLE, person("赵敏", "市财政局", "局长"), person("钱进", "市财正局", "科长")]}
    address = send(door, "wei", xlsx(bad)).headers["Location"]
    page = text(door("wei", address))
    assert "C3" in page and "没有名为“市财正局”的单位" in page and "市财政局" in page
    answer = door("wei", address, {"fingerprint": field(page, "fingerprint")})
    assert answer.status_code == 422
    assert not Person.objects.filter(name="赵敏").exists()


def test_b50_what_somebody_else_did_meanwhile_is_shown(door, city):
    address = send(door, "wei", xlsx(GOOD)).headers["Location"]
    shown = field(text(door("wei", address)), "fingerprint")
    units.create(city.by("wei"), parent=city.root, name="市审计局")
    answer = door("wei", address, {"fingerprint": shown})
    assert answer.status_code == 409 and "请再看一遍" in text(answer)
    now = field(text(answer), "fingerprint")
    assert now != shown
    assert door("wei", address, {"fingerprint": now}).status_code == 302


def test_b52_sent_twice_is_one_act(door, city):
    address = send(door, "wei", xlsx(GOOD)).headers["Location"]
    data = {"fingerprint": field(text(door("wei", address)), "fingerprint"), "request_id": uuid7()}
    assert door("wei", address, data).status_code == 302
    assert door("wei", address, data).status_code == 409
    assert Entry.objects.filter(verb="directory.load").count() == 1


@pytest.mark.parametrize(
    ("data", "name", "status", "said"),
    [
        (b"", "a.xlsx", (400, 422), ""),
        (b"not a table", "a.xlsx", (415,), "不符"),
        ("姓名,单位".encode(), "a.csv", (400,), "不是表格"),
        (xlsx(GOOD), "a.xlsm", (415,), "宏"),
        (xlsx(GOOD)[:500], "a.xlsx", (400,), "损坏"),
        (xlsx({"封面": [("整改办",)]}), "a.xlsx", (400,), "没有找到单位表"),
        (xlsx({"人员": [("姓名", "单位")]}), "a.xlsx", (400,), "缺少“职务”列"),
        (xlsx({"单位": [(*UNITS, "简称")]}), "a.xlsx", (400,), "重复（D1）"),
    ],
)
def test_a_file_that_cannot_be_taken(door, city, data, name, status, said):
    answer = send(door, "wei", data, name)
    assert answer.status_code in status and said in text(answer)


def test_an_old_table_is_told_what_to_do(door, city):
    answer = send(door, "wei", ole("Workbook"), "旧表.xls")
    assert answer.status_code == 400 and "请另存为 .xlsx" in text(answer)


def test_no_file_at_all(door, city):
    answer = door("wei", BRING, {})
    assert answer.status_code == 422 and "请填写文件" in text(answer)


def test_b42_more_rows_than_are_taken(door, city, settings):
    settings.MAX_ROWS = 3
    answer = send(door, "wei", xlsx({"单位": [UNITS, *[(f"{n}局", "", "") for n in range(9)]]}))
    assert answer.status_code == 400 and "最多接收 3 行" in text(answer)


def test_b47_hidden_rows_and_sheets_are_told(door, city):
    def hide(book):
        book["单位"].row_dimensions[3].hidden = True
        book.create_sheet("底稿").sheet_state = "hidden"

    address = send(door, "wei", xlsx(GOOD, hide)).headers["Location"]
    page = text(door("wei", address))
    assert "含隐藏行 1 行" in page and "底稿" in page


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{7*7}}", "=cmd|'/c'!A1", "𠀀局"])
def test_hostile_cells_are_shown_as_they_are(door, city, name):
    def quote(book):
        book["单位"]["A2"].data_type = "s"

    data = xlsx({"单位": [UNITS, (name, "", "")]}, quote)
    address = send(door, "wei", data, f"{name}.xlsx").headers["Location"]
    page = text(door("wei", address))
    escaped = name.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
    assert escaped in page and "<script>alert" not in page


@pytest.mark.parametrize("who", ["lin", "zhao", "sys", "sec", "aud"])
def test_only_the_office_brings_in(door, city, who):
    assert send(door, who, xlsx(GOOD)).status_code == 403
    for address in (BRING, reverse("directory.template")):
        assert door(who, address).status_code == 403
    assert BRING not in text(door(who, reverse("office.units")))
    shown = send(door, "wei", xlsx(GOOD)).headers["Location"]
    assert door(who, shown).status_code == 403
    assert door(who, shown, {"fingerprint": ""}).status_code == 403


def test_an_address_of_somebody_else_or_of_nobody(door, city):
    address = send(door, "wei", xlsx(GOOD)).headers["Location"]
    make.group("office", city.housing, city.users["lin"])
    assert door("lin", BRING).status_code == 200
    assert door("lin", address).status_code == 404
    assert door("wei", f"{reverse('directory.load')}?file=x").status_code == 404


@pytest.mark.parametrize(
    ("language", "sheet", "heading"),
    [("zh-hans", "单位", "单位名称*"), ("en", "Sheet of units", "Unit*")],
)
def test_the_empty_table_is_read_back(door, client, city, language, sheet, heading):
    Unit.objects.filter(pk=city.finance.pk).update(short_name="=HYPERLINK(1)")
    client.cookies["language"] = language
    answer = door("wei", reverse("directory.template"))
    assert "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames[0] == sheet and book[sheet]["A1"].value == heading
    lists = book.worksheets[-1]
    assert lists.sheet_state == "hidden"
    assert all(cell.data_type == "s" for row in lists for cell in row if cell.value)
    book[sheet].append(["市审计局", "审计局", "市住建局"])
    stream = BytesIO()
    book.save(stream)
    address = send(door, "wei", stream.getvalue()).headers["Location"]
    assert "市审计局" in text(door("wei", address))
