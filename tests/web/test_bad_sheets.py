"""Bad workbooks by number (B31 to B50, B56, B70): each gets its sentence in both languages, and nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.core.sheets import build
from zhenggai.core.sheets import exported
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Finding, Measure, Sheet
from zhenggai.ledger.sheets import confirm, export, stage
from zhenggai.office.models import Unit

pytestmark = pytest.mark.django_db
HEAD = ("序号", "反馈问题", "整改措施", "牵头领导", "牵头单位", "完成时限")
ROW = (1, "惠企政策兑现不及时", "开设专区", "周敏", "市财政局", "2026-06-30")


def rows(*changed: dict[int, object], head=HEAD) -> bytes:
    """A workbook with the usual row, changed by column; every further one is another row."""
    made = []
    for number, values in enumerate(changed, 1):
        row = [number, f"{ROW[1]}{number}", f"{ROW[2]}{number}", *ROW[3:]]
        for column, value in values.items():
            row[column] = value
        made.append(tuple(row))
    return build.plain(head, *made)


def formula(column: int, text: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(rows({})))
    book.active.cell(2, column + 1).value = text
    return build.saved(book)


def twice() -> bytes:
    book = openpyxl.load_workbook(BytesIO(rows({}, head=(*HEAD[:5], "牵头单位"))))
    return build.saved(book)


def hidden() -> bytes:
    book = openpyxl.load_workbook(BytesIO(rows(*[{}] * 38)))
    for number in range(3, 40):
        book.active.row_dimensions[number].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    return build.saved(book)


@dataclass(frozen=True)
class Bad:
    """One bad input: its bytes, whether the upload or the page says it, and what it says."""

    number: str
    data: bytes
    zh: str
    en: str
    status: int = 200
    name: str = "台账.xlsx"
    kind: str = "error"


LONG = "长" * 10_001
BAD = (
    Bad("B32", rows({}, head=("序号", "反馈问题", "内容甲", *HEAD[3:])), "缺少“整改措施”列", "column 整改措施 is missing", kind="sheet"),
    Bad("B33", twice(), "E1、F1", "E1、F1", kind="sheet"),
    Bad("B34", rows({4: "市财正局"}), "没有名为“市财正局”的单位", "no unit “市财正局”"),
    Bad("B36", rows({5: "2021-02-30"}), "2021-02-30", "2021-02-30 is not a date"),
    Bad("B36", rows({5: "13/45"}), "13/45", "13/45 is not a date"),
    Bad("B36", rows({5: "5月底"}), "“5月底”按2026-05-31处理", "“5月底” is read as 2026-05-31", kind="doubtful"),
    Bad("B37", rows({5: "2025-12-31"}), "早于反馈日期（2026-01-16）", "before the day of the feedback"),
    Bad("B38", rows({0: "１", 1: "\ufeff管\u200b网", 4: "市财政局\u00a0"}), "不可见字符", "invisible characters were removed", kind="note"),
    Bad("B39", rows({})[:0] + "序号,反馈问题\n".encode() + "一,管网改造慢".encode("gb18030"), "UTF-8", "neither UTF-8 nor GB18030", 400, "a.csv"),
    Bad("B40", formula(2, '=HYPERLINK("http://a","b")'), "公式没有计算结果", "formula has no value"),
    Bad("B43", rows({2: LONG * 4}), "10000", "at most 10000"),
    Bad("B44", rows({0: "3-1"}, {0: "3-1"}), "首次出现在第 2 行", "first in row 2"),
    Bad("B47", hidden(), "含隐藏行 37 行", "37 hidden rows were read", kind="note"),
    Bad("B70", rows({5: "2031-06-30"}), "2031年的工作日安排尚未载入", "working days of 2031 are not known", kind="note"),
)  # fmt: skip


@pytest.fixture
def wei(client, city):
    client.force_login(
        city.users["wei"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def bring(client, round_, data, name="台账.xlsx"):
    return client.post(
        reverse("sheet.stage", args=[round_.pk]), {"file": SimpleUploadedFile(name, data)}
    )


def told(client, answer, language):
    """What the page says: of the upload itself, or of the workbook that it leads to."""
    client.cookies["language"] = language
    if answer.status_code == 302:
        answer = client.get(answer.headers["Location"])
    return answer.content.decode()


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.number)
def test_a_bad_workbook_is_told_in_both_languages(wei, round_, bad):
    before = Measure.objects.count()
    for language, words in (("zh-hans", bad.zh), ("en", bad.en)):
        wei.cookies["language"] = language
        answer = bring(wei, round_, bad.data, bad.name)
        assert answer.status_code == (302 if bad.status == 200 else bad.status)
        assert words in told(wei, answer, language)
    if bad.status == 200 and bad.kind in ("error", "sheet"):
        sheet = Sheet.objects.get()
        sent = wei.post(reverse("sheet.confirm", args=[sheet.pk]), {"version": sheet.version})
        assert sent.status_code == 422
    assert Measure.objects.count() == before


def test_b31_another_edition(wei, city, round_, measure):
    kept = BytesIO()
    frame = Frame(city.by("wei").viewer, round_, date(2026, 6, 12))
    export.export(city.by("wei"), frame, Wanted(), kept)
    book = openpyxl.load_workbook(kept)
    book[exported.HIDDEN]["B1"] = "0"
    for language, words in (("zh-hans", "按旧版式（第0版）导出"), ("en", "edition 0")):
        wei.cookies["language"] = language
        answer = bring(wei, round_, build.saved(book))
        assert answer.status_code == 400
        assert words in answer.content.decode()


def test_b35_an_ambiguous_name(wei, city, round_):
    for unit in (city.housing, city.finance):
        Unit.objects.create(parent=unit, name="办公室", path=f"{unit.path}0009", position=9)
    answer = bring(wei, round_, rows({4: "办公室"}))
    assert "有多个单位叫“办公室”" in told(wei, answer, "zh-hans")
    shown = told(wei, bring(wei, round_, rows({4: "办公室"})), "en")
    assert "Several units are called “办公室”" in shown and "市财政局/办公室" in shown


def test_b41_a_unit_outside_the_inspected_one(wei, city, round_):
    round_.inspected_unit = city.housing
    round_.save()
    data = rows({4: "市水务集团"}, {4: "市财政局"})
    assert "不在被巡视单位范围内" in told(wei, bring(wei, round_, data), "zh-hans")
    assert "does not belong to the inspected unit" in told(wei, bring(wei, round_, data), "en")
    sheet = Sheet.objects.get()
    sent = wei.post(reverse("sheet.confirm", args=[sheet.pk]), {"version": sheet.version})
    assert (sent.status_code, Measure.objects.count()) == (422, 0)


def test_b42_too_many_rows(wei, round_, settings):
    settings.MAX_ROWS = 3
    for language, words in (("zh-hans", "最多接收 3 行"), ("en", "at most 3 are taken")):
        wei.cookies["language"] = language
        answer = bring(wei, round_, rows({}, {}, {}))
        assert answer.status_code == 400
        assert words.replace(" ", "") in answer.content.decode().replace(" ", "")


def test_b44_against_the_ledger(wei, round_, measure):
    data = rows({0: "7-1", 1: measure.finding.wording, 2: "另一件完全不同的事情"})
    assert "是另一条措施" in told(wei, bring(wei, round_, data), "zh-hans")
    assert "7-① is another measure in the ledger" in told(wei, bring(wei, round_, data), "en")


def test_b45_the_same_file_twice(wei, city, round_):
    data = rows({})
    confirm.confirm(city.by("wei"), stage.stage(city.by("wei"), round_, data, "一.xlsx").sheet)
    for language, words in (("zh-hans", "此文件已于"), ("en", "was imported already on")):
        wei.cookies["language"] = language
        answer = bring(wei, round_, data, "二.xlsx")
        assert answer.status_code == 409
        assert words in answer.content.decode()
    assert Measure.objects.count() == 1


def test_b46_one_wrong_row_of_many_stops_all_and_is_named(wei, round_):
    many = [{} for _ in range(60)]
    many[58] = {5: "2026-02-30"}
    answer = bring(wei, round_, rows(*many))
    sheet = Sheet.objects.get()
    sent = wei.post(reverse("sheet.confirm", args=[sheet.pk]), {"version": sheet.version})
    assert (sent.status_code, Measure.objects.count()) == (422, 0)
    assert "有错误的行须先更正" in sent.content.decode()
    shown = wei.get(answer.headers["Location"] + "?show=error").content.decode()
    assert "F60" in shown and "第60行" in shown
    sheet.refresh_from_db()
    back = wei.post(reverse("sheet.send_back", args=[sheet.pk]), {"version": sheet.version})
    cell = openpyxl.load_workbook(BytesIO(back.content)).active["F60"]
    assert "2026-02-30" in cell.comment.text


def test_b48_rare_characters_come_through(city, round_):
    text = "🏗️𠮷野家 ئۇيغۇر བོད་ཡིག"
    sheet = stage.stage(city.by("wei"), round_, rows({2: text}), "a.xlsx").sheet
    confirm.confirm(city.by("wei"), sheet)
    assert Measure.objects.get().text == text


def test_b49_nothing_is_left_of_an_import_that_broke(city, round_, monkeypatch):
    sheet = stage.stage(city.by("wei"), round_, rows({}, {}), "a.xlsx").sheet

    def broken(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("zhenggai.ledger.sheets.confirm.search.keep", broken)
    with pytest.raises(OSError, match="full"):
        confirm.confirm(city.by("wei"), sheet)
    sheet.refresh_from_db()
    assert (sheet.status, Measure.objects.count(), Finding.objects.count()) == ("staged", 0, 0)


def test_b50_two_people_import_the_same_file(wei, city, round_):
    data = rows({})
    first = stage.stage(city.by("wei"), round_, data, "a.xlsx").sheet
    again = Sheet.objects.get(pk=first.pk)
    confirm.confirm(city.by("wei"), first, version=1)
    for language, words in (("zh-hans", "<html"), ("en", "<html")):
        wei.cookies["language"] = language
        sent = wei.post(reverse("sheet.confirm", args=[again.pk]), {"version": 1})
        assert sent.status_code == 409
        assert words in sent.content.decode()
    assert Measure.objects.count() == 1


def test_b56_a_due_date_of_the_plan_is_not_moved_by_a_workbook(wei, round_, measure):
    Measure.objects.filter(pk=measure.pk).update(status="planned")
    data = rows({0: 7, 1: measure.finding.wording, 2: measure.text, 5: "2026-12-31"})
    assert "保留台账内容" in told(wei, bring(wei, round_, data), "zh-hans")
    sheet = Sheet.objects.get()
    sent = {"version": sheet.version, "do": "theirs", "key": "*"}
    answer = wei.post(reverse("sheet.correct", args=[sheet.pk]), sent)
    assert "调整完成时限须申请并说明理由" in told(wei, answer, "zh-hans")
    assert "moved by a request with its reason" in told(wei, answer, "en")
    measure.refresh_from_db()
    assert measure.due_on == date(2026, 6, 30)
