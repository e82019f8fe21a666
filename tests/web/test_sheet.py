"""Workbooks on pages: brought in, decided about, imported, taken back; the ledger taken out."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.core.sheets import build
from zhenggai.ledger.models import Measure, Sheet
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db
FILE = build.saved(build.ledger(build.later()))


@pytest.fixture
def wei(client, city):
    client.force_login(city.by("wei").user)
    return client


def bring(client, round_, data=FILE, name="整改台账.xlsx"):
    address = reverse("sheet.stage", args=[round_.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def send(client, record, verb, query="", **values):
    record.refresh_from_db()
    values.setdefault("version", record.version)
    return client.post(reverse(f"sheet.{verb}", args=[record.pk]) + query, values)


def spoiled(**cells):
    book = build.ledger(build.later())
    for cell, value in cells.items():
        book["整改台账"][cell] = value
    return build.saved(book)


@pytest.fixture
def sheet(wei, round_):
    bring(wei, round_)
    return Sheet.objects.get()


def page(client, sheet, query="", language="zh-hans"):
    client.cookies["language"] = language
    return client.get(reverse("sheet.view", args=[sheet.pk]) + query).content.decode()


def test_the_list_offers_what_goes_out_and_takes_what_comes_in(wei, round_):
    shown = wei.get(reverse("sheet.list", args=[round_.pk])).content.decode()
    assert "整改台账（.xlsx）" in shown and "配档表（.docx）" in shown
    assert "把Excel整改台账拖到这里" in shown and "还没有导入过表格" in shown


def test_a_workbook_is_brought_in_and_shown(wei, round_):
    answer = bring(wei, round_)
    sheet = Sheet.objects.get()
    assert answer.headers["Location"] == reverse("sheet.view", args=[sheet.pk])
    shown = page(wei, sheet)
    assert "新增问题 3 个，新增措施 6 条写入台账" in shown.replace("把", "").replace(" 写", "写")
    assert "整改目标、备注" in shown
    assert "含隐藏行 1 行" in shown
    assert shown.count('class="is-head"') == 3
    assert "3-②" in shown
    assert "Write 3 new findings, 6 new measures into the ledger" in page(wei, sheet, language="en")


def test_the_button_writes_what_it_names_and_undo_takes_it_back(wei, round_, sheet):
    answer = send(wei, sheet, "confirm", named="3-6-0-0")
    assert answer.status_code == 302
    assert Measure.objects.count() == 6
    assert "可整体撤销" not in page(wei, sheet)
    shown = page(wei, sheet)
    assert "撤销" in shown and "?peek=1-2" in shown and "建立月通报制度" in shown
    send(wei, sheet, "undo")
    assert Measure.objects.count() == 0
    assert "台账恢复原状" in page(wei, sheet)


def test_other_numbers_than_the_button_named_are_refused(wei, sheet):
    answer = send(wei, sheet, "confirm", named="9-9-9-9")
    assert answer.status_code == 409
    assert "不再一致" in answer.content.decode()
    assert not Measure.objects.exists()


def test_an_unknown_unit_is_named_and_put_right_everywhere(wei, round_):
    bring(wei, round_, spoiled(G7="市住健局", G8="市住健局"))
    sheet = Sheet.objects.get()
    shown = page(wei, sheet, "?show=error")
    assert "没有名为“市住健局”的单位" in shown and "市住建局" in shown and "G7" in shown
    assert send(wei, sheet, "confirm").status_code == 422
    answer = send(
        wei, sheet, "correct", "?show=error", do="name", name="市住健局", meant="市住建局", key="6"
    )
    assert answer.headers["Location"].endswith("?show=error#row-6")
    assert "没有名为" not in page(wei, sheet)
    send(wei, sheet, "confirm")
    assert Measure.objects.filter(lead_unit__short_name="市住建局").count() == 3


def test_a_cell_is_put_right_in_place(wei, round_):
    bring(wei, round_, spoiled(I7="2026-02-30"))
    sheet = Sheet.objects.get()
    assert "2026-02-30" in page(wei, sheet, "?show=error")
    send(wei, sheet, "correct", do="cell", cell="I7", text="2026.6.30")
    assert "有错误" not in page(wei, sheet)
    send(wei, sheet, "confirm")
    assert Measure.objects.count() == 6


def test_rows_in_error_can_be_left_out(wei, round_):
    bring(wei, round_, spoiled(I7="13/45", I8="2026-02-30"))
    sheet = Sheet.objects.get()
    send(wei, sheet, "correct", do="errors")
    shown = page(wei, sheet)
    assert "新增措施 4 条" in shown
    send(wei, sheet, "correct", do="take", key="6")
    assert "新增措施 4 条" in page(wei, sheet)
    assert page(wei, sheet, "?show=left").count('<article class="item left"') == 1


def test_columns_are_chosen_and_remembered(wei, round_):
    head = ("序号", "问题", "整改措施", "由谁负责", "网格")
    data = build.plain(head, (1, "管网改造慢", "完成改造", "市财政局", "三"))
    bring(wei, round_, data)
    sheet = Sheet.objects.get()
    assert "由谁负责、网格" in page(wei, sheet)
    columns = {
        "column0": "number",
        "column1": "finding",
        "column2": "measure",
        "column3": "lead_unit",
        "column4": "",
    }
    send(wei, sheet, "correct", do="columns", **columns)
    send(wei, sheet, "confirm")
    assert Measure.objects.get().lead_unit.name == "市财政局"
    bring(wei, round_, build.plain(head, (2, "政策兑现慢", "开设专区", "市财政局", "四")), "b.xlsx")
    later = Sheet.objects.exclude(pk=sheet.pk).get()
    assert "按以往同样版式的对应" in page(wei, later)
    assert (
        send(wei, later, "correct", do="columns", column0="number", column1="number").status_code
        == 422
    )


def test_a_person_says_where_the_head_stands(wei, round_):
    bring(wei, round_, build.plain(("甲", "乙"), ("问题", "措施"), ("管网改造慢", "完成改造")))
    sheet = Sheet.objects.get()
    send(wei, sheet, "correct", do="head", first="2", last="2")
    assert "新增措施 1 条" in page(wei, sheet)
    for first, last in (("0", "1"), ("3", "2"), ("1", "99"), ("x", "1")):
        assert send(wei, sheet, "correct", do="head", first=first, last=last).status_code == 422


def test_another_sheet_of_the_file_is_chosen(wei, round_):
    book = build.ledger(build.later())
    other = book.create_sheet("清单")
    other.append(["问题", "整改措施"])
    other.append(["另一个问题", "另一条措施"])
    bring(wei, round_, build.saved(book))
    sheet = Sheet.objects.get()
    send(wei, sheet, "correct", do="sheet", sheet="1")
    assert "另一条措施" in page(wei, sheet)


@pytest.mark.parametrize("values", [{"do": "x"}, {"do": "cell"}, {"do": "leave"}, {}])
def test_a_strange_decision_is_refused(wei, sheet, values):
    assert send(wei, sheet, "correct", **values).status_code == 422


def test_a_stale_page_is_answered(wei, sheet):
    answer = send(wei, sheet, "correct", do="leave", key="6", version=99)
    assert answer.status_code == 409


def test_strange_addresses(wei, sheet):
    here = reverse("sheet.view", args=[sheet.pk])
    assert [
        wei.get(f"{here}?{query}").status_code for query in ("show=x", "page=x", "page=99")
    ] == [*(400, 400, 200)]


def test_it_comes_back_with_comments(wei, round_):
    bring(wei, round_, spoiled(I7="2026-02-30", I8="6月底前"))
    sheet = Sheet.objects.get()
    answer = send(wei, sheet, "send_back")
    book = openpyxl.load_workbook(BytesIO(answer.content))["整改台账"]
    assert "2026-02-30" in book["I7"].comment.text
    assert "2026-06-30" in book["I8"].comment.text
    assert Entry.objects.filter(verb="sheet.send_back", record_id=sheet.pk).count() == 1


def test_the_ledger_goes_out_as_filtered_and_whole(wei, round_, sheet):
    send(wei, sheet, "confirm")
    address = reverse("ledger.export", args=[round_.pk])
    whole = wei.post(address)
    assert "attachment" in whole.headers["Content-Disposition"]
    rows = openpyxl.load_workbook(BytesIO(b"".join(whole.streaming_content)))["整改台账"]
    assert rows.max_row == 4 + 6
    some = wei.post(f"{address}?finding=1")
    assert (
        openpyxl.load_workbook(BytesIO(b"".join(some.streaming_content)))["整改台账"].max_row
        == 4 + 3
    )
    assert wei.post(f"{address}?finding=x").status_code == 400
    assert wei.get(address).status_code == 302


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("docx", b"PK")])
def test_the_allocation_table_goes_out(wei, round_, sheet, form, begins):
    send(wei, sheet, "confirm")
    address = reverse("allocation.export", args=[round_.pk])
    answer = wei.post(address, {"form": form})
    assert answer.content.startswith(begins)
    assert Entry.objects.filter(verb="allocation.export").count() == 1
    assert wei.post(address, {"form": "pdf"}).status_code == 422


def test_an_outsider_brings_nothing_and_sees_no_workbook(client, city, round_, wei, sheet):
    client.force_login(city.by("song").user)
    assert bring(client, round_).status_code in (403, 404)
    assert client.get(reverse("sheet.view", args=[sheet.pk])).status_code == 404
    assert client.get(reverse("sheet.file", args=[sheet.pk])).status_code == 404
    client.force_login(city.by("sys").user)
    assert client.post(reverse("ledger.export", args=[round_.pk])).status_code in (403, 404)


def test_discarding_and_the_original(wei, sheet):
    answer = wei.get(reverse("sheet.file", args=[sheet.pk]))
    assert answer.content == FILE
    send(wei, sheet, "discard")
    assert "已舍弃" in page(wei, sheet)


def test_without_a_file_one_is_asked(wei, round_):
    answer = wei.post(reverse("sheet.stage", args=[round_.pk]))
    assert answer.status_code == 422
